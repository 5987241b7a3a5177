package org.hornbook.corpus;

import java.text.Normalizer;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/// A text as the search index sees it: words in lower case without accents; runs of Chinese,
/// Japanese and Korean as overlapping pairs of characters, since these scripts do not put spaces
/// between words.
final class SearchText {
    private SearchText() {}

    /// The tokens in order.
    static List<String> tokens(String text) {
        String plain = Normalizer.normalize(text, Normalizer.Form.NFKD).toLowerCase(Locale.ROOT);
        plain = Normalizer.normalize(plain, Normalizer.Form.NFKD);
        List<String> tokens = new ArrayList<>();
        StringBuilder word = new StringBuilder();
        boolean eastAsian = false;
        for (int i = 0; i < plain.length(); ) {
            int c = plain.codePointAt(i);
            i += Character.charCount(c);
            if (mark(c)) {
                continue;
            }
            if (!Character.isLetterOrDigit(c)) {
                end(word, eastAsian, tokens);
                continue;
            }
            if (!word.isEmpty() && eastAsian != eastAsian(c)) {
                end(word, eastAsian, tokens);
            }
            eastAsian = eastAsian(c);
            word.appendCodePoint(c);
        }
        end(word, eastAsian, tokens);
        return tokens;
    }

    private static void end(StringBuilder word, boolean eastAsian, List<String> tokens) {
        if (word.isEmpty()) {
            return;
        }
        String run = eastAsian ? Normalizer.normalize(word, Normalizer.Form.NFC) : word.toString();
        word.setLength(0);
        int[] points = run.codePoints().toArray();
        if (!eastAsian || points.length == 1) {
            tokens.add(run);
            return;
        }
        for (int i = 0; i + 1 < points.length; i++) {
            tokens.add(new String(points, i, 2));
        }
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
