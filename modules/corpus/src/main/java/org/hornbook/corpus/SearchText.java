package org.hornbook.corpus;

import java.nio.charset.StandardCharsets;
import java.util.List;

/// A text as the search index sees it: words in lower case without accents; runs of Chinese,
/// Japanese and Korean as overlapping pairs of characters, since these scripts do not put spaces
/// between words, and then the last character of the run alone, so that every character begins a
/// token and can be looked for by itself. Full and half width are the same, and so are Hangul
/// syllables and the jamo they are made of.
final class SearchText {
    private SearchText() {}

    /// The tokens in order.
    static List<String> tokens(String text) {
        String joined = joined(text);
        return joined.isEmpty() ? List.of() : List.of(joined.split(" "));
    }

    /// The tokens in order, one space between two.
    static String joined(String text) {
        byte[] tokens = new SearchTokens().of(text.getBytes(StandardCharsets.UTF_8));
        return new String(tokens, StandardCharsets.UTF_8);
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
