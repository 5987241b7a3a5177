package org.hornbook.corpus.clean;

import java.nio.ByteBuffer;

/// What is kept of a text to find those that are alike: 236 bytes.
///
/// @param whole equal for texts that differ only in white space and case
/// @param shingles how many stretches of words it was made of; 0 for a text without words
/// @param values for each permutation, 16 bits of the least hash
record Signature(long whole, int shingles, short[] values) {
    private static final int BYTES = 8 + 4 + 2 * MinHash.PERMUTATIONS;

    static Signature empty(long whole) {
        return new Signature(whole, 0, new short[MinHash.PERMUTATIONS]);
    }

    static Signature read(byte[] bytes) {
        ByteBuffer in = ByteBuffer.wrap(bytes);
        long whole = in.getLong();
        int shingles = in.getInt();
        short[] values = new short[MinHash.PERMUTATIONS];
        in.asShortBuffer().get(values);
        return new Signature(whole, shingles, values);
    }

    byte[] bytes() {
        ByteBuffer out = ByteBuffer.allocate(BYTES).putLong(whole).putInt(shingles);
        out.asShortBuffer().put(values);
        return out.array();
    }

    boolean blank() {
        return shingles == 0;
    }

    /// The estimated Jaccard similarity, 0 to 1; 1 exactly for texts that are the same but for
    /// white space and case.
    double similarity(Signature other) {
        if (whole == other.whole) {
            return 1;
        }
        if (blank() || other.blank()) {
            return 0;
        }
        int same = 0;
        for (int i = 0; i < values.length; i++) {
            same += values[i] == other.values[i] ? 1 : 0;
        }
        return (double) same / values.length;
    }

    /// Equal for two texts that agree in all of a band.
    long band(int band) {
        long hash = band + 1;
        for (int i = band * MinHash.ROWS; i < (band + 1) * MinHash.ROWS; i++) {
            hash = (hash ^ values[i] & 0xFFFF) * 0x9E3779B97F4A7C15L;
            hash ^= hash >>> 32;
        }
        return hash;
    }
}
