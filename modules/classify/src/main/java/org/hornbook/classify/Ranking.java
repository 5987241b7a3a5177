package org.hornbook.classify;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;

/// Figures that need only the order of scores: areas under curves, and the curves.
public final class Ranking {
    private Ranking() {}

    /// A point of the precision-recall curve: what keeping everything at or above `threshold` would
    /// mean.
    public record Point(double threshold, double precision, double recall, int kept) {}

    /// The area under the ROC curve: the chance that a positive scores above a negative, ties
    /// counting half. NaN if one of the two does not occur.
    public static double auc(double[] scores, boolean[] positive) {
        Integer[] order = order(scores);
        double rankSum = 0;
        long positives = 0;
        for (int i = 0; i < order.length; ) {
            int j = i;
            while (j < order.length && scores[order[j]] == scores[order[i]]) {
                j++;
            }
            double rank = (i + 1 + j) / 2.0;
            for (int k = i; k < j; k++) {
                if (positive[order[k]]) {
                    rankSum += rank;
                    positives++;
                }
            }
            i = j;
        }
        long negatives = order.length - positives;
        return positives == 0 || negatives == 0
                ? Double.NaN
                : (rankSum - positives * (positives + 1) / 2.0) / ((double) positives * negatives);
    }

    /// One point for each distinct score, from the highest down. Empty if nothing is positive.
    public static List<Point> precisionRecall(double[] scores, boolean[] positive) {
        Integer[] order = order(scores);
        int positives = 0;
        for (boolean p : positive) {
            positives += p ? 1 : 0;
        }
        List<Point> points = new ArrayList<>();
        int hits = 0;
        for (int i = order.length - 1; i >= 0 && positives > 0; i--) {
            hits += positive[order[i]] ? 1 : 0;
            int kept = order.length - i;
            if (i == 0 || scores[order[i - 1]] != scores[order[i]]) {
                points.add(
                        new Point(
                                scores[order[i]],
                                (double) hits / kept,
                                (double) hits / positives,
                                kept));
            }
        }
        return points;
    }

    /// Average precision: precision weighted by the recall each point adds (scikit-learn's
    /// `average_precision_score`).
    public static double averagePrecision(double[] scores, boolean[] positive) {
        double sum = 0;
        double recall = 0;
        for (Point point : precisionRecall(scores, positive)) {
            sum += (point.recall() - recall) * point.precision();
            recall = point.recall();
        }
        return sum;
    }

    /// Indexes in ascending order of score; equal scores in order of index.
    private static Integer[] order(double[] scores) {
        Integer[] order = new Integer[scores.length];
        Arrays.setAll(order, i -> i);
        Arrays.sort(order, Comparator.comparingDouble(i -> scores[i]));
        return order;
    }
}
