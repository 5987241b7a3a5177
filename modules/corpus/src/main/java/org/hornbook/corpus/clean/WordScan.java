package org.hornbook.corpus.clean;

/// A text as a row of words, each as a number: letters and digits in lower case, everything between
/// them left out. Chinese characters and Japanese kana are words of their own, since these scripts
/// put no spaces between words.
///
/// One scan can be used for many texts, one after another, and keeps its arrays.
final class WordScan {
    private static final long PRIME = 0x9E3779B97F4A7C15L;

    private long[] hashes = new long[512];
    private int[] from = new int[512];
    private int[] to = new int[512];
    private int count;
    private long whole;

    /// Reads `text` in place of the one before.
    WordScan read(String text) {
        count = 0;
        long all = 0;
        long word = 0;
        int start = -1;
        boolean space = true;
        int length = text.length();
        for (int i = 0; i < length; i++) {
            char c = text.charAt(i);
            if (c <= ' ') {
                if (start >= 0) {
                    add(word, start, i);
                    start = -1;
                }
                space = true;
                continue;
            }
            char lower = c < 0x80 ? (c >= 'A' && c <= 'Z' ? (char) (c + 32) : c) : fold(c);
            if (c >= 0x80 && Character.isWhitespace(c)) {
                lower = ' ';
            }
            if (lower != ' ') {
                if (space && all != 0) {
                    all = all * 31 + ' ';
                }
                all = (all ^ lower) * PRIME;
                all ^= all >>> 29;
            }
            space = lower == ' ';
            if (alone(c)) {
                if (start >= 0) {
                    add(word, start, i);
                    start = -1;
                }
                add(lower * PRIME, i, i + 1);
            } else if (letter(c)) {
                if (start < 0) {
                    start = i;
                    word = 0;
                }
                word = (word ^ lower) * PRIME;
                word ^= word >>> 31;
            } else if (start >= 0) {
                add(word, start, i);
                start = -1;
            }
        }
        if (start >= 0) {
            add(word, start, length);
        }
        whole = all;
        return this;
    }

    int count() {
        return count;
    }

    long hash(int word) {
        return hashes[word];
    }

    /// Where a word begins in the text.
    int from(int word) {
        return from[word];
    }

    /// Where a word ends.
    int to(int word) {
        return to[word];
    }

    /// Of the whole text in lower case, every stretch of white space as one space: the same for
    /// texts that differ in nothing else.
    long whole() {
        return whole;
    }

    private static char fold(char c) {
        return Character.isSurrogate(c) ? c : Character.toLowerCase(c);
    }

    private static boolean letter(char c) {
        if (c < 0x80) {
            return c >= 'a' && c <= 'z' || c >= 'A' && c <= 'Z' || c >= '0' && c <= '9';
        }
        return Character.isLetterOrDigit(c) || Character.isSurrogate(c);
    }

    private static boolean alone(char c) {
        return c >= 0x3040 && (c <= 0x30FF || c >= 0x3400 && c <= 0x9FFF);
    }

    private void add(long hash, int start, int end) {
        if (count == hashes.length) {
            hashes = java.util.Arrays.copyOf(hashes, 2 * count);
            from = java.util.Arrays.copyOf(from, 2 * count);
            to = java.util.Arrays.copyOf(to, 2 * count);
        }
        long mixed = (hash ^ hash >>> 32) * 0xD6E8FEB86659FD93L;
        hashes[count] = mixed ^ mixed >>> 32;
        from[count] = start;
        to[count] = end;
        count++;
    }
}
