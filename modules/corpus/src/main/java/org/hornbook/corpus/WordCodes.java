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
    private static final long ONES = 0x0101010101010101L;
    private static final long HIGH_BITS = ONES << 7;

    // The first of the three bytes of most Chinese characters in UTF-8 lies between these.
    private static final int IDEOGRAPHS = 0xe4;
    private static final int IDEOGRAPHS_END = 0xe9;
    private static final byte[] KINDS = kinds();
    private static final byte SIGN = 0;
    private static final byte LETTER = 1;
    private static final byte IDEOGRAPH = 2;

    private final byte[] all; // the bytes of all words
    private final int[] starts; // of each word in them, and the end of the last
    private final long[] firsts; // the first eight bytes of each word
    // A word's code + 1, its length and some bits of its hash. Empty where that is 0. Small, and
    // what
    // is frequent lies together in `all` and `firsts`, so that most of a look stays in the cache.
    private final int[] slots;

    /// @param words the most frequent first
    WordCodes(List<byte[]> words) {
        if (words.size() > MOST) {
            throw new IllegalArgumentException(words.size() + " words, more than " + MOST);
        }
        starts = new int[words.size() + 1];
        ByteArrayOutputStream joined = new ByteArrayOutputStream();
        firsts = new long[words.size()];
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
        long first = part(padded, 0, length);
        long hash = hash(first, part(padded, 8, length - 8), part(padded, 16, length - 16));
        firsts[code] = first;
        int slot = (int) hash & slots.length - 1;
        while (slots[slot] != 0) {
            slot = slot + 1 & slots.length - 1;
        }
        slots[slot] = kind(hash, length) << 16 | code + 1;
    }

    /// The words that occur at least three times in these texts.
    static WordCodes of(Collection<byte[]> texts) {
        Map<String, int[]> counts = new HashMap<>();
        for (byte[] plain : texts) {
            byte[] text = Arrays.copyOf(plain, plain.length + PADDED);
            for (int at = 0; at < plain.length; ) {
                int end = end(text, at, plain.length);
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
            size = write(text, length);
            return codes;
        }

        private int write(byte[] from, int length) {
            byte[] out = codes;
            int n = 0;
            for (int at = 0; at < length; ) {
                int end = end(from, at, length);
                int code = code(from, at, end - at);
                if (n + 2 + end - at > out.length) {
                    codes = Arrays.copyOf(out, 2 * out.length);
                    out = codes;
                }
                if (code < 0) {
                    out[n++] = 0;
                    out[n++] = (byte) (end - at);
                    System.arraycopy(from, at, out, n, end - at);
                    n += end - at;
                } else { // both bytes are written, and the second kept where it counts
                    int more = code - SHORT;
                    out[n] = (byte) (more < 0 ? code + 1 : 128 | more >> 8);
                    out[n + 1] = (byte) more;
                    n += more < 0 ? 1 : 2;
                }
                at = end;
            }
            return n;
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
        long hash = hash(first, second, third);
        int kind = kind(hash, length);
        int[] all = slots;
        for (int slot = (int) hash & all.length - 1; ; slot = slot + 1 & all.length - 1) {
            int found = all[slot];
            if (found == 0) {
                return -1;
            }
            if (found >>> 16 == kind) {
                int code = (found & 0xffff) - 1;
                if (firsts[code] == first && (length <= 8 || rest(code, length, second, third))) {
                    return code;
                }
            }
        }
    }

    /// Whether the word goes on like this behind its first eight bytes.
    private boolean rest(int code, int length, long second, long third) {
        return part(all, starts[code] + 8, length - 8) == second
                && part(all, starts[code] + 16, length - 16) == third;
    }

    /// The first `length` of the eight bytes at `at`, the others 0.
    private static long part(byte[] text, int at, int length) {
        if (length <= 0) {
            return 0;
        }
        long eight = (long) LONGS.get(text, at);
        return length >= 8 ? eight : eight & (1L << 8 * length) - 1;
    }

    private static long hash(long first, long second, long third) {
        long hash = first ^ second * 0x9E3779B97F4A7C15L ^ third * 0xC2B2AE3D27D4EB4FL;
        hash *= 0xD6E8FEB86659FD93L;
        return hash ^ hash >>> 32;
    }

    private static int kind(long hash, int length) {
        return (int) (hash >>> 53) << 5 | length;
    }

    /// Where the word that begins at `at` ends. `text` goes on for eight bytes behind `length`.
    private static int end(byte[] text, int at, int length) {
        int from = at;
        byte kind = KINDS[text[at] & 0xff];
        if (text[at] == ' ' && at + 1 < length && KINDS[text[at + 1] & 0xff] != SIGN) {
            kind = KINDS[text[++from] & 0xff];
        }
        if (kind == IDEOGRAPH) {
            return Math.min(length, from + 3);
        }
        int last = Math.min(length, at + LONGEST);
        if (kind == LETTER) {
            return Math.min(last, run(text, from + 1, last, 0));
        }
        int end = run(text, from + 1, last, HIGH_BITS);
        // A space that belongs to the word behind it.
        boolean starts =
                end <= last
                        && end < length
                        && end - 1 > at
                        && text[end - 1] == ' '
                        && text[end - 2] != ' ';
        return Math.min(last, starts ? end - 1 : end);
    }

    /// The first byte from `at` that is no letter, or with `flip` the first that is no sign; some
    /// place behind `last` if there is none before.
    private static int run(byte[] text, int at, int last, long flip) {
        int end = at;
        while (end <= last) {
            long eight = (long) LONGS.get(text, end);
            long other =
                    flip == 0 ? ~letters(eight) & HIGH_BITS : letters(eight) | ideographs(eight);
            if (other != 0) {
                return end + (Long.numberOfTrailingZeros(other) >>> 3);
            }
            end += 8;
        }
        return end;
    }

    /// The high bit of each byte that is a letter, as `KINDS` says: eight at once, since what
    /// stands in a text is hard to predict and a wrong guess costs as much as all of this.
    private static long letters(long bytes) {
        long low = bytes & ~HIGH_BITS;
        long ascii =
                between(low | ONES * 0x20, 'a', 'z')
                        | between(low, '0', '9')
                        | HIGH_BITS - (low ^ ONES * '_');
        return (ascii & ~bytes | bytes & ~ideographs(bytes)) & HIGH_BITS;
    }

    private static long ideographs(long bytes) {
        return between(bytes & ~HIGH_BITS, IDEOGRAPHS & 0x7f, IDEOGRAPHS_END & 0x7f)
                & bytes
                & HIGH_BITS;
    }

    /// The high bit of each byte that lies in between; all are below 128.
    private static long between(long low, int least, int most) {
        return low + ONES * (128 - least) & ~(low + ONES * (127 - most)) & HIGH_BITS;
    }

    private static byte[] kinds() {
        byte[] kinds = new byte[256];
        for (int b = 0; b < 256; b++) {
            boolean letter = b >= 128 || b == '_' || Character.isLetterOrDigit(b);
            kinds[b] = b >= IDEOGRAPHS && b <= IDEOGRAPHS_END ? IDEOGRAPH : letter ? LETTER : SIGN;
        }
        return kinds;
    }
}
