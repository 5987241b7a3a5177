package org.hornbook.checkpoint;

import java.util.Arrays;

/// Rounds rows of one width as `quantizer` says, one after the other. It works along the whole row,
/// not block by block, since the compiler makes vector instructions of long loops only. For one
/// thread.
final class RowQuantizer {
    private final BlockQuantizer quantizer;
    private final int columns;
    private final float[] inverses; // of each weight's scale
    private final int[] steps; // of 4 bits 0 to 15, of 8 bits 0 to 255, filled up to whole blocks

    RowQuantizer(BlockQuantizer quantizer, int columns) {
        this.quantizer = quantizer;
        this.columns = columns;
        this.inverses = new float[columns];
        this.steps = new int[quantizer.blocks(columns) * quantizer.block()];
        Arrays.fill(steps, zero());
    }

    private int zero() {
        return 1 << (quantizer.bits() - 1);
    }

    /// Puts the rounded values of `row` into `packed` at `at` and their scales into `scales` at
    /// `scaleAt`. Of 4 bits the value furthest from zero becomes -8, the one step that has no
    /// opposite; of 8 bits 127 or -127.
    void row(float[] row, byte[] packed, int at, float[] scales, int scaleAt) {
        int block = quantizer.block();
        boolean four = quantizer.bits() == 4;
        for (int start = 0, b = 0; start < columns; start += block, b++) {
            int end = Math.min(start + block, columns);
            float furthest = furthest(row, start, end);
            float scale = four ? furthest / -8 : Math.abs(furthest) / 127;
            scales[scaleAt + b] = scale;
            Arrays.fill(inverses, start, end, scale == 0 ? 0 : 1 / scale);
        }
        float middle = zero() + 0.5f;
        int most = 2 * zero() - 1;
        for (int i = 0; i < columns; i++) {
            steps[i] = Math.min((int) (row[i] * inverses[i] + middle), most);
        }
        if (four) {
            for (int i = 0; i < steps.length / 2; i++) {
                packed[at + i] = (byte) (steps[2 * i] | steps[2 * i + 1] << 4);
            }
        } else {
            for (int i = 0; i < steps.length; i++) {
                packed[at + i] = (byte) steps[i];
            }
        }
    }

    /// Of a value and its opposite the negative one; NaN if one is NaN. With the sign behind the
    /// last bit, the bits of floats order as their distances from zero do. Four at a time, since
    /// each comparison waits for the one before it.
    private static float furthest(float[] row, int from, int to) {
        int a = Integer.MIN_VALUE;
        int b = a;
        int c = a;
        int d = a;
        int i = from;
        for (; i < to - 3; i += 4) {
            a = Math.max(a, distance(row[i]));
            b = Math.max(b, distance(row[i + 1]));
            c = Math.max(c, distance(row[i + 2]));
            d = Math.max(d, distance(row[i + 3]));
        }
        for (; i < to; i++) {
            a = Math.max(a, distance(row[i]));
        }
        int most = Math.max(Math.max(a, b), Math.max(c, d)) ^ Integer.MIN_VALUE;
        return Float.intBitsToFloat(Integer.rotateRight(most, 1));
    }

    private static int distance(float value) {
        return Integer.rotateLeft(Float.floatToRawIntBits(value), 1) ^ Integer.MIN_VALUE;
    }
}
