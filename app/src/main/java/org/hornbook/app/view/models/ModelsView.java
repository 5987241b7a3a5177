package org.hornbook.app.view.models;

import javafx.scene.Node;

import org.hornbook.app.desk.*;
import org.hornbook.app.kit.Parts;

public final class ModelsView implements Screen {
    private final Node node = Parts.empty("fth-box", "Models");

    public ModelsView(Desk desk) {}

    public Node node() {
        return node;
    }

    public void shown() {}
}
