package org.hornbook.checkpoint.template;

import java.util.Iterator;
import org.hornbook.checkpoint.template.Value.Text;

/// Texts as Python counts them: in code points.
final class CodePoints {
    private CodePoints() {}

    static int length(String text) {
        return text.codePointCount(0, text.length());
    }

    static boolean plain(String text) {
        return length(text) == text.length();
    }

    /// From code point `from` (inclusive) to `to` (exclusive), both inside.
    static String between(String text, int from, int to) {
        if (from >= to) {
            return "";
        }
        int start = text.offsetByCodePoints(0, from);
        return text.substring(start, text.offsetByCodePoints(start, to - from));
    }

    static Iterator<Value> each(String text) {
        Iterator<Integer> points = text.codePoints().iterator();
        return new Iterator<>() {
            @Override
            public boolean hasNext() {
                return points.hasNext();
            }

            @Override
            public Value next() {
                return new Text(Character.toString(points.next()));
            }
        };
    }

    /// What `str.isspace` and `str.strip` take for white space.
    static boolean isSpace(int c) {
        return c == ' '
                || (c >= 0x09 && c <= 0x0d)
                || (c >= 0x1c && c <= 0x1f)
                || c == 0x85
                || c == 0xa0
                || (c > 0xff && Character.isSpaceChar(c));
    }

    static String stripEnd(String text) {
        int end = text.length();
        while (end > 0 && isSpace(text.charAt(end - 1))) {
            end--;
        }
        return text.substring(0, end);
    }

    static String stripStart(String text) {
        int start = 0;
        while (start < text.length() && isSpace(text.charAt(start))) {
            start++;
        }
        return text.substring(start);
    }
}
