package org.hornbook.classify;

import java.util.Arrays;
import java.util.Locale;

/// The words, numbers and operators of one text after another, as places and hashes: no strings are
/// made. `snake_case` gives its parts; letters are lower-cased. What passing over the text shows
/// beside them (letters, lines and the like) is counted on the way.
///
/// Not safe for several threads.
final class Tokens {
    private static final long WIDE = 0x9E3779B97F4A7C15L;

    /// How many.
    int n;

    /// (n) where each begins.
    int[] starts = new int[1024];

    /// (n) what each is: `CharacterKinds.LETTER` (a word), `DIGIT` (a number) or `SIGN`.
    byte[] kinds = new byte[1024];

    /// (n) as `String.hashCode` of the lower-cased token.
    int[] hashes = new int[1024];

    /// (n) the same of a word without the plural's `s`, so that `ages` in a docstring meets `age`
    /// in a loop.
    int[] stems = new int[1024];

    /// (n) a hash of 64 bits: stands for the token itself where two are compared.
    long[] wide = new long[1024];

    /// (n) the same of the stem.
    long[] wideStems = new long[1024];

    int words;
    long lettersOfWords;
    int letters;
    int digits;
    int upper;
    int punctuation;
    int newlines;
    int longestLine;

    /// Reads the first `length` units of `text`.
    void read(char[] text, int length) {
        n = 0;
        words = 0;
        lettersOfWords = 0;
        letters = 0;
        digits = 0;
        upper = 0;
        punctuation = 0;
        newlines = 0;
        longestLine = 0;
        int line = 0;
        int i = 0;
        while (i < length) {
            char c = text[i];
            switch (CharacterKinds.of(c) & CharacterKinds.WHAT) {
                case CharacterKinds.LETTER -> i = word(text, i, length);
                case CharacterKinds.DIGIT -> i = number(text, i, length);
                case CharacterKinds.SPACE -> {
                    if (c == '\n') {
                        newlines++;
                        longestLine = Math.max(longestLine, i - line);
                        line = i + 1;
                    }
                    i++;
                }
                case CharacterKinds.UNDERSCORE -> {
                    punctuation++;
                    i++;
                }
                default -> i = sign(text, i, length);
            }
        }
        longestLine = Math.max(longestLine, length - line);
    }

    private int word(char[] text, int start, int length) {
        int hash = 0;
        int hashBefore = 0;
        long broad = 0;
        long broadBefore = 0;
        int flags = 0;
        int capitals = 0;
        char last = 0;
        int i = start;
        for (; i < length; i++) {
            int kind = CharacterKinds.of(text[i]);
            if ((kind & CharacterKinds.WHAT) != CharacterKinds.LETTER) {
                break;
            }
            flags |= kind;
            capitals += kind >> 3 & 1;
            last = CharacterKinds.lower(text[i]);
            hashBefore = hash;
            broadBefore = broad;
            hash = 31 * hash + last;
            broad = (broad + last) * WIDE;
        }
        letters += i - start;
        upper += capitals;
        words++;
        if ((flags & CharacterKinds.ODD) != 0) {
            oddWord(new String(text, start, i - start).toLowerCase(Locale.ROOT), start);
            return i;
        }
        lettersOfWords += i - start;
        boolean plural = i - start > 3 && last == 's';
        put(
                start,
                CharacterKinds.LETTER,
                hash,
                broad,
                plural ? hashBefore : hash,
                plural ? broadBefore : broad);
        return i;
    }

    private void oddWord(String word, int start) {
        lettersOfWords += word.length();
        String stem =
                word.length() > 3 && word.endsWith("s")
                        ? word.substring(0, word.length() - 1)
                        : word;
        put(start, CharacterKinds.LETTER, word.hashCode(), wide(word), stem.hashCode(), wide(stem));
    }

    /// The 64 bits that stand for `token`.
    static long wide(String token) {
        long broad = 0;
        for (int k = 0; k < token.length(); k++) {
            broad = (broad + token.charAt(k)) * WIDE;
        }
        return broad;
    }

    private int number(char[] text, int start, int length) {
        int hash = 0;
        long broad = 0;
        int i = start;
        for (; i < length && CharacterKinds.of(text[i]) == CharacterKinds.DIGIT; i++) {
            hash = 31 * hash + text[i];
            broad = (broad + text[i]) * WIDE;
        }
        digits += i - start;
        put(start, CharacterKinds.DIGIT, hash, broad, hash, broad);
        return i;
    }

    private int sign(char[] text, int start, int length) {
        char c = text[start];
        long broad = c * WIDE;
        punctuation++;
        if (start + 1 < length && isPair(c, text[start + 1])) {
            char d = text[start + 1];
            broad = (broad + d) * WIDE;
            punctuation++;
            put(start, CharacterKinds.SIGN, 31 * c + d, broad, 0, broad);
            return start + 2;
        }
        put(start, CharacterKinds.SIGN, c, broad, 0, broad);
        return start + 1;
    }

    private static boolean isPair(char c, char d) {
        return switch (d) {
            case '=' ->
                    c == '=' || c == '!' || c == '<' || c == '>' || c == '+' || c == '-'
                            || c == '*';
            case '/' -> c == '/';
            case '*' -> c == '*';
            case '>' -> c == '-';
            default -> false;
        };
    }

    private void put(int start, int kind, int hash, long broad, int stem, long broadStem) {
        if (n == starts.length) {
            grow();
        }
        starts[n] = start;
        kinds[n] = (byte) kind;
        hashes[n] = hash;
        stems[n] = stem;
        wide[n] = broad;
        wideStems[n] = broadStem;
        n++;
    }

    private void grow() {
        starts = Arrays.copyOf(starts, 2 * n);
        kinds = Arrays.copyOf(kinds, 2 * n);
        hashes = Arrays.copyOf(hashes, 2 * n);
        stems = Arrays.copyOf(stems, 2 * n);
        wide = Arrays.copyOf(wide, 2 * n);
        wideStems = Arrays.copyOf(wideStems, 2 * n);
    }

    /// The first token that begins at `place` or behind it; `n` if there is none.
    int from(int place) {
        int at = Arrays.binarySearch(starts, 0, n, place);
        return at >= 0 ? at : -at - 1;
    }
}
