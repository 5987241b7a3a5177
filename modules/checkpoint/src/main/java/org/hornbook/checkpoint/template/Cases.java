package org.hornbook.checkpoint.template;

import java.util.Locale;

/// Upper and lower case, as Python has them.
final class Cases {
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
        String lower = lower(text);
        boolean aligned = lower.length() == text.length();
        for (int i = 0; i < text.length(); ) {
            int c = text.codePointAt(i);
            int size = Character.charCount(c);
            if (!inside) {
                out.append(titleOf(c));
            } else if (aligned) {
                out.append(lower, i, i + size);
            } else {
                out.append(lower(Character.toString(c)));
            }
            inside = cased(c);
            i += size;
        }
        return out.toString();
    }

    static String swap(String text) {
        StringBuilder out = new StringBuilder();
        text.codePoints()
                .forEach(
                        c -> {
                            String one = Character.toString(c);
                            out.append(Character.isUpperCase(c) ? lower(one) : upper(one));
                        });
        return out.toString();
    }

    static boolean cased(int c) {
        return Character.isUpperCase(c) || Character.isLowerCase(c) || Character.isTitleCase(c);
    }
}
