package org.hornbook.app.window;

import javafx.geometry.Pos;
import javafx.scene.Node;
import javafx.scene.control.Button;
import javafx.scene.layout.HBox;
import javafx.scene.layout.VBox;

import org.hornbook.app.desk.Texts;
import org.hornbook.app.kit.Parts;

/// Asks, before the window closes, what becomes of the jobs that run.
final class LeaveSheet {
    private final VBox box;
    private final Button pause;

    LeaveSheet(String job, Runnable pauseAndQuit, Runnable goOn, Runnable stay) {
        pause = Parts.primary(Texts.of("close.pause"), "", pauseAndQuit);
        pause.setId("leave-pause");
        Button background = Parts.button(Texts.of("close.background"), goOn);
        background.setId("leave-background");
        HBox buttons = new HBox(8, Parts.button(Texts.of("close.stay"), stay), background, pause);
        buttons.setAlignment(Pos.CENTER_RIGHT);
        box =
                new VBox(
                        Parts.heading(Texts.of("close.title")),
                        Parts.paragraph(Texts.of("close.words", job), "hb-muted"),
                        buttons);
        box.setId("leave");
        box.getStyleClass().add("hb-sheet");
        box.setMaxSize(520, VBox.USE_PREF_SIZE);
    }

    Node node() {
        return box;
    }

    void focus() {
        pause.requestFocus();
    }
}
