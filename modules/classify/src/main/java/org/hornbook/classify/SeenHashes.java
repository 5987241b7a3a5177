package org.hornbook.classify;

import java.util.Arrays;

/// A set of 64-bit hashes, each with a few marks; emptied without touching its memory, so that one
/// serves text after text.
final class SeenHashes {
    private static final int MARKS = 8; // bits

    private long[] keys = new long[2048];
    private int[] marks = new int[2048]; // round << MARKS | marks
    private int[] places = new int[1024];
    private int round;
    private int n;

    /// Empties it, and makes room for `most` hashes.
    void begin(int most) {
        n = 0;
        round++;
        if (2 * most > keys.length || round == 1 << 23) {
            int room = Integer.highestOneBit(Math.max(most, keys.length / 2) * 2 - 1) * 2;
            keys = new long[room];
            marks = new int[room];
            round = 1;
        }
        if (most > places.length) {
            places = Arrays.copyOf(places, Math.max(most, 2 * places.length));
        }
    }

    /// Marks `key`; whether it was not there before.
    boolean add(long key, int mark) {
        int mask = keys.length - 1;
        int at = (int) ((key ^ key >>> 29) * 0xBF58476D1CE4E5B9L >>> 40) & mask;
        while (marks[at] >>> MARKS == round) {
            if (keys[at] == key) {
                marks[at] |= mark;
                return false;
            }
            at = at + 1 & mask;
        }
        keys[at] = key;
        marks[at] = round << MARKS | mark;
        places[n++] = at;
        return true;
    }

    int size() {
        return n;
    }

    /// The marks of the `k`th hash that was added.
    int marks(int k) {
        return marks[places[k]] & (1 << MARKS) - 1;
    }
}
