package org.hornbook.label;

import java.util.Arrays;
import java.util.Comparator;

/// Spearman's rank correlation, ties taking the mean of their ranks (as scipy's `spearmanr`).
public final class Spearman {
    private Spearman() {}

    /// In -1..1; NaN if there are fewer than two pairs or one side never changes.
    public static double of(double[] a, double[] b) {
        if (a.length != b.length) {
            throw new IllegalArgumentException(a.length + " and " + b.length + " values");
        }
        return a.length < 2 ? Double.NaN : pearson(ranks(a), ranks(b));
    }

    /// Of a table of counts: rows by the first's label, columns by the second's.
    public static double of(int[][] confusion) {
        int k = confusion.length;
        double[] ofA = new double[k];
        double[] ofB = new double[k];
        double n = 0;
        for (int x = 0; x < k; x++) {
            for (int y = 0; y < k; y++) {
                ofA[x] += confusion[x][y];
                ofB[y] += confusion[x][y];
                n += confusion[x][y];
            }
        }
        double[] rankA = middles(ofA);
        double[] rankB = middles(ofB);
        double middle = (n + 1) / 2;
        double ab = 0;
        double aa = 0;
        double bb = 0;
        for (int x = 0; x < k; x++) {
            aa += ofA[x] * (rankA[x] - middle) * (rankA[x] - middle);
            bb += ofB[x] * (rankB[x] - middle) * (rankB[x] - middle);
            for (int y = 0; y < k; y++) {
                ab += confusion[x][y] * (rankA[x] - middle) * (rankB[y] - middle);
            }
        }
        return n < 2 || aa == 0 || bb == 0
                ? Double.NaN
                : Math.clamp(ab / Math.sqrt(aa * bb), -1, 1);
    }

    /// The mean rank of each label, given how often each occurs.
    private static double[] middles(double[] counts) {
        double[] ranks = new double[counts.length];
        double before = 0;
        for (int x = 0; x < counts.length; x++) {
            ranks[x] = before + (counts[x] + 1) / 2;
            before += counts[x];
        }
        return ranks;
    }

    private static double pearson(double[] a, double[] b) {
        double meanA = Arrays.stream(a).average().orElseThrow();
        double meanB = Arrays.stream(b).average().orElseThrow();
        double ab = 0;
        double aa = 0;
        double bb = 0;
        for (int i = 0; i < a.length; i++) {
            ab += (a[i] - meanA) * (b[i] - meanB);
            aa += (a[i] - meanA) * (a[i] - meanA);
            bb += (b[i] - meanB) * (b[i] - meanB);
        }
        return aa == 0 || bb == 0 ? Double.NaN : Math.clamp(ab / Math.sqrt(aa * bb), -1, 1);
    }

    private static double[] ranks(double[] values) {
        Integer[] order = new Integer[values.length];
        Arrays.setAll(order, i -> i);
        Arrays.sort(order, Comparator.comparingDouble(i -> values[i]));
        double[] ranks = new double[values.length];
        for (int i = 0; i < order.length; ) {
            int j = i;
            while (j < order.length && values[order[j]] == values[order[i]]) {
                j++;
            }
            for (int k = i; k < j; k++) {
                ranks[order[k]] = (i + 1 + j) / 2.0;
            }
            i = j;
        }
        return ranks;
    }
}
