package org.hornbook.app.view.models;

import javafx.application.Platform;
import javafx.geometry.Pos;
import javafx.scene.Node;
import javafx.scene.control.Button;
import javafx.scene.control.Label;
import javafx.scene.control.ProgressBar;
import javafx.scene.control.TextField;
import javafx.scene.control.TextFormatter;
import javafx.scene.control.Tooltip;
import javafx.scene.input.KeyCode;
import javafx.scene.input.KeyEvent;
import javafx.scene.layout.VBox;
import javafx.stage.FileChooser;

import org.hornbook.app.Words;
import org.hornbook.app.desk.Texts;
import org.hornbook.app.kit.Parts;
import org.hornbook.evaluate.EvalResult;

import java.io.File;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;

/// Beside the list: a checkpoint is tried on a benchmark. Chosen, run with progress, and what came
/// of it.
final class TryPane {
    private static final int MOST_TOKENS = 4096;

    private final TryViewModel model;
    private final Label title = Parts.heading("");
    private final VBox benchmarks = new VBox(4);
    private final TextField tokens = new TextField();
    private final Label about = Parts.paragraph("", "hb-muted", "hb-small");
    private final Label wrong = Parts.paragraph("", "hb-bad");
    private final Button go = Parts.primary(Texts.of("try.go"), Texts.of("try.go.key"), this::run);
    private final ProgressBar bar = new ProgressBar();
    private final Label progress = Parts.paragraph("");
    private final Label on = Parts.muted("");
    private final Label figure = Parts.text("", "hb-figure");
    private final Label share = Parts.paragraph("", "hb-muted");
    private final Label rest = Parts.paragraph("", "hb-muted");
    private final VBox choosing = new VBox(8);
    private final VBox going = new VBox(8);
    private final VBox result = new VBox(8);
    private final VBox box;
    private Model shown;

    TryPane(TryViewModel model, Runnable close, Runnable answers) {
        this.model = model;
        build(answers);
        box =
                Parts.card(
                        Parts.row(
                                8,
                                title,
                                Parts.spacer(),
                                Parts.iconButton("fth-x", Texts.of("close"), close)),
                        choosing,
                        going,
                        result,
                        Parts.row(0, Parts.copyCommand(this::command)));
        box.setId("models-trying");
        box.addEventFilter(
                KeyEvent.KEY_PRESSED,
                e -> {
                    if (e.getCode() == KeyCode.ESCAPE) {
                        close.run();
                        e.consume();
                    }
                });
    }

    private void build(Runnable answers) {
        title.setMinWidth(0);
        tokens.setId("try-tokens");
        tokens.setMaxWidth(110);
        tokens.setTextFormatter(
                new TextFormatter<String>(
                        c -> c.getControlNewText().matches("\\d{0,4}") ? c : null));
        tokens.setOnAction(e -> run());
        wrong.setId("try-wrong");
        about.setId("try-about");
        go.setId("try-go");
        figure.setId("try-result");
        bar.setMaxWidth(Double.MAX_VALUE);
        Button other = Parts.button(Texts.of("try.file"), this::chooseFile);
        other.setId("try-file");
        choosing.getChildren()
                .setAll(
                        Parts.paragraph(Texts.of("try.words"), "hb-muted"),
                        small("try.benchmark"),
                        benchmarks,
                        Parts.row(8, other),
                        about,
                        small("try.tokens"),
                        tokens,
                        Parts.paragraph(Texts.of("try.temperature"), "hb-muted", "hb-small"),
                        wrong,
                        Parts.row(8, go));
        Button stop = Parts.button(Texts.of("cancel"), () -> model.stop(shown.name()));
        stop.setId("try-stop");
        going.getChildren()
                .setAll(
                        bar,
                        progress,
                        Parts.paragraph(Texts.of("try.running"), "hb-muted"),
                        Parts.row(8, stop));
        Button look = Parts.primary(Texts.of("try.look"), "", answers);
        look.setId("try-look");
        Button again =
                Parts.button(Texts.of("try.again"), () -> model.choose(model.state().get().file()));
        result.getChildren().setAll(on, figure, share, rest, Parts.row(8, look, again));
    }

    Node node() {
        return box;
    }

    void begin(Model chosen) {
        shown = chosen;
        tokens.setText(String.valueOf(model.state().get().maxTokens()));
        show();
    }

    /// Into the field of the length; after the key that led here has been typed.
    void focus() {
        Platform.runLater(
                () -> {
                    tokens.requestFocus();
                    tokens.selectAll();
                });
    }

    /// Shows what has changed.
    void show() {
        if (shown == null) {
            return;
        }
        TryState s = model.state().get();
        title.setText(Texts.of("try.title", shown.name()));
        Optional<TryState.Going> now = s.of(shown.name());
        Parts.show(going, now.isPresent());
        Parts.show(result, now.isEmpty() && s.result().isPresent());
        Parts.show(choosing, now.isEmpty() && s.result().isEmpty());
        now.ifPresent(
                g -> {
                    bar.setProgress(g.share());
                    progress.setText(g.words());
                });
        s.result().ifPresent(this::result);
        choose(s);
    }

    private void choose(TryState s) {
        List<Button> choices = s.known().stream().map(f -> choice(f, s)).toList();
        benchmarks.getChildren().setAll(choices);
        about.setText(
                s.tasks() == 0
                        ? s.wrong().isEmpty() ? Texts.of("loading") : ""
                        : Texts.of("try.about", Words.count(s.tasks())));
        Parts.show(about, !about.getText().isEmpty());
        wrong.setText(s.wrong());
        Parts.show(wrong, !s.wrong().isEmpty());
        go.setDisable(s.tasks() == 0);
    }

    private Button choice(Path file, TryState s) {
        Button choice =
                Parts.button(
                        file.equals(TryViewModel.shipped())
                                ? Texts.of("try.shipped")
                                : file.getFileName().toString(),
                        () -> model.choose(file));
        choice.setMaxWidth(Double.MAX_VALUE);
        choice.setAlignment(Pos.CENTER_LEFT);
        choice.setMinWidth(0);
        if (file.equals(s.file())) {
            choice.getStyleClass().add("hb-on");
        }
        choice.setTooltip(new Tooltip(file.toString()));
        return choice;
    }

    private String command() {
        return chosenTokens().map(t -> model.command(shown, t)).orElse("");
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

    private void result(EvalResult r) {
        on.setText(Texts.of("try.on", r.benchmark(), Words.count(r.of())));
        figure.setText(ModelWords.passed(r));
        share.setText(Texts.of("try.share", ModelWords.share(r)));
        rest.setText(Texts.of("try.rest", Words.count(r.failed()), Words.count(r.timedOut())));
    }
}
