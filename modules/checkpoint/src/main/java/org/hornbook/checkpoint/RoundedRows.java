package org.hornbook.checkpoint;

import java.io.IOException;
import java.util.concurrent.ForkJoinPool;
import java.util.concurrent.ForkJoinTask;
import java.util.stream.IntStream;

/// A matrix rounded stretch by stretch, the rows of a stretch by all processors; only its scales
/// and two stretches stay on the heap.
final class RoundedRows {
    private static final int STRETCH = 1 << 22; // weights, so that 16 MB of floats pass at a time

    private final Matrix matrix;
    private final BlockQuantizer quantizer;
    private final float[] scales;

    RoundedRows(Matrix matrix, BlockQuantizer quantizer) {
        this.matrix = matrix;
        this.quantizer = quantizer;
        this.scales =
                new float[Math.multiplyExact(matrix.rows(), quantizer.blocks(matrix.columns()))];
    }

    /// Takes the first `count` of `bytes`, which may be changed afterwards.
    @FunctionalInterface
    interface Sink {
        void put(byte[] bytes, int count) throws IOException;
    }

    /// A stretch is rounded while the one before it is written, by the thread that calls: so that
    /// interrupting it ends both.
    void writeTo(Sink sink) throws IOException {
        int rowBytes = quantizer.rowBytes(matrix.columns());
        int stretch = Math.clamp(STRETCH / matrix.columns(), 1, matrix.rows());
        byte[][] packed = new byte[2][Math.multiplyExact(stretch, rowBytes)];
        ForkJoinTask<?> rounding = rounding(0, stretch, packed[0]);
        try {
            for (int first = 0, turn = 0; first < matrix.rows(); first += stretch, turn ^= 1) {
                rounding.join();
                if (first + stretch < matrix.rows()) {
                    rounding = rounding(first + stretch, stretch, packed[turn ^ 1]);
                }
                sink.put(packed[turn], Math.min(stretch, matrix.rows() - first) * rowBytes);
            }
        } finally {
            rounding.quietlyJoin(); // the files it reads may be closed afterwards
        }
    }

    /// Begins with the rows from `from` on, up to `most`.
    private ForkJoinTask<?> rounding(int from, int most, byte[] packed) {
        int count = Math.min(most, matrix.rows() - from);
        int pieces = Math.min(count, 4 * Runtime.getRuntime().availableProcessors());
        return ForkJoinPool.commonPool()
                .submit(
                        () ->
                                IntStream.range(0, pieces)
                                        .parallel()
                                        .forEach(
                                                piece -> {
                                                    int first = share(count, piece, pieces);
                                                    int end = share(count, piece + 1, pieces);
                                                    round(from, first, end, packed);
                                                }));
    }

    private static int share(int count, int piece, int pieces) {
        return (int) ((long) count * piece / pieces);
    }

    private void round(int from, int first, int end, byte[] packed) {
        int columns = matrix.columns();
        float[] row = new float[columns];
        RowQuantizer rows = new RowQuantizer(quantizer, columns);
        for (int i = first; i < end; i++) {
            matrix.read(from + i, row, 0);
            rows.row(
                    row,
                    packed,
                    i * quantizer.rowBytes(columns),
                    scales,
                    (from + i) * quantizer.blocks(columns));
        }
    }

    /// Of all blocks, row by row; complete after `writeTo`.
    float[] scales() {
        return scales;
    }
}
