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
}
