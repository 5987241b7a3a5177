package org.hornbook.classify;

/// Products of single-precision rows with double-precision weights, summed in several strands,
/// which the processor works on at once; always in the same order, so that one input gives one
/// result.
final class Dot {
    private Dot() {}

    /// The sum over k of `row[from + k] * weights[k]`, of as many places as `weights` has.
    static double of(float[] row, int from, double[] weights, int n) {
        double a = 0;
        double b = 0;
        double c = 0;
        double d = 0;
        double e = 0;
        double f = 0;
        double g = 0;
        double h = 0;
        int k = 0;
        for (; k + 7 < n; k += 8) {
            a += row[from + k] * weights[k];
            b += row[from + k + 1] * weights[k + 1];
            c += row[from + k + 2] * weights[k + 2];
            d += row[from + k + 3] * weights[k + 3];
            e += row[from + k + 4] * weights[k + 4];
            f += row[from + k + 5] * weights[k + 5];
            g += row[from + k + 6] * weights[k + 6];
            h += row[from + k + 7] * weights[k + 7];
        }
        for (; k < n; k++) {
            a += row[from + k] * weights[k];
        }
        return ((a + b) + (c + d)) + ((e + f) + (g + h));
    }

    /// Adds `times` times the row to `to`.
    static void add(float[] row, double times, double[] to, int n) {
        for (int k = 0; k < n; k++) {
            to[k] += times * row[k];
        }
    }
}
