package org.hornbook.app.view.corpora;

import java.io.File;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;
import javafx.geometry.Pos;
import javafx.scene.Node;
import javafx.scene.control.Button;
import javafx.scene.control.ComboBox;
import javafx.scene.control.Label;
import javafx.scene.control.ProgressBar;
import javafx.scene.control.TextField;
import javafx.scene.layout.FlowPane;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Priority;
import javafx.scene.layout.VBox;
import javafx.stage.DirectoryChooser;
import javafx.stage.FileChooser;
import org.hornbook.app.Words;
import org.hornbook.app.desk.Desk;
import org.hornbook.app.desk.Errand;
import org.hornbook.app.desk.Place;
import org.hornbook.app.desk.Texts;
import org.hornbook.app.kit.Parts;
import org.hornbook.app.kit.RowsTable;
import org.hornbook.corpus.ImportPreview;

/// Files become a corpus: chosen or dropped, previewed with the columns to choose, imported, and
/// told what came of it.
final class ImportPane {
    private final Desk desk;
    private final ImportViewModel model;
    private final Runnable close;
    private final VBox box = Parts.card();
    private final TextField name = new TextField();
    private final ProgressBar bar = new ProgressBar();
    private final Label progress = Parts.paragraph("");
    private final Label will = Parts.paragraph("");
    private ImportState.Stage shown;
    private boolean active;

    ImportPane(Desk desk, Runnable close) {
        this.desk = desk;
        this.model = new ImportViewModel(desk);
        this.close = close;
        name.setId("import-name");
        will.setId("import-will");
        name.textProperty().addListener(o -> model.rename(name.getText()));
        bar.setMaxWidth(Double.MAX_VALUE);
        model.state().show(this::show);
    }

    Node node() {
        return box;
    }

    boolean active() {
        return active;
    }

    void away() {
        active = false;
        model.away();
    }

    /// Begins with these; none asks for them.
    void files(List<Path> chosen) {
        active = true;
        model.files(chosen);
    }

    private void show(ImportState s) {
        if (!name.getText().equals(s.name())) {
            name.setText(s.name());
        }
        if (s.stage() instanceof ImportState.Stage.Running(var words, double share)
                && shown instanceof ImportState.Stage.Running) {
            progress.setText(words);
            bar.setProgress(share);
            return;
        }
        boolean again = s.stage() == shown;
        shown = s.stage();
        switch (s.stage()) {
            case ImportState.Stage.Asking() -> ask();
            case ImportState.Stage.Reading() -> put(Parts.muted(Texts.of("loading")));
            case ImportState.Stage.Chosen(var preview) -> {
                will.setText(will(s, preview));
                if (!again) {
                    chosen(s, preview);
                }
            }
            case ImportState.Stage.Running(var words, double share) -> running(words, share);
            case ImportState.Stage.Stopped() ->
                    put(
                            Parts.paragraph(Texts.of("import.cancelled")),
                            Parts.button(Texts.of("import.resume"), model::run));
            case ImportState.Stage.Done(var report) ->
                    put(
                            new ImportedPane(
                                            model,
                                            report,
                                            s.rejected(),
                                            () -> browse(report.corpus()))
                                    .nodes()
                                    .toArray(Node[]::new));
            case ImportState.Stage.Failed(var sentence) -> failed(sentence);
        }
    }

    private void browse(String corpus) {
        desk.navigator().go(Place.CORPORA, new Errand.Browse(corpus, ""));
    }

    private void put(Node... nodes) {
        List<Node> all = new ArrayList<>(List.of(head()));
        all.addAll(List.of(nodes));
        box.getChildren().setAll(all);
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
        put(empty);
    }

    private void chooseFiles() {
        FileChooser chooser = new FileChooser();
        chooser.setTitle(Texts.of("import.files"));
        List<File> some = chooser.showOpenMultipleDialog(box.getScene().getWindow());
        if (some != null) {
            model.files(some.stream().map(File::toPath).toList());
        }
    }

    private void chooseFolder() {
        DirectoryChooser chooser = new DirectoryChooser();
        chooser.setTitle(Texts.of("import.folder"));
        File folder = chooser.showDialog(box.getScene().getWindow());
        if (folder != null) {
            model.files(List.of(folder.toPath()));
        }
    }

    private void failed(String sentence) {
        Label why = Parts.paragraph(sentence, "hb-bad");
        why.setId("import-failed");
        put(why, Parts.button(Texts.of("import.other"), () -> model.files(List.of())));
    }

    private void running(String words, double share) {
        progress.setText(words);
        bar.setProgress(share);
        put(bar, progress, Parts.paragraph(Texts.of("import.running"), "hb-muted"));
    }

    private void chosen(ImportState s, ImportPreview p) {
        List<Node> nodes = new ArrayList<>();
        nodes.add(Parts.paragraph(what(s, p), "hb-muted"));
        nodes.add(fields(p));
        if (!ImportState.others(p).isEmpty() && !p.rows().isEmpty()) {
            nodes.add(kept(s, p));
        }
        Button go = Parts.primary(Texts.of("import.go"), "", model::run);
        go.setId("import-go");
        go.setDisable(p.rows().isEmpty() || p.textColumn().isEmpty());
        HBox.setHgrow(will, Priority.ALWAYS);
        HBox below = Parts.row(12, will, Parts.copyCommand(model::command), go);
        if (p.rows().isEmpty()) {
            nodes.add(Parts.paragraph(Texts.of("import.nothing"), "hb-bad"));
            nodes.add(Parts.button(Texts.of("import.other"), () -> model.files(List.of())));
        } else {
            nodes.add(below);
            nodes.add(
                    Parts.text(
                            Texts.of("import.preview", p.rows().size()), "hb-muted", "hb-small"));
            RowsTable table = table(p);
            table.setMinHeight(120);
            VBox.setVgrow(table, Priority.ALWAYS);
            nodes.add(table);
        }
        p.problems().stream()
                .limit(5)
                .forEach(w -> nodes.add(Parts.paragraph(w, "hb-bad", "hb-small")));
        put(nodes.toArray(Node[]::new));
    }

    /// `3 files, 55 kB: 1 JSON Lines, 2 Parquet`, behind the names of the first.
    private static String what(ImportState s, ImportPreview p) {
        String names =
                s.files().stream()
                        .limit(3)
                        .map(f -> f.getFileName() == null ? "/" : f.getFileName().toString())
                        .collect(Collectors.joining(", "));
        return Texts.of(
                "import.what",
                s.files().size() > 3 ? names + ", \u2026" : names,
                p.files(),
                Words.bytes(p.bytes()),
                p.formats().entrySet().stream()
                        .map(e -> Words.count(e.getValue()) + " \u00d7 " + e.getKey())
                        .collect(Collectors.joining(", ")));
    }

    private static String will(ImportState s, ImportPreview p) {
        long kept = ImportState.others(p).stream().filter(c -> !s.dropped().contains(c)).count();
        return Texts.of(
                p.idColumn().isPresent() ? "import.will" : "import.will.unnamed",
                s.name().isBlank() ? "\u2026" : s.name().strip(),
                p.idColumn().orElse(""),
                kept,
                ImportState.others(p).size());
    }

    private FlowPane fields(ImportPreview p) {
        ComboBox<String> text = new ComboBox<>();
        text.setId("import-text");
        text.getItems().setAll(p.columns());
        text.setValue(p.textColumn().isEmpty() ? null : p.textColumn());
        ComboBox<String> id = new ComboBox<>();
        id.setId("import-id");
        id.getItems().add("");
        id.getItems().addAll(p.columns());
        id.setValue(p.idColumn().orElse(""));
        boolean files = p.formats().keySet().equals(java.util.Set.of("text files"));
        text.setDisable(files);
        id.setDisable(files);
        Runnable changed =
                () ->
                        model.columns(
                                text.getValue(),
                                Optional.ofNullable(id.getValue()).filter(i -> !i.isEmpty()));
        text.setOnAction(e -> changed.run());
        id.setOnAction(e -> changed.run());
        FlowPane fields =
                new FlowPane(
                        12,
                        8,
                        field("import.name", name),
                        field("import.text", text),
                        field("import.id", id));
        fields.setAlignment(Pos.BOTTOM_LEFT);
        return fields;
    }

    private VBox kept(ImportState s, ImportPreview p) {
        CheckedNames names =
                new CheckedNames(
                        "import-kept-",
                        ImportState.others(p),
                        c -> !s.dropped().contains(c),
                        model::keep);
        HBox head =
                Parts.row(
                        10,
                        Parts.text(Texts.of("import.kept"), "hb-muted", "hb-small"),
                        Parts.link(Texts.of("import.kept.all"), () -> names.all(true)),
                        Parts.link(Texts.of("import.kept.none"), () -> names.all(false)));
        return new VBox(3, head, names.node());
    }

    private static RowsTable table(ImportPreview preview) {
        List<RowsTable.Column> columns = new ArrayList<>();
        if (!preview.textColumn().isEmpty()) {
            columns.add(
                    new RowsTable.Column(
                            preview.textColumn(), preview.textColumn(), 260, true, false, true));
        }
        preview.idColumn()
                .ifPresent(i -> columns.add(new RowsTable.Column(i, i, 150, false, false, true)));
        ImportState.others(preview).stream()
                .limit(5)
                .forEach(c -> columns.add(new RowsTable.Column(c, c, 120, false, false, false)));
        return PlainRows.table(
                columns,
                preview.rows().size(),
                (row, column) ->
                        FirstLines.line(preview.rows().get(row).getOrDefault(column, "\u2013")));
    }

    static VBox field(String key, Node field) {
        Label label = Parts.text(Texts.of(key), "hb-muted", "hb-small");
        label.setLabelFor(field);
        return new VBox(3, label, field);
    }
}
