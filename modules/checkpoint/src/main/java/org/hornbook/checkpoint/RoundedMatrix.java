package org.hornbook.checkpoint;

/// A matrix in 4 bits: each `block` neighbours of a row share a scale, a weight is scale * (q - 8),
/// the low half of a byte comes first, and a row is filled up with 8s to whole blocks.
///
/// @param packed row by row
/// @param scales row by row, one a block
public record RoundedMatrix(
        String name, int rows, int columns, int block, byte[] packed, float[] scales) {
    public RoundedMatrix {
        BlockQuantizer quantizer = new BlockQuantizer(4, block);
        if (packed.length != (long) rows * quantizer.rowBytes(columns)
                || scales.length != (long) rows * quantizer.blocks(columns)) {
            throw new IllegalArgumentException(
                    name
                            + " of "
                            + rows
                            + " x "
                            + columns
                            + " has "
                            + packed.length
                            + " bytes and "
                            + scales.length
                            + " scales");
        }
    }

    /// All -8, every scale 0: to be filled.
    public static RoundedMatrix empty(String name, int rows, int columns, int block) {
        BlockQuantizer quantizer = new BlockQuantizer(4, block);
        return new RoundedMatrix(
                name,
                rows,
                columns,
                block,
                new byte[Math.multiplyExact(rows, quantizer.rowBytes(columns))],
                new float[Math.multiplyExact(rows, quantizer.blocks(columns))]);
    }

    /// Bytes of a row.
    public int rowBytes() {
        return packed.length / rows;
    }

    /// Blocks of a row.
    public int blocks() {
        return scales.length / rows;
    }

    /// The value of a weight.
    public float at(int row, int column) {
        int pair = packed[row * rowBytes() + column / 2];
        int q = column % 2 == 0 ? pair & 15 : pair >> 4 & 15;
        return scales[row * blocks() + column / block] * (q - 8);
    }
}
