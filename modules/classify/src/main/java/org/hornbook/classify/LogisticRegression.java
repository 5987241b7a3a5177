package org.hornbook.classify;

import java.util.Arrays;
import java.util.List;

/// A logistic head trained by L-BFGS (Liu and Nocedal 1989) with a backtracking line search.
///
/// Loss: mean over examples of weighted binary cross-entropy in nats, plus `lambda / 2 * |w|^2`;
/// the bias is not regularised. With `lambda = 1 / (C * n)` this is scikit-learn's
/// `LogisticRegression(C, solver="lbfgs")`.
///
/// @param weights (d)
/// @param bias in logits
public record LogisticRegression(double[] weights, double bias) {

    /// Trains on `rows` (n vectors of dimension d) and their `labels` (true = positive), each
    /// counted once. Deterministic. Throws `IllegalArgumentException` if there are no rows or only
    /// one class occurs.
    public static LogisticRegression train(
            List<SparseVector> rows,
            boolean[] labels,
            int dimensions,
            double lambda,
            double tolerance) {
        double[] once = new double[labels.length];
        Arrays.fill(once, 1);
        return train(rows, labels, once, dimensions, lambda, tolerance);
    }

    /// The same, with each example counted `importance[i]` times: scikit-learn's `sample_weight`,
    /// and with `ClassWeights` its `class_weight`.
    public static LogisticRegression train(
            List<SparseVector> rows,
            boolean[] labels,
            double[] importance,
            int dimensions,
            double lambda,
            double tolerance) {
        int positives = 0;
        for (boolean label : labels) {
            positives += label ? 1 : 0;
        }
        if (rows.size() != labels.length || positives == 0 || positives == labels.length) {
            throw new IllegalArgumentException(
                    "a classifier needs examples of both kinds: "
                            + positives
                            + " of "
                            + labels.length
                            + " are positive");
        }
        Loss loss = new Loss(rows, labels, importance, dimensions, lambda);
        double[] w = Lbfgs.minimise(loss::at, dimensions + 1, tolerance);
        return new LogisticRegression(Arrays.copyOf(w, dimensions), w[dimensions]);
    }

    /// The log-odds that `row` is positive.
    public double logit(SparseVector row) {
        return row.dot(weights) + bias;
    }

    static double sigmoid(double logit) {
        return 1 / (1 + Math.exp(-logit));
    }

    /// The loss and its gradient; the last place of the argument is the bias.
    private record Loss(
            List<SparseVector> rows,
            boolean[] labels,
            double[] importance,
            int dimensions,
            double lambda) {
        double at(double[] w, double[] gradient) {
            double n = rows.size();
            double penalty = 0;
            for (int k = 0; k < dimensions; k++) {
                penalty += w[k] * w[k];
                gradient[k] = lambda * w[k];
            }
            gradient[dimensions] = 0;
            double sum = 0;
            for (int i = 0; i < rows.size(); i++) {
                SparseVector row = rows.get(i);
                double margin = row.dot(w) + w[dimensions];
                double signed = labels[i] ? margin : -margin;
                sum +=
                        importance[i]
                                * (signed > 0
                                        ? Math.log1p(Math.exp(-signed))
                                        : -signed + Math.log1p(Math.exp(signed)));
                double error = importance[i] * (sigmoid(margin) - (labels[i] ? 1 : 0)) / n;
                row.addTo(gradient, error);
                gradient[dimensions] += error;
            }
            return sum / n + lambda / 2 * penalty;
        }
    }
}
