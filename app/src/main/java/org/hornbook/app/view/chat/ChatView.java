package org.hornbook.app.view.chat;

import javafx.scene.Node;

import org.hornbook.app.desk.*;
import org.hornbook.app.kit.Parts;

public final class ChatView implements Screen {
    private final Node node = Parts.empty("fth-box", "Chat");

    public ChatView(Desk desk) {}

    public Node node() {
        return node;
    }

    public void shown() {}
}
