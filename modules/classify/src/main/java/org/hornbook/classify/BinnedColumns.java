package org.hornbook.classify;

import java.util.Arrays;
import java.util.stream.IntStream;

/// Dense rows column by column, each value as the number of its bin; bins end at quantiles.
///
/// @param edges (d) of each column the upper edges of its bins but the last; ascending
/// @param bins (d, n) 0..63
record BinnedColumns(float[][] edges, byte[][] bins) {
    static final int BINS = 64;

    private static final int LOOKED_AT = 20_000; // rows the quantiles are taken of, at most

    static BinnedColumns of(float[][] rows) {
        int d = rows[0].length;
        float[][] edges = new float[d][];
        byte[][] bins = new byte[d][];
        IntStream.range(0, d)
                .parallel()
                .forEach(
                        k -> {
                            edges[k] = edges(rows, k);
                            bins[k] = bins(rows, k, edges[k]);
                        });
        return new BinnedColumns(edges, bins);
    }

    private static float[] edges(float[][] rows, int column) {
        int n = Math.min(rows.length, LOOKED_AT);
        float[] sorted = new float[n];
        for (int i = 0; i < n; i++) {
            sorted[i] = rows[(int) ((long) i * rows.length / n)][column];
        }
        Arrays.sort(sorted);
        float[] cuts = new float[BINS - 1];
        int count = 0;
        for (int b = 1; b < BINS; b++) {
            float cut = sorted[(int) ((long) b * (n - 1) / BINS)];
            if (cut < sorted[n - 1] && (count == 0 || cut > cuts[count - 1])) {
                cuts[count++] = cut;
            }
        }
        return Arrays.copyOf(cuts, count);
    }

    private static byte[] bins(float[][] rows, int column, float[] edges) {
        float[] full = Arrays.copyOf(edges, BINS);
        Arrays.fill(full, edges.length, BINS, Float.POSITIVE_INFINITY);
        byte[] bins = new byte[rows.length];
        for (int i = 0; i < rows.length; i++) {
            float x = rows[i][column];
            int bin = 0; // the first whose edge is not below x; six steps, no branch
            bin += full[bin + 31] < x ? 32 : 0;
            bin += full[bin + 15] < x ? 16 : 0;
            bin += full[bin + 7] < x ? 8 : 0;
            bin += full[bin + 3] < x ? 4 : 0;
            bin += full[bin + 1] < x ? 2 : 0;
            bin += full[bin] < x ? 1 : 0;
            bins[i] = (byte) bin;
        }
        return bins;
    }

    int columns() {
        return edges.length;
    }
}
