package org.hornbook.chat;

import java.util.Locale;

/// The surroundings of a word in a text, on one line.
final class Found {
    private static final int BEFORE = 24;
    private static final int AFTER = 60;

    private Found() {}

    static String around(String text, String word) {
        int at = text.toLowerCase(Locale.ROOT).indexOf(word.toLowerCase(Locale.ROOT));
        if (at < 0) {
            return "";
        }
        int from = Math.max(0, at - BEFORE);
        int to = Math.min(text.length(), at + word.length() + AFTER);
        return (from > 0 ? "\u2026" : "")
                + text.substring(from, to).replaceAll("\\s+", " ").strip()
                + (to < text.length() ? "\u2026" : "");
    }
}
