package org.hornbook.checkpoint.template;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;

/// Parts of texts: what `strip`, `split`, `splitlines` and `replace` make.
final class Pieces {
    private Pieces() {}

    /// @param chars those to take off; null for white space
    static String strip(String text, String chars, boolean start, boolean end) {
        int from = 0;
        int to = text.length();
        while (start && from < to && taken(text.codePointAt(from), chars)) {
            from += Character.charCount(text.codePointAt(from));
        }
        while (end && to > from && taken(text.codePointBefore(to), chars)) {
            to -= Character.charCount(text.codePointBefore(to));
        }
        return text.substring(from, to);
    }

    private static boolean taken(int c, String chars) {
        return chars == null ? CodePoints.isSpace(c) : chars.indexOf(c) >= 0;
    }

    /// Split at white space, at most `most` times, from the end where `last`.
    static List<String> words(String text, int most, boolean last) {
        List<String> words = new ArrayList<>();
        String rest = last ? CodePoints.stripEnd(text) : CodePoints.stripStart(text);
        if (last) {
            int end = rest.length();
            while (end > 0 && words.size() < most) {
                int from = end;
                while (from > 0 && !CodePoints.isSpace(rest.charAt(from - 1))) {
                    from--;
                }
                words.add(rest.substring(from, end));
                end = from;
                while (end > 0 && CodePoints.isSpace(rest.charAt(end - 1))) {
                    end--;
                }
            }
            if (end > 0) {
                words.add(rest.substring(0, end));
            }
            Collections.reverse(words);
            return words;
        }
        int at = 0;
        while (at < rest.length() && words.size() < most) {
            int to = at;
            while (to < rest.length() && !CodePoints.isSpace(rest.charAt(to))) {
                to++;
            }
            words.add(rest.substring(at, to));
            at = to;
            while (at < rest.length() && CodePoints.isSpace(rest.charAt(at))) {
                at++;
            }
        }
        if (at < rest.length()) {
            words.add(rest.substring(at));
        }
        return words;
    }

    static List<String> split(String text, String sep, int most, boolean last) {
        List<String> parts = new ArrayList<>();
        if (last) {
            int end = text.length();
            for (int at = text.lastIndexOf(sep, end - sep.length());
                    at >= 0 && parts.size() < most;
                    at = end < sep.length() ? -1 : text.lastIndexOf(sep, end - sep.length())) {
                parts.add(text.substring(at + sep.length(), end));
                end = at;
            }
            parts.add(text.substring(0, end));
            Collections.reverse(parts);
            return parts;
        }
        int from = 0;
        for (int at = text.indexOf(sep);
                at >= 0 && parts.size() < most;
                at = text.indexOf(sep, from)) {
            parts.add(text.substring(from, at));
            from = at + sep.length();
        }
        parts.add(text.substring(from));
        return parts;
    }

    static List<String> lines(String text, boolean keepEnds) {
        List<String> lines = new ArrayList<>();
        int from = 0;
        for (int i = 0; i < text.length(); i++) {
            if (!breaks(text.charAt(i))) {
                continue;
            }
            int end = text.startsWith("\r\n", i) ? i + 2 : i + 1;
            lines.add(text.substring(from, keepEnds ? end : i));
            from = end;
            i = end - 1;
        }
        if (from < text.length()) {
            lines.add(text.substring(from));
        }
        return lines;
    }

    private static boolean breaks(char c) {
        return (c >= '\n' && c <= '\r')
                || (c >= 0x1c && c <= 0x1e)
                || c == 0x85
                || c == 0x2028
                || c == 0x2029;
    }

    /// @param most how often; negative for all
    static String replace(Python python, String text, String old, String by, int most) {
        int limit = most < 0 ? Integer.MAX_VALUE : most;
        StringBuilder out = new StringBuilder();
        int from = 0;
        int count = 0;
        if (old.isEmpty()) {
            for (int at = 0; at <= text.length() && count < limit; count++) {
                python.budget().text(by.length() + 1L);
                out.append(by);
                int size = at < text.length() ? Character.charCount(text.codePointAt(at)) : 1;
                out.append(text, at, Math.min(text.length(), at + size));
                at += size;
                from = Math.min(text.length(), at);
            }
        } else {
            for (int at = text.indexOf(old);
                    at >= 0 && count < limit;
                    at = text.indexOf(old, from)) {
                python.budget().text((long) at - from + by.length());
                out.append(text, from, at).append(by);
                from = at + old.length();
                count++;
            }
        }
        python.budget().text((long) out.length() + text.length() - from);
        return count == 0 ? text : out.append(text, from, text.length()).toString();
    }
}
