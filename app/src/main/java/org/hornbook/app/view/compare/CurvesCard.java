package org.hornbook.app.view.compare;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.ToDoubleFunction;
import java.util.stream.Stream;
import javafx.scene.Node;
import javafx.scene.control.Hyperlink;
import javafx.scene.control.Label;
import javafx.scene.control.ToggleButton;
import javafx.scene.control.ToggleGroup;
import javafx.scene.layout.FlowPane;
import javafx.scene.layout.Priority;
import javafx.scene.layout.StackPane;
import javafx.scene.layout.VBox;
import org.hornbook.app.Words;
import org.hornbook.app.desk.Desk;
import org.hornbook.app.desk.Texts;
import org.hornbook.app.desk.Token;
import org.hornbook.app.kit.Axis;
import org.hornbook.app.kit.Curve;
import org.hornbook.app.kit.CurveChart;
import org.hornbook.app.kit.Parts;
import org.hornbook.app.kit.TableSheet;
import org.hornbook.classify.ConfusionMatrix;
import org.hornbook.classify.Curves;
import org.hornbook.classify.Evaluation;
import org.hornbook.classify.Interval;
import org.hornbook.label.Ceiling;

/// What every threshold would give, with the point where it stands: precision and recall, ROC,
/// calibration, and the scores of each label.
final class CurvesCard {
    private static final int BINS = 40;
    private static final int STEPS = 50;
    private static final Interval NO_INTERVAL = new Interval(Double.NaN, Double.NaN);

    private enum Tab {
        PR,
        ROC,
        CALIBRATION,
        SCORES
    }

    private final Desk desk;
    private final CurveChart chart;
    private final LabelHistograms histograms;
    private final Hyperlink curveTable;
    private final Hyperlink histogramTable;
    private final Label words = Parts.paragraph("", "hb-muted", "hb-small");
    private final Hyperlink other =
            Parts.link(Texts.of("compare.to.grid"), () -> this.onOther.run());
    private final Figure precision = new Figure("curve-ap", "AP");
    private final Figure brier = new Figure("curve-brier", "Brier").lessIsBetter();
    private final Figure ece = new Figure("curve-ece", "ECE").lessIsBetter();
    private final VBox card = Parts.card();
    private Runnable onOther = () -> {};
    private Tab tab = Tab.PR;
    private Optional<Compared> compared = Optional.empty();
    private Optional<Compared> before = Optional.empty();
    private PeerState peers = PeerState.NONE;
    private CurveCeiling ceiling = new CurveCeiling(Optional.empty(), PeerState.NONE);
    private LineState line = LineState.NONE;
    private int[][] byLabel = {};

    CurvesCard(Desk desk) {
        this.desk = desk;
        this.chart = new CurveChart(desk.theme());
        this.histograms = new LabelHistograms(desk.theme());
        chart.setId("compare-curve");
        chart.getStyleClass().add("hb-focusable");
        histograms.setId("compare-histograms");
        curveTable = TableSheet.link(chart);
        histogramTable = TableSheet.link(histograms);
        ToggleGroup group = new ToggleGroup();
        FlowPane tabs = new FlowPane(12, 2);
        for (Tab t : Tab.values()) {
            String name = t.name().toLowerCase(java.util.Locale.ROOT);
            ToggleButton button = new ToggleButton(Texts.of("compare.tab." + name));
            button.getStyleClass().setAll("toggle-button", "hb-tab");
            button.setId("curve-" + name);
            button.setToggleGroup(group);
            button.setSelected(t == tab);
            button.setOnAction(
                    e -> {
                        button.setSelected(true);
                        tab = t;
                        redraw();
                    });
            tabs.getChildren().add(button);
        }
        other.setId("compare-to-grid");
        Parts.show(other, false);
        words.setId("compare-curve-words");
        StackPane place = new StackPane(chart, histograms);
        VBox.setVgrow(place, Priority.ALWAYS);
        card.getChildren()
                .addAll(
                        tabs,
                        place,
                        new FlowPane(12, 2, precision, brier, ece),
                        words,
                        Parts.row(8, curveTable, histogramTable, Parts.spacer(), other));
    }

    Node node() {
        return card;
    }

    /// In a narrow window the grid stands in the same place: `then` shows it.
    void sharesPlace(boolean on, Runnable then) {
        onOther = then;
        Parts.show(other, on);
    }

    void show(CompareState s) {
        compared = s.compared();
        before = s.before();
        byLabel =
                compared.map(c -> c.pairs().histogram(c.low(), c.high(), BINS))
                        .orElse(new int[0][]);
        redraw();
    }

    void show(PeerState next) {
        peers = next;
        redraw();
    }

    void show(LineState next) {
        boolean moved = next.cutoff() != line.cutoff();
        line = next;
        if (moved) {
            redraw();
        }
    }

    private void redraw() {
        boolean bars = tab == Tab.SCORES;
        Parts.show(chart, !bars);
        Parts.show(histograms, bars);
        Parts.show(curveTable, !bars);
        Parts.show(histogramTable, bars);
        if (compared.isEmpty()) {
            return;
        }
        Compared c = compared.get();
        ceiling = new CurveCeiling(c.ceiling(), peers);
        Token color = desk.series().of(c.classifier().name());
        String at = Texts.of("compare.curve.at", Words.figure(line.cutoff()));
        ConfusionMatrix m = line.confusion();
        switch (tab) {
            case PR ->
                    banded(
                            c.curves().precisionRecall(),
                            "precision",
                            "recall",
                            new CurveChart.Mark(m.recall(), m.precision(), at, color),
                            color,
                            ceiling.precisionRecall(),
                            ceiling.asGood());
            case ROC ->
                    banded(
                            c.curves().roc(),
                            "recall",
                            "fall",
                            new CurveChart.Mark(fall(m), m.recall(), at, color),
                            color,
                            ceiling.roc(),
                            Optional.empty());
            case CALIBRATION -> calibration(c, at, color);
            case SCORES -> histograms.show(byLabel, c.low(), line.cutoff(), ceiling.means(c));
        }
        figures(c);
        words.setText(words(c));
    }

    /// What is drawn, and where the agreement of people stands in it.
    private String words(Compared c) {
        return switch (tab) {
            case PR ->
                    Texts.of("compare.words.pr", c.keepFrom())
                            + ceiling.words(
                                    "compare.words.ceiling", k -> Words.share(k.f1().value()));
            case ROC ->
                    Texts.of("compare.words.roc", c.keepFrom())
                            + ceiling.words("compare.words.ceiling.point", Ceiling::with);
            case CALIBRATION ->
                    Texts.of("compare.words.calibration", c.keepFrom())
                            + ceiling.words("compare.words.ceiling.none", Ceiling::with);
            case SCORES ->
                    Texts.of("compare.words.scores")
                            + (ceiling.means(c).length == 0
                                    ? ""
                                    : ceiling.words("compare.words.ceiling.means", Ceiling::with));
        };
    }

    /// The figures of the tab, with how they changed.
    private void figures(Compared c) {
        boolean some = c.evaluation().isPresent();
        Parts.show(precision, some && tab == Tab.PR);
        Parts.show(brier, some && tab == Tab.CALIBRATION);
        Parts.show(ece, some && tab == Tab.CALIBRATION);
        c.evaluation()
                .ifPresent(
                        e -> {
                            show(
                                    precision,
                                    e,
                                    Evaluation::averagePrecision,
                                    e.intervals().averagePrecision());
                            show(brier, e, Evaluation::brier, e.intervals().brier());
                            show(ece, e, Evaluation::ece, NO_INTERVAL);
                            Interval chance = e.intervals().eceByChance();
                            ece.tip(
                                    Texts.of(
                                            "compare.curve.ece.tip",
                                            Words.interval(chance.low(), chance.high())));
                        });
    }

    private void show(
            Figure figure, Evaluation e, ToDoubleFunction<Evaluation> of, Interval around) {
        figure.show(
                of.applyAsDouble(e),
                around.low(),
                around.high(),
                before.flatMap(Compared::evaluation).map(of::applyAsDouble).orElse(Double.NaN),
                Texts.of("compare." + figure.getId().replace('-', '.') + ".tip"));
    }

    private static double fall(ConfusionMatrix m) {
        int wrong = m.falsePositives() + m.trueNegatives();
        return wrong == 0 ? 0 : (double) m.falsePositives() / wrong;
    }

    private void banded(
            Curves.Banded b,
            String y,
            String x,
            CurveChart.Mark mark,
            Token color,
            Optional<CurveChart.Mark> second,
            Optional<Curve> dashed) {
        List<Curve> curves = new ArrayList<>();
        if (b.x().length > 0) {
            dashed.ifPresent(curves::add);
        }
        curves.add(
                Curve.of(Texts.of("compare.axis." + y), color, b.x(), b.y())
                        .withBand(b.low(), b.high()));
        chart.show(
                curves,
                b.x().length == 0
                        ? List.of()
                        : Stream.concat(second.stream(), Stream.of(mark)).toList(),
                CurveChart.Frame.unit(Texts.of("compare.axis." + x)));
    }

    private void calibration(Compared c, String at, Token color) {
        List<Curves.Bin> bins = c.curves().bins();
        double[] xs = new double[STEPS + 1];
        double[] fitted = new double[STEPS + 1];
        for (int i = 0; i <= STEPS; i++) {
            xs[i] = c.low() + (double) (c.high() - c.low()) * i / STEPS;
            fitted[i] = c.curves().calibration().probability(xs[i]);
        }
        Curve seen =
                Curve.of(
                                Texts.of("compare.axis.seen"),
                                color,
                                of(bins, Curves.Bin::score),
                                of(bins, Curves.Bin::share))
                        .withBand(
                                of(bins, b -> b.interval().low()),
                                of(bins, b -> b.interval().high()))
                        .marked();
        boolean some = c.curves().precisionRecall().x().length > 0;
        chart.show(
                some
                        ? List.of(
                                seen,
                                Curve.of(Texts.of("compare.axis.fitted"), Token.MUT, xs, fitted)
                                        .dashes())
                        : List.of(),
                some
                        ? List.of(
                                new CurveChart.Mark(
                                        Math.clamp(line.cutoff(), c.low(), c.high()),
                                        c.curves().calibration().probability(line.cutoff()),
                                        at,
                                        color))
                        : List.of(),
                new CurveChart.Frame(
                        Axis.linear(c.low(), c.high()),
                        Axis.linear(0, 1),
                        false,
                        Texts.of("compare.axis.score"),
                        false,
                        v -> String.valueOf(Math.round(v * 10) / 10.0).replaceFirst("\\.0$", "")));
    }

    private static double[] of(List<Curves.Bin> bins, ToDoubleFunction<Curves.Bin> value) {
        return bins.stream().mapToDouble(value).toArray();
    }
}
