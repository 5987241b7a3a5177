package org.hornbook.app.view.compare;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import javafx.geometry.Pos;
import javafx.scene.Node;
import javafx.scene.control.Button;
import javafx.scene.control.Label;
import javafx.scene.control.ProgressBar;
import javafx.scene.control.ScrollPane;
import javafx.scene.control.TextField;
import javafx.scene.control.ToggleButton;
import javafx.scene.control.ToggleGroup;
import javafx.scene.control.Tooltip;
import javafx.scene.layout.FlowPane;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Priority;
import javafx.scene.layout.Region;
import javafx.scene.layout.StackPane;
import javafx.scene.layout.VBox;
import org.hornbook.app.LabelWorth;
import org.hornbook.app.Words;
import org.hornbook.app.desk.Desk;
import org.hornbook.app.desk.Texts;
import org.hornbook.app.desk.Token;
import org.hornbook.app.kit.Axis;
import org.hornbook.app.kit.Curve;
import org.hornbook.app.kit.CurveChart;
import org.hornbook.app.kit.Parts;
import org.hornbook.app.kit.TableSheet;
import org.hornbook.classify.Everything;
import org.hornbook.classify.LearningCurve;

/// The learning curve over labels or over what they cost: what the next dollars are expected to
/// buy, when to stop, and what it would cost to ask for every label.
final class WorthPane {
    private static final int STEPS = 40;
    private static final double NO_LESS = 1.5;
    private static final double LEAST_CHART = 120;

    private final Desk desk;
    private final WorthViewModel model;
    private final CurveChart chart;
    private final Label empty = Parts.paragraph(Texts.of("worth.empty"), "hb-muted");
    private final ToggleButton byLabels = new ToggleButton(Texts.of("worth.labels"));
    private final ToggleButton byDollars = new ToggleButton(Texts.of("worth.dollars"));
    private final TextField dollars = new TextField();
    private final TextField cost = new TextField();
    private final Label verdict = Parts.text("", "hb-pill");
    private final Label advice = Parts.paragraph("");
    private final Label rule = Parts.paragraph("", "hb-muted", "hb-small");
    private final Label spent = Parts.paragraph("", "hb-muted", "hb-small");
    private final Label everything = Parts.paragraph("");
    private final Label since = Parts.paragraph("", "hb-muted", "hb-small");
    private final Button measure;
    private final ProgressBar bar = new ProgressBar();
    private final VBox said = new VBox(6);
    private final HBox judged;
    private final ScrollPane scroll;

    WorthPane(Desk desk, WorthViewModel model) {
        this.desk = desk;
        this.model = model;
        this.chart = new CurveChart(desk.theme());
        chart.setId("worth-chart");
        chart.getStyleClass().add("hb-focusable");
        chart.setMinHeight(LEAST_CHART);
        VBox.setVgrow(chart, Priority.ALWAYS);
        ToggleGroup axis = new ToggleGroup();
        byLabels.setId("worth-by-labels");
        byDollars.setId("worth-by-dollars");
        for (ToggleButton b : List.of(byLabels, byDollars)) {
            b.getStyleClass().setAll("toggle-button", "hb-segment");
            b.setToggleGroup(axis);
            b.setMinWidth(Region.USE_PREF_SIZE);
        }
        byLabels.setOnAction(e -> model.byDollars(false));
        byDollars.setOnAction(e -> model.byDollars(true));
        amount(dollars, "worth-next", model::spending);
        amount(cost, "worth-cost", model::labelCost);
        cost.setTooltip(new Tooltip(Texts.of("worth.cost.tip")));
        verdict.setId("worth-verdict");
        verdict.setMinWidth(Region.USE_PREF_SIZE);
        advice.setId("worth-advice");
        rule.setId("worth-rule");
        spent.setId("worth-spent");
        everything.setId("worth-everything");
        since.setId("worth-since");
        measure = Parts.button(Texts.of("worth.measure"), model::measure);
        measure.setId("worth-measure");
        bar.setMaxWidth(Double.MAX_VALUE);
        Button close = Parts.iconButton("fth-x", Texts.of("close"), () -> model.ask(false));
        close.setId("worth-close");
        HBox way = new HBox(byLabels, byDollars);
        way.setMaxHeight(Region.USE_PREF_SIZE);
        said.getChildren().setAll(everything, spent, rule, since);
        HBox.setHgrow(advice, Priority.ALWAYS);
        judged = Parts.row(8, verdict, advice);
        judged.setAlignment(Pos.TOP_LEFT);
        judged.setMinHeight(Region.USE_PREF_SIZE);
        StackPane place = new StackPane(chart, empty);
        VBox.setVgrow(place, Priority.ALWAYS);
        VBox card =
                Parts.card(
                        Parts.row(
                                8,
                                Parts.heading(Texts.of("worth.title")),
                                Parts.spacer(),
                                measure,
                                close),
                        judged,
                        place,
                        Parts.row(8, way, Parts.spacer(), TableSheet.link(chart)),
                        new FlowPane(
                                16, 6, asked("worth.next", dollars), asked("worth.cost", cost)),
                        bar,
                        said,
                        Parts.copyCommand(model::command));
        card.setId("worth-pane");
        scroll = new ScrollPane(card);
        scroll.setFitToWidth(true);
        scroll.setFitToHeight(true);
        scroll.setHbarPolicy(ScrollPane.ScrollBarPolicy.NEVER);
        model.state().show(this::show);
    }

    private static void amount(
            TextField field, String id, java.util.function.Consumer<String> told) {
        field.setId(id);
        field.setPrefColumnCount(5);
        field.setOnAction(e -> told.accept(field.getText()));
        field.focusedProperty()
                .addListener(
                        (o, was, on) -> {
                            if (!on) {
                                told.accept(field.getText());
                            }
                        });
    }

    private static Node asked(String key, TextField field) {
        Label label = Parts.text(Texts.of(key), "hb-muted", "hb-small");
        label.setLabelFor(field);
        field.setAccessibleText(Texts.of(key));
        return Parts.row(6, label, field);
    }

    Node node() {
        return scroll;
    }

    void focus() {
        scroll.applyCss(); // only then its content is part of the window
        measure.requestFocus();
    }

    void show(WorthState s) {
        measure.setText(
                s.runs()
                        ? s.doing()
                        : Texts.of(s.worth().isEmpty() ? "worth.measure" : "worth.again"));
        measure.setDisable(s.runs());
        Parts.show(bar, s.runs());
        bar.setProgress(s.share());
        byLabels.setSelected(!s.byDollars());
        byDollars.setSelected(s.byDollars());
        byDollars.setDisable(!s.priced());
        if (!dollars.isFocused()) {
            dollars.setText(WorthViewModel.plain(s.dollars()));
        }
        if (!cost.isFocused()) {
            cost.setText(
                    s.labelCost().isPresent()
                            ? WorthViewModel.plain(s.labelCost().getAsDouble())
                            : "");
            cost.setPromptText(
                    s.worth()
                            .flatMap(LabelWorth::bill)
                            .map(b -> Words.dollars(b.perLabel()))
                            .orElse(Texts.of("worth.cost.unknown")));
        }
        boolean some = s.worth().isPresent();
        Parts.show(chart, some);
        Parts.show(empty, !some);
        Parts.show(said, some);
        Parts.show(judged, some);
        s.worth().ifPresent(w -> show(s, w));
    }

    private void show(WorthState s, LabelWorth w) {
        draw(s, w);
        verdict.setText(Texts.of(w.next().stop() ? "worth.stop" : "worth.go"));
        verdict.getStyleClass().removeAll("hb-pill-keep", "hb-pill-review");
        verdict.getStyleClass().add(w.next().stop() ? "hb-pill-review" : "hb-pill-keep");
        advice.setText(w.next().advice());
        rule.setText(w.next().rule());
        spent.setText(
                w.bill()
                        .map(
                                b ->
                                        Texts.of(
                                                "worth.spent",
                                                Words.count(b.labels()),
                                                Words.dollars(b.dollars()),
                                                b.source()))
                        .orElse(Texts.of("worth.spent.unknown")));
        Parts.show(everything, w.everything().isPresent());
        w.everything().ifPresent(e -> everything.setText(words(w, e)));
        Parts.show(since, s.since() != 0);
        since.setText(
                Texts.of(
                        "worth.since",
                        Words.count(w.curve().curve().labels()),
                        Words.count(s.labels())));
    }

    private static String words(LabelWorth w, Everything e) {
        String seconds =
                e.scoringSeconds() < 0
                        ? ""
                        : Texts.of(
                                "worth.everything.scoring",
                                String.format(Locale.ROOT, "%.1f", e.scoringSeconds()));
        return Texts.of(
                "worth.everything",
                Words.count(e.documents()),
                w.curve().annotator(),
                Words.dollars(e.askingDollars()),
                Words.dollars(e.labelDollars()),
                seconds,
                e.times() < NO_LESS
                        ? Texts.of("worth.everything.all")
                        : Texts.of(
                                "worth.everything.less",
                                String.format(Locale.ROOT, "%,.0f", e.times())));
    }

    private void draw(WorthState s, LabelWorth w) {
        LearningCurve curve = w.curve().curve();
        List<LearningCurve.Point> points = curve.points();
        double perLabel = s.byDollars() ? w.bill().map(b -> b.perLabel()).orElse(1.0) : 1;
        Token color = desk.series().of(w.curve().classifier());
        double last = points.getLast().labels();
        double to = Math.min(curve.labels() + w.next().labels(), 2.5 * curve.labels());
        double[] xs = new double[STEPS + 1];
        double[] fitted = new double[STEPS + 1];
        for (int i = 0; i <= STEPS; i++) {
            double labels = last + (to - last) * i / STEPS;
            xs[i] = labels * perLabel;
            fitted[i] = curve.at(labels);
        }
        List<Curve> curves = new ArrayList<>();
        curves.add(
                Curve.of(
                                "F1",
                                color,
                                points.stream().mapToDouble(p -> p.labels() * perLabel).toArray(),
                                points.stream().mapToDouble(LearningCurve.Point::f1).toArray())
                        .withBand(
                                points.stream().mapToDouble(p -> p.interval().low()).toArray(),
                                points.stream().mapToDouble(p -> p.interval().high()).toArray())
                        .marked());
        curves.add(Curve.of(Texts.of("worth.expected"), Token.MUT, xs, fitted).dashes());
        Optional<CurveChart.Mark> ceiling =
                w.ceiling()
                        .map(
                                c ->
                                        new CurveChart.Mark(
                                                Double.NaN,
                                                c.f1().value(),
                                                Texts.of(
                                                        "compare.curve.ceiling",
                                                        Words.share(c.f1().value())),
                                                Token.MUT));
        double least =
                Math.min(
                        points.stream().mapToDouble(p -> p.interval().low()).min().orElse(0),
                        ceiling.map(CurveChart.Mark::y).orElse(1.0));
        chart.show(
                curves,
                ceiling.stream().toList(),
                new CurveChart.Frame(
                        Axis.linear(0, to * perLabel),
                        Axis.linear(Math.max(0, Math.floor(least * 10 - 0.5) / 10), 1),
                        false,
                        Texts.of(s.byDollars() ? "worth.axis.dollars" : "worth.axis.labels"),
                        false,
                        v -> s.byDollars() ? Words.dollars(v) : Words.count(Math.round(v))));
    }
}
