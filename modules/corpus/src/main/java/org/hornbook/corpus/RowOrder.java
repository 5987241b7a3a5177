package org.hornbook.corpus;

/// Puts rows in order of numbers by radix: eleven bits at a time, from the lowest on, those in
/// which all numbers agree left out. Takes time in proportion to the rows; ties stay as they were.
final class RowOrder {
    private static final int BITS = 11;
    private static final int DIGITS = 1 << BITS;

    private RowOrder() {}

    /// @param rows in the order that ties keep; unchanged
    /// @param keys of each of `rows`, as unsigned numbers; changed
    static int[] sorted(int[] rows, long[] keys) {
        long differ = 0;
        for (long key : keys) {
            differ |= key ^ keys[0];
        }
        int[] from = rows.clone();
        int[] to = new int[rows.length];
        long[] keysFrom = keys;
        long[] keysTo = new long[rows.length];
        for (int shift = 0; shift < 64; shift += BITS) {
            if ((differ >>> shift & DIGITS - 1) == 0) {
                continue;
            }
            int[] places = places(keysFrom, shift);
            for (int i = 0; i < from.length; i++) {
                int place = places[(int) (keysFrom[i] >>> shift) & DIGITS - 1]++;
                to[place] = from[i];
                keysTo[place] = keysFrom[i];
            }
            int[] held = from;
            from = to;
            to = held;
            long[] heldKeys = keysFrom;
            keysFrom = keysTo;
            keysTo = heldKeys;
        }
        return from;
    }

    /// Where the rows with each digit begin.
    private static int[] places(long[] keys, int shift) {
        int[] places = new int[DIGITS];
        for (long key : keys) {
            places[(int) (key >>> shift) & DIGITS - 1]++;
        }
        int sum = 0;
        for (int digit = 0; digit < DIGITS; digit++) {
            int count = places[digit];
            places[digit] = sum;
            sum += count;
        }
        return places;
    }
}
