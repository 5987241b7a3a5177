package org.hornbook.corpus;

import java.io.ByteArrayOutputStream;
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
    private static final int LONGEST_WORD = 24;
    private static final int LONGEST_RUN = 16;
    private static final int RARE = 3;

    private final byte[][] words;
    private final int[] slots; // code + 1 of the word whose hash leads here

    /// @param words the most frequent first
    WordCodes(List<byte[]> words) {
        if (words.size() > MOST) {
            throw new IllegalArgumentException(words.size() + " words, more than " + MOST);
        }
        this.words = words.toArray(byte[][]::new);
        slots = new int[Integer.highestOneBit(Math.max(16, words.size())) << 2];
        for (int code = 0; code < this.words.length; code++) {
            byte[] word = this.words[code];
            int slot = hash(word, 0, word.length) & slots.length - 1;
            while (slots[slot] != 0) {
                slot = slot + 1 & slots.length - 1;
            }
            slots[slot] = code + 1;
        }
    }

    /// The words that occur at least three times in these texts.
    static WordCodes of(Collection<byte[]> texts) {
        Map<String, int[]> counts = new HashMap<>();
        for (byte[] text : texts) {
            for (int at = 0; at < text.length; ) {
                int end = end(text, at);
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

    List<byte[]> words() {
        return List.of(words);
    }

    byte[] encode(byte[] text) {
        byte[] codes = new byte[text.length + 2 * (text.length / 255 + 1)];
        int size = 0;
        for (int at = 0; at < text.length; ) {
            int end = end(text, at);
            int code = code(text, at, end);
            if (size + 2 + end - at > codes.length) {
                codes = Arrays.copyOf(codes, 2 * codes.length + LONGEST_WORD);
            }
            if (code < 0) {
                codes[size++] = 0;
                codes[size++] = (byte) (end - at);
                System.arraycopy(text, at, codes, size, end - at);
                size += end - at;
            } else if (code < SHORT) {
                codes[size++] = (byte) (code + 1);
            } else {
                codes[size++] = (byte) (128 | code - SHORT >> 8);
                codes[size++] = (byte) (code - SHORT);
            }
            at = end;
        }
        return Arrays.copyOf(codes, size);
    }

    /// Throws `IllegalArgumentException` if these are no codes of a text of `length` bytes.
    byte[] decode(byte[] codes, int length) {
        byte[] text = new byte[length];
        int size = 0;
        try {
            for (int at = 0; at < codes.length; ) {
                int code = codes[at++] & 0xff;
                if (code == 0) {
                    int n = codes[at++] & 0xff;
                    System.arraycopy(codes, at, text, size, n);
                    at += n;
                    size += n;
                } else {
                    byte[] word =
                            words[
                                    code < 128
                                            ? code - 1
                                            : SHORT + ((code & 127) << 8 | codes[at++] & 0xff)];
                    System.arraycopy(word, 0, text, size, word.length);
                    size += word.length;
                }
            }
        } catch (IndexOutOfBoundsException e) {
            throw new IllegalArgumentException("these codes are of other words", e);
        }
        if (size != length) {
            throw new IllegalArgumentException(
                    "codes of " + size + " bytes, where " + length + " were written");
        }
        return text;
    }

    /// One length and the bytes of each word.
    byte[] bytes() {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        for (byte[] word : words) {
            out.write(word.length);
            out.writeBytes(word);
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

    private int code(byte[] text, int from, int to) {
        for (int slot = hash(text, from, to) & slots.length - 1;
                slots[slot] != 0;
                slot = slot + 1 & slots.length - 1) {
            byte[] word = words[slots[slot] - 1];
            if (Arrays.equals(word, 0, word.length, text, from, to)) {
                return slots[slot] - 1;
            }
        }
        return -1;
    }

    private static int hash(byte[] text, int from, int to) {
        int hash = to - from;
        for (int i = from; i < to; i++) {
            hash = hash * 0x01000193 ^ text[i];
        }
        hash *= 0x9E3779B1;
        return hash ^ hash >>> 15;
    }

    /// Where the word that begins at `at` ends.
    private static int end(byte[] text, int at) {
        int from = text[at] == ' ' && at + 1 < text.length && letter(text[at + 1]) ? at + 1 : at;
        if (ideograph(text[from])) {
            return Math.min(text.length, from + 3);
        }
        boolean letters = letter(text[from]);
        int last = Math.min(text.length, from + (letters ? LONGEST_WORD : LONGEST_RUN));
        int end = from + 1;
        while (end < last && letter(text[end]) == letters && !ideograph(text[end])) {
            if (!letters && startsWord(text, end)) {
                break;
            }
            end++;
        }
        return end;
    }

    /// A space that belongs to the word behind it.
    private static boolean startsWord(byte[] text, int at) {
        return text[at] == ' '
                && text[at - 1] != ' '
                && at + 1 < text.length
                && letter(text[at + 1]);
    }

    private static boolean letter(byte b) {
        return b < 0
                || b >= 'a' && b <= 'z'
                || b >= 'A' && b <= 'Z'
                || b >= '0' && b <= '9'
                || b == '_';
    }

    /// The first of the three bytes of most Chinese characters in UTF-8.
    private static boolean ideograph(byte b) {
        return b >= (byte) 0xe4 && b <= (byte) 0xe9;
    }
}
