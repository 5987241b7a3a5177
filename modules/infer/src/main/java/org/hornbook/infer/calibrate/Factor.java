package org.hornbook.infer.calibrate;

import java.lang.foreign.Arena;
import java.util.Arrays;
import java.util.stream.IntStream;

/// How an error in one column of a weight is best made up for by columns that are rounded later:
/// with H = X^T X of the inputs, its columns in the order of rounding, H = M D M^T with M upper
/// triangular of ones on its diagonal and D diagonal. Column k is then to be rounded as w_k + the
/// sum over the earlier columns j of (w_j - rounded w_j) M[j, k], which costs D[k] times the square
/// of what is lost at k (Chee et al., QuIP, arXiv 2307.13304, where that is shown to be GPTQ, arXiv
/// 2210.17323, without its inverse).
///
/// Computed as the Cholesky factor of H with its order reversed, in panels, the products between
/// them by `MatrixProducts`.
final class Factor implements AutoCloseable {
    private static final int PANEL = 128;
    private static final int MOST_TRIES = 6;

    private final Arena arena = Arena.ofShared();
    private final int size;
    private final Rows lower; // of the reversed H: (size, size)
    private final double[] pivots;

    private Factor(int size) {
        this.size = size;
        this.lower = Rows.of(arena, size, size);
        this.pivots = new double[size];
    }

    /// Of `h` (K, K), symmetric, whose column `order[k]` is rounded k-th. To the diagonal `damping`
    /// times its mean is added, ten times as much where that does not suffice. A column that is
    /// never anything but zero stands for itself.
    ///
    /// @param told called a few times a second; may throw to end it
    static Factor of(MatrixProducts products, Rows h, int[] order, double damping, Runnable told) {
        int size = order.length;
        double mean = 0;
        for (int i = 0; i < size; i++) {
            mean += at(h, i, i) / size;
        }
        double added = mean > 0 ? mean * damping : 1;
        for (int attempt = 0; attempt < MOST_TRIES; attempt++) {
            Factor factor = new Factor(size);
            boolean done = false;
            try {
                done = factor.compute(products, h, order, added, told);
            } finally {
                if (!done) {
                    factor.close();
                }
            }
            if (done) {
                return factor;
            }
            added *= 10;
        }
        throw new IllegalStateException(
                "the inputs of a layer are not finite numbers: it cannot be calibrated");
    }

    private static float at(Rows h, int row, int column) {
        float[] one = new float[1];
        h.get(row, column, one, 0, 1);
        return one[0];
    }

    private boolean compute(
            MatrixProducts products, Rows h, int[] order, double added, Runnable told) {
        reversed(h, order, added);
        try (Arena scratch = Arena.ofShared()) {
            Rows buffer = Rows.of(scratch, size, PANEL);
            for (int from = 0; from < size; from += PANEL) {
                int to = Math.min(size, from + PANEL);
                Rows earlier = buffer.shaped(size - from, to - from);
                if (from > 0) {
                    products.panel(lower, from, to, earlier);
                } else {
                    earlier.clear();
                }
                if (!panel(earlier, from, to)) {
                    return false;
                }
                told.run();
            }
        }
        return true;
    }

    private void reversed(Rows h, int[] order, double added) {
        IntStream.range(0, size)
                .parallel()
                .forEach(
                        i -> {
                            float[] from = new float[size];
                            float[] to = new float[size];
                            h.get(order[size - 1 - i], 0, from, 0, size);
                            for (int j = 0; j <= i; j++) {
                                to[j] = from[order[size - 1 - j]];
                            }
                            to[i] += (float) added;
                            lower.put(i, 0, to, 0, size);
                        });
    }

    /// Finishes the columns `from` to `to`, from which `earlier` is still to be taken.
    private boolean panel(Rows earlier, int from, int to) {
        int width = to - from;
        double[][] block = new double[width][];
        for (int i = 0; i < width; i++) {
            block[i] = row(earlier, from + i, from, width);
        }
        for (int i = 0; i < width; i++) {
            for (int j = 0; j <= i; j++) {
                double sum = block[i][j];
                for (int k = 0; k < j; k++) {
                    sum -= block[i][k] * block[j][k];
                }
                if (i > j) {
                    block[i][j] = sum / block[j][j];
                } else if (sum > 0 && Double.isFinite(sum)) {
                    block[i][i] = Math.sqrt(sum);
                    pivots[from + i] = block[i][i];
                } else {
                    return false;
                }
            }
            Arrays.fill(block[i], i + 1, width, 0);
            put(from + i, from, block[i]);
        }
        IntStream.range(to, size)
                .parallel()
                .forEach(
                        i -> {
                            double[] row = row(earlier, i, from, width);
                            for (int j = 0; j < width; j++) {
                                double sum = row[j];
                                double[] known = block[j];
                                for (int k = 0; k < j; k++) {
                                    sum -= row[k] * known[k];
                                }
                                row[j] = sum / known[j];
                            }
                            put(i, from, row);
                        });
        return true;
    }

    private double[] row(Rows earlier, int i, int from, int width) {
        float[] here = new float[width];
        float[] less = new float[width];
        lower.get(i, from, here, 0, width);
        earlier.get(i - from, 0, less, 0, width);
        double[] row = new double[width];
        for (int j = 0; j < width; j++) {
            row[j] = (double) here[j] - less[j];
        }
        return row;
    }

    private void put(int i, int from, double[] row) {
        float[] values = new float[row.length];
        for (int j = 0; j < row.length; j++) {
            values[j] = (float) row[j];
        }
        lower.put(i, from, values, 0, values.length);
    }

    int size() {
        return size;
    }

    /// D of the k-th column.
    double weight(int k) {
        double pivot = pivots[size - 1 - k];
        return pivot * pivot;
    }

    /// M of the first `earlier` rows and of the columns `from` to `to`, turned: (to - from,
    /// earlier).
    void turned(int earlier, int from, int to, Rows into) {
        IntStream.range(0, to - from)
                .parallel()
                .forEach(
                        i -> {
                            int column = size - 1 - from - i;
                            float[] row = new float[earlier];
                            float[] one = new float[1];
                            float inverse = (float) (1 / pivots[column]);
                            for (int j = 0; j < earlier; j++) {
                                lower.get(size - 1 - j, column, one, 0, 1);
                                row[j] = one[0] * inverse;
                            }
                            into.put(i, 0, row, 0, earlier);
                        });
    }

    /// M of the rows and columns `from` to `to`: (to - from)^2, row-major.
    float[] square(int from, int to) {
        int width = to - from;
        float[] all = new float[width * width];
        float[] row = new float[width];
        for (int j = 0; j < width; j++) {
            int first = size - to; // the row of M backwards
            lower.get(size - 1 - from - j, first, row, 0, width);
            for (int k = j; k < width; k++) {
                all[j * width + k] = (float) (row[width - 1 - k] / pivots[size - 1 - from - k]);
            }
        }
        return all;
    }

    @Override
    public void close() {
        arena.close();
    }
}
