package org.hornbook.classify;

import java.util.Arrays;
import java.util.SplittableRandom;
import java.util.function.ToDoubleFunction;
import java.util.stream.IntStream;

/// A 95% interval. NaN at both ends where there is none.
public record Interval(double low, double high) {
    static final Interval NONE = new Interval(Double.NaN, Double.NaN);

    private static final int RESAMPLES = 1000;

    /// Recomputes `figure` on 1,000 resamples of `n` examples, given as row numbers. Resamples
    /// where it is NaN are left out. Deterministic for one seed.
    static Interval bootstrap(int n, long seed, ToDoubleFunction<int[]> figure) {
        SplittableRandom random = new SplittableRandom(seed);
        long[] seeds = IntStream.range(0, RESAMPLES).mapToLong(i -> random.nextLong()).toArray();
        double[] figures =
                Arrays.stream(seeds)
                        .parallel()
                        .mapToDouble(s -> figure.applyAsDouble(resample(n, s)))
                        .filter(f -> !Double.isNaN(f))
                        .sorted()
                        .toArray();
        return figures.length == 0
                ? new Interval(Double.NaN, Double.NaN)
                : new Interval(quantile(figures, 0.025), quantile(figures, 0.975));
    }

    /// The percentile interval of a figure that was recomputed on resamples (Efron 1979). Resamples
    /// where it is NaN are left out.
    static Interval percentile(double[] resampled) {
        double[] sorted = sorted(resampled);
        return sorted.length == 0
                ? NONE
                : new Interval(quantile(sorted, 0.025), quantile(sorted, 0.975));
    }

    /// The bias-corrected and accelerated interval (Efron 1987): the percentiles are moved by how
    /// far the resamples lie to one side of `estimate`, and by how much the figure's spread changes
    /// with the figure, which leaving out parts of the documents tells.
    ///
    /// @param jackknifed the figure without each of several equal parts of the documents
    static Interval bca(double estimate, double[] resampled, double[] jackknifed) {
        double[] sorted = sorted(resampled);
        if (sorted.length == 0 || Double.isNaN(estimate)) {
            return NONE;
        }
        double less = 0;
        for (double value : sorted) {
            less += value < estimate ? 1 : value == estimate ? 0.5 : 0;
        }
        double bias = Normal.quantile(Math.clamp(less / sorted.length, 0.001, 0.999));
        double acceleration = acceleration(sorted(jackknifed));
        return new Interval(
                quantile(sorted, moved(-1.959964, bias, acceleration)),
                quantile(sorted, moved(1.959964, bias, acceleration)));
    }

    /// The interval of a share that is symmetric in its log-odds, with the spread of the resamples
    /// there. Shares of exactly 0 or 1 count as `nearest` to them.
    static Interval logOdds(double estimate, double[] resampled, double nearest) {
        double[] odds = Arrays.stream(sorted(resampled)).map(v -> odds(v, nearest)).toArray();
        if (odds.length < 2 || Double.isNaN(estimate)) {
            return NONE;
        }
        double mean = Arrays.stream(odds).average().orElseThrow();
        double squares = Arrays.stream(odds).map(v -> (v - mean) * (v - mean)).sum();
        double half = 1.959964 * Math.sqrt(squares / (odds.length - 1));
        double middle = odds(estimate, nearest);
        return new Interval(
                Math.min(estimate, LogisticRegression.sigmoid(middle - half)),
                Math.max(estimate, LogisticRegression.sigmoid(middle + half)));
    }

    private static double odds(double share, double nearest) {
        double inside = Math.clamp(share, nearest, 1 - nearest);
        return Math.log(inside / (1 - inside));
    }

    private static double moved(double z, double bias, double acceleration) {
        double stretched = 1 - acceleration * (bias + z);
        return stretched <= 0 ? z < 0 ? 0 : 1 : Normal.below(bias + (bias + z) / stretched);
    }

    private static double acceleration(double[] jackknifed) {
        double mean = Arrays.stream(jackknifed).average().orElse(0);
        double squares = 0;
        double cubes = 0;
        for (double value : jackknifed) {
            squares += (mean - value) * (mean - value);
            cubes += (mean - value) * (mean - value) * (mean - value);
        }
        return squares == 0 ? 0 : cubes / (6 * Math.pow(squares, 1.5));
    }

    private static double[] sorted(double[] figures) {
        return Arrays.stream(figures).filter(f -> !Double.isNaN(f)).sorted().toArray();
    }

    /// The interval of a share of which `hits` of `n` were seen (Wilson 1927); 0 to 1 if `n` is 0.
    static Interval wilson(int hits, int n) {
        if (n == 0) {
            return new Interval(0, 1);
        }
        double z = 1.959964;
        double p = (double) hits / n;
        double middle = (p + z * z / (2 * n)) / (1 + z * z / n);
        double half = z * Math.sqrt(p * (1 - p) / n + z * z / (4.0 * n * n)) / (1 + z * z / n);
        return new Interval(Math.max(0, Math.min(p, middle - half)), Math.max(p, middle + half));
    }

    static int[] resample(int n, long seed) {
        SplittableRandom random = new SplittableRandom(seed);
        int[] rows = new int[n];
        for (int i = 0; i < n; i++) {
            rows[i] = random.nextInt(n);
        }
        return rows;
    }

    static double quantile(double[] sorted, double q) {
        double at = q * (sorted.length - 1);
        int below = (int) at;
        int above = Math.min(below + 1, sorted.length - 1);
        return sorted[below] + (at - below) * (sorted[above] - sorted[below]);
    }
}
