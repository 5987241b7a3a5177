package org.hornbook.corpus;

import java.nio.charset.StandardCharsets;
import java.util.AbstractList;
import java.util.Arrays;
import java.util.RandomAccess;

/// Distinct values in the order they came, as UTF-8 behind one another: a value costs its bytes and
/// about sixteen more, where strings in a map cost over a hundred. What is looked for is found by
/// its hash. For up to 2 GB of values.
final class Dictionary extends AbstractList<String> implements RandomAccess {
    private byte[] bytes = new byte[256];
    private int[] ends = new int[16];
    private int[] slots = new int[32]; // code + 1, 0 where there is none
    private int size;

    /// The code of a value, a new one if it has none yet.
    int code(String value) {
        byte[] utf8 = value.getBytes(StandardCharsets.UTF_8);
        int slot = slot(utf8);
        if (slots[slot] != 0) {
            return slots[slot] - 1;
        }
        int end = end(size - 1);
        if (Integer.MAX_VALUE - end < utf8.length + 64) {
            throw new IllegalStateException("a column of more than 2 GB of different values");
        }
        if (end + utf8.length > bytes.length) {
            long room = Math.max(2L * bytes.length, (long) end + utf8.length);
            bytes = Arrays.copyOf(bytes, (int) Math.min(room, Integer.MAX_VALUE - 64));
        }
        System.arraycopy(utf8, 0, bytes, end, utf8.length);
        if (size == ends.length) {
            ends = Arrays.copyOf(ends, 2 * size);
        }
        ends[size] = end + utf8.length;
        slots[slot] = ++size;
        if (2 * size > slots.length) {
            grow();
        }
        return size - 1;
    }

    private void grow() {
        slots = new int[2 * slots.length];
        for (int code = 0; code < size; code++) {
            int slot = start(end(code - 1), end(code), bytes);
            while (slots[slot] != 0) {
                slot = slot + 1 & slots.length - 1;
            }
            slots[slot] = code + 1;
        }
    }

    /// Where a value is, or would be.
    private int slot(byte[] utf8) {
        int slot = start(0, utf8.length, utf8);
        while (slots[slot] != 0) {
            int code = slots[slot] - 1;
            if (Arrays.equals(bytes, end(code - 1), end(code), utf8, 0, utf8.length)) {
                return slot;
            }
            slot = slot + 1 & slots.length - 1;
        }
        return slot;
    }

    private int start(int from, int to, byte[] in) {
        int hash = to - from;
        for (int i = from; i < to; i++) {
            hash = hash * 31 + in[i];
        }
        hash *= 0x9E3779B1;
        return (hash ^ hash >>> 15) & slots.length - 1;
    }

    private int end(int code) {
        return code < 0 ? 0 : ends[code];
    }

    @Override
    public String get(int code) {
        if (code < 0 || code >= size) {
            throw new IndexOutOfBoundsException(code);
        }
        int from = end(code - 1);
        return new String(bytes, from, ends[code] - from, StandardCharsets.UTF_8);
    }

    @Override
    public int size() {
        return size;
    }

    @Override
    public int indexOf(Object value) {
        return value instanceof String text
                ? slots[slot(text.getBytes(StandardCharsets.UTF_8))] - 1
                : -1;
    }

    @Override
    public boolean contains(Object value) {
        return indexOf(value) >= 0;
    }
}
