package org.hornbook.label;

/// Cohen's kappa: agreement beyond chance, plain or weighted by how far apart two labels are (as
/// scikit-learn's `cohen_kappa_score` with `labels` naming every step of the scale: a distance is
/// one between labels, also where a label in between was never given).
public final class Kappa {
    private Kappa() {}

    /// How much a disagreement counts.
    public enum Weights {
        /// Any disagreement counts the same.
        NONE,
        /// By distance.
        LINEAR,
        /// By the square of the distance.
        QUADRATIC
    }

    /// Kappa of two sequences of labels. At most 1; NaN if there are no pairs, or both give one and
    /// the same label throughout.
    public static double of(int[] a, int[] b, Weights weights) {
        if (a.length != b.length) {
            throw new IllegalArgumentException(a.length + " and " + b.length + " labels");
        }
        int low = Integer.MAX_VALUE;
        int high = Integer.MIN_VALUE;
        for (int i = 0; i < a.length; i++) {
            low = Math.min(low, Math.min(a[i], b[i]));
            high = Math.max(high, Math.max(a[i], b[i]));
        }
        if (a.length == 0 || low == high) {
            return Double.NaN;
        }
        int k = high - low + 1;
        double[] ofA = new double[k];
        double[] ofB = new double[k];
        double seen = 0;
        for (int i = 0; i < a.length; i++) {
            ofA[a[i] - low]++;
            ofB[b[i] - low]++;
            seen += cost(a[i], b[i], weights);
        }
        double expected = 0;
        for (int x = 0; x < k; x++) {
            for (int y = 0; y < k; y++) {
                expected += cost(x, y, weights) * ofA[x] * ofB[y] / a.length;
            }
        }
        return 1 - seen / expected;
    }

    /// Kappa of a square table of counts: rows by the first's label, columns by the second's, both
    /// from the same lowest label up. NaN if it is empty, or both give one and the same label.
    public static double of(int[][] confusion, Weights weights) {
        int k = confusion.length;
        double[] ofA = new double[k];
        double[] ofB = new double[k];
        double n = 0;
        double seen = 0;
        for (int x = 0; x < k; x++) {
            for (int y = 0; y < k; y++) {
                int count = confusion[x][y];
                ofA[x] += count;
                ofB[y] += count;
                n += count;
                seen += count * cost(x, y, weights);
            }
        }
        double expected = 0;
        for (int x = 0; x < k; x++) {
            for (int y = 0; y < k; y++) {
                expected += cost(x, y, weights) * ofA[x] * ofB[y];
            }
        }
        return expected == 0 ? Double.NaN : 1 - seen * n / expected;
    }

    private static double cost(int x, int y, Weights weights) {
        double apart = Math.abs((double) x - y);
        return switch (weights) {
            case NONE -> apart == 0 ? 0 : 1;
            case LINEAR -> apart;
            case QUADRATIC -> apart * apart;
        };
    }
}
