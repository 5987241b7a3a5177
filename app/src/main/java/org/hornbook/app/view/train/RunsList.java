package org.hornbook.app.view.train;

import java.util.ArrayList;
import java.util.List;
import javafx.geometry.Pos;
import javafx.scene.Node;
import javafx.scene.control.Button;
import javafx.scene.control.Label;
import javafx.scene.control.ListCell;
import javafx.scene.control.ListView;
import javafx.scene.control.Tooltip;
import javafx.scene.input.KeyCode;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Priority;
import javafx.scene.layout.Region;
import javafx.scene.layout.VBox;
import org.hornbook.app.Words;
import org.hornbook.app.desk.Desk;
import org.hornbook.app.desk.Texts;
import org.hornbook.app.kit.Parts;

/// All runs: which is in front, which are in the chart, and how each stands.
final class RunsList {
    private static final String MAKING = "making ";

    private final Desk desk;
    private final TrainViewModel model;
    private final RunStarter starter;
    private final ListView<String> list = new ListView<>();
    private final Label count = Parts.paragraph("", "hb-muted", "hb-small");
    private final VBox card = new VBox(8, list, count);
    private TrainState state = TrainState.FIRST;
    private boolean quiet;

    RunsList(Desk desk, TrainViewModel model, RunStarter starter) {
        this.desk = desk;
        this.model = model;
        this.starter = starter;
        card.getStyleClass().addAll("hb-card", "hb-runs");
        list.getStyleClass().add("hb-list");
        list.setId("train-runs");
        list.setCellFactory(l -> new Cell());
        VBox.setVgrow(list, Priority.ALWAYS);
        list.getSelectionModel()
                .selectedItemProperty()
                .addListener(
                        (o, was, now) -> {
                            if (!quiet && now != null && !now.startsWith(MAKING)) {
                                model.choose(now);
                            }
                        });
        list.setOnKeyPressed(
                e -> {
                    if (e.getCode() == KeyCode.SPACE && !state.current().isEmpty()) {
                        model.toggle(state.current());
                        e.consume();
                    }
                });
    }

    Node node() {
        return card;
    }

    void focus() {
        list.requestFocus();
    }

    void show(TrainState s) {
        boolean other =
                !s.runs().equals(state.runs())
                        || !s.shown().equals(state.shown())
                        || !s.preparing().equals(state.preparing())
                        || !s.points().equals(state.points());
        state = s;
        quiet = true;
        List<String> keys = new ArrayList<>();
        s.preparing().stream()
                .filter(
                        p ->
                                s.runs().stream()
                                        .noneMatch(r -> r.active() && r.name().equals(p.name())))
                .forEach(p -> keys.add(MAKING + p.name()));
        s.runs().forEach(r -> keys.add(r.fingerprint()));
        if (!list.getItems().equals(keys)) {
            list.getItems().setAll(keys);
        } else if (other) {
            list.refresh();
        }
        if (!s.current().isEmpty()
                && !s.current().equals(list.getSelectionModel().getSelectedItem())) {
            list.getSelectionModel().select(s.current());
        }
        quiet = false;
        count.setText(
                Texts.of(
                        s.runs().size() == 1 ? "train.runs.one" : "train.runs.count",
                        Words.count(s.runs().size())));
    }

    /// What stands at the right of a run's name.
    private String standing(Run run) {
        return switch (run.stage()) {
            case RUNNING, ELSEWHERE -> Words.percent(run.share());
            case WAITING -> Texts.of("train.list.waiting");
            case PAUSED -> Texts.of("train.list.paused");
            case INTERRUPTED -> Texts.of("train.list.interrupted");
            case FAILED -> Texts.of("train.list.failed");
            case STOPPED, DONE -> Words.figure(run.report().orElseThrow().lastLoss());
        };
    }

    private final class Cell extends ListCell<String> {
        private final Region dot = new Region();
        private final Button toggle = new Button(null, dot);
        private final Label name = Parts.text("");
        private final Label standing = Parts.muted("");
        private final Button cancel = Parts.iconButton("fth-x", Texts.of("cancel"), this::cancel);
        private final HBox row = Parts.row(4, toggle, name, Parts.spacer(), standing, cancel);

        Cell() {
            dot.getStyleClass().add("hb-dot");
            toggle.getStyleClass().setAll("button", "hb-dot-button");
            toggle.setFocusTraversable(false);
            toggle.setOnAction(e -> model.toggle(getItem()));
            name.setMinWidth(0);
            standing.setMinWidth(Region.USE_PREF_SIZE);
            row.setAlignment(Pos.CENTER_LEFT);
            row.setMaxWidth(Double.MAX_VALUE);
            setPrefWidth(0);
        }

        private void cancel() {
            starter.cancel(getItem().substring(MAKING.length()));
        }

        @Override
        protected void updateItem(String key, boolean empty) {
            super.updateItem(key, empty);
            setText(null);
            setGraphic(empty || key == null ? null : row);
            setTooltip(null);
            if (empty || key == null) {
                return;
            }
            boolean making = key.startsWith(MAKING);
            Parts.show(cancel, making);
            if (making) {
                preparing(key.substring(MAKING.length()));
            } else {
                state.find(key).ifPresent(this::run);
            }
        }

        private void preparing(String called) {
            name.setText(called);
            dot.setStyle("");
            toggle.setDisable(true);
            state.preparing().stream()
                    .filter(p -> p.name().equals(called))
                    .findFirst()
                    .ifPresent(
                            p -> {
                                standing.setText(
                                        p.share() < 0 ? "\u2026" : Words.percent(p.share()));
                                setTooltip(new Tooltip(called + ": " + p.words()));
                            });
        }

        private void run(Run run) {
            boolean shown = state.shown().contains(run.fingerprint());
            toggle.setDisable(false);
            toggle.setId("train-dot-" + run.label().replaceAll("\\W", "-"));
            toggle.setAccessibleText(
                    Texts.of(shown ? "train.list.hide" : "train.list.show", run.label()));
            dot.setStyle(
                    shown
                            ? "-fx-background-color: "
                                    + desk.series().of(run.label()).css()
                                    + "; -fx-border-color: "
                                    + desk.series().of(run.label()).css()
                            : "");
            name.setText(run.label());
            standing.setText(standing(run));
            standing.getStyleClass().removeAll("hb-bad");
            if (run.stage() == Run.Stage.FAILED) {
                standing.getStyleClass().add("hb-bad");
            }
            setTooltip(
                    new Tooltip(
                            run.label()
                                    + (run.data().isEmpty()
                                            ? ""
                                            : "\n" + Texts.of("train.list.data", run.data()))
                                    + "\n"
                                    + RunWords.config(run)));
        }
    }
}
