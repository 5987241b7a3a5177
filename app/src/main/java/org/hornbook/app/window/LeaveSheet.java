package org.hornbook.app.window;

import javafx.geometry.Pos;
import javafx.scene.Node;
import javafx.scene.control.Button;
import javafx.scene.control.Label;
import javafx.scene.control.Tooltip;
import javafx.scene.layout.HBox;
import javafx.scene.layout.VBox;

import org.hornbook.app.desk.Texts;
import org.hornbook.app.kit.Parts;

/// Asks, before the window closes, what becomes of the jobs that run.
final class LeaveSheet {
    private final VBox box;
    private final Button pause;
    private final HBox buttons;
    private final Label words;

    /// @param job the title of the one that runs
    /// @param jobs how many run or wait
    LeaveSheet(String job, int jobs, Runnable pauseAndQuit, Runnable goOn, Runnable stay) {
        pause = Parts.primary(Texts.of("close.pause"), "", pauseAndQuit);
        pause.setId("leave-pause");
        Button background = Parts.button(Texts.of("close.background"), goOn);
        background.setId("leave-background");
        background.setTooltip(new Tooltip(Texts.of("close.background.words")));
        Button remain = Parts.button(Texts.of("close.stay"), stay);
        remain.setId("leave-stay");
        buttons = new HBox(8, remain, background, pause);
        buttons.setAlignment(Pos.CENTER_RIGHT);
        words =
                Parts.paragraph(
                        jobs == 1
                                ? Texts.of("close.words", job)
                                : Texts.of("close.words.many", job, jobs - 1),
                        "hb-muted");
        box =
                new VBox(
                        Parts.heading(Texts.of("close.title")),
                        words,
                        Parts.paragraph(Texts.of("close.choice"), "hb-muted", "hb-small"),
                        buttons);
        box.setId("leave");
        box.getStyleClass().add("hb-sheet");
        box.setMaxSize(520, VBox.USE_PREF_SIZE);
    }

    /// What is done is being stored; the window goes when that is done.
    void pausing() {
        words.setText(Texts.of("close.pausing"));
        buttons.setDisable(true);
    }

    Node node() {
        return box;
    }

    void focus() {
        pause.requestFocus();
    }
}
