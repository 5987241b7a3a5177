package org.hornbook.app.view.chat;

import java.nio.file.Path;
import java.util.function.Consumer;
import javafx.scene.Node;
import javafx.scene.control.Button;
import javafx.scene.control.Label;
import javafx.scene.control.TextArea;
import javafx.scene.input.KeyCode;
import javafx.scene.input.KeyEvent;
import javafx.scene.input.TransferMode;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Priority;
import javafx.scene.layout.Region;
import javafx.scene.layout.VBox;
import org.hornbook.app.desk.Texts;
import org.hornbook.app.kit.Parts;

/// Where prompts are written: Enter sends to all panes, Shift and Enter begin a new line, Escape
/// stops or leaves. A prompt file can be dropped on it.
final class Composer {
    private static final int MOST_LINES = 9;
    private static final double LINE = 1.55; // of the text's size
    private static final double LETTER = 0.60;

    private final ChatViewModel model;
    private final Runnable leave;
    private final TextArea area = new TextArea();
    private final Label to = Parts.text("", "hb-muted", "hb-small");
    private final Label about = Parts.text("", "hb-muted", "hb-small");
    private final Button send;
    private final Button stop;
    private final HBox chip;
    private final VBox box;
    private long drafted;

    Composer(ChatViewModel model, Consumer<Path> dropped, Runnable leave) {
        this.model = model;
        this.leave = leave;
        area.setId("chat-composer");
        area.setWrapText(true);
        area.setPrefRowCount(1);
        area.addEventFilter(KeyEvent.KEY_PRESSED, this::pressed);
        area.textProperty().addListener(o -> fit());
        area.widthProperty().addListener(o -> fit());
        HBox.setHgrow(area, Priority.ALWAYS);
        send = Parts.primary(Texts.of("chat.send"), Texts.of("chat.send.key"), this::send);
        send.setId("chat-send");
        stop = Parts.button(Texts.of("chat.stop"), Texts.of("chat.stop.key"), model::stop);
        stop.setId("chat-stop");
        to.setId("chat-to");
        to.setMinWidth(Region.USE_PREF_SIZE);
        about.setId("chat-drafted");
        about.setMinWidth(0);
        chip = Parts.row(8, about, Parts.link(Texts.of("chat.draft.drop"), model::editNoMore));
        chip.getStyleClass().add("hb-composer-chip");
        HBox line = Parts.row(12, area, to, send, stop);
        box = new VBox(chip, line);
        box.getStyleClass().add("hb-composer");
        box.setMinHeight(Region.USE_PREF_SIZE);
        area.setOnDragOver(
                e -> {
                    if (e.getDragboard().hasFiles()) {
                        e.acceptTransferModes(TransferMode.COPY);
                        e.consume();
                    }
                });
        area.setOnDragDropped(
                e -> {
                    if (e.getDragboard().hasFiles()) {
                        e.getDragboard().getFiles().forEach(f -> dropped.accept(f.toPath()));
                        e.setDropCompleted(true);
                        e.consume();
                    }
                });
    }

    Node node() {
        return box;
    }

    void focus() {
        area.requestFocus();
    }

    void show(ChatState s, boolean writing) {
        int panes = s.conversation().sources().size();
        to.setText(panes < 2 ? Texts.of("chat.to.one") : Texts.of("chat.to", panes));
        Parts.show(send, !writing);
        Parts.show(stop, writing);
        area.setPromptText(
                Texts.of(
                        s.conversation().form().hasTurns()
                                ? "chat.compose.chat"
                                : "chat.compose.completion"));
    }

    /// Puts a draft into the field, once.
    void show(ChatState.Draft draft) {
        about.setText(Texts.of(draft.editing().isEmpty() ? "chat.draft.task" : "chat.draft.edit"));
        Parts.show(chip, !draft.task().isEmpty() || !draft.editing().isEmpty());
        if (draft.number() != drafted) {
            drafted = draft.number();
            area.setText(draft.text());
            area.positionCaret(draft.text().length());
            if (!draft.text().isEmpty()) {
                area.requestFocus();
            }
        }
    }

    private void send() {
        model.send(area.getText());
    }

    private void pressed(KeyEvent e) {
        if (e.getCode() == KeyCode.ENTER) {
            if (e.isShiftDown()) {
                area.replaceSelection("\n");
            } else {
                send();
            }
            e.consume();
        } else if (e.getCode() == KeyCode.ESCAPE) {
            if (model.writing()) {
                model.stop();
            } else {
                leave.run();
            }
            e.consume();
        }
    }

    /// As many lines as the text needs, up to a limit.
    private void fit() {
        double size = area.getFont().getSize();
        double letters = Math.max(20, (area.getWidth() - 30) / (size * LETTER));
        long lines =
                area.getText()
                        .lines()
                        .mapToLong(l -> Math.max(1, (long) Math.ceil(l.length() / letters)))
                        .sum();
        if (area.getText().endsWith("\n")) {
            lines++;
        }
        double height = Math.clamp(lines, 1, MOST_LINES) * size * LINE + 18;
        area.setPrefHeight(height);
        area.setMinHeight(height);
        area.setMaxHeight(height);
    }
}
