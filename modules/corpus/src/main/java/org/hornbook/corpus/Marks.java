package org.hornbook.corpus;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.regex.Matcher;

/// Where in a text a query is met: the words as the search index takes them, so also without
/// accents, in another width, or inside a run of Chinese, Japanese or Korean; and what a regular
/// expression matches.
public final class Marks {
    private static final int MOST = 10_000;
    private static final long REGEX_NANOS = 50_000_000L;

    private Marks() {}

    /// A stretch of a text, in UTF-16 code units.
    public record Span(int from, int to) {}

    /// The stretches to mark, in order, none touching another; at most ten thousand. What a query
    /// excludes is not looked for.
    public static List<Span> of(String text, DocumentQuery query) {
        List<DocumentQuery.TextMatch> words = new ArrayList<>();
        List<DocumentQuery.Regex> patterns = new ArrayList<>();
        collect(query, words, patterns);
        List<Span> found = new ArrayList<>();
        if (!words.isEmpty()) {
            words(text, words, found);
        }
        patterns.forEach(p -> regex(text, p, found));
        return merged(found);
    }

    private static void words(String text, List<DocumentQuery.TextMatch> words, List<Span> found) {
        TokenSpans spans = TokenSpans.of(text);
        for (DocumentQuery.TextMatch match : words) {
            SearchText.Wanted wanted =
                    SearchText.wanted(TokenSpans.of(match.words()).tokens(), match.prefix());
            int size = wanted.tokens().size();
            for (int at = 0; at + size <= spans.tokens().size() && found.size() < MOST; at++) {
                if (wanted.at(at, spans.tokens())) {
                    String last = wanted.tokens().getLast();
                    int points =
                            SearchText.eastAsian(last.codePointAt(0))
                                    ? last.codePointCount(0, last.length())
                                    : 2;
                    found.add(new Span(spans.from(at), spans.to(at + size - 1, points)));
                }
            }
        }
    }

    private static void regex(String text, DocumentQuery.Regex regex, List<Span> found) {
        RegexSearch.Watch watch =
                new RegexSearch.Watch(System.nanoTime() + REGEX_NANOS, () -> true);
        Matcher matcher =
                RegexText.compiled(regex.pattern(), regex.flags())
                        .matcher(new RegexSearch.Watched(text, 0, text.length(), watch));
        try {
            while (found.size() < MOST && matcher.find()) {
                if (matcher.end() > matcher.start()) {
                    found.add(new Span(matcher.start(), matcher.end()));
                }
            }
        } catch (RegexSearch.OutOfTime | StackOverflowError e) {
            // What was found until now is marked.
        }
    }

    private static List<Span> merged(List<Span> found) {
        found.sort(Comparator.comparingInt(Span::from));
        List<Span> merged = new ArrayList<>();
        for (Span span : found) {
            if (!merged.isEmpty() && span.from() <= merged.getLast().to()) {
                Span last = merged.removeLast();
                merged.add(new Span(last.from(), Math.max(last.to(), span.to())));
            } else {
                merged.add(span);
            }
        }
        return merged;
    }

    private static void collect(
            DocumentQuery query,
            List<DocumentQuery.TextMatch> words,
            List<DocumentQuery.Regex> patterns) {
        switch (query) {
            case DocumentQuery.TextMatch match -> words.add(match);
            case DocumentQuery.Regex regex -> patterns.add(regex);
            case DocumentQuery.And(List<DocumentQuery> all) ->
                    all.forEach(q -> collect(q, words, patterns));
            case DocumentQuery.Or(List<DocumentQuery> any) ->
                    any.forEach(q -> collect(q, words, patterns));
            case DocumentQuery.All() -> {}
            case DocumentQuery.Any() -> {}
            case DocumentQuery.FieldEquals field -> {}
            case DocumentQuery.FieldCompares field -> {}
            case DocumentQuery.Length length -> {}
            case DocumentQuery.Removed removed -> {}
            case DocumentQuery.Decided decided -> {}
            case DocumentQuery.Has has -> {}
            case DocumentQuery.Compares compares -> {}
            case DocumentQuery.Not not -> {}
        }
    }
}
