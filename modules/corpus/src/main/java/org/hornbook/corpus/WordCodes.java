package org.hornbook.corpus;

import java.io.ByteArrayOutputStream;
import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collection;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/// Writes the frequent words of a corpus as codes of one or two bytes, and gives back the very same
/// bytes. A general compressor that follows then sees a quarter of the length, and finds in each
/// short document what it could only have learned from many.
///
/// | code | meaning |
/// |---|---|
/// | 0, n, n bytes | these bytes as they are |
/// | 1-127 | one of the 127 most frequent words |
/// | 128-255, one more byte | one of the 32,768 next |
///
/// A word is what `end` cuts off: letters and digits with the space before them, a run of anything
/// else, or one Chinese character. Any bytes can be written; what is no word costs two bytes more.
final class WordCodes {
    private static final int SHORT = 127;
    private static final int MOST = SHORT + (128 << 8);
    private static final int LONGEST = 24;
    private static final int PADDED = 32;
    private static final int RARE = 3;
    private static final int LARGE = 1 << 20; // an array for a text of this size is not kept

    private static final VarHandle LONGS =
            MethodHandles.byteArrayViewVarHandle(long[].class, ByteOrder.LITTLE_ENDIAN);
    private static final byte[] KINDS = kinds();
    private static final byte SIGN = 0;
    private static final byte LETTER = 1;
    private static final byte IDEOGRAPH = 2;

    private final byte[] all; // the bytes of all words
    private final int[] starts; // of each word in them, and the end of the last
    // Four longs a slot: the word's 24 bytes and its code + 1. Empty where that is 0.
    private final long[] slots;

    /// @param words the most frequent first
    WordCodes(List<byte[]> words) {
        if (words.size() > MOST) {
            throw new IllegalArgumentException(words.size() + " words, more than " + MOST);
        }
        starts = new int[words.size() + 1];
        ByteArrayOutputStream joined = new ByteArrayOutputStream();
        slots = new long[Integer.highestOneBit(Math.max(16, words.size())) * 8];
        for (int code = 0; code < words.size(); code++) {
            byte[] word = words.get(code);
            joined.writeBytes(word);
            starts[code + 1] = joined.size();
            put(Arrays.copyOf(word, PADDED), word.length, code);
        }
        joined.writeBytes(new byte[PADDED]);
        all = joined.toByteArray();
    }

    private void put(byte[] padded, int length, int code) {
        long first = part(padded, 0, length);
        long second = part(padded, 8, length - 8);
        long third = part(padded, 16, length - 16);
        int slot = slot(first, second, third);
        while (slots[slot + 3] != 0) {
            slot = slot + 4 & slots.length - 1;
        }
        slots[slot] = first;
        slots[slot + 1] = second;
        slots[slot + 2] = third;
        slots[slot + 3] = (long) length << 32 | code + 1;
    }

    /// The words that occur at least three times in these texts.
    static WordCodes of(Collection<byte[]> texts) {
        Map<String, int[]> counts = new HashMap<>();
        for (byte[] text : texts) {
            for (int at = 0; at < text.length; ) {
                int end = end(text, at, text.length);
                String word = new String(text, at, end - at, StandardCharsets.ISO_8859_1);
                counts.computeIfAbsent(word, w -> new int[1])[0]++;
                at = end;
            }
        }
        List<byte[]> words = new ArrayList<>();
        counts.entrySet().stream()
                .filter(e -> e.getValue()[0] >= RARE)
                .sorted(
                        Comparator.<Map.Entry<String, int[]>>comparingInt(e -> -e.getValue()[0])
                                .thenComparing(Map.Entry::getKey))
                .limit(MOST)
                .forEach(e -> words.add(e.getKey().getBytes(StandardCharsets.ISO_8859_1)));
        return new WordCodes(words);
    }

    byte[] encode(byte[] utf8) {
        Writer writer = new Writer();
        return Arrays.copyOf(writer.encode(utf8), writer.size());
    }

    /// Writes one text after the other into the same array. For one thread at a time.
    final class Writer {
        private byte[] text = new byte[0];
        private byte[] codes = new byte[0];
        private int size;

        /// How many bytes of what `encode` returned are codes.
        int size() {
            return size;
        }

        /// Valid until the next text, and longer than the codes are.
        byte[] encode(byte[] utf8) {
            int length = utf8.length;
            int room = length + PADDED; // so that any word can be read as longs
            if (text.length < room || text.length > LARGE && room < LARGE) {
                text = new byte[room + room / 2];
                codes = new byte[text.length];
            }
            System.arraycopy(utf8, 0, text, 0, length);
            Arrays.fill(text, length, length + PADDED, (byte) 0);
            size = 0;
            for (int at = 0; at < length; ) {
                int end = end(text, at, length);
                put(at, end, code(text, at, end - at));
                at = end;
            }
            return codes;
        }

        private void put(int at, int end, int code) {
            int length = end - at;
            if (size + 2 + length > codes.length) {
                codes = Arrays.copyOf(codes, 2 * codes.length);
            }
            if (code < 0) {
                codes[size++] = 0;
                codes[size++] = (byte) length;
                System.arraycopy(text, at, codes, size, length);
                size += length;
            } else if (code < SHORT) {
                codes[size++] = (byte) (code + 1);
            } else {
                codes[size++] = (byte) (128 | code - SHORT >> 8);
                codes[size++] = (byte) (code - SHORT);
            }
        }
    }

    /// Throws `IllegalArgumentException` if these are no codes of a text of `length` bytes.
    byte[] decode(byte[] codes, int length) {
        byte[] text = new byte[length + PADDED]; // words are copied in longs, past their ends
        int size = 0;
        try {
            for (int at = 0; at < codes.length; ) {
                int code = codes[at++] & 0xff;
                if (code == 0) {
                    int n = codes[at++] & 0xff;
                    System.arraycopy(codes, at, text, size, n);
                    at += n;
                    size += n;
                    continue;
                }
                int word = code < 128 ? code - 1 : SHORT + ((code & 127) << 8 | codes[at++] & 0xff);
                int from = starts[word];
                int n = starts[word + 1] - from;
                for (int i = 0; i < n; i += 8) {
                    LONGS.set(text, size + i, (long) LONGS.get(all, from + i));
                }
                size += n;
            }
        } catch (IndexOutOfBoundsException e) {
            throw new IllegalArgumentException("these codes are of other words", e);
        }
        if (size != length) {
            throw new IllegalArgumentException(
                    "codes of " + size + " bytes, where " + length + " were written");
        }
        return Arrays.copyOf(text, length);
    }

    /// One length and the bytes of each word.
    byte[] bytes() {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        for (int word = 0; word + 1 < starts.length; word++) {
            out.write(starts[word + 1] - starts[word]);
            out.write(all, starts[word], starts[word + 1] - starts[word]);
        }
        return out.toByteArray();
    }

    static WordCodes read(byte[] bytes) {
        List<byte[]> words = new ArrayList<>();
        for (int at = 0; at < bytes.length; at += 1 + bytes[at]) {
            words.add(Arrays.copyOfRange(bytes, at + 1, at + 1 + bytes[at]));
        }
        return new WordCodes(words);
    }

    /// The code of the word at `at`, -1 if it is none.
    private int code(byte[] text, int at, int length) {
        long first = part(text, at, length);
        long second = length > 8 ? part(text, at + 8, length - 8) : 0;
        long third = length > 16 ? part(text, at + 16, length - 16) : 0;
        for (int slot = slot(first, second, third); ; slot = slot + 4 & slots.length - 1) {
            long found = slots[slot + 3];
            if (found == 0) {
                return -1;
            }
            if (slots[slot] == first
                    && slots[slot + 1] == second
                    && slots[slot + 2] == third
                    && found >>> 32 == length) {
                return (int) found - 1;
            }
        }
    }

    /// The first `length` of the eight bytes at `at`, the others 0.
    private static long part(byte[] text, int at, int length) {
        if (length <= 0) {
            return 0;
        }
        long eight = (long) LONGS.get(text, at);
        return length >= 8 ? eight : eight & (1L << 8 * length) - 1;
    }

    private int slot(long first, long second, long third) {
        long hash = (first ^ second * 0x9E3779B97F4A7C15L ^ third * 0xC2B2AE3D27D4EB4FL);
        hash *= 0xD6E8FEB86659FD93L;
        return (int) (hash >>> 32) << 2 & slots.length - 1;
    }

    /// Where the word that begins at `at` ends.
    private static int end(byte[] text, int at, int length) {
        int end = at;
        byte kind = KINDS[text[end] & 0xff];
        if (text[at] == ' ' && at + 1 < length && KINDS[text[at + 1] & 0xff] != SIGN) {
            kind = KINDS[text[++end] & 0xff];
        }
        if (kind == IDEOGRAPH) {
            return Math.min(length, end + 3);
        }
        int last = Math.min(length, at + LONGEST);
        end++;
        if (kind == LETTER) {
            while (end < last && KINDS[text[end] & 0xff] == LETTER) {
                end++;
            }
            return end;
        }
        while (end < last && KINDS[text[end] & 0xff] == SIGN && !startsWord(text, end, length)) {
            end++;
        }
        return end;
    }

    /// A space that belongs to the word behind it.
    private static boolean startsWord(byte[] text, int at, int length) {
        return text[at] == ' '
                && text[at - 1] != ' '
                && at + 1 < length
                && KINDS[text[at + 1] & 0xff] != SIGN;
    }

    private static byte[] kinds() {
        byte[] kinds = new byte[256];
        for (int b = 0; b < 256; b++) {
            boolean letter = b >= 128 || b == '_' || Character.isLetterOrDigit(b);
            // The first of the three bytes of most Chinese characters in UTF-8.
            kinds[b] = b >= 0xe4 && b <= 0xe9 ? IDEOGRAPH : letter ? LETTER : SIGN;
        }
        return kinds;
    }
}
