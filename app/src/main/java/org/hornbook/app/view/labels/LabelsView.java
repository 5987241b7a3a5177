package org.hornbook.app.view.labels;

import javafx.scene.Node;

import org.hornbook.app.desk.*;
import org.hornbook.app.kit.Parts;

public final class LabelsView implements Screen {
    private final Node node = Parts.empty("fth-box", "Labels");

    public LabelsView(Desk desk) {}

    public Node node() {
        return node;
    }

    public void shown() {}
}
