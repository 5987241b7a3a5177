package org.hornbook.app.view.corpora;

import java.io.File;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import javafx.scene.Node;
import javafx.scene.control.Button;
import javafx.scene.control.ComboBox;
import javafx.scene.control.Label;
import javafx.scene.control.ProgressBar;
import javafx.scene.control.TextField;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Priority;
import javafx.scene.layout.VBox;
import javafx.stage.DirectoryChooser;
import javafx.stage.FileChooser;
import org.hornbook.app.CommandLine;
import org.hornbook.app.Sentence;
import org.hornbook.app.Words;
import org.hornbook.app.desk.Desk;
import org.hornbook.app.desk.Latest;
import org.hornbook.app.desk.Texts;
import org.hornbook.app.kit.Parts;
import org.hornbook.app.kit.RowsTable;
import org.hornbook.corpus.ImportJob;
import org.hornbook.corpus.ImportPlan;
import org.hornbook.corpus.ImportPreview;
import org.hornbook.corpus.ImportReport;
import org.hornbook.job.JobState;

/// Files become a corpus: chosen or dropped, previewed as ten rows, imported, and told what came of
/// it.
final class ImportPane {
    private static final int ROWS = 10;

    private final Desk desk;
    private final Runnable close;
    private final Latest previews;
    private final VBox box = Parts.card();
    private final TextField name = new TextField();
    private final ComboBox<String> text = new ComboBox<>();
    private final ComboBox<String> id = new ComboBox<>();
    private final ProgressBar bar = new ProgressBar();
    private final Label progress = Parts.muted("");
    private List<Path> files = List.of();
    private boolean active;

    ImportPane(Desk desk, Runnable close) {
        this.desk = desk;
        this.close = close;
        this.previews = desk.background().latest();
        name.setId("import-name");
        bar.setMaxWidth(Double.MAX_VALUE);
    }

    Node node() {
        return box;
    }

    boolean active() {
        return active;
    }

    void away() {
        active = false;
        previews.forget();
    }

    /// Begins with these; none asks for them.
    void files(List<Path> chosen) {
        active = true;
        files = chosen;
        if (files.isEmpty()) {
            ask();
        } else {
            Path first = files.getFirst().getFileName();
            name.setText(
                    first.toString()
                            .replaceFirst("\\.(jsonl|ndjson|csv|tsv|parquet|txt|md|py).*$", ""));
            text.getItems().clear();
            id.getItems().clear();
            preview(Optional.empty(), Optional.empty());
        }
    }

    /// The name of the corpus, where that of the first file says little.
    void named(String corpus) {
        name.setText(corpus);
    }

    private HBox head() {
        return Parts.row(
                8,
                Parts.heading(Texts.of("import.title")),
                Parts.spacer(),
                Parts.iconButton("fth-x", Texts.of("close"), close));
    }

    private void ask() {
        Button some = Parts.primary(Texts.of("import.files"), "", this::chooseFiles);
        some.setId("import-files");
        VBox empty =
                Parts.empty(
                        "fth-download",
                        Texts.of("import.words"),
                        some,
                        Parts.button(Texts.of("import.folder"), this::chooseFolder));
        VBox.setVgrow(empty, Priority.ALWAYS);
        box.getChildren().setAll(head(), empty);
    }

    private void chooseFiles() {
        FileChooser chooser = new FileChooser();
        chooser.setTitle(Texts.of("import.files"));
        List<File> some = chooser.showOpenMultipleDialog(box.getScene().getWindow());
        if (some != null) {
            files(some.stream().map(File::toPath).toList());
        }
    }

    private void chooseFolder() {
        DirectoryChooser chooser = new DirectoryChooser();
        chooser.setTitle(Texts.of("import.folder"));
        File folder = chooser.showDialog(box.getScene().getWindow());
        if (folder != null) {
            files(List.of(folder.toPath()));
        }
    }

    private ImportPlan plan(Optional<String> textField, Optional<String> idField) {
        return new ImportPlan(files, name.getText().strip(), textField, idField);
    }

    private void preview(Optional<String> textField, Optional<String> idField) {
        box.getChildren().setAll(head(), Parts.muted(Texts.of("loading")));
        ImportPlan plan = plan(textField, idField);
        previews.ask(() -> ImportPreview.of(plan, ROWS), this::show, this::failed);
    }

    private void failed(Exception e) {
        Label why = Parts.paragraph(Sentence.of(e), "hb-bad");
        why.setId("import-failed");
        box.getChildren().setAll(head(), why, Parts.button(Texts.of("import.other"), this::ask));
    }

    private void show(ImportPreview preview) {
        if (text.getItems().isEmpty()) {
            text.getItems().setAll(preview.columns());
            List<String> names = new ArrayList<>(preview.columns());
            names.addFirst("");
            id.getItems().setAll(names);
        }
        text.setOnAction(null);
        id.setOnAction(null);
        text.setValue(preview.textColumn());
        id.setValue(preview.idColumn().orElse(""));
        text.setOnAction(e -> chosen());
        id.setOnAction(e -> chosen());
        Button go = Parts.primary(Texts.of("import.go"), "", this::run);
        go.setId("import-go");
        go.setDisable(preview.rows().isEmpty());
        HBox choices =
                Parts.row(
                        12,
                        field("import.name", name),
                        field("import.text", text),
                        field("import.id", id),
                        Parts.spacer(),
                        Parts.copyCommand(this::command),
                        go);
        choices.setAlignment(javafx.geometry.Pos.BOTTOM_LEFT);
        box.getChildren()
                .setAll(
                        head(),
                        Parts.paragraph(
                                String.join(
                                        ", ",
                                        files.stream()
                                                .limit(5)
                                                .map(f -> f.getFileName().toString())
                                                .toList()),
                                "hb-muted"),
                        choices,
                        Parts.text(
                                Texts.of("import.preview", preview.rows().size()),
                                "hb-muted",
                                "hb-small"));
        if (preview.rows().isEmpty()) {
            box.getChildren().add(Parts.paragraph(Texts.of("import.nothing"), "hb-bad"));
        } else {
            RowsTable table = table(preview);
            VBox.setVgrow(table, Priority.ALWAYS);
            box.getChildren().add(table);
        }
        preview.problems().stream()
                .limit(5)
                .forEach(p -> box.getChildren().add(Parts.paragraph(p, "hb-bad", "hb-small")));
    }

    private void chosen() {
        preview(
                Optional.ofNullable(text.getValue()),
                Optional.ofNullable(id.getValue()).filter(i -> !i.isEmpty()));
    }

    private static RowsTable table(ImportPreview preview) {
        RowsTable table = new RowsTable();
        List<RowsTable.Column> columns = new ArrayList<>();
        columns.add(
                new RowsTable.Column(
                        preview.textColumn(), preview.textColumn(), 260, true, false, true));
        preview.idColumn()
                .ifPresent(i -> columns.add(new RowsTable.Column(i, i, 150, false, false, true)));
        preview.columns().stream()
                .filter(c -> columns.stream().noneMatch(k -> k.id().equals(c)))
                .limit(5)
                .forEach(c -> columns.add(new RowsTable.Column(c, c, 120, false, false, false)));
        table.columns(columns);
        table.show(
                new RowsTable.Source() {
                    @Override
                    public int size() {
                        return preview.rows().size();
                    }

                    @Override
                    public RowsTable.Cell cell(int row, RowsTable.Column column) {
                        Map<String, String> fields = preview.rows().get(row);
                        return RowsTable.Cell.of(
                                FirstLines.line(fields.getOrDefault(column.id(), "\u2013")));
                    }
                });
        return table;
    }

    private Optional<String> idField() {
        return Optional.ofNullable(id.getValue()).filter(i -> !i.isEmpty());
    }

    private String command() {
        List<String> words = new ArrayList<>(List.of("import"));
        files.forEach(f -> words.add(f.toString()));
        words.addAll(List.of("--corpus", name.getText().strip()));
        words.addAll(List.of("--text-field", text.getValue()));
        idField().ifPresent(i -> words.addAll(List.of("--id-field", i)));
        return CommandLine.of(desk.session().folder(), words);
    }

    private void run() {
        ImportPlan plan;
        try {
            plan = plan(Optional.ofNullable(text.getValue()), idField());
        } catch (IllegalArgumentException e) {
            desk.tell(e);
            return;
        }
        progress.setText("");
        bar.setProgress(-1);
        box.getChildren()
                .setAll(
                        head(),
                        bar,
                        progress,
                        Parts.paragraph(Texts.of("import.running"), "hb-muted"));
        desk.start(() -> new ImportJob(desk.bench().corpora(), plan), this::told);
    }

    private void told(JobState<ImportReport> job) {
        switch (job) {
            case JobState.Queued<ImportReport>() -> progress.setText(Texts.of("import.waiting"));
            case JobState.Running<ImportReport>(var done, var pace) -> {
                progress.setText(Words.progress(done, pace));
                bar.setProgress(done.total() > 0 ? (double) done.done() / done.total() : -1);
            }
            case JobState.Succeeded<ImportReport>(var report, var recalled) -> report(report);
            case JobState.Cancelled<ImportReport>(var done) ->
                    box.getChildren()
                            .setAll(
                                    head(),
                                    Parts.paragraph(Texts.of("import.cancelled")),
                                    Parts.button(Texts.of("import.resume"), this::run));
            case JobState.Failed<ImportReport>(var cause) -> failed(cause);
        }
    }

    private void report(ImportReport r) {
        Label said =
                Parts.paragraph(
                        Texts.of("import.done", Words.count(r.added()), r.corpus()), "hb-strong");
        said.setId("import-done");
        box.getChildren()
                .setAll(
                        head(),
                        said,
                        Parts.paragraph(
                                Texts.of(
                                        "import.done.more",
                                        Words.count(r.known()),
                                        Words.count(r.duplicates()),
                                        Words.count(r.badRows())),
                                "hb-muted"));
        r.rejected().stream()
                .limit(8)
                .forEach(w -> box.getChildren().add(Parts.paragraph(w, "hb-bad", "hb-small")));
        r.skipped()
                .forEach(
                        (why, n) ->
                                box.getChildren()
                                        .add(
                                                Parts.paragraph(
                                                        Words.count(n) + " \u00d7 " + why,
                                                        "hb-muted",
                                                        "hb-small")));
        Button browse = Parts.primary(Texts.of("import.browse"), "", close);
        browse.setId("import-browse");
        box.getChildren().add(browse);
    }

    private static VBox field(String key, Node field) {
        Label label = Parts.text(Texts.of(key), "hb-muted", "hb-small");
        label.setLabelFor(field);
        return new VBox(3, label, field);
    }
}
