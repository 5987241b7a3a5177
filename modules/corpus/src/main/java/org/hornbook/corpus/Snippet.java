package org.hornbook.corpus;

import java.util.Iterator;
import java.util.List;

/// A piece of a text around the first match of a query, the matches marked.
public final class Snippet {
    private static final int BEFORE = 30;

    private Snippet() {}

    /// About `length` characters on one line; every match of the query stands between `open` and
    /// `close`.
    public static String of(
            String text, DocumentQuery query, int length, String open, String close) {
        List<Marks.Span> spans = Marks.of(text, query);
        int from = 0;
        if (!spans.isEmpty() && spans.getFirst().from() > BEFORE) {
            from = spans.getFirst().from() - BEFORE;
            if (Character.isLowSurrogate(text.charAt(from))) {
                from--;
            }
        }
        StringBuilder line = new StringBuilder();
        Iterator<Marks.Span> next = spans.iterator();
        Marks.Span span = next.hasNext() ? next.next() : null;
        int at = from;
        int shown = 0;
        for (; at < text.length() && shown < length; ) {
            if (span != null && at == span.from()) {
                line.append(open);
            }
            int c = text.codePointAt(at);
            at += Character.charCount(c);
            if (!Character.isWhitespace(c)) {
                line.appendCodePoint(c);
                shown += Character.charCount(c);
            } else if (shown > 0 && line.charAt(line.length() - 1) != ' ') {
                line.append(' ');
                shown++;
            }
            if (span != null && (at >= span.to() || shown >= length)) {
                if (at > span.from()) {
                    line.append(close);
                }
                span = next.hasNext() ? next.next() : null;
            }
        }
        while (!line.isEmpty() && line.charAt(line.length() - 1) == ' ') {
            line.setLength(line.length() - 1);
        }
        return (blank(text, 0, from) ? "" : "...")
                + line
                + (blank(text, at, text.length()) ? "" : "...");
    }

    private static boolean blank(String text, int from, int to) {
        for (int i = from; i < to; i++) {
            if (!Character.isWhitespace(text.charAt(i))) {
                return false;
            }
        }
        return true;
    }
}
