package org.hornbook.corpus;

import java.util.ArrayList;
import java.util.List;

/// A piece of a text around the first match of a query, the matches marked.
public final class Snippet {
    private static final int BEFORE = 30;

    private Snippet() {}

    /// About `length` characters on one line; every word of the query stands between `open` and
    /// `close`.
    public static String of(
            String text, DocumentQuery query, int length, String open, String close) {
        List<String> words = new ArrayList<>();
        collect(query, words);
        String line = text.replaceAll("\\s+", " ").strip();
        String lower = line.toLowerCase(java.util.Locale.ROOT);
        int first = words.stream().mapToInt(lower::indexOf).filter(i -> i >= 0).min().orElse(0);
        int from = first <= BEFORE ? 0 : first - BEFORE;
        int to = Math.min(line.length(), from + length);
        if (from > 0 && Character.isLowSurrogate(line.charAt(from))) {
            from--;
        }
        if (to < line.length() && Character.isLowSurrogate(line.charAt(to))) {
            to--;
        }
        String piece = line.substring(from, to);
        for (String word : words) {
            piece =
                    piece.replaceAll(
                            "(?iu)(" + java.util.regex.Pattern.quote(word) + ")",
                            open + "$1" + close);
        }
        return (from > 0 ? "..." : "") + piece + (to < line.length() ? "..." : "");
    }

    private static void collect(DocumentQuery query, List<String> words) {
        switch (query) {
            case DocumentQuery.TextMatch(String text, boolean prefix) ->
                    words.add(text.toLowerCase(java.util.Locale.ROOT));
            case DocumentQuery.And(List<DocumentQuery> all) -> all.forEach(q -> collect(q, words));
            case DocumentQuery.Or(List<DocumentQuery> any) -> any.forEach(q -> collect(q, words));
            case DocumentQuery.All() -> {}
            case DocumentQuery.FieldEquals field -> {}
            case DocumentQuery.Has has -> {}
            case DocumentQuery.Compares compares -> {}
            case DocumentQuery.Not not -> {}
        }
    }
}
