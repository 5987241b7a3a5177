package org.hornbook.classify;

import java.util.Arrays;
import java.util.Optional;
import java.util.stream.IntStream;

/// Trains a logistic head on dense rows, on all processors; the same rows give the same head on any
/// number of them.
///
/// Loss: the weighted mean over examples of binary cross-entropy in nats, plus `|w|^2 / (2 C W)`, W
/// being the sum of the example weights; the bias is not regularised. That is scikit-learn's
/// `LogisticRegression(C, solver="lbfgs")`, matched to 1e-5.
final class DenseLogistic {
    private static final int CHUNKS = 64; // fixed, so that sums do not depend on the processors

    private static final int MANY = 40_000; // rows
    private static final int SOME = 10_000;
    private static final double ROUGH = 1e-4; // of the gradient over some rows

    private final float[][] rows;
    private final boolean[] positive;
    private final double[] weights;
    private final double total;
    private final double lambda;
    private final int n; // dimension

    private DenseLogistic(float[][] rows, boolean[] positive, double[] weights, double strength) {
        this.rows = rows;
        this.positive = positive;
        this.weights = weights;
        this.total = IntStream.range(0, weights.length).mapToDouble(i -> weights[i]).sum();
        this.lambda = 1 / (strength * total);
        this.n = rows[0].length;
    }

    /// `rows` (n, d), `weights` (n) of the examples, `strength` is C. Throws
    /// `IllegalArgumentException` if there are no rows or only one class occurs.
    static LinearHead.Step train(
            float[][] rows,
            boolean[] positive,
            double[] weights,
            double strength,
            double tolerance) {
        int positives = 0;
        for (boolean p : positive) {
            positives += p ? 1 : 0;
        }
        if (rows.length != positive.length || positives == 0 || positives == positive.length) {
            throw new IllegalArgumentException(
                    "a classifier needs examples of both kinds: "
                            + positives
                            + " of "
                            + positive.length
                            + " are positive");
        }
        DenseLogistic loss = new DenseLogistic(rows, positive, weights, strength);
        double[] found = loss.minimise(tolerance);
        return new LinearHead.Step(1, Arrays.copyOf(found, loss.n), found[loss.n]);
    }

    /// Where there are many rows, some of them say about where the minimum is and how the loss
    /// bends there: the others are then looked at half as often.
    private double[] minimise(double tolerance) {
        if (rows.length < MANY) {
            return Lbfgs.minimise(this::at, n + 1, tolerance);
        }
        DenseLogistic some = some();
        double[] start = Lbfgs.minimise(some::at, n + 1, ROUGH);
        Optional<Cholesky> bends = some.hessian(start);
        return bends.isPresent()
                ? Lbfgs.minimise(this::at, start, tolerance, bends.get()::solve)
                : Lbfgs.minimise(this::at, start, tolerance, null);
    }

    /// The same loss over some of the rows, evenly taken.
    private DenseLogistic some() {
        float[][] fewer = new float[SOME][];
        boolean[] kept = new boolean[SOME];
        double[] counted = new double[SOME];
        for (int i = 0; i < SOME; i++) {
            int row = (int) ((long) rows.length * i / SOME);
            fewer[i] = rows[row];
            kept[i] = positive[row];
            counted[i] = weights[row];
        }
        double sum = IntStream.range(0, SOME).mapToDouble(i -> counted[i]).sum();
        return new DenseLogistic(fewer, kept, counted, 1 / (lambda * sum));
    }

    /// The second derivatives of the loss at `w`, those by the bias last.
    private Optional<Cholesky> hessian(double[] w) {
        double[] bends = new double[rows.length];
        double[] ones = new double[rows.length];
        for (int i = 0; i < rows.length; i++) {
            double p = LogisticRegression.sigmoid(Dot.of(rows[i], 0, w, n) + w[n]);
            bends[i] = weights[i] * p * (1 - p) / total;
            ones[i] = 1;
        }
        double[][] matrix = Ridge.gram(rows, ones, bends, new double[n + 1]);
        for (int k = 0; k < n; k++) {
            matrix[k][k] += lambda;
        }
        return Cholesky.of(matrix, n + 1);
    }

    /// The last place of the argument is the bias.
    private double at(double[] w, double[] gradient) {
        int chunks = Math.min(CHUNKS, 1 + rows.length / 256);
        double[][] parts = new double[chunks][];
        IntStream.range(0, chunks).parallel().forEach(c -> parts[c] = part(w, c, chunks));
        double loss = 0;
        for (int k = 0; k < n; k++) {
            loss += 0.5 * lambda * w[k] * w[k];
            gradient[k] = lambda * w[k];
        }
        gradient[n] = 0;
        for (double[] part : parts) {
            for (int k = 0; k <= n; k++) {
                gradient[k] += part[k] / total;
            }
            loss += part[n + 1] / total;
        }
        return loss;
    }

    /// Gradient, that of the bias, and loss of one stretch of the rows.
    private double[] part(double[] w, int chunk, int chunks) {
        double[] part = new double[n + 2];
        int to = (int) ((long) rows.length * (chunk + 1) / chunks);
        for (int i = (int) ((long) rows.length * chunk / chunks); i < to; i++) {
            double margin = Dot.of(rows[i], 0, w, n) + w[n];
            double signed = positive[i] ? margin : -margin;
            double e = Math.exp(-Math.abs(signed));
            part[n + 1] += weights[i] * (Math.log1p(e) + Math.max(0, -signed));
            double wrong = signed >= 0 ? e / (1 + e) : 1 / (1 + e); // sigmoid(-signed)
            double error = weights[i] * (positive[i] ? -wrong : wrong);
            part[n] += error;
            Dot.add(rows[i], error, part, n);
        }
        return part;
    }
}
