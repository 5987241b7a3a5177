package org.hornbook.corpus;

import java.text.Normalizer;
import java.util.List;
import java.util.Locale;

/// A text as the search index sees it: words in lower case without accents; runs of Chinese,
/// Japanese and Korean as overlapping pairs of characters, since these scripts do not put spaces
/// between words.
///
/// Most characters are plain: they stand for themselves, or for nothing. What lies between two
/// plain ones goes through Unicode's compatibility decomposition.
final class SearchText {
    private final StringBuilder out;
    private int run; // characters of the East Asian run being written, 0 outside of one
    private int last; // of that run
    private boolean word;

    private SearchText(int length) {
        out = new StringBuilder(length + length / 4 + 16);
    }

    /// The tokens in order.
    static List<String> tokens(String text) {
        String joined = joined(text);
        return joined.isEmpty() ? List.of() : List.of(joined.split(" "));
    }

    /// The tokens in order, one space between two.
    static String joined(String text) {
        SearchText tokens = new SearchText(text.length());
        int length = text.length();
        for (int at = 0; at < length; ) {
            char c = text.charAt(at);
            if (plain(c)) {
                tokens.plainOne(c);
                at++;
            } else {
                int end = at + 1;
                while (end < length && !plain(text.charAt(end))) {
                    end++;
                }
                tokens.decomposed(text.substring(at, end));
                at = end;
            }
        }
        tokens.end();
        return tokens.out.toString();
    }

    /// ASCII, Chinese characters and Korean syllables proper, and the usual punctuation of both.
    private static boolean plain(char c) {
        return c < 128
                || c >= 0x4e00 && c < 0xa000
                || c >= 0xac00 && c < 0xd7a4
                || c == 0x3001
                || c == 0x3002
                || c == 0xff0c;
    }

    private void plainOne(char c) {
        if (c >= 'a' && c <= 'z' || c >= '0' && c <= '9') {
            letter(c);
        } else if (c >= 'A' && c <= 'Z') {
            letter((char) (c + 32));
        } else if (c < 128 || c == 0x3001 || c == 0x3002 || c == 0xff0c) {
            end();
        } else {
            eastAsianOne(c);
        }
    }

    private void decomposed(String text) {
        String plain = Normalizer.normalize(text, Normalizer.Form.NFKD).toLowerCase(Locale.ROOT);
        plain = Normalizer.normalize(plain, Normalizer.Form.NFKD);
        // Composed again, Korean syllables are whole; marks that then still stand alone, and those
        // of other scripts, which are decomposed once more one by one, are left out.
        StringBuilder korean = new StringBuilder();
        for (int i = 0; i < plain.length(); ) {
            int c = plain.codePointAt(i);
            i += Character.charCount(c);
            if (mark(c)) {
                continue;
            }
            if (jamo(c)) {
                korean.appendCodePoint(c);
                continue;
            }
            syllables(korean);
            if (!Character.isLetterOrDigit(c)) {
                end();
            } else if (eastAsian(c)) {
                eastAsianOne(c);
            } else {
                letter(c);
            }
        }
        syllables(korean);
    }

    private void syllables(StringBuilder korean) {
        if (!korean.isEmpty()) {
            Normalizer.normalize(korean, Normalizer.Form.NFC)
                    .codePoints()
                    .forEach(this::eastAsianOne);
            korean.setLength(0);
        }
    }

    private void letter(int c) {
        if (run > 0) {
            end();
        }
        if (!word && !out.isEmpty()) {
            out.append(' ');
        }
        word = true;
        if (c < 128) {
            out.append((char) c);
        } else {
            out.appendCodePoint(c);
        }
    }

    private void eastAsianOne(int c) {
        if (word) {
            end();
        }
        if (run > 0) {
            if (!out.isEmpty()) {
                out.append(' ');
            }
            out.appendCodePoint(last).appendCodePoint(c);
        }
        last = c;
        run++;
    }

    private void end() {
        if (run == 1) {
            if (!out.isEmpty()) {
                out.append(' ');
            }
            out.appendCodePoint(last);
        }
        run = 0;
        word = false;
    }

    private static boolean jamo(int c) {
        return c >= 0x1100 && c < 0x1200;
    }

    private static boolean mark(int c) {
        int type = Character.getType(c);
        return type == Character.NON_SPACING_MARK
                || type == Character.ENCLOSING_MARK
                || type == Character.COMBINING_SPACING_MARK;
    }

    private static boolean eastAsian(int c) {
        Character.UnicodeScript script = Character.UnicodeScript.of(c);
        return script == Character.UnicodeScript.HAN
                || script == Character.UnicodeScript.HIRAGANA
                || script == Character.UnicodeScript.KATAKANA
                || script == Character.UnicodeScript.HANGUL;
    }
}
