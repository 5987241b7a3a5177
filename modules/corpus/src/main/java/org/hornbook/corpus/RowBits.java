package org.hornbook.corpus;

import java.util.BitSet;

/// Which rows of a column satisfy a condition, 64 rows to a word. Each loop has a body of its own,
/// so that the compiler sees a plain comparison in it.
final class RowBits {
    private RowBits() {}

    static BitSet equal(int[] values, int wanted) {
        long[] words = words(values.length);
        for (int row = 0; row < values.length; row++) {
            words[row >> 6] |= (values[row] == wanted ? 1L : 0L) << row;
        }
        return BitSet.valueOf(words);
    }

    /// Those whose code is in `meant`; -1 never is.
    static BitSet in(int[] codes, BitSet meant, int size) {
        byte[] yes = new byte[size + 1];
        for (int code = meant.nextSetBit(0); code >= 0; code = meant.nextSetBit(code + 1)) {
            yes[code + 1] = 1;
        }
        long[] words = words(codes.length);
        for (int row = 0; row < codes.length; row++) {
            words[row >> 6] |= (long) yes[codes[row] + 1] << row;
        }
        return BitSet.valueOf(words);
    }

    static BitSet comparing(int[] values, DocumentQuery.Sign sign, double wanted) {
        double low = low(sign, wanted);
        double high = high(sign, wanted);
        long other = sign == DocumentQuery.Sign.UNEQUAL ? 1 : 0;
        long[] words = words(values.length);
        for (int row = 0; row < values.length; row++) {
            double value = values[row];
            words[row >> 6] |= ((value >= low & value <= high ? 1L : 0L) ^ other) << row;
        }
        return BitSet.valueOf(words);
    }

    static BitSet comparing(byte[] values, DocumentQuery.Sign sign, double wanted) {
        byte[] yes = new byte[256];
        for (int value = -128; value < 128; value++) {
            yes[value & 0xff] = (byte) (sign.holds(value, wanted) ? 1 : 0);
        }
        long[] words = words(values.length);
        for (int row = 0; row < values.length; row++) {
            words[row >> 6] |= (long) yes[values[row] & 0xff] << row;
        }
        return BitSet.valueOf(words);
    }

    static BitSet comparing(float[] values, DocumentQuery.Sign sign, double wanted) {
        double low = low(sign, wanted);
        double high = high(sign, wanted);
        long other = sign == DocumentQuery.Sign.UNEQUAL ? 1 : 0;
        long[] words = words(values.length);
        for (int row = 0; row < values.length; row++) {
            double value = values[row];
            words[row >> 6] |= ((value >= low & value <= high ? 1L : 0L) ^ other) << row;
        }
        return BitSet.valueOf(words);
    }

    static BitSet comparing(double[] values, DocumentQuery.Sign sign, double wanted) {
        double low = low(sign, wanted);
        double high = high(sign, wanted);
        long other = sign == DocumentQuery.Sign.UNEQUAL ? 1 : 0;
        long[] words = words(values.length);
        for (int row = 0; row < values.length; row++) {
            double value = values[row];
            words[row >> 6] |= ((value >= low & value <= high ? 1L : 0L) ^ other) << row;
        }
        return BitSet.valueOf(words);
    }

    /// The least number for which the sign holds; of `UNEQUAL`, for which it does not.
    private static double low(DocumentQuery.Sign sign, double wanted) {
        return switch (sign) {
            case EQUAL, UNEQUAL, AT_LEAST -> wanted;
            case MORE -> Math.nextUp(wanted);
            case AT_MOST, LESS -> Double.NEGATIVE_INFINITY;
        };
    }

    private static double high(DocumentQuery.Sign sign, double wanted) {
        return switch (sign) {
            case EQUAL, UNEQUAL, AT_MOST -> wanted;
            case LESS -> Math.nextDown(wanted);
            case AT_LEAST, MORE -> Double.POSITIVE_INFINITY;
        };
    }

    private static long[] words(int rows) {
        return new long[rows + 63 >> 6];
    }
}
