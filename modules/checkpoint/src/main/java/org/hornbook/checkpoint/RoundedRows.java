package org.hornbook.checkpoint;

import java.io.IOException;
import java.util.stream.IntStream;

/// A matrix rounded stretch by stretch, the rows of a stretch by all processors; only its scales
/// stay on the heap.
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

    void writeTo(Sink sink) throws IOException {
        int columns = matrix.columns();
        int rowBytes = quantizer.rowBytes(columns);
        int blocks = quantizer.blocks(columns);
        int stretch = Math.clamp(STRETCH / columns, 1, matrix.rows());
        byte[] packed = new byte[Math.multiplyExact(stretch, rowBytes)];
        for (int first = 0; first < matrix.rows(); first += stretch) {
            int from = first;
            int count = Math.min(stretch, matrix.rows() - first);
            int pieces = Math.min(count, 4 * Runtime.getRuntime().availableProcessors());
            IntStream.range(0, pieces)
                    .parallel()
                    .forEach(
                            piece -> {
                                float[] row = new float[columns];
                                int end = (int) ((long) count * (piece + 1) / pieces);
                                for (int i = (int) ((long) count * piece / pieces); i < end; i++) {
                                    matrix.read(from + i, row, 0);
                                    quantizer.row(
                                            row,
                                            0,
                                            columns,
                                            packed,
                                            i * rowBytes,
                                            scales,
                                            (from + i) * blocks);
                                }
                            });
            sink.put(packed, count * rowBytes);
        }
    }

    /// Of all blocks, row by row; complete after `writeTo`.
    float[] scales() {
        return scales;
    }
}
