package org.hornbook.label;

import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.TreeSet;
import org.hornbook.corpus.DocumentId;

/// Krippendorff's alpha: agreement beyond chance of any number of annotators, each of whom may have
/// labelled any part of the documents (Krippendorff 2011; as the Python package `krippendorff`). A
/// document with fewer than two labels tells nothing.
public final class Krippendorff {
    private Krippendorff() {}

    /// What a difference of labels means.
    public enum Level {
        /// Any difference counts the same.
        NOMINAL,
        /// By how many labels lie between, in order of the scale.
        ORDINAL,
        /// By the square of the distance.
        INTERVAL
    }

    /// Documents as counts: how often each got each label.
    ///
    /// @param lowest the label of the first column
    /// @param counts `counts[document][label - lowest]`; rows of at least two labels
    public record Units(int lowest, int[][] counts) {
        /// Of what each annotator gave.
        public static Units of(Collection<Map<DocumentId, Integer>> annotators) {
            Map<DocumentId, List<Integer>> given = new TreeMap<>();
            TreeSet<Integer> labels = new TreeSet<>();
            for (Map<DocumentId, Integer> annotator : annotators) {
                annotator.forEach(
                        (document, label) ->
                                given.computeIfAbsent(document, d -> new ArrayList<>()).add(label));
            }
            given.values().removeIf(l -> l.size() < 2);
            given.values().forEach(labels::addAll);
            if (labels.isEmpty()) {
                return new Units(0, new int[0][0]);
            }
            int lowest = labels.first();
            int[][] counts = new int[given.size()][labels.last() - lowest + 1];
            int row = 0;
            for (List<Integer> of : given.values()) {
                for (int label : of) {
                    counts[row][label - lowest]++;
                }
                row++;
            }
            return new Units(lowest, counts);
        }
    }

    /// At most 1; NaN if no document has two labels, or all labels are the same.
    public static double of(Units units, Level level) {
        int[] all = new int[units.counts().length];
        java.util.Arrays.setAll(all, i -> i);
        return of(units, all, level);
    }

    /// Of these documents alone; one may occur several times.
    static double of(Units units, int[] rows, Level level) {
        int k = units.counts().length == 0 ? 0 : units.counts()[0].length;
        double[][] together = new double[k][k]; // how often two labels meet in a document
        for (int row : rows) {
            int[] counts = units.counts()[row];
            int m = 0;
            for (int count : counts) {
                m += count;
            }
            for (int c = 0; c < k; c++) {
                for (int d = 0; counts[c] > 0 && d < k; d++) {
                    together[c][d] += (double) counts[c] * (counts[d] - (c == d ? 1 : 0)) / (m - 1);
                }
            }
        }
        double[] each = new double[k];
        double n = 0;
        for (int c = 0; c < k; c++) {
            for (int d = 0; d < k; d++) {
                each[c] += together[c][d];
            }
            n += each[c];
        }
        double seen = 0;
        double expected = 0;
        for (int c = 0; c < k; c++) {
            for (int d = 0; d < k; d++) {
                double apart = apart(c, d, each, level);
                seen += together[c][d] * apart;
                expected += each[c] * (each[d] - (c == d ? 1 : 0)) / (n - 1) * apart;
            }
        }
        return expected > 0 ? 1 - seen / expected : Double.NaN;
    }

    private static double apart(int c, int d, double[] each, Level level) {
        return switch (level) {
            case NOMINAL -> c == d ? 0 : 1;
            case INTERVAL -> (double) (c - d) * (c - d);
            case ORDINAL -> {
                double between = 0;
                for (int g = Math.min(c, d); g <= Math.max(c, d); g++) {
                    between += each[g];
                }
                between -= (each[c] + each[d]) / 2;
                yield c == d ? 0 : between * between;
            }
        };
    }
}
