package org.hornbook.app.view.train;

import javafx.scene.Node;

import org.hornbook.app.desk.*;
import org.hornbook.app.kit.Parts;

public final class TrainView implements Screen {
    private final Node node = Parts.empty("fth-box", "Train");

    public TrainView(Desk desk) {}

    public Node node() {
        return node;
    }

    public void shown() {}
}
