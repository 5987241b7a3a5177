package org.hornbook.app.view.jobs;

import javafx.scene.Node;

import org.hornbook.app.desk.*;
import org.hornbook.app.kit.Parts;

public final class JobsView implements Screen {
    private final Node node = Parts.empty("fth-box", "Jobs");

    public JobsView(Desk desk) {}

    public Node node() {
        return node;
    }

    public void shown() {}
}
