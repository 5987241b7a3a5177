package org.hornbook.corpus;

import java.nio.ByteBuffer;
import java.util.function.LongPredicate;

/// Which keys, or which texts, a corpus has: for each a 32-bit tag and the document's number in one
/// long, in an open table of 12 to 24 bytes a document. Whether two things with the same tag are
/// the same, the caller says; among ten million documents it is asked in vain two times in a
/// thousand.
final class Known {
    private static final long ID = 0xffff_ffffL;

    private long[] slots = new long[1 << 12]; // 0 where there is none
    private int size;

    static long hash(String key) {
        long hash = key.length();
        for (int i = 0; i < key.length(); i++) {
            hash = (hash ^ key.charAt(i)) * 0x9E3779B97F4A7C15L;
            hash ^= hash >>> 32;
        }
        return mixed(hash);
    }

    /// @param hash of a text, already as good as random
    static long hash(byte[] hash) {
        return ByteBuffer.wrap(hash).getLong();
    }

    /// Throws `IllegalStateException` past four billion documents.
    void add(long hash, long id) {
        if (id > ID) {
            throw new IllegalStateException("document " + id + " is one too many for a workspace");
        }
        if (3L * size >= 2L * slots.length) {
            grow();
        }
        put(hash & ~ID | id);
        size++;
    }

    /// The document with this hash that `same` says is the one meant; 0 if there is none.
    long find(long hash, LongPredicate same) {
        for (int slot = start(hash); slots[slot] != 0; slot = slot + 1 & slots.length - 1) {
            if ((slots[slot] ^ hash) >>> 32 == 0 && same.test(slots[slot] & ID)) {
                return slots[slot] & ID;
            }
        }
        return 0;
    }

    private void grow() {
        long[] before = slots;
        slots = new long[2 * before.length];
        for (long entry : before) {
            if (entry != 0) {
                put(entry);
            }
        }
    }

    private void put(long entry) {
        int slot = start(entry);
        while (slots[slot] != 0) {
            slot = slot + 1 & slots.length - 1;
        }
        slots[slot] = entry;
    }

    /// Of the tag alone, so that a growing table needs nothing else.
    private int start(long hash) {
        return (int) (mixed(hash >>> 32) >>> 33) & slots.length - 1;
    }

    private static long mixed(long hash) {
        long mixed = (hash ^ hash >>> 32) * 0xD6E8FEB86659FD93L;
        return mixed ^ mixed >>> 32;
    }
}
