package org.hornbook.classify;

import java.util.Optional;

/// A symmetric positive definite matrix as `L` times its transpose.
///
/// @param lower (d) lines, line k having at least k + 1 places
record Cholesky(double[][] lower, int d) {

    /// Factorises the first `d` lines of `matrix`, a lower triangle, which is overwritten. Empty if
    /// it is not positive definite, or so nearly not that rounding would decide.
    static Optional<Cholesky> of(double[][] matrix, int d) {
        double largest = 0;
        for (int k = 0; k < d; k++) {
            largest = Math.max(largest, matrix[k][k]);
        }
        for (int k = 0; k < d; k++) {
            for (int j = 0; j <= k; j++) {
                double sum = matrix[k][j];
                for (int i = 0; i < j; i++) {
                    sum -= matrix[k][i] * matrix[j][i];
                }
                if (j < k) {
                    matrix[k][j] = sum / matrix[j][j];
                } else if (sum > 1e-12 * largest) {
                    matrix[k][k] = Math.sqrt(sum);
                } else {
                    return Optional.empty();
                }
            }
        }
        return Optional.of(new Cholesky(matrix, d));
    }

    /// The x with which the matrix gives `right`.
    double[] solve(double[] right) {
        double[] x = right.clone();
        for (int k = 0; k < d; k++) {
            for (int i = 0; i < k; i++) {
                x[k] -= lower[k][i] * x[i];
            }
            x[k] /= lower[k][k];
        }
        for (int k = d - 1; k >= 0; k--) {
            for (int i = k + 1; i < d; i++) {
                x[k] -= lower[i][k] * x[i];
            }
            x[k] /= lower[k][k];
        }
        return x;
    }
}
