package org.hornbook.classify;

import java.util.List;
import java.util.stream.IntStream;

/// A head for labels with an order, after Frank and Hall (2001): one logistic regression for each
/// question "is the label at least k?". The score is the expected label, the lowest plus the sum of
/// these probabilities, so it lies on the labels' own scale.
///
/// @param lowest the lowest label seen
/// @param steps one head for each label above the lowest that was seen in training, in order
record OrdinalHead(int lowest, List<Step> steps) {
    /// "At least `label`", worth `width` on the scale (more than 1 where labels in between were
    /// never given).
    record Step(int label, int width, LogisticRegression head) {}

    /// Trains with each example counted by the weight of its label, in every step. Throws
    /// `IllegalArgumentException` if all labels are the same.
    static OrdinalHead train(
            List<SparseVector> rows,
            int[] labels,
            ClassWeights weights,
            int dimensions,
            double lambda) {
        int[] seen = steps(labels);
        double[] importance = weights.of(labels);
        List<Step> steps =
                IntStream.range(1, seen.length)
                        .parallel()
                        .mapToObj(
                                k ->
                                        step(
                                                rows,
                                                labels,
                                                importance,
                                                seen[k],
                                                seen[k] - seen[k - 1],
                                                dimensions,
                                                lambda))
                        .toList();
        return new OrdinalHead(seen[0], steps);
    }

    /// The labels given, ascending. Throws `IllegalArgumentException` if all are the same.
    static int[] steps(int[] labels) {
        int[] seen = IntStream.of(labels).distinct().sorted().toArray();
        if (seen.length < 2) {
            throw new IllegalArgumentException(
                    "all "
                            + labels.length
                            + " labels are "
                            + (seen.length == 0 ? "missing" : "" + seen[0])
                            + ": label documents of other quality too");
        }
        return seen;
    }

    private static Step step(
            List<SparseVector> rows,
            int[] labels,
            double[] importance,
            int label,
            int width,
            int dimensions,
            double lambda) {
        boolean[] atLeast = new boolean[labels.length];
        for (int i = 0; i < labels.length; i++) {
            atLeast[i] = labels[i] >= label;
        }
        return new Step(
                label,
                width,
                LogisticRegression.train(rows, atLeast, importance, dimensions, lambda, 1e-5));
    }

    double score(SparseVector row) {
        double score = lowest;
        for (Step step : steps) {
            score += step.width() * LogisticRegression.sigmoid(step.head().logit(row));
        }
        return score;
    }
}
