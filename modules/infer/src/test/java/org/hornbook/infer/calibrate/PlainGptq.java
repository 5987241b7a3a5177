package org.hornbook.infer.calibrate;

import java.util.Arrays;

/// GPTQ as its paper has it (arXiv 2210.17323, with the Cholesky factor of the inverse), in
/// doubles, one weight after another, nothing in blocks: what the fast one must agree with.
final class PlainGptq {
    private PlainGptq() {}

    /// The steps -8..7 of `weight` (N, K), whose column `order[k]` is rounded k-th.
    ///
    /// @param gram X^T X (K, K)
    /// @param added to its diagonal
    /// @param scales (N, blocks of K)
    static int[][] round(
            float[][] weight,
            double[][] gram,
            double added,
            int[] order,
            float[][] scales,
            int block) {
        int size = order.length;
        double[][] h = new double[size][size];
        for (int i = 0; i < size; i++) {
            for (int j = 0; j < size; j++) {
                h[i][j] = gram[order[i]][order[j]];
            }
            h[i][i] += added;
        }
        double[][] upper = turned(lower(inverse(h)));
        int[][] steps = new int[weight.length][size];
        for (int n = 0; n < weight.length; n++) {
            double[] left = new double[size];
            for (int k = 0; k < size; k++) {
                left[k] = weight[n][order[k]];
            }
            for (int k = 0; k < size; k++) {
                double scale = scales[n][order[k] / block];
                double q = scale == 0 ? 0 : Math.clamp(Math.rint(left[k] / scale), -8, 7);
                steps[n][order[k]] = (int) q;
                double error = (left[k] - q * scale) / upper[k][k];
                for (int j = k + 1; j < size; j++) {
                    left[j] -= error * upper[k][j];
                }
            }
        }
        return steps;
    }

    /// The sum over rows of (w - rounded) H (w - rounded)^T.
    static double lost(float[][] weight, int[][] steps, float[][] scales, int block, double[][] h) {
        double sum = 0;
        for (int n = 0; n < weight.length; n++) {
            double[] error = new double[h.length];
            for (int k = 0; k < h.length; k++) {
                error[k] = weight[n][k] - (double) scales[n][k / block] * steps[n][k];
            }
            for (int i = 0; i < h.length; i++) {
                for (int j = 0; j < h.length; j++) {
                    sum += error[i] * h[i][j] * error[j];
                }
            }
        }
        return sum;
    }

    private static double[][] lower(double[][] a) {
        double[][] l = new double[a.length][a.length];
        for (int i = 0; i < a.length; i++) {
            for (int j = 0; j <= i; j++) {
                double sum = a[i][j];
                for (int k = 0; k < j; k++) {
                    sum -= l[i][k] * l[j][k];
                }
                l[i][j] = i == j ? Math.sqrt(sum) : sum / l[j][j];
            }
        }
        return l;
    }

    private static double[][] turned(double[][] a) {
        double[][] t = new double[a.length][a.length];
        for (int i = 0; i < a.length; i++) {
            for (int j = 0; j < a.length; j++) {
                t[i][j] = a[j][i];
            }
        }
        return t;
    }

    /// By Gauss and Jordan.
    private static double[][] inverse(double[][] a) {
        int size = a.length;
        double[][] both = new double[size][2 * size];
        for (int i = 0; i < size; i++) {
            System.arraycopy(a[i], 0, both[i], 0, size);
            both[i][size + i] = 1;
        }
        for (int i = 0; i < size; i++) {
            double pivot = both[i][i];
            for (int j = 0; j < 2 * size; j++) {
                both[i][j] /= pivot;
            }
            for (int r = 0; r < size; r++) {
                double factor = both[r][i];
                if (r != i && factor != 0) {
                    for (int j = 0; j < 2 * size; j++) {
                        both[r][j] -= factor * both[i][j];
                    }
                }
            }
        }
        return Arrays.stream(both)
                .map(row -> Arrays.copyOfRange(row, size, 2 * size))
                .toArray(double[][]::new);
    }
}
