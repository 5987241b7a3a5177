package org.hornbook.app.view.train;

import java.time.Duration;
import java.util.List;
import java.util.Locale;
import javafx.scene.Node;
import javafx.scene.control.Button;
import javafx.scene.control.Control;
import javafx.scene.control.Hyperlink;
import javafx.scene.control.Label;
import javafx.scene.control.ProgressBar;
import javafx.scene.control.Tooltip;
import javafx.scene.layout.FlowPane;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Region;
import javafx.scene.layout.VBox;
import org.hornbook.app.Words;
import org.hornbook.app.desk.Desk;
import org.hornbook.app.desk.Errand;
import org.hornbook.app.desk.Place;
import org.hornbook.app.desk.Texts;
import org.hornbook.app.kit.Parts;
import org.hornbook.app.kit.Shown;
import org.hornbook.train.TrainReport;

/// The run in front: how it stands, and what can be done with it.
final class RunPane {
    private static final double LONG_NAME = 180;

    private final Desk desk;
    private final TrainViewModel model;
    private final Region dot = new Region();
    private final Label name = Parts.heading("");
    private final Label stage = Parts.pill("", "plain");
    private final Button pause;
    private final Button resume;
    private final Button finish;
    private final Button talk;
    private final ProgressBar progress = new ProgressBar(0);
    private final List<Figure> figures =
            List.of(new Figure(), new Figure(), new Figure(), new Figure());
    private final Label config = Parts.paragraph("", "hb-muted");
    private final Label error = Parts.paragraph("", "hb-bad");
    private final HBox title = Parts.row(8);
    private final HBox buttons = Parts.row(8);
    private final VBox head = new VBox(8);
    private final VBox card;

    /// A number under its name.
    private static final class Figure {
        private final Label title = Parts.text("", "hb-muted", "hb-small");
        private final Label value = Parts.text("", "hb-strong");
        private final Label unit = Parts.muted("");
        private final Tooltip hint = new Tooltip();
        private final VBox box;

        Figure() {
            for (Label label : List.of(title, value, unit)) {
                label.setMinWidth(Region.USE_PREF_SIZE);
            }
            box = new VBox(1, title, Parts.row(4, value, unit));
            Tooltip.install(box, hint);
        }

        void show(String key, String number, String of, String tip) {
            title.setText(Texts.of(key));
            value.setText(number);
            unit.setText(of);
            hint.setText(tip);
            Parts.show(box, !number.isEmpty());
        }
    }

    RunPane(Desk desk, TrainViewModel model, Runnable like) {
        this.desk = desk;
        this.model = model;
        pause = Parts.button(Texts.of("train.pause"), "P", model::pause);
        resume = Parts.primary(Texts.of("train.resume"), "P", model::resume);
        finish = Parts.button(Texts.of("train.finish"), model::finish);
        talk = Parts.button(Texts.of("train.talk"), this::talk);
        pause.setId("train-pause");
        resume.setId("train-resume");
        finish.setId("train-finish");
        talk.setId("train-talk");
        pause.setTooltip(new Tooltip(Texts.of("train.pause.tip")));
        resume.setTooltip(new Tooltip(Texts.of("train.resume.tip")));
        stage.setId("train-stage");
        stage.setMinWidth(Region.USE_PREF_SIZE);
        name.setId("train-name");
        name.setMinWidth(30);
        config.setId("train-config");
        error.setId("train-error");
        dot.getStyleClass().add("hb-dot");
        progress.setMaxWidth(Double.MAX_VALUE);
        progress.setId("train-progress");
        FlowPane numbers = new FlowPane(24, 6);
        numbers.setId("train-figures");
        for (Figure figure : figures) {
            numbers.getChildren().add(figure.box);
        }
        Hyperlink folder =
                Parts.link(
                        Texts.of("show.in.folder"),
                        () ->
                                model.state()
                                        .get()
                                        .run()
                                        .ifPresent(
                                                r ->
                                                        Shown.inFolder(
                                                                desk,
                                                                r.finished()
                                                                        ? r.checkpoint()
                                                                        : r.folder())));
        Hyperlink command =
                Parts.copyCommand(() -> model.state().get().run().map(model::command).orElse(""));
        command.setId("train-command");
        Hyperlink again = Parts.link(Texts.of("train.like"), like);
        again.setId("train-like");
        FlowPane links = new FlowPane(14, 2, folder, command, again);
        title.getChildren().setAll(dot, name, stage);
        buttons.getChildren().setAll(pause, resume, finish, talk);
        buttons.setMinWidth(Region.USE_PREF_SIZE);
        card = Parts.card(head, progress, numbers, error, config, Parts.spacer(), links);
        card.setId("train-run");
        card.setMinHeight(Region.USE_PREF_SIZE);
        card.widthProperty().addListener(o -> arrange());
    }

    Node node() {
        return card;
    }

    /// The height that shows everything at this width.
    double height(double width) {
        arrange(width);
        return card.prefHeight(width);
    }

    private void arrange() {
        arrange(card.getWidth());
    }

    /// Name and buttons on one row if there is room for both, else on two.
    private void arrange(double width) {
        double wanted =
                dot.prefWidth(-1)
                        + Math.min(LONG_NAME, name.prefWidth(-1))
                        + stage.prefWidth(-1)
                        + buttons.prefWidth(-1)
                        + 40;
        boolean one = width - 30 >= wanted;
        boolean isOne = title.getChildren().contains(buttons);
        if (one && !isOne) {
            head.getChildren().setAll(title);
            title.getChildren().setAll(dot, name, stage, Parts.spacer(), buttons);
        } else if (!one && (isOne || head.getChildren().isEmpty())) {
            title.getChildren().setAll(dot, name, stage);
            head.getChildren().setAll(title, buttons);
        }
    }

    private void talk() {
        model.state()
                .get()
                .run()
                .ifPresent(
                        r ->
                                desk.navigator()
                                        .go(
                                                Place.CHAT,
                                                new Errand.Talk(
                                                        List.of(
                                                                r.checkpoint()
                                                                        .getFileName()
                                                                        .toString()))));
    }

    void show(TrainState s) {
        s.run().ifPresent(run -> show(s, run));
    }

    private void show(TrainState s, Run run) {
        dot.setStyle("-fx-background-color: " + desk.series().of(run.label()).css());
        name.setText(run.label());
        tip(name, run.label());
        String id = run.stage().name().toLowerCase(Locale.ROOT);
        stage.setText(Texts.of("train.stage." + id));
        tip(stage, Texts.of("train.stage." + id + ".tip"));
        stage.getStyleClass().setAll("label", "hb-pill", "hb-pill-" + colour(run.stage()));
        Parts.show(pause, run.stage() == Run.Stage.RUNNING || run.stage() == Run.Stage.WAITING);
        Parts.show(resume, run.resumable());
        resume.setText(Texts.of(run.stage() == Run.Stage.FAILED ? "train.again" : "train.resume"));
        Parts.show(finish, run.finishable());
        finish.setText(Texts.of(run.resumable() ? "train.finish.paused" : "train.finish"));
        tip(finish, Texts.of(run.resumable() ? "train.finish.paused.tip" : "train.finish.tip"));
        Parts.show(talk, run.finished());
        progress.setProgress(run.stage() == Run.Stage.DONE ? 1 : run.share());
        error.setText(run.error());
        Parts.show(error, !run.error().isEmpty());
        config.setText(RunWords.config(run) + also(run));
        arrange();
        RunPoints p = s.pointsOf(run);
        if (run.finished()) {
            report(run, run.report().orElseThrow(), p);
        } else {
            running(run, p);
        }
    }

    private static void tip(Control control, String words) {
        if (control.getTooltip() == null || !control.getTooltip().getText().equals(words)) {
            control.setTooltip(new Tooltip(words));
        }
    }

    private static String also(Run run) {
        StringBuilder more = new StringBuilder();
        if (!run.data().isEmpty()) {
            more.append(" \u00b7 ").append(Texts.of("train.config.data", run.data()));
        }
        if (!run.finished() && run.saved() > 0) {
            more.append(" \u00b7 ")
                    .append(Texts.of("train.config.saved", Words.count(run.saved())));
        }
        return more.toString();
    }

    private static String colour(Run.Stage stage) {
        return switch (stage) {
            case RUNNING, ELSEWHERE -> "info";
            case DONE -> "keep";
            case FAILED -> "drop";
            case PAUSED, INTERRUPTED -> "review";
            case WAITING, STOPPED -> "plain";
        };
    }

    private void running(Run run, RunPoints p) {
        figures.get(0)
                .show(
                        "train.figure.step",
                        Words.count(run.step()),
                        Texts.of("train.figure.of", Words.count(run.config().steps())),
                        Texts.of(
                                "train.figure.step.tip",
                                Words.count(run.tokensAt(run.step())),
                                Words.count(run.tokensAt(run.config().steps()))));
        double speed = p.speed();
        figures.get(1)
                .show(
                        "train.figure.speed",
                        speed > 0 ? Words.count(Math.round(speed)) : "\u2013",
                        speed > 0 ? Texts.of("train.figure.tokens") : "",
                        Texts.of("train.figure.speed.tip"));
        long left = run.tokensAt(run.config().steps()) - run.tokensAt(run.step());
        figures.get(2)
                .show(
                        "train.figure.left",
                        speed > 0
                                ? Words.duration(Duration.ofMillis(Math.round(left / speed * 1000)))
                                : "\u2013",
                        "",
                        Texts.of("train.figure.left.tip"));
        figures.get(3)
                .show(
                        "train.figure.memory",
                        p.memory() > 0 ? Words.bytes(p.memory()) : "",
                        "",
                        Texts.of("train.figure.memory.tip"));
    }

    private void report(Run run, TrainReport r, RunPoints p) {
        figures.get(0)
                .show(
                        "train.figure.loss",
                        Words.figure(r.lastLoss()),
                        Texts.of("train.figure.nats"),
                        Texts.of("train.figure.loss.tip"));
        double held = p.lastHeldLoss();
        figures.get(1)
                .show(
                        "train.figure.held",
                        Double.isNaN(held) ? "" : Words.figure(held),
                        "",
                        Texts.of("train.figure.held.tip"));
        figures.get(2)
                .show(
                        "train.figure.tokens.seen",
                        Words.compact(r.tokens()),
                        run.stage() == Run.Stage.STOPPED
                                ? Texts.of(
                                        "train.figure.of",
                                        Words.compact(run.tokensAt(run.config().steps())))
                                : "",
                        Texts.of("train.figure.tokens.seen.tip", Words.count(r.steps())));
        figures.get(3)
                .show(
                        "train.figure.took",
                        Words.duration(
                                Duration.ofMillis(
                                        Math.round(r.tokens() / r.tokensPerSecond() * 1000))),
                        "",
                        Texts.of(
                                "train.figure.took.tip",
                                Words.count(Math.round(r.tokensPerSecond()))));
    }
}
