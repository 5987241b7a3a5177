package org.hornbook.app.view.models;

import javafx.scene.Node;
import javafx.scene.control.Button;
import javafx.scene.control.Label;
import javafx.scene.control.ScrollPane;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Priority;
import javafx.scene.layout.VBox;

import org.hornbook.app.Words;
import org.hornbook.app.desk.Texts;
import org.hornbook.app.kit.Parts;

import java.time.Duration;
import java.time.Instant;

/// What was deleted: it can be restored, until the trash is emptied, which is asked once.
final class TrashPane {
    private final ModelsViewModel model;
    private final Runnable close;
    private final VBox box = Parts.card();
    private boolean asked;

    TrashPane(ModelsViewModel model, Runnable close) {
        this.model = model;
        this.close = close;
        box.setId("models-trash");
    }

    Node node() {
        return box;
    }

    void begin(ModelsState s) {
        asked = false;
        show(s);
    }

    void show(ModelsState s) {
        HBox head =
                Parts.row(
                        8,
                        Parts.heading(Texts.of("models.trash")),
                        Parts.spacer(),
                        Parts.iconButton("fth-x", Texts.of("close"), close));
        box.getChildren().setAll(head);
        if (s.trash().isEmpty()) {
            asked = false;
            box.getChildren().add(Parts.paragraph(Texts.of("models.trash.none"), "hb-muted"));
            return;
        }
        box.getChildren()
                .add(Parts.paragraph(Texts.of("models.trash.words"), "hb-muted", "hb-small"));
        VBox rows = new VBox();
        for (CheckpointTrash.Trashed t : s.trash()) {
            Label name = Parts.text(t.name(), "hb-strong");
            name.setMinWidth(0);
            Label when =
                    Parts.text(
                            Words.ago(Duration.between(t.when(), Instant.now()))
                                    + " \u00b7 "
                                    + Words.bytes(t.bytes()),
                            "hb-muted",
                            "hb-small");
            Button restore = Parts.button(Texts.of("models.restore"), () -> model.restore(t));
            restore.getStyleClass().add("hb-restore");
            HBox row = Parts.row(8, new VBox(1, name, when), Parts.spacer(), restore);
            row.getStyleClass().add("hb-line");
            rows.getChildren().add(row);
        }
        ScrollPane scroll = new ScrollPane(rows);
        scroll.setFitToWidth(true);
        VBox.setVgrow(scroll, Priority.ALWAYS);
        box.getChildren().addAll(scroll, foot(s));
    }

    private Node foot(ModelsState s) {
        long bytes = s.trash().stream().mapToLong(CheckpointTrash.Trashed::bytes).sum();
        if (!asked) {
            Button empty =
                    Parts.button(
                            Texts.of("models.trash.empty", Words.bytes(bytes)),
                            () -> {
                                asked = true;
                                show(model.state().get());
                            });
            empty.setId("models-empty");
            return Parts.row(8, empty);
        }
        Button yes =
                Parts.primary(
                        Texts.of("models.trash.yes", s.trash().size()),
                        "",
                        () -> {
                            asked = false;
                            model.empty();
                        });
        yes.setId("models-empty-yes");
        Button no =
                Parts.button(
                        Texts.of("models.trash.no"),
                        () -> {
                            asked = false;
                            show(model.state().get());
                        });
        return new VBox(
                8, Parts.paragraph(Texts.of("models.trash.ask"), "hb-bad"), Parts.row(8, yes, no));
    }
}
