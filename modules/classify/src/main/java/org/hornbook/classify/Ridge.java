package org.hornbook.classify;

import java.util.stream.IntStream;

/// Weighted least squares with a ridge, by the normal equations of centred rows and a Cholesky
/// factorisation: scikit-learn's `Ridge(alpha)`, and with `alpha` 0 its `LinearRegression`. The
/// bias is not regularised.
final class Ridge {
    private static final int CHUNKS = 16; // fixed, so that sums do not depend on the processors
    private static final int TOGETHER = 4; // rows added to the matrix at once

    private Ridge() {}

    /// Throws `IllegalArgumentException` if `alpha` is 0 and the rows do not determine the weights.
    static LinearHead.Step fit(float[][] rows, double[] targets, double[] weights, double alpha) {
        if (rows.length < 2) {
            throw new IllegalArgumentException(rows.length + " labels are too few to learn from");
        }
        int d = rows[0].length;
        double[] mean = new double[d + 1];
        double total = 0;
        for (int i = 0; i < rows.length; i++) {
            Dot.add(rows[i], weights[i], mean, d);
            mean[d] += weights[i] * targets[i];
            total += weights[i];
        }
        for (int k = 0; k <= d; k++) {
            mean[k] /= total;
        }
        double[][] gram = gram(rows, targets, weights, mean);
        double[] right = new double[d];
        for (int k = 0; k < d; k++) {
            right[k] = gram[d][k];
            gram[k][k] += alpha;
        }
        double[] w =
                Cholesky.of(gram, d)
                        .orElseThrow(
                                () ->
                                        new IllegalArgumentException(
                                                "these labels are too few, or the documents too much alike, to learn "
                                                        + d
                                                        + " weights without a ridge: give one above 0"))
                        .solve(right);
        double bias = mean[d];
        for (int k = 0; k < d; k++) {
            bias -= mean[k] * w[k];
        }
        return new LinearHead.Step(1, w, bias);
    }

    /// The lower triangle of the weighted products of centred columns; the target is the last
    /// column.
    static double[][] gram(float[][] rows, double[] targets, double[] weights, double[] mean) {
        int chunks = Math.min(CHUNKS, 1 + rows.length / 256);
        int d = mean.length;
        double[][][] parts = new double[chunks][][];
        IntStream.range(0, chunks)
                .parallel()
                .forEach(
                        c -> {
                            double[][] part = new double[d][];
                            for (int k = 0; k < d; k++) {
                                part[k] = new double[k + 1];
                            }
                            double[][] some = new double[TOGETHER][d];
                            int to = (int) ((long) rows.length * (c + 1) / chunks);
                            int from = (int) ((long) rows.length * c / chunks);
                            for (int i = from; i < to; i += TOGETHER) {
                                for (int r = 0; r < TOGETHER; r++) {
                                    centre(rows, targets, weights, mean, i + r, to, some[r]);
                                }
                                add(some, part);
                            }
                            parts[c] = part;
                        });
        double[][] sum = parts[0];
        for (int c = 1; c < chunks; c++) {
            for (int k = 0; k < d; k++) {
                for (int j = 0; j <= k; j++) {
                    sum[k][j] += parts[c][k][j];
                }
            }
        }
        return sum;
    }

    /// A row, its target behind it, less the means and times the root of its weight; zeros past the
    /// end.
    private static void centre(
            float[][] rows,
            double[] targets,
            double[] weights,
            double[] mean,
            int i,
            int to,
            double[] into) {
        int d = mean.length - 1;
        double root = i < to ? Math.sqrt(weights[i]) : 0;
        for (int k = 0; k < d; k++) {
            into[k] = i < to ? (rows[i][k] - mean[k]) * root : 0;
        }
        into[d] = i < to ? (targets[i] - mean[d]) * root : 0;
    }

    private static void add(double[][] rows, double[][] part) {
        double[] a = rows[0];
        double[] b = rows[1];
        double[] c = rows[2];
        double[] e = rows[3];
        for (int k = 0; k < part.length; k++) {
            double[] line = part[k];
            double ak = a[k];
            double bk = b[k];
            double ck = c[k];
            double ek = e[k];
            for (int j = 0; j <= k; j++) {
                line[j] += ak * a[j] + bk * b[j] + ck * c[j] + ek * e[j];
            }
        }
    }
}
