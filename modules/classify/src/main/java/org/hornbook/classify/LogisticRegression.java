package org.hornbook.classify;

import java.util.ArrayDeque;
import java.util.Arrays;
import java.util.Deque;
import java.util.Iterator;
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
    private static final int HISTORY = 8;
    private static final int ITERATIONS = 300;

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
        double[] w = minimise(loss, dimensions + 1, tolerance);
        return new LogisticRegression(Arrays.copyOf(w, dimensions), w[dimensions]);
    }

    /// The log-odds that `row` is positive.
    public double logit(SparseVector row) {
        return row.dot(weights) + bias;
    }

    static double sigmoid(double logit) {
        return 1 / (1 + Math.exp(-logit));
    }

    private static double[] minimise(Loss loss, int n, double tolerance) {
        double[] x = new double[n];
        double[] gradient = new double[n];
        double value = loss.at(x, gradient);
        Deque<Pair> history = new ArrayDeque<>();
        for (int i = 0; i < ITERATIONS && largest(gradient) > tolerance; i++) {
            double[] direction = direction(gradient, history);
            double slope = dot(direction, gradient);
            if (slope >= 0) {
                history.clear();
                direction = scaled(gradient, -1);
                slope = dot(direction, gradient);
            }
            double step = history.isEmpty() ? Math.min(1, 1 / largest(gradient)) : 1;
            double[] next = new double[n];
            double[] nextGradient = new double[n];
            double nextValue = 0;
            boolean found = false;
            for (int tries = 0; tries < 40 && !found; tries++, step *= 0.5) {
                for (int k = 0; k < n; k++) {
                    next[k] = x[k] + step * direction[k];
                }
                nextValue = loss.at(next, nextGradient);
                found = nextValue <= value + 1e-4 * step * slope;
            }
            if (!found) {
                break; // at the limit of double precision
            }
            remember(history, x, next, gradient, nextGradient);
            x = next;
            gradient = nextGradient;
            value = nextValue;
        }
        return x;
    }

    /// A step and the change of gradient along it.
    private record Pair(double[] s, double[] y, double sy) {}

    private static void remember(
            Deque<Pair> history, double[] x, double[] next, double[] g, double[] nextG) {
        double[] s = new double[x.length];
        double[] y = new double[x.length];
        for (int k = 0; k < x.length; k++) {
            s[k] = next[k] - x[k];
            y[k] = nextG[k] - g[k];
        }
        double sy = dot(s, y);
        if (sy > 1e-12) {
            history.addLast(new Pair(s, y, sy));
            if (history.size() > HISTORY) {
                history.removeFirst();
            }
        }
    }

    /// The two-loop recursion: minus the inverse Hessian's estimate times the gradient.
    private static double[] direction(double[] gradient, Deque<Pair> history) {
        double[] q = scaled(gradient, -1);
        double[] alphas = new double[history.size()];
        int i = history.size();
        for (Iterator<Pair> newest = history.descendingIterator(); newest.hasNext(); ) {
            Pair p = newest.next();
            alphas[--i] = dot(p.s(), q) / p.sy();
            add(q, p.y(), -alphas[i]);
        }
        if (!history.isEmpty()) {
            Pair last = history.getLast();
            double scale = last.sy() / dot(last.y(), last.y());
            for (int k = 0; k < q.length; k++) {
                q[k] *= scale;
            }
        }
        for (Pair p : history) {
            double beta = dot(p.y(), q) / p.sy();
            add(q, p.s(), alphas[i++] - beta);
        }
        return q;
    }

    private static double dot(double[] a, double[] b) {
        double sum = 0;
        for (int k = 0; k < a.length; k++) {
            sum += a[k] * b[k];
        }
        return sum;
    }

    private static void add(double[] to, double[] what, double times) {
        for (int k = 0; k < to.length; k++) {
            to[k] += times * what[k];
        }
    }

    private static double[] scaled(double[] a, double by) {
        double[] b = new double[a.length];
        add(b, a, by);
        return b;
    }

    private static double largest(double[] a) {
        double most = 0;
        for (double v : a) {
            most = Math.max(most, Math.abs(v));
        }
        return most;
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
