package org.hornbook.app.view.corpora;

import javafx.scene.Node;

import org.hornbook.app.desk.*;
import org.hornbook.app.kit.Parts;

public final class CorporaView implements Screen {
    private final Node node = Parts.empty("fth-box", "Corpora");

    public CorporaView(Desk desk) {}

    public Node node() {
        return node;
    }

    public void shown() {}
}
