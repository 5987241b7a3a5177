package org.hornbook.app.view.models;

import javafx.scene.Node;
import javafx.scene.control.Button;
import javafx.scene.control.Label;
import javafx.scene.control.ProgressBar;
import javafx.scene.control.TextField;
import javafx.scene.layout.HBox;
import javafx.scene.layout.VBox;
import javafx.stage.FileChooser;

import org.hornbook.app.Words;
import org.hornbook.app.desk.Texts;
import org.hornbook.app.kit.Parts;
import org.hornbook.evaluate.EvalResult;

import java.io.File;
import java.nio.file.Path;
import java.util.Optional;

/// Beside the list: a checkpoint is tried on a benchmark. Chosen, run with progress, and what came
/// of it.
final class TryPane {
    private static final int MOST_TOKENS = 4096;

    private final TryViewModel model;
    private final Runnable close;
    private final Runnable answers;
    private final VBox box = Parts.card();
    private final VBox benchmarks = new VBox(4);
    private final TextField tokens = new TextField();
    private final Label about = Parts.paragraph("", "hb-muted", "hb-small");
    private final Label wrong = Parts.paragraph("", "hb-bad");
    private final ProgressBar bar = new ProgressBar();
    private final Label progress = Parts.paragraph("");
    private Model shown;

    TryPane(TryViewModel model, Runnable close, Runnable answers) {
        this.model = model;
        this.close = close;
        this.answers = answers;
        box.setId("models-trying");
        tokens.setId("try-tokens");
        tokens.setMaxWidth(110);
        tokens.setOnAction(e -> run());
        wrong.setId("try-wrong");
        about.setId("try-about");
        bar.setMaxWidth(Double.MAX_VALUE);
    }

    Node node() {
        return box;
    }

    void begin(Model chosen) {
        shown = chosen;
        tokens.setText(String.valueOf(model.state().get().maxTokens()));
        show();
    }

    /// Shows what has changed.
    void show() {
        if (shown == null) {
            return;
        }
        TryState s = model.state().get();
        HBox head =
                Parts.row(
                        8,
                        Parts.heading(Texts.of("try.title", shown.name())),
                        Parts.spacer(),
                        Parts.iconButton("fth-x", Texts.of("close"), close));
        box.getChildren().setAll(head);
        Optional<TryState.Going> going = s.of(shown.name());
        if (going.isPresent()) {
            going(going.get());
        } else if (s.result().isPresent()) {
            result(s.result().get());
        } else {
            choose(s);
        }
    }

    private void choose(TryState s) {
        benchmarks.getChildren().clear();
        for (Path file : s.known()) {
            boolean on = file.equals(s.file());
            Button choice =
                    Parts.button(
                            file.equals(TryViewModel.shipped())
                                    ? Texts.of("try.shipped")
                                    : file.getFileName().toString(),
                            () -> model.choose(file));
            choice.setMaxWidth(Double.MAX_VALUE);
            choice.setAlignment(javafx.geometry.Pos.CENTER_LEFT);
            choice.setMinWidth(0);
            if (on) {
                choice.getStyleClass().add("hb-on");
            }
            choice.setTooltip(new javafx.scene.control.Tooltip(file.toString()));
            benchmarks.getChildren().add(choice);
        }
        Button other = Parts.button(Texts.of("try.file"), this::chooseFile);
        other.setId("try-file");
        about.setText(
                s.tasks() == 0
                        ? s.wrong().isEmpty() ? Texts.of("loading") : ""
                        : Texts.of("try.about", Words.count(s.tasks())));
        Parts.show(about, !about.getText().isEmpty());
        wrong.setText(s.wrong());
        Parts.show(wrong, !s.wrong().isEmpty());
        Button go = Parts.primary(Texts.of("try.go"), Texts.of("try.go.key"), this::run);
        go.setId("try-go");
        go.setDisable(s.tasks() == 0);
        box.getChildren()
                .addAll(
                        Parts.paragraph(Texts.of("try.words"), "hb-muted"),
                        small("try.benchmark"),
                        benchmarks,
                        Parts.row(8, other),
                        about,
                        small("try.tokens"),
                        Parts.row(8, tokens, Parts.muted(Texts.of("try.temperature"))),
                        wrong,
                        Parts.row(8, go),
                        Parts.copyCommand(
                                () -> chosenTokens().map(t -> model.command(shown, t)).orElse("")));
    }

    private static Label small(String key) {
        return Parts.text(Texts.of(key), "hb-muted", "hb-small");
    }

    private void chooseFile() {
        FileChooser chooser = new FileChooser();
        chooser.setTitle(Texts.of("try.file"));
        chooser.getExtensionFilters()
                .add(
                        new FileChooser.ExtensionFilter(
                                Texts.of("try.file.kind"), "*.jsonl", "*.jsonl.gz"));
        File file = chooser.showOpenDialog(box.getScene().getWindow());
        if (file != null) {
            model.choose(file.toPath());
        }
    }

    private Optional<Integer> chosenTokens() {
        String said = tokens.getText().strip();
        if (said.matches("[1-9]\\d{0,3}") && Integer.parseInt(said) <= MOST_TOKENS) {
            return Optional.of(Integer.parseInt(said));
        }
        return Optional.empty();
    }

    /// Begins, if what is chosen can be tried.
    void run() {
        TryState s = model.state().get();
        if (shown == null || s.tasks() == 0 || s.of(shown.name()).isPresent()) {
            return;
        }
        chosenTokens()
                .ifPresentOrElse(
                        t -> model.run(shown, t),
                        () -> {
                            wrong.setText(Texts.of("try.number", MOST_TOKENS));
                            Parts.show(wrong, true);
                            tokens.requestFocus();
                        });
    }

    private void going(TryState.Going going) {
        bar.setProgress(going.share());
        progress.setText(going.words());
        Button stop = Parts.button(Texts.of("cancel"), () -> model.stop(shown.name()));
        stop.setId("try-stop");
        box.getChildren()
                .addAll(
                        bar,
                        progress,
                        Parts.paragraph(Texts.of("try.running"), "hb-muted"),
                        Parts.row(8, stop));
    }

    private void result(EvalResult r) {
        Label figure = Parts.text(ModelWords.passed(r), "hb-figure");
        figure.setId("try-result");
        Button look = Parts.primary(Texts.of("try.look"), "", answers);
        look.setId("try-look");
        box.getChildren()
                .addAll(
                        Parts.text(
                                Texts.of("try.on", r.benchmark(), Words.count(r.of())), "hb-muted"),
                        figure,
                        Parts.paragraph(Texts.of("try.share", ModelWords.share(r)), "hb-muted"),
                        Parts.paragraph(
                                Texts.of(
                                        "try.rest",
                                        Words.count(r.failed()),
                                        Words.count(r.timedOut())),
                                "hb-muted"),
                        Parts.row(
                                8,
                                look,
                                Parts.button(
                                        Texts.of("try.again"),
                                        () -> model.choose(model.state().get().file()))),
                        Parts.copyCommand(
                                () -> chosenTokens().map(t -> model.command(shown, t)).orElse("")));
    }
}
