package org.hornbook.checkpoint;

/// Rounds rows of a matrix to 4 or 8 bits, `block` neighbours sharing a scale: a weight is scale *
/// (q - 2^(bits - 1)). Of 4 bits the low half of a byte comes first. A row is filled up with zeros
/// to whole blocks.
record BlockQuantizer(int bits, int block) {
    int blocks(int columns) {
        return Math.ceilDiv(columns, block);
    }

    /// Bytes of one block.
    int blockBytes() {
        return block * bits / 8;
    }

    int rowBytes(int columns) {
        return blocks(columns) * blockBytes();
    }

    /// Rounds the `columns` values of `row` from `from` on into `packed` at `at` and their scales
    /// into `scales` at `scaleAt`.
    void row(
            float[] row,
            int from,
            int columns,
            byte[] packed,
            int at,
            float[] scales,
            int scaleAt) {
        for (int b = 0; b < blocks(columns); b++) {
            int start = from + b * block;
            int count = Math.min(block, from + columns - start);
            scales[scaleAt + b] =
                    bits == 4
                            ? four(row, start, count, packed, at + b * blockBytes())
                            : eight(row, start, count, packed, at + b * blockBytes());
        }
    }

    /// The value furthest from zero becomes -8, the one step that has no opposite.
    private float four(float[] row, int start, int count, byte[] packed, int at) {
        float high = 0;
        float low = 0;
        for (int i = start; i < start + count; i++) {
            high = Math.max(high, row[i]);
            low = Math.min(low, row[i]);
        }
        float scale = (high > -low ? high : low) / -8;
        float inverse = scale == 0 ? 0 : 1 / scale;
        for (int i = 0; i < block / 2; i++) {
            int first = 2 * i < count ? step(row[start + 2 * i] * inverse) : 8;
            int second = 2 * i + 1 < count ? step(row[start + 2 * i + 1] * inverse) : 8;
            packed[at + i] = (byte) (first | second << 4);
        }
        return scale;
    }

    private static int step(float scaled) {
        return Math.min((int) (scaled + 8.5f), 15);
    }

    private float eight(float[] row, int start, int count, byte[] packed, int at) {
        float most = 0;
        for (int i = start; i < start + count; i++) {
            most = Math.max(most, Math.abs(row[i]));
        }
        float scale = most / 127;
        float inverse = scale == 0 ? 0 : 1 / scale;
        for (int i = 0; i < block; i++) {
            packed[at + i] =
                    i < count ? (byte) (int) (row[start + i] * inverse + 128.5f) : (byte) 128;
        }
        return scale;
    }
}
