package org.hornbook.checkpoint.template;

import java.util.Locale;

/// Upper and lower case, as Python has them.
final class Cases {
    private static final char FINAL_SIGMA = 'ς';
    private static final int NEAR = 16; // characters that tell whether a word ends

    private Cases() {}

    static String upper(String text) {
        return text.toUpperCase(Locale.ROOT);
    }

    static String lower(String text) {
        return text.toLowerCase(Locale.ROOT);
    }

    static String capitalize(String text) {
        if (text.isEmpty()) {
            return text;
        }
        int first = text.codePointAt(0);
        int rest = Character.charCount(first);
        return titleOf(first) + lower(text).substring(lower(text.substring(0, rest)).length());
    }

    /// A character as a word's first one; some become two (`ß` becomes `Ss`).
    private static String titleOf(int c) {
        if (Character.toTitleCase(c) != c) {
            return Character.toString(Character.toTitleCase(c));
        }
        String upper = upper(Character.toString(c));
        int first = upper.codePointAt(0);
        return Character.toString(first) + lower(upper.substring(Character.charCount(first)));
    }

    static String title(String text) {
        StringBuilder out = new StringBuilder();
        boolean inside = false;
        for (int i = 0; i < text.length(); ) {
            int c = text.codePointAt(i);
            int size = Character.charCount(c);
            if (!inside) {
                out.append(titleOf(c));
            } else {
                out.append(lowerAt(text, i));
            }
            inside = cased(c);
            i += size;
        }
        return out.toString();
    }

    static String swap(String text) {
        StringBuilder out = new StringBuilder();
        for (int i = 0; i < text.length(); ) {
            int c = text.codePointAt(i);
            out.append(Character.isUpperCase(c) ? lowerAt(text, i) : upper(Character.toString(c)));
            i += Character.charCount(c);
        }
        return out.toString();
    }

    static String fold(String text) {
        return lower(upper(text)).replace(FINAL_SIGMA, 'σ');
    }

    /// One character in lower case; a sigma that ends a word has its own form.
    private static String lowerAt(String text, int at) {
        int c = text.codePointAt(at);
        if (c != 'Σ') {
            return lower(Character.toString(c));
        }
        int from = Math.max(0, at - NEAR);
        int to = Math.min(text.length(), at + 1 + NEAR);
        int place = lower(text.substring(from, at)).length();
        return lower(text.substring(from, to)).substring(place, place + 1);
    }

    static boolean cased(int c) {
        return Character.isUpperCase(c) || Character.isLowerCase(c) || Character.isTitleCase(c);
    }
}
