package org.hornbook.classify;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.SplittableRandom;

/// The curves of one comparison: what every threshold would give, with 95% bootstrap bands, and
/// which share of documents is worth keeping by score.
///
/// @param precisionRecall x: recall, ascending; y: precision
/// @param roc x: false positives as a share of what is not worth keeping; y: recall
/// @param calibration the fitted share by score
/// @param bins the observed one
public record Curves(Banded precisionRecall, Banded roc, Calibration calibration, List<Bin> bins) {
    private static final int POINTS = 200;
    private static final int RESAMPLES = 300;
    private static final int BINS = 10;
    private static final int LEAST_IN_BIN = 8;

    /// A curve and its band; all four of one length.
    public record Banded(double[] x, double[] y, double[] low, double[] high) {}

    /// Documents of neighbouring scores, about as many in each bin.
    ///
    /// @param score their mean
    /// @param share which part of them is worth keeping
    public record Bin(double score, int n, double share, Interval interval) {}

    /// What keeping more and more from the top gives: `kept[i]` documents, `hits[i]` of them worth
    /// keeping, at each score that occurs.
    private record Steps(double[] kept, double[] hits) {
        double positives() {
            return hits[hits.length - 1];
        }

        double negatives() {
            return kept[kept.length - 1] - positives();
        }

        double recall(int i) {
            return positives() == 0 ? Double.NaN : hits[i] / positives();
        }

        double fall(int i) {
            return negatives() == 0 ? Double.NaN : (kept[i] - hits[i]) / negatives();
        }

        /// Precision where recall first reaches each of `recalls`, which ascend; into column `r` of
        /// `into`.
        void precisions(double[] recalls, double[][] into, int r) {
            int i = 0;
            for (int k = 0; k < recalls.length; k++) {
                while (i < kept.length - 1 && (kept[i] == 0 || recall(i) < recalls[k] - 1e-12)) {
                    i++;
                }
                into[k][r] = hits[i] / kept[i];
            }
        }

        /// Recall where the share of false positives is each of `falls`, which ascend, on the line
        /// between two steps.
        void recalls(double[] falls, double[][] into, int r) {
            int i = 0;
            for (int k = 0; k < falls.length; k++) {
                while (i < kept.length - 1 && fall(i) <= falls[k]) {
                    i++;
                }
                double x = i == 0 ? 0 : fall(i - 1);
                double y = i == 0 ? 0 : recall(i - 1);
                double wide = fall(i) - x;
                double along = wide <= 0 ? 1 : Math.min(1, (falls[k] - x) / wide);
                into[k][r] = y + (recall(i) - y) * along;
            }
        }
    }

    /// Computes them; deterministic for one seed. Curves are empty where nothing, or everything, is
    /// worth keeping.
    public static Curves of(double[] scores, boolean[] positive, long seed) {
        Integer[] falling = new Integer[scores.length];
        Arrays.setAll(falling, i -> i);
        Arrays.sort(falling, Comparator.comparingDouble(i -> -scores[i]));
        int[] once = new int[scores.length];
        Arrays.fill(once, 1);
        Steps whole = steps(scores, positive, falling, once);
        boolean both = scores.length > 0 && whole.positives() > 0 && whole.negatives() > 0;
        if (!both) {
            Banded none = new Banded(new double[0], new double[0], new double[0], new double[0]);
            return new Curves(none, none, new Calibration(0, 0), bins(scores, positive, falling));
        }
        int[] some = some(whole.kept().length);
        double[] recall = Arrays.stream(some).mapToDouble(whole::recall).toArray();
        double[] precision =
                Arrays.stream(some).mapToDouble(i -> whole.hits()[i] / whole.kept()[i]).toArray();
        double[] fall = Arrays.stream(some).mapToDouble(whole::fall).toArray();
        double[][] precisions = new double[some.length][RESAMPLES];
        double[][] recalls = new double[some.length][RESAMPLES];
        SplittableRandom random = new SplittableRandom(seed);
        for (int r = 0; r < RESAMPLES; r++) {
            int[] counts = new int[scores.length];
            for (int i = 0; i < counts.length; i++) {
                counts[random.nextInt(counts.length)]++;
            }
            Steps again = steps(scores, positive, falling, counts);
            again.precisions(recall, precisions, r);
            again.recalls(fall, recalls, r);
        }
        return new Curves(
                banded(recall, precision, precisions),
                banded(withOrigin(fall), withOrigin(recall), fromOrigin(recalls)),
                Calibration.fit(scores, positive),
                bins(scores, positive, falling));
    }

    private static Steps steps(
            double[] scores, boolean[] positive, Integer[] falling, int[] counts) {
        double[] kept = new double[scores.length];
        double[] hits = new double[scores.length];
        int n = 0;
        double keeps = 0;
        double hit = 0;
        for (int i = 0; i < falling.length; i++) {
            int row = falling[i];
            keeps += counts[row];
            hit += positive[row] ? counts[row] : 0;
            if (i + 1 == falling.length || scores[falling[i + 1]] != scores[row]) {
                kept[n] = keeps;
                hits[n++] = hit;
            }
        }
        return new Steps(Arrays.copyOf(kept, n), Arrays.copyOf(hits, n));
    }

    private static int[] some(int n) {
        int m = Math.min(n, POINTS);
        int[] some = new int[m];
        for (int i = 0; i < m; i++) {
            some[i] = m == 1 ? 0 : (int) ((long) i * (n - 1) / (m - 1));
        }
        return some;
    }

    private static Banded banded(double[] x, double[] y, double[][] resampled) {
        double[] low = new double[x.length];
        double[] high = new double[x.length];
        for (int i = 0; i < x.length; i++) {
            double[] sorted =
                    Arrays.stream(resampled[i]).filter(v -> !Double.isNaN(v)).sorted().toArray();
            low[i] = sorted.length == 0 ? y[i] : Interval.quantile(sorted, 0.025);
            high[i] = sorted.length == 0 ? y[i] : Interval.quantile(sorted, 0.975);
        }
        return new Banded(x, y, low, high);
    }

    private static double[] withOrigin(double[] values) {
        double[] all = new double[values.length + 1];
        System.arraycopy(values, 0, all, 1, values.length);
        return all;
    }

    private static double[][] fromOrigin(double[][] resampled) {
        double[][] all = new double[resampled.length + 1][];
        all[0] = new double[RESAMPLES];
        System.arraycopy(resampled, 0, all, 1, resampled.length);
        return all;
    }

    private static List<Bin> bins(double[] scores, boolean[] positive, Integer[] falling) {
        int n = scores.length;
        int count = Math.clamp(n / LEAST_IN_BIN, n == 0 ? 0 : 1, BINS);
        List<Bin> bins = new ArrayList<>();
        for (int b = count - 1; b >= 0; b--) {
            int from = (int) ((long) b * n / count);
            int to = (int) ((long) (b + 1) * n / count);
            double sum = 0;
            int hits = 0;
            for (int i = from; i < to; i++) {
                sum += scores[falling[i]];
                hits += positive[falling[i]] ? 1 : 0;
            }
            int size = to - from;
            bins.add(new Bin(sum / size, size, (double) hits / size, Interval.wilson(hits, size)));
        }
        return bins;
    }
}
