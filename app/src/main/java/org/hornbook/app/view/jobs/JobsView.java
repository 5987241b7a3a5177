package org.hornbook.app.view.jobs;

import javafx.animation.Animation;
import javafx.animation.KeyFrame;
import javafx.animation.Timeline;
import javafx.geometry.Pos;
import javafx.scene.Node;
import javafx.scene.control.Button;
import javafx.scene.control.ComboBox;
import javafx.scene.control.TextField;
import javafx.scene.input.KeyCode;
import javafx.scene.layout.FlowPane;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Pane;
import javafx.scene.layout.Priority;
import javafx.scene.layout.StackPane;
import javafx.scene.layout.VBox;
import javafx.util.Duration;

import org.hornbook.app.Words;
import org.hornbook.app.desk.Command;
import org.hornbook.app.desk.Desk;
import org.hornbook.app.desk.Errand;
import org.hornbook.app.desk.Place;
import org.hornbook.app.desk.Screen;
import org.hornbook.app.desk.Texts;
import org.hornbook.app.kit.Parts;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/// Everything that runs, ran, failed or can go on, in this window and in other processes.
public final class JobsView implements Screen {
    private static final double BESIDE = 760;

    private final Desk desk;
    private final JobsViewModel model;
    private final VBox box = new VBox();
    private final FlowPane chips = new FlowPane(6, 6);
    private final ComboBox<String> kind = new ComboBox<>();
    private final TextField words = new TextField();
    private final JobList list;
    private final JobPane pane;
    private final StackPane centre = new StackPane();
    private final Timeline clock;
    private List<String> kinds = List.of();
    private Pane both;
    private boolean front;
    private boolean beside = true;

    public JobsView(Desk desk) {
        this.desk = desk;
        this.model = new JobsViewModel(desk);
        this.list = new JobList(desk, model::choose);
        this.pane = new JobPane(desk, model);
        this.clock =
                new Timeline(
                        new KeyFrame(
                                Duration.seconds(1),
                                e -> {
                                    model.tick();
                                    if (model.state().get().count(JobsState.Only.RUNNING) > 0) {
                                        list.refresh();
                                    }
                                }));
        clock.setCycleCount(Animation.INDEFINITE);
        desk.hold(() -> javafx.application.Platform.runLater(clock::stop));
        build();
        model.state().show(this::show);
        desk.follow(
                () -> {
                    if (front) {
                        model.refresh();
                    }
                });
    }

    private void build() {
        kind.setId("jobs-kind");
        kind.setMinWidth(ComboBox.USE_PREF_SIZE);
        words.setId("jobs-search");
        words.setPromptText(Texts.of("jobs.search"));
        words.setPrefWidth(200);
        words.setMinWidth(90);
        words.textProperty().addListener(o -> model.words(words.getText()));
        words.setOnKeyPressed(
                e -> {
                    if (e.getCode() == KeyCode.DOWN || e.getCode() == KeyCode.ENTER) {
                        list.focus();
                        e.consume();
                    }
                });
        chips.setAlignment(Pos.CENTER_LEFT);
        HBox.setHgrow(chips, Priority.ALWAYS);
        chips.setMinWidth(100);
        HBox top = Parts.row(14, Parts.title(Texts.of("place.jobs")), chips, kind, words);
        VBox.setVgrow(list.node(), Priority.ALWAYS);
        VBox.setVgrow(centre, Priority.ALWAYS);
        box.getStyleClass().add("hb-view");
        box.setFocusTraversable(true);
        box.getChildren().setAll(top, centre);
        box.widthProperty().addListener(o -> arrange());
        lay();
    }

    private void arrange() {
        boolean wide = box.getWidth() >= BESIDE;
        Pane right = (Pane) pane.node();
        double width = Math.clamp(box.getWidth() * 0.35, 340, 720);
        right.setMinWidth(wide ? 320 : 0);
        right.setPrefWidth(wide ? width : Pane.USE_COMPUTED_SIZE);
        right.setMaxWidth(wide ? width : Double.MAX_VALUE);
        if (wide != beside) {
            beside = wide;
            lay();
        }
    }

    /// One job beside the list, or below it where the window is narrow.
    private void lay() {
        if (beside) {
            both = new HBox(16, list.node(), pane.node());
            HBox.setHgrow(list.node(), Priority.ALWAYS);
        } else {
            both = new VBox(12, list.node(), pane.node());
            VBox.setVgrow(pane.node(), Priority.ALWAYS);
        }
        ((Pane) list.node()).setMinWidth(300);
        ((Pane) list.node()).setMinHeight(140);
        centre.getChildren().setAll(both);
    }

    @Override
    public Node node() {
        return box;
    }

    @Override
    public void shown() {
        front = true;
        clock.play();
        model.refresh();
        list.focus();
    }

    @Override
    public void hidden() {
        front = false;
        clock.stop();
    }

    @Override
    public void accept(Errand errand) {
        if (errand instanceof Errand.ShowJob(String fingerprint)) {
            words.clear();
            model.show(fingerprint);
        }
    }

    @Override
    public List<Command> commands() {
        List<Command> commands = new ArrayList<>();
        commands.add(Command.of("jobs.resume", "do", "R", model::resumable, model::resume));
        commands.add(Command.of("jobs.cancel", "do", "X", model::cancellable, model::cancel));
        commands.add(
                Command.of("jobs.copy", "do", "C", () -> !model.command().isEmpty(), pane::copy));
        commands.add(Command.of("jobs.turn", "do", "V", pane::turn));
        commands.add(Command.of("jobs.details", "do", "D", model::whole));
        commands.add(Command.of("jobs.find", "do", "Shortcut+F", words::requestFocus));
        for (JobsState.Only only : JobsState.Only.values()) {
            commands.add(Command.of("jobs.only." + id(only), "do", null, () -> model.only(only)));
        }
        return commands;
    }

    private static String id(JobsState.Only only) {
        return only.name().toLowerCase(Locale.ROOT);
    }

    private void show(JobsState s) {
        chips(s);
        kinds(s);
        list.show(s);
        pane.show(s);
        if (s.read() && s.rows().isEmpty()) {
            empty();
        } else if (!centre.getChildren().contains(both)) {
            centre.getChildren().setAll(both);
        }
    }

    private void chips(JobsState s) {
        if (chips.getChildren().isEmpty()) {
            for (JobsState.Only only : JobsState.Only.values()) {
                Button chip = Parts.button("", () -> model.only(only));
                chip.setId("jobs-only-" + id(only));
                chip.getStyleClass().add("hb-filter");
                chips.getChildren().add(chip);
            }
        }
        for (JobsState.Only only : JobsState.Only.values()) {
            Button chip = (Button) chips.getChildren().get(only.ordinal());
            long n = s.count(only);
            chip.setText(Texts.of("jobs.chip", Texts.of("jobs.only." + id(only)), Words.count(n)));
            chip.getStyleClass().remove("hb-on");
            if (s.only() == only) {
                chip.getStyleClass().add("hb-on");
            }
            Parts.show(chip, n > 0 || only == JobsState.Only.ALL || s.only() == only);
        }
    }

    private void kinds(JobsState s) {
        if (!s.kinds().equals(kinds)) {
            kinds = s.kinds();
            kind.setOnAction(null);
            List<String> names = new ArrayList<>(List.of(Texts.of("jobs.kind.all")));
            kinds.forEach(k -> names.add(JobList.kind(k)));
            kind.getItems().setAll(names);
        }
        kind.setOnAction(null);
        kind.getSelectionModel().select(s.kind().isEmpty() ? 0 : kinds.indexOf(s.kind()) + 1);
        kind.setOnAction(
                e -> {
                    int at = kind.getSelectionModel().getSelectedIndex();
                    model.kind(at <= 0 ? "" : kinds.get(at - 1));
                });
        Parts.show(kind, kinds.size() > 1);
    }

    private void empty() {
        Button home =
                Parts.primary(Texts.of("jobs.none.go"), "", () -> desk.navigator().go(Place.HOME));
        home.setId("jobs-none-go");
        VBox framed = new VBox(Parts.empty("fth-clock", Texts.of("jobs.none"), home));
        framed.setAlignment(Pos.CENTER);
        framed.getStyleClass().add("hb-card");
        centre.getChildren().setAll(framed);
    }
}
