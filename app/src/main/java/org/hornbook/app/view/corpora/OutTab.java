package org.hornbook.app.view.corpora;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import javafx.scene.Node;
import javafx.scene.control.Button;
import javafx.scene.control.Label;
import javafx.scene.control.ScrollPane;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Priority;
import javafx.scene.layout.StackPane;
import javafx.scene.layout.VBox;
import org.hornbook.app.Words;
import org.hornbook.app.desk.Desk;
import org.hornbook.app.desk.Errand;
import org.hornbook.app.desk.Place;
import org.hornbook.app.desk.Texts;
import org.hornbook.app.kit.Parts;
import org.hornbook.app.kit.RowsTable;
import org.hornbook.corpus.Corpus;
import org.hornbook.corpus.clean.Decision;
import org.hornbook.corpus.clean.Removal;

/// What is removed, each with its reason and the way back, and what was decided.
final class OutTab {
    private final Desk desk;
    private final CleanViewModel model;
    private final RowsTable table = new RowsTable();
    private final Label about = Parts.paragraph("", "hb-muted", "hb-small");
    private final Label chosen = Parts.paragraph("");
    private final Button restore;
    private final VBox decisions = new VBox();
    private final VBox found = new VBox(8);
    private final StackPane box = new StackPane();
    private List<Removal> shown = List.of();
    private List<Decision> made = List.of();

    OutTab(Desk desk, CleanViewModel model) {
        this.desk = desk;
        this.model = model;
        restore =
                Parts.button(
                        Texts.of("clean.restore"),
                        () -> {
                            if (row() >= 0) {
                                model.restore(shown.get(row()));
                            }
                        });
        restore.setId("clean-restore");
        chosen.setId("clean-chosen");
        table.setId("clean-removed");
        table.columns(
                List.of(
                        new RowsTable.Column(
                                "key", Texts.of("clean.column.document"), 110, true, false, true),
                        new RowsTable.Column(
                                "reason",
                                Texts.of("clean.column.reason"),
                                110,
                                false,
                                false,
                                false),
                        new RowsTable.Column(
                                "detail",
                                Texts.of("clean.column.detail"),
                                190,
                                false,
                                false,
                                false)));
        table.onChosen(row -> choose());
        desk.settings().show(s -> table.fontSize(s.fontSize()));
        VBox left = new VBox(8, table, Parts.row(8, chosen, Parts.spacer(), restore));
        HBox.setHgrow(chosen, Priority.ALWAYS);
        VBox.setVgrow(table, Priority.ALWAYS);
        HBox.setHgrow(left, Priority.ALWAYS);
        left.setMinWidth(260);
        left.setPrefWidth(560);
        ScrollPane scroll = new ScrollPane(decisions);
        scroll.setFitToWidth(true);
        VBox.setVgrow(scroll, Priority.ALWAYS);
        VBox right = new VBox(8, Parts.heading(Texts.of("clean.decisions")), scroll);
        right.setPrefWidth(360);
        right.setMinWidth(240);
        HBox both = new HBox(16, left, right);
        VBox.setVgrow(both, Priority.ALWAYS);
        Button browse = Parts.button(Texts.of("clean.browse"), this::browse);
        browse.setId("clean-browse");
        found.getChildren().setAll(Parts.row(10, about, Parts.spacer(), browse), both);
    }

    private void browse() {
        desk.navigator()
                .go(
                        Place.CORPORA,
                        new Errand.Browse(
                                model.state().get().corpus().map(Corpus::name).orElse(""),
                                "is:removed"));
    }

    private int row() {
        int row = table.chosen();
        return row < shown.size() ? row : -1;
    }

    private void choose() {
        restore.setDisable(row() < 0);
        chosen.setText(row() < 0 ? "" : RemovedNote.words(shown.get(row())));
    }

    Node show(CleanState s) {
        if (s.out().count() == 0 && s.out().decisions().isEmpty()) {
            put(
                    Parts.empty(
                            "fth-archive",
                            Texts.of("clean.out.none"),
                            Parts.button(
                                    Texts.of("clean.near.go"),
                                    () -> model.tab(CleanState.Tab.NEAR))));
            return box;
        }
        about.setText(
                Texts.of("clean.out.about", Words.count(s.out().count()))
                        + (s.out().some().size() < s.out().count()
                                ? " " + Texts.of("clean.out.some", s.out().some().size())
                                : ""));
        rows(s.out().some());
        decisions(s.out().decisions());
        put(found);
        return box;
    }

    private void put(Node node) {
        if (box.getChildren().isEmpty() || box.getChildren().getFirst() != node) {
            box.getChildren().setAll(node);
        }
    }

    private void rows(List<Removal> rows) {
        if (!rows.equals(shown) || shown.isEmpty()) {
            shown = rows;
            table.show(
                    new RowsTable.Source() {
                        @Override
                        public int size() {
                            return rows.size();
                        }

                        @Override
                        public RowsTable.Cell cell(int row, RowsTable.Column column) {
                            Removal r = rows.get(row);
                            return RowsTable.Cell.of(
                                    switch (column.id()) {
                                        case "key" -> r.key();
                                        case "reason" -> Texts.of("removed." + r.reason().word());
                                        default -> r.detail();
                                    });
                        }
                    });
            choose();
        }
    }

    private void decisions(List<Decision> all) {
        if (all.equals(made)) {
            return;
        }
        made = all;
        decisions.getChildren().clear();
        for (Decision d : all.subList(0, Math.min(100, all.size()))) {
            boolean removed = d.kind() == Decision.Kind.REMOVE;
            Label what =
                    Parts.paragraph(
                            Texts.of(
                                    removed ? "clean.removed" : "clean.restored",
                                    Words.count(d.documents())));
            Label why =
                    Parts.paragraph(
                            d.words()
                                    + " \u00b7 "
                                    + d.who()
                                    + " \u00b7 "
                                    + Words.ago(Duration.between(d.made(), Instant.now())),
                            "hb-muted",
                            "hb-small");
            VBox words = new VBox(1, what, why);
            HBox.setHgrow(words, Priority.ALWAYS);
            HBox row = Parts.row(8, words);
            if (removed && d.out() > 0) {
                Button undo = Parts.button(Texts.of("clean.undo"), () -> model.undo(d));
                undo.getStyleClass().add("clean-undo");
                row.getChildren().add(undo);
            }
            row.getStyleClass().add("hb-line");
            decisions.getChildren().add(row);
        }
    }
}
