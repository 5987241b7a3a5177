package org.hornbook.classify;

import java.util.Arrays;
import java.util.SplittableRandom;
import java.util.function.ToDoubleFunction;
import java.util.stream.IntStream;

/// A 95% percentile bootstrap interval (Efron 1979).
public record Interval(double low, double high) {
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
