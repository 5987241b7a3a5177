package org.hornbook.app.view.models;

import javafx.geometry.Pos;
import javafx.scene.Node;
import javafx.scene.control.Label;
import javafx.scene.control.ListCell;
import javafx.scene.control.ListView;
import javafx.scene.control.Tooltip;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Priority;
import javafx.scene.layout.VBox;

import org.hornbook.app.Words;
import org.hornbook.app.desk.Desk;
import org.hornbook.app.desk.Texts;
import org.hornbook.app.kit.ColumnsRow;
import org.hornbook.app.kit.Parts;
import org.hornbook.evaluate.EvalResult;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;

/// The checkpoints, one a row.
final class ModelList {
    private static final List<ColumnsRow.Column> COLUMNS =
            List.of(
                    new ColumnsRow.Column("name", 9.5, true, false, 0),
                    new ColumnsRow.Column("parameters", 7.5, false, true, 1),
                    new ColumnsRow.Column("from", 13, true, false, 2),
                    new ColumnsRow.Column("result", 9.5, false, true, 0),
                    new ColumnsRow.Column("when", 4.5, false, true, 3));

    private final Desk desk;
    private final ListView<Model> list = new ListView<>();
    private final VBox box;
    private ModelsState state = ModelsState.NONE;
    private boolean showing;

    ModelList(Desk desk, Consumer<String> chosen) {
        this.desk = desk;
        list.setId("models-list");
        list.getStyleClass().add("hb-list");
        list.setAccessibleText(Texts.of("place.models"));
        list.setCellFactory(l -> new Row());
        list.getSelectionModel()
                .selectedItemProperty()
                .addListener(
                        (o, was, now) -> {
                            if (now != null && !showing) {
                                chosen.accept(now.name());
                            }
                        });
        VBox.setVgrow(list, Priority.ALWAYS);
        ColumnsRow head = columns(COLUMNS.stream().map(c -> heading(c.id())).toList());
        head.getStyleClass().add("hb-list-head");
        head.setMinHeight(ColumnsRow.USE_PREF_SIZE);
        box = new VBox(head, list);
        box.getStyleClass().add("hb-card");
        box.setMinHeight(190);
    }

    private static Label heading(String column) {
        Label label = Parts.text(Texts.of("models.column." + column), "hb-muted", "hb-small");
        label.setMinWidth(0);
        return label;
    }

    private ColumnsRow columns(List<? extends Node> cells) {
        return new ColumnsRow(COLUMNS, () -> desk.settings().get().fontSize(), cells);
    }

    Node node() {
        return box;
    }

    void focus() {
        list.requestFocus();
    }

    void show(ModelsState next) {
        showing = true;
        boolean results = !next.tried().equals(state.tried());
        state = next;
        if (!list.getItems().equals(next.models())) {
            list.getItems().setAll(next.models());
        } else if (results) {
            list.refresh();
        }
        next.model()
                .ifPresentOrElse(
                        m -> list.getSelectionModel().select(m),
                        () -> list.getSelectionModel().clearSelection());
        showing = false;
    }

    private final class Row extends ListCell<Model> {
        @Override
        protected void updateItem(Model model, boolean empty) {
            super.updateItem(model, empty);
            setPrefWidth(0);
            setGraphic(empty || model == null ? null : row(model));
            setAccessibleText(empty || model == null ? null : model.name());
        }
    }

    private ColumnsRow row(Model model) {
        Label name = Parts.text(model.name(), "hb-strong");
        name.setTooltip(new Tooltip(model.folder().toString()));
        HBox first = Parts.row(8, new Dot(desk.series().of(model.name())), name);
        Label shape =
                model.wrong().isEmpty()
                        ? small(ModelWords.kind(model))
                        : Parts.text(Texts.of("models.unreadable"), "hb-bad", "hb-small");
        HBox second = Parts.row(0, shape);
        second.setStyle("-fx-padding: 0 0 0 17;");
        ColumnsRow row =
                columns(
                        List.of(
                                two(false, first, second),
                                two(
                                        true,
                                        Parts.text(
                                                model.facts()
                                                        .map(f -> Words.count(f.parameters()))
                                                        .orElse("\u2013")),
                                        small(
                                                model.facts()
                                                                .map(f -> f.stored() + " \u00b7 ")
                                                                .orElse("")
                                                        + Words.bytes(model.bytes()))),
                                two(
                                        false,
                                        Parts.text(ModelWords.from(model)),
                                        small(ModelWords.run(model))),
                                result(model),
                                when(model)));
        row.getStyleClass().add("hb-model-row");
        return row;
    }

    private Node result(Model model) {
        Optional<Tried> newest = state.of(model).stream().findFirst();
        if (newest.isEmpty()) {
            return two(
                    true,
                    Parts.muted("\u2013"),
                    small(
                            model.encodes().isPresent()
                                    ? Texts.of("models.encoder.reads")
                                    : model.facts().isPresent() && model.fingerprint().isEmpty()
                                            ? Texts.of("models.hashing")
                                            : Texts.of("models.untried")));
        }
        EvalResult r = newest.get().result();
        Label passed = Parts.text(ModelWords.passed(r), "hb-strong");
        Tooltip from =
                new Tooltip(
                        Texts.of(
                                "models.result.from",
                                r.benchmark(),
                                newest.get().maxTokens(),
                                Words.count(r.of())));
        passed.setTooltip(from);
        Label share = small(ModelWords.share(r));
        share.setTooltip(from);
        return two(true, passed, share);
    }

    private static Node when(Model model) {
        Instant at = model.origin().map(Model.Origin::ended).orElse(model.modified());
        if (at.equals(Instant.EPOCH)) {
            return Parts.muted("");
        }
        return Parts.text(Words.ago(Duration.between(at, Instant.now())), "hb-muted", "hb-small");
    }

    private static Label small(String words) {
        return Parts.text(words, "hb-muted", "hb-small");
    }

    private static VBox two(boolean right, Node above, Node below) {
        VBox both = new VBox(1, above, below);
        both.setAlignment(right ? Pos.CENTER_RIGHT : Pos.CENTER_LEFT);
        both.setMinWidth(0);
        return both;
    }
}
