package org.hornbook.app.view.corpora;

import java.io.File;
import java.nio.file.Path;
import java.util.List;
import javafx.scene.Node;
import javafx.scene.control.Button;
import javafx.scene.control.ComboBox;
import javafx.scene.control.Label;
import javafx.scene.control.TextField;
import javafx.scene.layout.FlowPane;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Priority;
import javafx.scene.layout.StackPane;
import javafx.scene.layout.VBox;
import javafx.stage.FileChooser;
import org.hornbook.app.Words;
import org.hornbook.app.desk.Desk;
import org.hornbook.app.desk.Texts;
import org.hornbook.app.kit.Parts;
import org.hornbook.app.kit.RowsTable;
import org.hornbook.corpus.Marks;
import org.hornbook.corpus.clean.ContaminationJob;
import org.hornbook.corpus.clean.ContaminationRepository;

/// Checks against benchmarks: what was found, with the shared stretch in both texts, and removing
/// it.
final class ChecksTab {
    private final Desk desk;
    private final CleanViewModel model;
    private final TextField words = new TextField("" + ContaminationJob.USUAL);
    private final ComboBox<String> runs = new ComboBox<>();
    private final Button check;
    private final Button removeAll;
    private final Button removeOne;
    private final Label about = Parts.paragraph("", "hb-muted", "hb-small");
    private final Label shared = Parts.text("", "hb-strong");
    private final RowsTable table = new RowsTable();
    private final SideBySide texts = new SideBySide();
    private final HBox both;
    private final VBox found = new VBox(8);
    private final StackPane box = new StackPane();
    private List<ContaminationRepository.Found> shown = List.of();

    ChecksTab(Desk desk, CleanViewModel model) {
        this.desk = desk;
        this.model = model;
        words.setPrefColumnCount(3);
        words.setId("clean-words");
        runs.setId("clean-runs");
        check = Parts.button(Texts.of("clean.check.choose"), this::choose);
        check.setId("clean-check");
        removeAll = Parts.primary("", "", () -> model.removeFound(false));
        removeAll.setId("clean-remove-found");
        removeOne = Parts.button(Texts.of("clean.check.one"), () -> model.removeFound(true));
        removeOne.setId("clean-remove-one");
        table.setId("clean-hits");
        table.columns(
                List.of(
                        new RowsTable.Column(
                                "key", Texts.of("clean.column.document"), 100, true, false, true),
                        new RowsTable.Column(
                                "item", Texts.of("clean.column.item"), 120, false, false, false),
                        new RowsTable.Column(
                                "words", Texts.of("clean.column.words"), 60, false, true, false)));
        table.onChosen(
                row -> {
                    if (row >= 0 && row < shown.size()) {
                        model.hit(shown.get(row));
                    }
                });
        desk.settings().show(s -> table.fontSize(s.fontSize()));
        Label how = Parts.text(Texts.of("clean.check.words"), "hb-muted");
        how.setLabelFor(words);
        FlowPane line =
                new FlowPane(
                        10,
                        6,
                        runs,
                        removeAll,
                        Parts.row(6, how, words, check),
                        Parts.copyCommand(this::command));
        line.setRowValignment(javafx.geometry.VPos.CENTER);
        VBox left = new VBox(table);
        VBox.setVgrow(table, Priority.ALWAYS);
        left.setPrefWidth(380);
        left.setMinWidth(260);
        FlowPane decide = new FlowPane(8, 6, shared, removeOne);
        decide.setRowValignment(javafx.geometry.VPos.CENTER);
        VBox right = new VBox(8, decide, texts.node());
        HBox.setHgrow(right, Priority.ALWAYS);
        right.setMinWidth(0);
        both = new HBox(16, left, right);
        VBox.setVgrow(both, Priority.ALWAYS);
        found.getChildren().setAll(line, about, both);
    }

    private void choose() {
        FileChooser chooser = new FileChooser();
        chooser.setTitle(Texts.of("clean.check.choose"));
        File file = chooser.showOpenDialog(box.getScene().getWindow());
        if (file != null) {
            check(file.toPath());
        }
    }

    /// Checks against a file with as many words as are written.
    void check(Path file) {
        try {
            model.check(file, Integer.parseInt(words.getText().strip()));
        } catch (NumberFormatException e) {
            desk.notice().set(Texts.of("clean.check.wrong", words.getText()));
        }
    }

    private String command() {
        return model.state()
                .get()
                .checks()
                .run()
                .map(r -> model.checkCommand(r.file(), r.words()))
                .orElseGet(() -> model.checkCommand("FILE", ContaminationJob.USUAL));
    }

    Node show(CleanState s) {
        boolean busy = !s.running().isEmpty();
        check.setDisable(busy);
        if (s.checks().run().isEmpty()) {
            Button go = Parts.primary(Texts.of("clean.check.choose"), "", this::choose);
            go.setId("clean-check-first");
            go.setDisable(busy);
            put(
                    Parts.empty(
                            "fth-shield",
                            Texts.of("clean.check.never"),
                            go,
                            Parts.copyCommand(this::command)));
            return box;
        }
        ContaminationRepository.Run run = s.checks().run().get();
        runs(s.checks());
        long open = s.checks().found().stream().filter(f -> !f.removed()).count();
        removeAll.setText(Texts.of("clean.check.remove", Words.count(run.contaminated())));
        removeAll.setDisable(open == 0 || busy);
        about.setText(
                Texts.of(
                                "clean.check.about",
                                Words.count(run.contaminated()),
                                Words.count(run.documents()),
                                run.words(),
                                Words.count(run.met()),
                                Words.count(run.items()))
                        + (run.finished() ? "" : " " + Texts.of("clean.check.unfinished")));
        hits(s.checks().found());
        Parts.show(both, !s.checks().found().isEmpty());
        s.checks().open().ifPresent(this::open);
        put(found);
        return box;
    }

    private void put(Node node) {
        if (box.getChildren().isEmpty() || box.getChildren().getFirst() != node) {
            box.getChildren().setAll(node);
        }
    }

    private void runs(CleanState.Checks checks) {
        List<String> names =
                checks.runs().stream()
                        .map(r -> Texts.of("clean.check.name", r.benchmark(), r.words()))
                        .toList();
        runs.setOnAction(null);
        if (!runs.getItems().equals(names)) {
            runs.getItems().setAll(names);
        }
        int at = 0;
        for (int i = 0; i < checks.runs().size(); i++) {
            at = checks.runs().get(i).id() == checks.run().orElseThrow().id() ? i : at;
        }
        runs.getSelectionModel().select(at);
        runs.setOnAction(
                e -> {
                    int chosen = runs.getSelectionModel().getSelectedIndex();
                    if (chosen >= 0 && chosen < checks.runs().size()) {
                        model.check(checks.runs().get(chosen));
                    }
                });
    }

    private void hits(List<ContaminationRepository.Found> hits) {
        if (hits.equals(shown)) {
            return;
        }
        boolean same =
                hits.stream()
                        .map(ContaminationRepository.Found::key)
                        .toList()
                        .equals(shown.stream().map(ContaminationRepository.Found::key).toList());
        shown = hits;
        RowsTable.Source source =
                new RowsTable.Source() {
                    @Override
                    public int size() {
                        return hits.size();
                    }

                    @Override
                    public RowsTable.Cell cell(int row, RowsTable.Column column) {
                        ContaminationRepository.Found f = hits.get(row);
                        return RowsTable.Cell.of(
                                switch (column.id()) {
                                    case "key" -> (f.removed() ? "\u2715 " : "") + f.key();
                                    case "item" -> f.name();
                                    default -> Words.count(f.words());
                                });
                    }
                };
        if (same) {
            table.refresh(source);
        } else {
            table.show(source);
        }
    }

    private void open(CleanState.Hit hit) {
        ContaminationRepository.Found f = hit.found();
        shared.setText(Texts.of("clean.check.shared", f.words()));
        boolean removed =
                shown.stream()
                        .filter(n -> n.document().equals(f.document()))
                        .anyMatch(ContaminationRepository.Found::removed);
        removeOne.setDisable(removed);
        texts.left(
                hit.document().key(),
                hit.document().text(),
                List.of(new Marks.Span(f.from(), f.to())));
        texts.right(f.name(), hit.item(), List.of(new Marks.Span(f.itemFrom(), f.itemTo())));
    }
}
