package org.hornbook.infer.calibrate;

import java.lang.foreign.Arena;
import java.util.Arrays;
import java.util.Comparator;
import java.util.stream.IntStream;

/// X^T X of the inputs X (T, K) of a product: for all columns together where they are few, else for
/// runs of them apart, since it grows with the square of their number.
final class Gram {
    private static final int LONGEST_RUN = 2048; // columns
    private static final int ALIGNMENT = 128; // columns, the largest block
    private static final int PIECE = 1 << 23; // values of X at a time
    private static final double DAMPING = 0.01;

    private Gram() {}

    /// The runs of `columns`: each as long as the others but for whole blocks.
    static int[] borders(int columns) {
        int runs = Math.ceilDiv(columns, LONGEST_RUN);
        int length = Math.ceilDiv(Math.ceilDiv(columns, runs), ALIGNMENT) * ALIGNMENT;
        return IntStream.iterate(0, from -> from < columns, from -> from + length).toArray();
    }

    /// The run of columns from `from` to `to`. It must be closed by its factor.
    ///
    /// @param ordered whether columns with larger inputs are rounded earlier
    /// @param told called a few times a second; may throw to end it
    static ErrorFeedback.Run run(
            MatrixProducts products, Rows x, int from, int to, boolean ordered, Runnable told) {
        int size = to - from;
        try (Arena arena = Arena.ofShared()) {
            Rows sum = Rows.of(arena, size, size);
            Rows next = Rows.of(arena, size, size);
            sum.clear();
            long piece = Math.clamp(PIECE / x.width(), 1, x.count());
            for (long first = 0; first < x.count(); first += piece) {
                Rows some = x.part(first, Math.min(piece, x.count() - first));
                products.gram(some, from, to, sum, next);
                Rows before = sum;
                sum = next;
                next = before;
                told.run();
            }
            float[] power = new float[size];
            for (int i = 0; i < size; i++) {
                sum.get(i, i, power, i, 1);
            }
            int[] order = IntStream.range(0, size).toArray();
            if (ordered) {
                order =
                        Arrays.stream(order)
                                .boxed()
                                .sorted(Comparator.comparingDouble(i -> -power[i]))
                                .mapToInt(i -> i)
                                .toArray();
            }
            Factor factor = Factor.of(products, sum, order, DAMPING, told);
            return new ErrorFeedback.Run(from, order, factor, power);
        }
    }
}
