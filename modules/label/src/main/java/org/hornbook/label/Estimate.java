package org.hornbook.label;

import java.util.Arrays;
import java.util.SplittableRandom;
import java.util.function.ToDoubleFunction;

/// A figure with its 95% percentile bootstrap interval (Efron 1979): documents are drawn again with
/// replacement, and the figure is taken of each draw. NaN where there is none.
public record Estimate(double value, double low, double high) {
    private static final int RESAMPLES = 1000;
    private static final long DRAWS = 100_000_000;

    /// Nothing is known.
    public static final Estimate NONE = new Estimate(Double.NaN, Double.NaN, Double.NaN);

    /// Of `n` documents; `figure` is handed their numbers. Draws that give NaN are left out.
    /// Deterministic for one seed. 1,000 draws, fewer beyond 100,000 documents.
    static Estimate of(int n, long seed, ToDoubleFunction<int[]> figure) {
        int[] all = new int[n];
        Arrays.setAll(all, i -> i);
        return of(n, seed, figure.applyAsDouble(all), s -> figure.applyAsDouble(drawn(n, s)));
    }

    /// Of a table of counts, each count being so many documents.
    static Estimate ofTable(int[][] counts, long seed, ToDoubleFunction<int[][]> figure) {
        int[] cells = cells(counts);
        return of(
                cells.length,
                seed,
                figure.applyAsDouble(counts),
                s -> figure.applyAsDouble(table(counts, cells, s)));
    }

    private static Estimate of(
            int n, long seed, double value, java.util.function.IntToDoubleFunction resampled) {
        if (n == 0 || Double.isNaN(value)) {
            return NONE;
        }
        int times = (int) Math.clamp(DRAWS / n, 100, RESAMPLES);
        SplittableRandom random = new SplittableRandom(seed);
        int[] seeds = new int[times];
        Arrays.setAll(seeds, i -> random.nextInt());
        double[] sorted =
                Arrays.stream(seeds)
                        .parallel()
                        .mapToDouble(resampled)
                        .filter(f -> !Double.isNaN(f))
                        .sorted()
                        .toArray();
        return sorted.length == 0
                ? new Estimate(value, Double.NaN, Double.NaN)
                : new Estimate(value, quantile(sorted, 0.025), quantile(sorted, 0.975));
    }

    private static int[] drawn(int n, int seed) {
        SplittableRandom random = new SplittableRandom(seed);
        int[] rows = new int[n];
        for (int i = 0; i < n; i++) {
            rows[i] = random.nextInt(n);
        }
        return rows;
    }

    /// The cell of each document.
    private static int[] cells(int[][] counts) {
        int n = 0;
        for (int[] row : counts) {
            for (int count : row) {
                n += count;
            }
        }
        int[] cells = new int[n];
        int at = 0;
        for (int x = 0; x < counts.length; x++) {
            for (int y = 0; y < counts[x].length; y++) {
                Arrays.fill(cells, at, at + counts[x][y], x * counts.length + y);
                at += counts[x][y];
            }
        }
        return cells;
    }

    private static int[][] table(int[][] like, int[] cells, int seed) {
        SplittableRandom random = new SplittableRandom(seed);
        int[][] table = new int[like.length][like.length];
        for (int i = 0; i < cells.length; i++) {
            int cell = cells[random.nextInt(cells.length)];
            table[cell / like.length][cell % like.length]++;
        }
        return table;
    }

    private static double quantile(double[] sorted, double q) {
        double at = q * (sorted.length - 1);
        int below = (int) at;
        int above = Math.min(below + 1, sorted.length - 1);
        return sorted[below] + (at - below) * (sorted[above] - sorted[below]);
    }
}
