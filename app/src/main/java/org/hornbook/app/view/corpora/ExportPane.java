package org.hornbook.app.view.corpora;

import java.io.File;
import java.util.ArrayList;
import java.util.List;
import java.util.function.BiConsumer;
import java.util.function.Predicate;
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
import javafx.stage.FileChooser;
import javafx.util.StringConverter;
import org.hornbook.app.Words;
import org.hornbook.app.desk.Desk;
import org.hornbook.app.desk.Texts;
import org.hornbook.app.kit.Parts;
import org.hornbook.app.kit.Shown;

/// What was found is written out: as what, with which columns, and where to.
final class ExportPane {
    private final Desk desk;
    private final ExportViewModel model;
    private final Runnable close;
    private final VBox box = Parts.card();
    private final TextField place = new TextField();
    private final ProgressBar bar = new ProgressBar();
    private final Label progress = Parts.paragraph("");
    private ExportState shown = ExportState.FIRST;
    private boolean active;

    ExportPane(Desk desk, Runnable close) {
        this.desk = desk;
        this.model = new ExportViewModel(desk);
        this.close = close;
        place.setId("export-place");
        place.setPrefColumnCount(36);
        place.textProperty().addListener(o -> model.to(place.getText()));
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
    }

    /// Begins with what a query found.
    void open(ExportState.Found found) {
        active = true;
        model.open(found);
        place.requestFocus();
    }

    private void show(ExportState s) {
        ExportState before = shown;
        shown = s;
        if (!place.getText().equals(s.to())) {
            place.setText(s.to());
        }
        switch (s.stage()) {
            case ExportState.Stage.Choosing() -> {
                boolean same =
                        before.stage() instanceof ExportState.Stage.Choosing
                                && before.found().equals(s.found())
                                && before.form() == s.form()
                                && before.tokenizers().equals(s.tokenizers());
                if (!same) {
                    choose(s);
                }
            }
            case ExportState.Stage.Running(var words, double share) -> {
                progress.setText(words);
                bar.setProgress(share);
                if (!(before.stage() instanceof ExportState.Stage.Running)) {
                    put(bar, progress, Parts.paragraph(Texts.of("export.running"), "hb-muted"));
                }
            }
            case ExportState.Stage.Stopped() ->
                    put(
                            Parts.paragraph(Texts.of("export.stopped")),
                            Parts.button(Texts.of("export.again"), model::again));
            case ExportState.Stage.Done(var words, var where) -> {
                Label done = Parts.paragraph(words, "hb-strong");
                done.setId("export-done");
                put(
                        done,
                        Parts.paragraph(Texts.of("export.manifest"), "hb-muted"),
                        Parts.row(
                                8,
                                Parts.primary(Texts.of("export.back"), "", close),
                                Parts.button(
                                        Texts.of("show.in.folder"),
                                        () -> Shown.inFolder(desk, where))));
            }
            case ExportState.Stage.Failed(var sentence) -> {
                Label why = Parts.paragraph(sentence, "hb-bad");
                why.setId("export-failed");
                put(why, Parts.button(Texts.of("export.again"), model::again));
            }
        }
    }

    private void put(Node... nodes) {
        List<Node> all = new ArrayList<>();
        all.add(
                Parts.row(
                        8,
                        Parts.heading(
                                Texts.of(
                                        "export.title",
                                        Words.count(shown.found().count()),
                                        shown.found().of())),
                        Parts.spacer(),
                        Parts.iconButton("fth-x", Texts.of("close"), close)));
        if (!shown.found().query().isBlank()) {
            all.add(Parts.paragraph(shown.found().query(), "hb-mono", "hb-muted"));
        }
        all.addAll(List.of(nodes));
        box.getChildren().setAll(all);
    }

    private void choose(ExportState s) {
        List<Node> nodes = new ArrayList<>();
        nodes.add(forms(s));
        boolean shards = s.form() == ExportState.Form.SHARDS;
        if (shards) {
            tokenizers(s, nodes);
        } else {
            ticked(
                    nodes,
                    "export.fields",
                    "export-field-",
                    s.found().fields(),
                    f -> !s.dropped().contains(f),
                    model::field);
            ticked(
                    nodes,
                    "export.labels",
                    "export-label-",
                    s.found().annotators(),
                    s.labels()::contains,
                    model::label);
            ticked(
                    nodes,
                    "export.scores",
                    "export-score-",
                    s.found().classifiers(),
                    s.scores()::contains,
                    model::score);
        }
        HBox.setHgrow(place, Priority.ALWAYS);
        Button other = Parts.button(Texts.of("export.choose"), this::choosePlace);
        nodes.add(
                ImportPane.field(
                        shards ? "export.folder" : "export.file", Parts.row(8, place, other)));
        Button go =
                Parts.primary(
                        Texts.of("export.go", Words.count(s.found().count())), "", model::run);
        go.setId("export-go");
        go.setDisable(s.found().count() == 0 || shards && s.tokenizers().isEmpty());
        nodes.add(Parts.row(12, go, Parts.copyCommand(model::command), Parts.spacer()));
        nodes.add(
                Parts.paragraph(
                        Texts.of(shards ? "export.words.shards" : "export.words"),
                        "hb-muted",
                        "hb-small"));
        put(nodes.toArray(Node[]::new));
    }

    private Node forms(ExportState s) {
        ComboBox<ExportState.Form> form = new ComboBox<>();
        form.setId("export-form");
        form.getItems().setAll(ExportState.Form.values());
        form.setConverter(
                new StringConverter<>() {
                    @Override
                    public String toString(ExportState.Form f) {
                        return f == null ? "" : Texts.of("export.form." + f.name());
                    }

                    @Override
                    public ExportState.Form fromString(String words) {
                        return null;
                    }
                });
        form.setValue(s.form());
        form.setOnAction(e -> model.form(form.getValue()));
        return ImportPane.field("export.form", form);
    }

    private void tokenizers(ExportState s, List<Node> nodes) {
        if (s.tokenizers().isEmpty()) {
            nodes.add(Parts.paragraph(Texts.of("export.tokenizer.none"), "hb-muted"));
            return;
        }
        ComboBox<String> tokenizer = new ComboBox<>();
        tokenizer.setId("export-tokenizer");
        tokenizer.getItems().setAll(s.tokenizers());
        tokenizer.setValue(s.tokenizer());
        tokenizer.setOnAction(e -> model.tokenizer(tokenizer.getValue()));
        nodes.add(ImportPane.field("export.tokenizer", tokenizer));
    }

    private static void ticked(
            List<Node> nodes,
            String title,
            String id,
            List<String> names,
            Predicate<String> ticked,
            BiConsumer<String, Boolean> told) {
        if (names.isEmpty()) {
            return;
        }
        CheckedNames boxes = new CheckedNames(id, names, ticked, told);
        FlowPane head =
                new FlowPane(
                        10,
                        0,
                        Parts.text(Texts.of(title), "hb-muted", "hb-small"),
                        Parts.link(Texts.of("import.kept.all"), () -> boxes.all(true)),
                        Parts.link(Texts.of("import.kept.none"), () -> boxes.all(false)));
        nodes.add(new VBox(3, head, boxes.node()));
    }

    private void choosePlace() {
        FileChooser chooser = new FileChooser();
        chooser.setTitle(Texts.of("corpora.export.title"));
        File now = new File(place.getText());
        chooser.setInitialFileName(now.getName());
        if (now.getParentFile() != null && now.getParentFile().isDirectory()) {
            chooser.setInitialDirectory(now.getParentFile());
        }
        File file = chooser.showSaveDialog(box.getScene().getWindow());
        if (file != null) {
            model.to(file.toString());
        }
    }
}
