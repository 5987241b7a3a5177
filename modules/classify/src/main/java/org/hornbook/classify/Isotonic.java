package org.hornbook.classify;

import java.util.Arrays;
import java.util.Comparator;
import java.util.stream.IntStream;

/// The rising curve that lies nearest to the labels, by pooling neighbours that fall (Ayer et al.
/// 1955); between its points it is straight, outside of them level. Matches scikit-learn's
/// `IsotonicRegression(out_of_bounds="clip")` to 1e-9.
///
/// @param scores (n) ascending, at least one
/// @param probabilities (n) at each, never falling
public record Isotonic(double[] scores, double[] probabilities) implements Calibrator {
    public Isotonic {
        if (scores.length == 0 || scores.length != probabilities.length) {
            throw new IllegalArgumentException(
                    scores.length + " scores and " + probabilities.length + " probabilities");
        }
    }

    /// Fits it. `positive[i]` says whether the document of `scores[i]` is worth keeping.
    static Isotonic fit(double[] scores, boolean[] positive) {
        double[] x = new double[scores.length];
        double[] y = new double[scores.length];
        double[] weight = new double[scores.length];
        int n = 0;
        for (int i :
                IntStream.range(0, scores.length)
                        .boxed()
                        .sorted(Comparator.comparingDouble(i -> scores[i]))
                        .mapToInt(i -> i)
                        .toArray()) {
            if (n == 0 || scores[i] != x[n - 1]) {
                x[n++] = scores[i];
            }
            y[n - 1] += positive[i] ? 1 : 0;
            weight[n - 1]++;
        }
        for (int k = 0; k < n; k++) {
            y[k] /= weight[k];
        }
        pool(y, weight, n);
        return corners(x, y, n);
    }

    /// Makes `y` rise: blocks that fall are replaced by their weighted mean.
    private static void pool(double[] y, double[] weight, int n) {
        double[] mean = new double[n];
        double[] mass = new double[n];
        int[] ends = new int[n];
        int blocks = 0;
        for (int k = 0; k < n; k++) {
            mean[blocks] = y[k];
            mass[blocks] = weight[k];
            ends[blocks++] = k + 1;
            while (blocks > 1 && mean[blocks - 2] >= mean[blocks - 1]) {
                double together = mass[blocks - 2] + mass[blocks - 1];
                mean[blocks - 2] =
                        (mean[blocks - 2] * mass[blocks - 2] + mean[blocks - 1] * mass[blocks - 1])
                                / together;
                mass[blocks - 2] = together;
                ends[blocks - 2] = ends[blocks - 1];
                blocks--;
            }
        }
        int at = 0;
        for (int block = 0; block < blocks; block++) {
            Arrays.fill(y, at, ends[block], mean[block]);
            at = ends[block];
        }
    }

    /// Leaves out the points inside of level parts.
    private static Isotonic corners(double[] x, double[] y, int n) {
        int[] kept =
                IntStream.range(0, n)
                        .filter(k -> k == 0 || k == n - 1 || y[k] != y[k - 1] || y[k] != y[k + 1])
                        .toArray();
        return new Isotonic(
                IntStream.of(kept).mapToDouble(k -> x[k]).toArray(),
                IntStream.of(kept).mapToDouble(k -> y[k]).toArray());
    }

    @Override
    public double probability(double score) {
        int at = Arrays.binarySearch(scores, score);
        if (at >= 0) {
            return probabilities[at];
        }
        int above = -at - 1;
        if (above == 0 || above == scores.length) {
            return probabilities[Math.min(above, scores.length - 1)];
        }
        double part = (score - scores[above - 1]) / (scores[above] - scores[above - 1]);
        return probabilities[above - 1] + part * (probabilities[above] - probabilities[above - 1]);
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof Isotonic i
                && Arrays.equals(scores, i.scores)
                && Arrays.equals(probabilities, i.probabilities);
    }

    @Override
    public int hashCode() {
        return Arrays.hashCode(scores) * 31 + Arrays.hashCode(probabilities);
    }

    @Override
    public String toString() {
        return "Isotonic[" + scores.length + " points]";
    }
}
