package org.hornbook.app.view.train;

import java.nio.file.Path;
import java.util.List;
import javafx.application.Platform;
import javafx.geometry.Pos;
import javafx.scene.Node;
import javafx.scene.control.Button;
import javafx.scene.control.ScrollPane;
import javafx.scene.input.KeyCode;
import javafx.scene.input.KeyEvent;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Priority;
import javafx.scene.layout.StackPane;
import javafx.scene.layout.VBox;
import org.hornbook.app.desk.Command;
import org.hornbook.app.desk.Desk;
import org.hornbook.app.desk.Errand;
import org.hornbook.app.desk.Place;
import org.hornbook.app.desk.Screen;
import org.hornbook.app.desk.Texts;
import org.hornbook.app.kit.Parts;

/// Training: all runs and their losses over each other, the run in front and what it writes, and
/// the sheet of a new one.
public final class TrainView implements Screen {
    private final Desk desk;
    private final TrainViewModel model;
    private final NewRunViewModel fresh;
    private final SamplesViewModel samples;
    private final RunsList list;
    private final LossPane losses;
    private final RunPane run;
    private final SamplesPane written;
    private final NewRunPane sheet;
    private final ComparePane compare;
    private final Button settings;
    private final Button begin;
    private final VBox box = new VBox();
    private final StackPane all = new StackPane(box);
    private final StackPane centre = new StackPane();
    private final HBox below = new HBox(12);
    private final VBox runs;
    private final ScrollPane scroll;
    private boolean front;

    public TrainView(Desk desk) {
        this.desk = desk;
        RunStarter starter = new RunStarter(desk);
        this.model = new TrainViewModel(desk, starter.preparing());
        this.fresh = new NewRunViewModel(desk, starter);
        this.samples =
                new SamplesViewModel(
                        desk,
                        Path.of(
                                System.getProperty("hornbook.home", "."),
                                "datasets",
                                "exercises",
                                "held-out.jsonl.gz"));
        this.list = new RunsList(desk, model, starter);
        this.losses = new LossPane(desk, model);
        this.run = new RunPane(desk, model, this::like);
        this.written = new SamplesPane(samples, this::back);
        this.sheet = new NewRunPane(fresh);
        this.compare = new ComparePane(desk, this::closeCompare);
        settings = Parts.button(Texts.of("train.compare"), "C", this::compare);
        settings.setId("train-compare");
        begin = Parts.primary(Texts.of("train.new"), "N", () -> open(""));
        begin.setId("train-new");
        runs = runs();
        scroll = new ScrollPane(runs);
        scroll.setFitToWidth(true);
        scroll.setFitToHeight(true);
        scroll.setHbarPolicy(ScrollPane.ScrollBarPolicy.NEVER);
        scroll.setFocusTraversable(false);
        scroll.getStyleClass().add("hb-frameless");
        build();
        model.state().show(this::show);
        fresh.state().show(this::show);
        samples.state().show(written::show);
        desk.settings()
                .show(
                        s ->
                                Platform.runLater(
                                        () -> {
                                            losses.arrange();
                                            written.arrange();
                                            arrange();
                                        }));
        desk.follow(
                () -> {
                    if (front || model.training()) {
                        model.refresh();
                    }
                });
    }

    private VBox runs() {
        HBox above = new HBox(12, list.node(), losses.node());
        below.getChildren().setAll(run.node(), written.node());
        ((VBox) list.node()).setMinWidth(150);
        ((VBox) losses.node()).setMinWidth(280);
        above.setMinHeight(170);
        ((VBox) run.node()).setMinWidth(270);
        HBox.setHgrow(losses.node(), Priority.ALWAYS);
        HBox.setHgrow(written.node(), Priority.ALWAYS);
        ((VBox) written.node()).setMinWidth(200);
        VBox.setVgrow(above, Priority.ALWAYS);
        // Only what grows takes the room that is left.
        ((VBox) losses.node()).setPrefWidth(280);
        ((VBox) written.node()).setPrefWidth(200);
        VBox both = new VBox(14, above, below);
        both.widthProperty().addListener(o -> arrange());
        both.heightProperty().addListener(o -> arrange());
        return both;
    }

    /// Shares the room: the list and the run get what they need, the chart and the samples the
    /// rest.
    private void arrange() {
        double width = runs.getWidth();
        double height = runs.getHeight();
        double em = desk.settings().get().fontSize() / 13.0;
        ((VBox) list.node()).setPrefWidth(Math.clamp(width * 0.2, 160, 280 * em));
        double left = Math.clamp(width * 0.4, 280, 480 * em);
        ((VBox) run.node()).setPrefWidth(left);
        below.setPrefHeight(Math.max(run.height(left), Math.clamp(height * 0.33, 200, 380)));
    }

    private void build() {
        box.getStyleClass().add("hb-view");
        box.setFocusTraversable(true);
        VBox.setVgrow(centre, Priority.ALWAYS);
        box.getChildren()
                .setAll(
                        Parts.row(
                                12,
                                Parts.title(Texts.of("train.title")),
                                Parts.spacer(),
                                settings,
                                begin),
                        centre);
        all.setAlignment(Pos.TOP_RIGHT);
        all.addEventHandler(
                KeyEvent.KEY_PRESSED,
                e -> {
                    if (e.getCode() == KeyCode.ESCAPE && all.getChildren().size() > 1) {
                        fresh.close();
                        closeCompare();
                        e.consume();
                    }
                });
    }

    @Override
    public Node node() {
        return all;
    }

    @Override
    public void shown() {
        front = true;
        samples.looking(true);
        model.refresh();
        if (fresh.state().get().open()) {
            sheet.focus();
        } else {
            back();
        }
    }

    @Override
    public void hidden() {
        front = false;
        samples.looking(false);
    }

    @Override
    public void accept(Errand errand) {
        if (errand instanceof Errand.NewRun(String data)) {
            open(data);
        }
    }

    private void open(String data) {
        closeCompare();
        fresh.open(data);
    }

    private void like() {
        model.state()
                .get()
                .run()
                .ifPresent(
                        r -> {
                            closeCompare();
                            fresh.like(r);
                        });
    }

    private void back() {
        if (model.state().get().runs().isEmpty()) {
            box.requestFocus();
        } else {
            list.focus();
        }
    }

    private void compare() {
        fresh.close();
        compare.show(model.state().get());
        if (!all.getChildren().contains(compare.node())) {
            all.getChildren().add(compare.node());
        }
        compare.node().requestFocus();
    }

    private void closeCompare() {
        if (all.getChildren().remove(compare.node())) {
            back();
        }
    }

    private boolean hasRun() {
        return model.state().get().run().isPresent();
    }

    @Override
    public List<Command> commands() {
        return List.of(
                Command.of("train.new", "do", "N", () -> open("")),
                Command.of(
                        "train.start",
                        "do",
                        "Shortcut+Enter",
                        () -> fresh.state().get().open(),
                        fresh::start),
                Command.of("train.pause", "do", "P", this::hasRun, this::pauseOrResume),
                Command.of(
                        "train.finish",
                        "do",
                        "Shortcut+S",
                        () -> model.state().get().run().filter(Run::finishable).isPresent(),
                        model::finish),
                Command.of("train.like", "do", "D", this::hasRun, this::like),
                Command.of("train.compare", "do", "C", this::hasRun, this::compare),
                Command.of("train.all", "do", "A", this::hasRun, model::toggleAll),
                Command.of(
                        "train.log",
                        "do",
                        "L",
                        () -> model.log(!model.state().get().drawing().log())),
                Command.of("train.smoothing", "do", "M", losses::nextSmoothing),
                Command.of("train.axis", "do", "X", losses::nextAxis),
                Command.of("train.table", "do", "T", this::hasRun, losses::table),
                Command.of("train.write", "do", "W", this::hasRun, written::write),
                Command.of("train.step.earlier", "do", "Comma", () -> samples.turn(-1)),
                Command.of("train.step.later", "do", "Period", () -> samples.turn(1)),
                Command.of("train.prompt.before", "do", "K", () -> samples.turnPrompt(-1)),
                Command.of("train.prompt.after", "do", "J", () -> samples.turnPrompt(1)),
                Command.of("train.undo", "do", "Shortcut+Z", samples::undoable, samples::undo));
    }

    private void pauseOrResume() {
        model.state()
                .get()
                .run()
                .ifPresent(
                        r -> {
                            if (r.resumable()) {
                                model.resume();
                            } else {
                                model.pause();
                            }
                        });
    }

    private void show(TrainState s) {
        samples.follow(s);
        fresh.follow(s);
        boolean some = !s.runs().isEmpty() || !s.preparing().isEmpty();
        Parts.show(settings, s.runs().size() > 1);
        Parts.show(begin, s.read() && s.data());
        if (!s.read()) {
            centre.getChildren().setAll(Parts.muted(Texts.of("loading")));
        } else if (some) {
            list.show(s);
            losses.show(s);
            run.show(s);
            arrange();
            Parts.show(run.node(), s.run().isPresent());
            Parts.show(written.node(), s.run().isPresent());
            if (all.getChildren().contains(compare.node())) {
                compare.show(s);
            }
            if (!centre.getChildren().contains(scroll)) {
                centre.getChildren().setAll(scroll);
            }
        } else {
            centre.getChildren().setAll(empty(s));
        }
    }

    private Node empty(TrainState s) {
        Button next =
                s.data()
                        ? Parts.primary(Texts.of("train.new"), "N", () -> open(""))
                        : Parts.primary(
                                Texts.of("train.none.data.go"),
                                "",
                                () -> desk.navigator().go(Place.CORPORA));
        next.setId("train-empty");
        return Parts.empty(
                "fth-trending-up", Texts.of(s.data() ? "train.none" : "train.none.data"), next);
    }

    private void show(NewRunState s) {
        sheet.show(s);
        boolean there = all.getChildren().contains(sheet.node());
        if (s.open() && !there) {
            all.getChildren().add(sheet.node());
            sheet.focus();
        } else if (!s.open() && there) {
            all.getChildren().remove(sheet.node());
            back();
        }
    }
}
