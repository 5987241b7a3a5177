package org.hornbook.app.view.train;

import java.util.EnumMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import javafx.scene.Node;
import javafx.scene.control.Hyperlink;
import javafx.scene.control.Label;
import javafx.scene.control.ToggleButton;
import javafx.scene.control.ToggleGroup;
import javafx.scene.control.Tooltip;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Priority;
import javafx.scene.layout.Region;
import javafx.scene.layout.VBox;
import org.hornbook.app.Words;
import org.hornbook.app.desk.Desk;
import org.hornbook.app.desk.Texts;
import org.hornbook.app.kit.Curve;
import org.hornbook.app.kit.CurveChart;
import org.hornbook.app.kit.Parts;
import org.hornbook.app.kit.TableSheet;

/// The losses of many runs over each other.
final class LossPane {
    private static final double[] SMOOTHING = {0, 0.6, 0.9};
    private static final double LONG_WORDS = 240;

    private final Desk desk;
    private final TrainViewModel model;
    private final Losses losses = new Losses();
    private final CurveChart chart;
    private final Label words = Parts.muted("");
    private final ToggleButton log = tab(Texts.of("train.chart.log"));
    private final Map<TrainState.By, ToggleButton> by = new EnumMap<>(TrainState.By.class);
    private final ToggleButton[] smoothing = new ToggleButton[SMOOTHING.length];
    private final HBox controls;
    private final HBox head;
    private final Hyperlink table;
    private final VBox card = new VBox(6);
    private TrainState shown;

    LossPane(Desk desk, TrainViewModel model) {
        this.desk = desk;
        this.model = model;
        this.chart = new CurveChart(desk.theme());
        chart.setId("train-chart");
        chart.setMinHeight(120);
        VBox.setVgrow(chart, Priority.ALWAYS);
        log.setId("train-log");
        log.setOnAction(e -> model.log(log.isSelected()));
        log.setTooltip(new Tooltip(Texts.of("train.chart.log.tip")));
        table = TableSheet.link(chart);
        table.setId("train-table");
        controls = Parts.row(6, log);
        controls.getChildren().add(gap());
        smoothings();
        controls.getChildren().add(gap());
        axes();
        controls.setMinWidth(Region.USE_PREF_SIZE);
        words.setMinWidth(0);
        words.setId("train-chart-words");
        head = Parts.row(10, Parts.heading(Texts.of("train.chart")), words, Parts.spacer(), table);
        ((Label) head.getChildren().getFirst()).setMinWidth(Region.USE_PREF_SIZE);
        card.getStyleClass().add("hb-card");
        card.getChildren().setAll(head, chart);
        card.widthProperty().addListener(o -> arrange());
        arrange();
    }

    private static ToggleButton tab(String words) {
        ToggleButton button = new ToggleButton(words);
        button.getStyleClass().setAll("toggle-button", "hb-tab");
        button.setMinWidth(Region.USE_PREF_SIZE);
        return button;
    }

    private static Region gap() {
        Region gap = new Region();
        gap.setMinWidth(2);
        return gap;
    }

    private void smoothings() {
        ToggleGroup group = new ToggleGroup();
        Label label = Parts.muted(Texts.of("train.chart.smoothing"));
        label.setTooltip(new Tooltip(Texts.of("train.chart.smoothing.tip")));
        label.setMinWidth(Region.USE_PREF_SIZE);
        controls.getChildren().add(label);
        for (int i = 0; i < SMOOTHING.length; i++) {
            double weight = SMOOTHING[i];
            ToggleButton button =
                    tab(weight == 0 ? "0" : Words.share(weight).replaceFirst("0$", ""));
            button.setId("train-smoothing-" + Math.round(weight * 10));
            button.setToggleGroup(group);
            button.setOnAction(e -> model.smoothing(weight));
            smoothing[i] = button;
            controls.getChildren().add(button);
        }
    }

    private void axes() {
        ToggleGroup group = new ToggleGroup();
        Label label = Parts.muted(Texts.of("train.chart.by"));
        label.setMinWidth(Region.USE_PREF_SIZE);
        controls.getChildren().add(label);
        for (TrainState.By axis : TrainState.By.values()) {
            String id = axis.name().toLowerCase(Locale.ROOT);
            ToggleButton button = tab(Texts.of("train.chart.by." + id));
            button.setId("train-by-" + id);
            button.setToggleGroup(group);
            button.setOnAction(e -> model.by(axis));
            by.put(axis, button);
            controls.getChildren().add(button);
        }
    }

    /// One row of words and controls if there is room for it, else two.
    void arrange() {
        double wanted =
                controls.prefWidth(-1)
                        + table.prefWidth(-1)
                        + Math.min(LONG_WORDS, words.prefWidth(-1))
                        + 110;
        boolean one = card.getWidth() >= wanted;
        boolean isOne = head.getChildren().contains(controls);
        if (one && !isOne) {
            card.getChildren().setAll(head, chart);
            head.getChildren().add(head.getChildren().size() - 1, controls);
        } else if (!one && (isOne || !card.getChildren().contains(controls))) {
            head.getChildren().remove(controls);
            card.getChildren().setAll(head, controls, chart);
        }
    }

    Node node() {
        return card;
    }

    /// The next axis that can be drawn.
    void nextAxis() {
        List<TrainState.By> axes =
                by.entrySet().stream()
                        .filter(e -> !e.getValue().isDisabled())
                        .map(Map.Entry::getKey)
                        .toList();
        int at = axes.indexOf(model.state().get().drawing().by());
        model.by(axes.get((at + 1) % axes.size()));
    }

    void nextSmoothing() {
        double now = model.state().get().drawing().smoothing();
        int at = 0;
        while (at < SMOOTHING.length - 1 && SMOOTHING[at] < now) {
            at++;
        }
        model.smoothing(SMOOTHING[(at + 1) % SMOOTHING.length]);
    }

    void table() {
        table.fire();
    }

    void show(TrainState s) {
        TrainState.Drawing how = s.drawing();
        log.setSelected(how.log());
        for (int i = 0; i < SMOOTHING.length; i++) {
            smoothing[i].setSelected(SMOOTHING[i] == how.smoothing());
        }
        by.forEach((axis, button) -> button.setSelected(axis == how.by()));
        boolean timed =
                !s.shownRuns().isEmpty()
                        && s.shownRuns().stream()
                                .map(s::pointsOf)
                                .filter(p -> p.steps().length > 0)
                                .allMatch(RunPoints::timed);
        by.get(TrainState.By.TIME).setDisable(!timed && how.by() != TrainState.By.TIME);
        if (shown != null
                && shown.drawing().equals(how)
                && shown.shown().equals(s.shown())
                && shown.points().equals(s.points())
                && shown.runs().size() == s.runs().size()) {
            return;
        }
        shown = s;
        List<Curve> curves = losses.of(s, desk.series());
        words.setText(words(s, curves));
        words.setTooltip(new Tooltip(words.getText()));
        arrange();
        chart.show(curves, List.of(), frame(how));
    }

    private static CurveChart.Frame frame(TrainState.Drawing how) {
        CurveChart.Frame fitted = CurveChart.Frame.FITTED.logarithmic(how.log());
        return switch (how.by()) {
            case STEPS ->
                    fitted.named(Texts.of("train.axis.steps"), v -> Words.count(Math.round(v)));
            case TOKENS -> fitted.named(Texts.of("train.axis.tokens"), LossPane::tokens);
            case TIME ->
                    fitted.named(
                            Texts.of("train.axis.time"),
                            v -> Words.duration(java.time.Duration.ofMillis(Math.round(v * 1000))));
        };
    }

    private static String tokens(double value) {
        return Words.compact(value)
                .replaceFirst("(\\.\\d*?)0+( |$)", "$1$2")
                .replaceFirst("\\.( |$)", "$1");
    }

    private static String words(TrainState s, List<Curve> curves) {
        if (s.shownRuns().isEmpty()) {
            return Texts.of("train.chart.none");
        }
        long tokenizers = s.shownRuns().stream().map(Run::tokenizer).distinct().count();
        return Texts.of("train.chart.unit")
                + (curves.stream().anyMatch(Curve::dashed)
                        ? " \u00b7 " + Texts.of("train.chart.dashed")
                        : "")
                + (tokenizers > 1 ? " \u00b7 " + Texts.of("train.chart.tokenizers") : "");
    }
}
