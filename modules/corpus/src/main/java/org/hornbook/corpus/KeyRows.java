package org.hornbook.corpus;

/// The row of a key, by 64 bits of its hash: that two keys of ten million documents share one is a
/// chance of one in a hundred thousand, that a key asked for is one of them of one in a billion
/// billions. Sixteen bytes a row.
final class KeyRows {
    private final long[] hashes;
    private final int[] slots; // row + 1, 0 where there is none

    KeyRows(int size) {
        hashes = new long[size];
        slots = new int[Math.max(4, Integer.highestOneBit(Math.max(1, size)) << 2)];
    }

    void put(String key, int row) {
        hashes[row] = Known.hash(key);
        int slot = start(hashes[row]);
        while (slots[slot] != 0) {
            slot = slot + 1 & slots.length - 1;
        }
        slots[slot] = row + 1;
    }

    /// -1 if there is no such key.
    int row(String key) {
        long hash = Known.hash(key);
        for (int slot = start(hash); slots[slot] != 0; slot = slot + 1 & slots.length - 1) {
            if (hashes[slots[slot] - 1] == hash) {
                return slots[slot] - 1;
            }
        }
        return -1;
    }

    private int start(long hash) {
        return (int) (hash >>> 32) & slots.length - 1;
    }
}
