package org.hornbook.chat;

import java.util.Locale;

/// The surroundings of a word in a text, on one line.
final class Found {
    private static final int BEFORE = 16;
    private static final int AFTER = 60;

    private Found() {}

    static String around(String text, String word) {
        int at = text.toLowerCase(Locale.ROOT).indexOf(word.toLowerCase(Locale.ROOT));
        if (at < 0) {
            return "";
        }
        int from = Math.max(0, at - BEFORE);
        while (from > 0 && from < at && !Character.isWhitespace(text.charAt(from - 1))) {
            from++; // not from the middle of a word
        }
        int to = Math.min(text.length(), at + word.length() + AFTER);
        return (from > 0 ? "\u2026" : "")
                + text.substring(from, to).replaceAll("\\s+", " ").strip()
                + (to < text.length() ? "\u2026" : "");
    }
}
