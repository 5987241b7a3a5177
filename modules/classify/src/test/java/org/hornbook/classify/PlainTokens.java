package org.hornbook.classify;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/// Splits text and code into words, numbers and operators. `snake_case` gives its parts; letters
/// are lower-cased.
final class PlainTokens {
    private static final String PAIRS = "== != <= >= += -= *= // ** -> ";

    private PlainTokens() {}

    static List<String> of(String text) {
        List<String> tokens = new ArrayList<>(text.length() / 4 + 4);
        int i = 0;
        int n = text.length();
        while (i < n) {
            char c = text.charAt(i);
            if (Character.isLetter(c)) {
                int start = i;
                while (i < n && Character.isLetter(text.charAt(i))) {
                    i++;
                }
                tokens.add(text.substring(start, i).toLowerCase(Locale.ROOT));
            } else if (Character.isDigit(c)) {
                int start = i;
                while (i < n && Character.isDigit(text.charAt(i))) {
                    i++;
                }
                tokens.add(text.substring(start, i));
            } else {
                if (!Character.isWhitespace(c) && c != '_') {
                    i += operator(text, i, tokens);
                } else {
                    i++;
                }
            }
        }
        return tokens;
    }

    private static int operator(String text, int at, List<String> tokens) {
        if (at + 1 < text.length() && PAIRS.contains(text.substring(at, at + 2) + " ")) {
            tokens.add(text.substring(at, at + 2));
            return 2;
        }
        tokens.add(String.valueOf(text.charAt(at)));
        return 1;
    }

    static boolean isWord(String token) {
        return Character.isLetter(token.charAt(0));
    }

    static boolean isNumber(String token) {
        return Character.isDigit(token.charAt(0));
    }
}
