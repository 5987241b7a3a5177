package org.hornbook.classify;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.LinkedHashMap;
import java.util.Map;
import java.util.SplittableRandom;
import java.util.function.Function;
import org.junit.jupiter.api.Test;

/// How often the intervals hold the true figure in a world where it is known. The number of samples
/// can be raised with `-Dhornbook.simulations=4000`; `bench intervals` does the same for several
/// worlds.
class IntervalCoverageTest {
    private static final int SAMPLES = Integer.getInteger("hornbook.simulations", 1500);

    private static final int LABELS = 200;
    private static final int RESAMPLES = 200;

    private static final Map<String, Function<Intervals, Interval>> INTERVALS =
            new LinkedHashMap<>();
    private static final Map<String, Function<Evaluation, Double>> FIGURES = new LinkedHashMap<>();

    static {
        figure("precision", Intervals::precision, Evaluation::precision);
        figure("recall", Intervals::recall, Evaluation::recall);
        figure("F1", Intervals::f1, Evaluation::f1);
        figure("AUC", Intervals::auc, Evaluation::auc);
        figure("average precision", Intervals::averagePrecision, Evaluation::averagePrecision);
        figure("Spearman", Intervals::spearman, Evaluation::spearman);
        figure("kappa", Intervals::kappa, Evaluation::kappa);
        figure("weighted kappa", Intervals::weightedKappa, Evaluation::weightedKappa);
        figure("Brier", Intervals::brier, Evaluation::brier);
    }

    private static void figure(
            String name,
            Function<Intervals, Interval> interval,
            Function<Evaluation, Double> value) {
        INTERVALS.put(name, interval);
        FIGURES.put(name, value);
    }

    @Test
    void intervalsHoldTheTrueFigureAsOftenAsTheySay() {
        double[] world = new double[300_000];
        int[] truth = new int[world.length];
        draw(new SplittableRandom(99), world, truth);
        Evaluation all = Evaluation.withoutIntervals(world, truth, 3, 2.5);
        Map<String, Integer> held = new LinkedHashMap<>();
        SplittableRandom random = new SplittableRandom(LABELS);
        for (int k = 0; k < SAMPLES; k++) {
            double[] scores = new double[LABELS];
            int[] labels = new int[LABELS];
            draw(random, scores, labels);
            Intervals intervals = intervals(scores, labels, k);
            INTERVALS.forEach(
                    (name, of) -> {
                        Interval i = of.apply(intervals);
                        double figure = FIGURES.get(name).apply(all);
                        held.merge(
                                name,
                                i.low() <= figure && figure <= i.high() ? 1 : 0,
                                Integer::sum);
                    });
        }
        held.forEach(
                (name, times) ->
                        assertThat(100.0 * times / SAMPLES).as(name).isBetween(93.0, 97.0));
    }

    @Test
    void figuresOfResamplesAreThoseOfTheDocumentsDrawn() {
        double[] scores = new double[60];
        int[] labels = new int[60];
        draw(new SplittableRandom(3), scores, labels);
        Evaluation e = Evaluation.withoutIntervals(scores, labels, 3, 2.5);
        double[] estimate = bootstrap(scores, labels, reliability(scores, labels)).estimate();
        assertThat(estimate[Bootstrap.Figure.AUC.ordinal()]).isCloseTo(e.auc(), close());
        assertThat(estimate[Bootstrap.Figure.AVERAGE_PRECISION.ordinal()])
                .isCloseTo(e.averagePrecision(), close());
        assertThat(estimate[Bootstrap.Figure.SPEARMAN.ordinal()]).isCloseTo(e.spearman(), close());
        assertThat(estimate[Bootstrap.Figure.KAPPA.ordinal()]).isCloseTo(e.kappa(), close());
        assertThat(estimate[Bootstrap.Figure.WEIGHTED_KAPPA.ordinal()])
                .isCloseTo(e.weightedKappa(), close());
        assertThat(estimate[Bootstrap.Figure.BRIER.ordinal()]).isCloseTo(e.brier(), close());
        assertThat(estimate[Bootstrap.Figure.ECE.ordinal()]).isCloseTo(e.ece(), close());
    }

    @Test
    void aPerfectRankingOfAFewDocumentsIsNotTakenForCertainty() {
        double[] scores = {0.5, 1, 1.5, 3, 3.5, 4, 4.5};
        int[] labels = {0, 1, 1, 3, 4, 4, 5};
        Intervals intervals = Evaluation.of(scores, labels, 3, 2.5, 1).intervals();
        assertThat(intervals.auc().low()).isLessThan(0.6);
        assertThat(intervals.auc().high()).isEqualTo(1);
        assertThat(intervals.precision().low()).isLessThan(0.7);
        Intervals none = Evaluation.of(scores, new int[7], 3, 2.5, 1).intervals();
        assertThat(none.auc().low()).isNaN();
    }

    private static Intervals intervals(double[] scores, int[] labels, long seed) {
        Reliability reliability = reliability(scores, labels);
        return Intervals.of(
                bootstrap(scores, labels, reliability),
                ConfusionMatrix.of(scores, reliability.positive(), 2.5),
                reliability,
                RESAMPLES,
                seed);
    }

    private static Reliability reliability(double[] scores, int[] labels) {
        boolean[] positive = new boolean[labels.length];
        for (int i = 0; i < labels.length; i++) {
            positive[i] = labels[i] >= 3;
        }
        return Reliability.crossFitted(scores, positive);
    }

    private static Bootstrap bootstrap(double[] scores, int[] labels, Reliability reliability) {
        int[] rounded = new int[labels.length];
        for (int i = 0; i < labels.length; i++) {
            rounded[i] = (int) Math.clamp(Math.round(scores[i]), 0, 5);
        }
        return new Bootstrap(scores, labels, rounded, 3, 2.5, reliability);
    }

    private static org.assertj.core.data.Offset<Double> close() {
        return org.assertj.core.api.Assertions.within(1e-12);
    }

    /// Labels 0-5, the good ones rarer, and scores that follow them with noise and ties.
    private static void draw(SplittableRandom random, double[] scores, int[] labels) {
        double[] shares = {.3, .2, .15, .15, .1, .1};
        for (int i = 0; i < labels.length; i++) {
            double u = random.nextDouble();
            int label = 0;
            while (label < 5 && u > shares[label]) {
                u -= shares[label++];
            }
            labels[i] = label;
            scores[i] =
                    Math.round(
                                    Math.clamp(
                                                    0.6 * label + 0.9 + 0.8 * random.nextGaussian(),
                                                    0,
                                                    5)
                                            * 100)
                            / 100.0;
        }
    }
}
