package org.hornbook.app.view.compare;

import javafx.scene.Node;

import org.hornbook.app.desk.*;
import org.hornbook.app.kit.Parts;

public final class CompareView implements Screen {
    private final Node node = Parts.empty("fth-box", "Compare");

    public CompareView(Desk desk) {}

    public Node node() {
        return node;
    }

    public void shown() {}
}
