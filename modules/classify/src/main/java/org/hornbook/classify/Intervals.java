package org.hornbook.classify;

import java.util.Arrays;
import java.util.SplittableRandom;
import java.util.stream.IntStream;

/// The 95% intervals of an evaluation's figures. `IntervalCoverageTest` and `bench intervals` show
/// how often they hold the true figure.
///
/// Precision, recall and F1 are shares of counted documents: theirs are Wilson's, which also hold
/// where nothing or everything was hit, and where resampling gives too narrow ones. The others come
/// from 1,000 bootstrap resamples of the documents: for correlations and kappas bias-corrected and
/// accelerated, for AUC, average precision and the Brier score by their spread in log-odds; plain
/// percentiles hold an AUC or an average precision several points too rarely. Where every document
/// worth keeping is ranked above all others, resamples never differ: then the lower end is Wilson's
/// for as many hits. Cutoff, classifier and calibration are taken as given.
///
/// No resampling gives an interval for the calibration error, which is never less than what chance
/// does to the bins: `eceByChance` is where it would lie were the probabilities exactly right.
public record Intervals(
        Interval precision,
        Interval recall,
        Interval f1,
        Interval auc,
        Interval averagePrecision,
        Interval spearman,
        Interval kappa,
        Interval weightedKappa,
        Interval brier,
        Interval eceByChance) {
    /// Of an evaluation that was stored before there were any.
    static final Intervals UNKNOWN =
            new Intervals(
                    Interval.NONE,
                    Interval.NONE,
                    Interval.NONE,
                    Interval.NONE,
                    Interval.NONE,
                    Interval.NONE,
                    Interval.NONE,
                    Interval.NONE,
                    Interval.NONE,
                    Interval.NONE);

    static Intervals of(
            Bootstrap bootstrap,
            ConfusionMatrix confusion,
            Reliability reliability,
            int resamples,
            long seed) {
        double[] estimate = bootstrap.estimate();
        double[][] resampled = bootstrap.resampled(resamples, seed);
        double[][] jackknifed = bootstrap.jackknifed();
        Interval[] of = new Interval[estimate.length];
        for (int f = 0; f < of.length; f++) {
            of[f] = Interval.bca(estimate[f], resampled[f], jackknifed[f]);
        }
        double p = confusion.truePositives() + confusion.falseNegatives();
        double q = confusion.falsePositives() + confusion.trueNegatives();
        return new Intervals(
                precision(confusion),
                recall(confusion),
                f1(confusion),
                ranked(Bootstrap.Figure.AUC, estimate, resampled, 1 / (2 * p * q), Math.min(p, q)),
                ranked(
                        Bootstrap.Figure.AVERAGE_PRECISION,
                        estimate,
                        resampled,
                        1 / (2 * p * (p + 1)),
                        p),
                of[Bootstrap.Figure.SPEARMAN.ordinal()],
                of[Bootstrap.Figure.KAPPA.ordinal()],
                of[Bootstrap.Figure.WEIGHTED_KAPPA.ordinal()],
                Interval.logOdds(
                        estimate[Bootstrap.Figure.BRIER.ordinal()],
                        resampled[Bootstrap.Figure.BRIER.ordinal()],
                        1e-12),
                eceByChance(reliability, resamples, seed));
    }

    /// @param nearest half a step below 1
    /// @param hits that a perfect ranking rests on
    private static Interval ranked(
            Bootstrap.Figure figure,
            double[] estimate,
            double[][] resampled,
            double nearest,
            double hits) {
        double value = estimate[figure.ordinal()];
        return value == 1
                ? Interval.wilson((int) hits, (int) hits)
                : Interval.logOdds(value, resampled[figure.ordinal()], nearest);
    }

    /// Given how many are kept, how many of them are worth it is a binomial number.
    static Interval precision(ConfusionMatrix c) {
        return Interval.wilson(c.truePositives(), c.truePositives() + c.falsePositives());
    }

    static Interval recall(ConfusionMatrix c) {
        return Interval.wilson(c.truePositives(), c.truePositives() + c.falseNegatives());
    }

    /// F1 is `2 j / (1 + j)`, where `j` is the share of the documents kept or worth keeping that
    /// are both: again a binomial number.
    static Interval f1(ConfusionMatrix c) {
        Interval j =
                Interval.wilson(
                        c.truePositives(),
                        c.truePositives() + c.falsePositives() + c.falseNegatives());
        return new Interval(2 * j.low() / (1 + j.low()), 2 * j.high() / (1 + j.high()));
    }

    private static Interval eceByChance(Reliability reliability, int resamples, long seed) {
        SplittableRandom random = new SplittableRandom(seed);
        long[] seeds =
                IntStream.range(0, Bootstrap.RESAMPLES).mapToLong(i -> random.nextLong()).toArray();
        double[] probability = reliability.probability();
        return Interval.percentile(
                Arrays.stream(seeds)
                        .parallel()
                        .mapToDouble(
                                s -> {
                                    SplittableRandom own = new SplittableRandom(s);
                                    boolean[] outcome = new boolean[probability.length];
                                    for (int i = 0; i < outcome.length; i++) {
                                        outcome[i] = own.nextDouble() < probability[i];
                                    }
                                    return new Reliability(probability, outcome).ece();
                                })
                        .toArray());
    }
}
