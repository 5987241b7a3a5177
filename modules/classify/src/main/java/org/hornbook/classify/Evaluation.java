package org.hornbook.classify;

import java.util.OptionalLong;
import org.hornbook.label.Kappa;
import org.hornbook.label.Spearman;

/// How well scores imitate labels, on documents the classifier was not trained on.
///
/// "Worth keeping" is a label of at least `keepFrom`; "kept" is a score of at least `threshold`.
/// `Low` and `High` are the ends of 95% intervals, the same as in `intervals`.
///
/// @param n held-out documents with a label
/// @param positives how many of them are worth keeping
/// @param spearman rank correlation of label and score
/// @param weightedKappa quadratic kappa of the label and the score rounded to the labels' scale
/// @param brier mean squared error of the calibrated probability of being worth keeping, each
///   document's from a calibration fitted without it (`Reliability`)
/// @param ece expected calibration error of that probability, ten equal bins
/// @param kappa of the same, unweighted
/// @param intervals of all of them
public record Evaluation(
        int n,
        int positives,
        int keepFrom,
        double threshold,
        ConfusionMatrix confusion,
        double precision,
        double recall,
        double f1,
        double f1Low,
        double f1High,
        double auc,
        double aucLow,
        double aucHigh,
        double averagePrecision,
        double spearman,
        double spearmanLow,
        double spearmanHigh,
        double weightedKappa,
        double brier,
        double ece,
        double kappa,
        Intervals intervals) {
    public Evaluation {
        if (intervals == null) {
            intervals = Intervals.UNKNOWN;
        }
    }

    /// Compares `scores` with `labels`, pair by pair; intervals are deterministic for one seed.
    public static Evaluation of(
            double[] scores, int[] labels, int keepFrom, double threshold, long seed) {
        return of(scores, labels, keepFrom, threshold, OptionalLong.of(seed));
    }

    /// The figures alone.
    public static Evaluation withoutIntervals(
            double[] scores, int[] labels, int keepFrom, double threshold) {
        return of(scores, labels, keepFrom, threshold, OptionalLong.empty());
    }

    private static Evaluation of(
            double[] scores, int[] labels, int keepFrom, double threshold, OptionalLong seed) {
        int n = labels.length;
        if (n == 0 || scores.length != n) {
            throw new IllegalArgumentException(scores.length + " scores and " + n + " labels");
        }
        boolean[] positive = new boolean[n];
        double[] asDouble = new double[n];
        int positives = 0;
        int lowest = Integer.MAX_VALUE;
        int highest = Integer.MIN_VALUE;
        for (int i = 0; i < n; i++) {
            positive[i] = labels[i] >= keepFrom;
            positives += positive[i] ? 1 : 0;
            asDouble[i] = labels[i];
            lowest = Math.min(lowest, labels[i]);
            highest = Math.max(highest, labels[i]);
        }
        int[] rounded = new int[n];
        for (int i = 0; i < n; i++) {
            rounded[i] = (int) Math.clamp(Math.round(scores[i]), lowest, highest);
        }
        ConfusionMatrix confusion = ConfusionMatrix.of(scores, positive, threshold);
        Reliability reliability = Reliability.crossFitted(scores, positive);
        Intervals intervals =
                seed.isEmpty()
                        ? Intervals.UNKNOWN
                        : Intervals.of(
                                new Bootstrap(
                                        scores, labels, rounded, keepFrom, threshold, reliability),
                                confusion,
                                reliability,
                                Bootstrap.RESAMPLES,
                                seed.getAsLong());
        return new Evaluation(
                n,
                positives,
                keepFrom,
                threshold,
                confusion,
                confusion.precision(),
                confusion.recall(),
                confusion.f1(),
                intervals.f1().low(),
                intervals.f1().high(),
                Ranking.auc(scores, positive),
                intervals.auc().low(),
                intervals.auc().high(),
                Ranking.averagePrecision(scores, positive),
                Spearman.of(scores, asDouble),
                intervals.spearman().low(),
                intervals.spearman().high(),
                Kappa.of(rounded, labels, Kappa.Weights.QUADRATIC),
                reliability.brier(),
                reliability.ece(),
                Kappa.of(rounded, labels, Kappa.Weights.NONE),
                intervals);
    }
}
