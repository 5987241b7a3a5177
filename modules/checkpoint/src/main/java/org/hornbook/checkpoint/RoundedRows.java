package org.hornbook.checkpoint;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ForkJoinPool;
import java.util.concurrent.ForkJoinTask;
import java.util.concurrent.atomic.AtomicInteger;

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

    /// The other processors round a stretch while the one before it is written by the thread that
    /// calls, which then helps them; interrupting it ends both.
    void writeTo(Sink sink) throws IOException {
        int stretch = Math.clamp(STRETCH / matrix.columns(), 1, matrix.rows());
        int rowBytes = quantizer.rowBytes(matrix.columns());
        byte[][] packed = new byte[2][Math.multiplyExact(stretch, rowBytes)];
        Stretch rounding = new Stretch(0, stretch, packed[0]);
        try {
            for (int turn = 1; rounding.count > 0; turn ^= 1) {
                Stretch done = rounding;
                done.finish();
                rounding = new Stretch(done.first + done.count, stretch, packed[turn]);
                sink.put(done.packed, done.count * rowBytes);
            }
        } finally {
            rounding.leave(); // the files it reads may be closed afterwards
        }
    }

    /// Some rows one after the other, which several threads take piece by piece.
    private final class Stretch {
        private final int first;
        private final int count;
        private final int pieces;
        private final byte[] packed;
        private final AtomicInteger taken = new AtomicInteger();
        private final List<ForkJoinTask<?>> helpers = new ArrayList<>();

        /// Begins at once with the rows from `first` on, up to `most`.
        Stretch(int first, int most, byte[] packed) {
            int processors = Runtime.getRuntime().availableProcessors();
            this.first = first;
            this.count = Math.min(most, matrix.rows() - first);
            this.pieces = Math.min(count, 8 * processors);
            this.packed = packed;
            for (int i = 1; i < Math.min(processors, pieces); i++) {
                helpers.add(ForkJoinPool.commonPool().submit(this::work));
            }
        }

        private void work() {
            float[] row = new float[matrix.columns()];
            RowQuantizer rows = new RowQuantizer(quantizer, row.length);
            for (int piece = taken.getAndIncrement();
                    piece < pieces;
                    piece = taken.getAndIncrement()) {
                int end = share(piece + 1);
                for (int i = share(piece); i < end; i++) {
                    matrix.read(first + i, row, 0);
                    rows.row(
                            row,
                            packed,
                            i * quantizer.rowBytes(row.length),
                            scales,
                            (first + i) * quantizer.blocks(row.length));
                }
            }
        }

        private int share(int piece) {
            return (int) ((long) count * piece / pieces);
        }

        void finish() {
            work();
            helpers.forEach(ForkJoinTask::join);
        }

        void leave() {
            taken.set(pieces);
            helpers.forEach(ForkJoinTask::quietlyJoin);
        }
    }

    /// Of all blocks, row by row; complete after `writeTo`.
    float[] scales() {
        return scales;
    }
}
