package org.hornbook.classify;

import java.util.Arrays;
import java.util.stream.IntStream;

/// Dense rows, each value as the number of its column's bin; bins end at quantiles. Row by row,
/// since a tree asks for many columns of few rows.
///
/// @param edges (d) of each column the upper edges of its bins but the last; ascending
/// @param bins (n, d) 0..63
record BinnedRows(float[][] edges, byte[][] bins) {
    static final int BINS = 64;

    private static final int LOOKED_AT = 10_000; // rows the quantiles are taken of, at most

    static BinnedRows of(float[][] rows) {
        int d = rows[0].length;
        float[][] edges = new float[d][];
        IntStream.range(0, d).parallel().forEach(k -> edges[k] = edges(rows, k));
        float[] full = new float[d * BINS];
        Arrays.fill(full, Float.POSITIVE_INFINITY);
        for (int k = 0; k < d; k++) {
            System.arraycopy(edges[k], 0, full, k * BINS, edges[k].length);
        }
        byte[][] bins = new byte[rows.length][];
        IntStream.range(0, rows.length).parallel().forEach(i -> bins[i] = bins(rows[i], full));
        return new BinnedRows(edges, bins);
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

    /// @param full of each column 64 edges, those that it lacks infinite
    private static byte[] bins(float[] row, float[] full) {
        byte[] bins = new byte[row.length];
        for (int k = 0; k < row.length; k++) {
            float x = row[k];
            int first = k * BINS;
            int at = first; // the first edge that is not below x; six steps, no branch
            at += full[at + 31] < x ? 32 : 0;
            at += full[at + 15] < x ? 16 : 0;
            at += full[at + 7] < x ? 8 : 0;
            at += full[at + 3] < x ? 4 : 0;
            at += full[at + 1] < x ? 2 : 0;
            at += full[at] < x ? 1 : 0;
            bins[k] = (byte) (at - first);
        }
        return bins;
    }

    int columns() {
        return edges.length;
    }
}
