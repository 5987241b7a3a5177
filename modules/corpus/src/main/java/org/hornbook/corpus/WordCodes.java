package org.hornbook.corpus;

import java.io.ByteArrayOutputStream;
import java.lang.invoke.VarHandle;
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
/// A word is what `WordCuts` cuts off, of 24 bytes at most. Any bytes can be written; what is no
/// word costs two bytes more.
final class WordCodes {
    private static final int SHORT = 127;
    private static final int MOST = SHORT + (128 << 8);
    private static final int LONGEST = 24;
    private static final int PADDED = WordCuts.PADDING;
    private static final int RARE = 3;
    private static final int LARGE = 1 << 20; // an array for a text of this size is not kept

    private static final VarHandle LONGS = Utf8.LONGS;

    // What is kept of the three longs of a word of each length.
    private static final long[] FIRST = masks(0);
    private static final long[] SECOND = masks(8);
    private static final long[] THIRD = masks(16);

    private final byte[] all; // the bytes of all words
    private final int[] starts; // of each word in them, and the end of the last
    // The first sixteen bytes of each word. They lie together, and frequent words too, so that
    // nearly every look stays in the cache and asks for one line of it.
    private final long[] heads;
    // A word's code + 1, its length and some bits of its hash. Empty where that is 0.
    private final int[] slots;

    /// @param words the most frequent first
    WordCodes(List<byte[]> words) {
        if (words.size() > MOST) {
            throw new IllegalArgumentException(words.size() + " words, more than " + MOST);
        }
        starts = new int[words.size() + 1];
        ByteArrayOutputStream joined = new ByteArrayOutputStream();
        heads = new long[2 * words.size()];
        slots = new int[Integer.highestOneBit(Math.max(16, words.size())) * 2];
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
        heads[2 * code] = (long) LONGS.get(padded, 0);
        heads[2 * code + 1] = (long) LONGS.get(padded, 8);
        long hash = hash(padded, 0, length);
        int slot = (int) hash & slots.length - 1;
        while (slots[slot] != 0) {
            slot = slot + 1 & slots.length - 1;
        }
        slots[slot] = kind(hash, length) << 16 | code + 1;
    }

    /// The words that occur at least three times in these texts.
    static WordCodes of(Collection<byte[]> texts) {
        Map<String, int[]> counts = new HashMap<>();
        WordCuts cuts = new WordCuts();
        for (byte[] plain : texts) {
            byte[] text = Arrays.copyOf(plain, plain.length + PADDED);
            for (int from = 0; from < plain.length; from += WordCuts.PIECE) {
                int words = cuts.cut(text, from, plain.length);
                for (int word = 0; word < words; word++) {
                    int end = cuts.start(word + 1);
                    for (int at = cuts.start(word); at < end; at += LONGEST) {
                        int length = Math.min(LONGEST, end - at);
                        String key = new String(text, at, length, StandardCharsets.ISO_8859_1);
                        counts.computeIfAbsent(key, w -> new int[1])[0]++;
                    }
                }
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
        private final WordCuts cuts = new WordCuts();
        private byte[] text = new byte[0];
        private byte[] codes = new byte[0];
        private final long[] hashes = new long[WordCuts.PIECE];
        private final int[] found = new int[WordCuts.PIECE];
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
            for (int from = 0; from < length; from += WordCuts.PIECE) {
                int words = cuts.cut(text, from, length);
                look(words);
                write(words);
            }
            return codes;
        }

        /// In two rounds over all words, neither of which waits for what it found of the word
        /// before: so the processor looks at several places of memory at once.
        private void look(int words) {
            for (int word = 0; word < words; word++) {
                int at = cuts.start(word);
                int length = cuts.start(word + 1) - at;
                hashes[word] = length > LONGEST ? 0 : hash(text, at, length);
            }
            for (int word = 0; word < words; word++) {
                int length = cuts.start(word + 1) - cuts.start(word);
                found[word] = length > LONGEST ? -1 : find(hashes[word], length);
            }
        }

        private void write(int words) {
            int n = size;
            for (int word = 0; word < words; word++) {
                int at = cuts.start(word);
                int end = cuts.start(word + 1);
                if (n + 2 * (end - at) + 4 + LONGEST > codes.length) {
                    codes = Arrays.copyOf(codes, 2 * (codes.length + end - at + LONGEST));
                }
                int code = found[word];
                if (code >= 0 && is(code, text, at, end - at)) {
                    // Both bytes are written, and the second kept where it counts.
                    int more = code - SHORT;
                    codes[n] = (byte) (more < 0 ? code + 1 : 128 | more >> 8);
                    codes[n + 1] = (byte) more;
                    n += more < 0 ? 1 : 2;
                } else {
                    for (; at < end; at += LONGEST) {
                        n = plain(at, Math.min(LONGEST, end - at), n);
                    }
                }
            }
            size = n;
        }

        private int plain(int at, int length, int n) {
            codes[n] = 0;
            codes[n + 1] = (byte) length;
            for (int i = 0; i < LONGEST; i += 8) { // a call that copies just these takes longer
                LONGS.set(codes, n + 2 + i, (long) LONGS.get(text, at + i));
            }
            return n + 2 + length;
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

    private static long hash(byte[] text, int at, int length) {
        long hash = (long) LONGS.get(text, at) & FIRST[length];
        hash ^= ((long) LONGS.get(text, at + 8) & SECOND[length]) * 0x9E3779B97F4A7C15L;
        hash ^= ((long) LONGS.get(text, at + 16) & THIRD[length]) * 0xC2B2AE3D27D4EB4FL;
        hash *= 0xD6E8FEB86659FD93L;
        return hash ^ hash >>> 32;
    }

    /// The code of the first word whose slot says this hash and length: hardly ever another one
    /// than is looked for. -1 if there is none.
    private int find(long hash, int length) {
        int kind = kind(hash, length);
        for (int slot = (int) hash & slots.length - 1; ; slot = slot + 1 & slots.length - 1) {
            int found = slots[slot];
            if (found >>> 16 == kind || found == 0) {
                return (found & 0xffff) - 1;
            }
        }
    }

    private boolean is(int code, byte[] text, int at, int length) {
        long differs =
                (long) LONGS.get(text, at) & FIRST[length] ^ heads[2 * code]
                        | (long) LONGS.get(text, at + 8) & SECOND[length] ^ heads[2 * code + 1];
        return differs == 0 && (length <= 16 || sameEnd(code, text, at, length));
    }

    private boolean sameEnd(int code, byte[] text, int at, int length) {
        long end = (long) LONGS.get(all, starts[code] + 16);
        return (((long) LONGS.get(text, at + 16) ^ end) & THIRD[length]) == 0;
    }

    private static int kind(long hash, int length) {
        return (int) (hash >>> 53) << 5 | length;
    }

    private static long[] masks(int from) {
        long[] masks = new long[LONGEST + 1];
        for (int length = from + 1; length <= LONGEST; length++) {
            masks[length] = length - from >= 8 ? -1 : (1L << 8 * (length - from)) - 1;
        }
        return masks;
    }
}
