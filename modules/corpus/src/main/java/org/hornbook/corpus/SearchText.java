package org.hornbook.corpus;

import java.text.Normalizer;
import java.util.List;
import java.util.Locale;

/// A text as the search index sees it: words in lower case without accents; runs of Chinese,
/// Japanese and Korean as overlapping pairs of characters, since these scripts do not put spaces
/// between words, and then the last character of the run alone, so that every character begins a
/// token and can be looked for by itself. Full and half width are the same, and so are Hangul
/// syllables and the jamo they are made of.
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
        StringBuilder run = new StringBuilder(); // East Asian, to be composed again
        for (int i = 0; i < plain.length(); ) {
            int c = plain.codePointAt(i);
            i += Character.charCount(c);
            if (voice(c) || eastAsian(c) && Character.isLetterOrDigit(c)) {
                run.appendCodePoint(c);
            } else if (!mark(c)) {
                composed(run);
                if (Character.isLetterOrDigit(c)) {
                    letter(c);
                } else {
                    end();
                }
            }
        }
        composed(run);
    }

    private void composed(StringBuilder run) {
        if (!run.isEmpty()) {
            Normalizer.normalize(run, Normalizer.Form.NFC)
                    .codePoints()
                    .filter(c -> !voice(c))
                    .forEach(this::eastAsianOne);
            run.setLength(0);
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
        if (run > 0) {
            if (!out.isEmpty()) {
                out.append(' ');
            }
            out.appendCodePoint(last);
        }
        run = 0;
        word = false;
    }

    /// Words that are looked for, as tokens that follow one another.
    ///
    /// @param prefix whether the last token is only the beginning of one
    record Wanted(List<String> tokens, boolean prefix) {
        /// Whether the tokens follow one another in `text`, which is in tokens too, at `at`.
        boolean at(int at, List<String> text) {
            int last = tokens.size() - 1;
            if (last < 0 || at + last >= text.size()) {
                return false;
            }
            for (int i = 0; i < last; i++) {
                if (!text.get(at + i).equals(tokens.get(i))) {
                    return false;
                }
            }
            return prefix
                    ? text.get(at + last).startsWith(tokens.get(last))
                    : text.get(at + last).equals(tokens.get(last));
        }
    }

    /// What is looked for when a person writes `words`: behind its last character a run of Chinese,
    /// Japanese or Korean may go on.
    static Wanted wanted(String words, boolean prefix) {
        return wanted(tokens(words), prefix);
    }

    static Wanted wanted(List<String> tokens, boolean prefix) {
        int size = tokens.size();
        if (size == 0 || !eastAsian(tokens.getLast().codePointAt(0))) {
            return new Wanted(tokens, prefix);
        }
        boolean run = size > 1 && pair(tokens.get(size - 2));
        return run ? new Wanted(tokens.subList(0, size - 1), prefix) : new Wanted(tokens, true);
    }

    private static boolean pair(String token) {
        return eastAsian(token.codePointAt(0)) && token.codePointCount(0, token.length()) == 2;
    }

    /// The marks that make `か` into `が` and `は` into `ぱ`: other letters, not accents.
    static boolean voice(int c) {
        return c == 0x3099 || c == 0x309A;
    }

    static boolean mark(int c) {
        int type = Character.getType(c);
        return type == Character.NON_SPACING_MARK
                || type == Character.ENCLOSING_MARK
                || type == Character.COMBINING_SPACING_MARK;
    }

    static boolean eastAsian(int c) {
        if (c < 0x1100) {
            return false;
        }
        if (c == 0x30FC) {
            return true; // the sign of a long vowel, which is of no script
        }
        Character.UnicodeScript script = Character.UnicodeScript.of(c);
        return script == Character.UnicodeScript.HAN
                || script == Character.UnicodeScript.HIRAGANA
                || script == Character.UnicodeScript.KATAKANA
                || script == Character.UnicodeScript.HANGUL;
    }
}
