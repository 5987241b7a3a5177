package org.hornbook.corpus;

import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.function.Predicate;

/// A query with regular expressions in it, split into what the tables can say and what only a text
/// can: `bound` finds every document that could be meant, and `rest` decides for each of them.
///
/// @param bound without regular expressions; means at least what the query means
/// @param rest what has to be decided for each document that `bound` finds
/// @param said the largest parts of `rest` that hold no regular expression, in order
/// @param patterns the regular expressions of `rest`, each once
record RegexQuery(
        DocumentQuery bound,
        DocumentQuery rest,
        List<DocumentQuery> said,
        List<DocumentQuery.Regex> patterns) {
    static RegexQuery of(DocumentQuery query) {
        List<DocumentQuery> open = new ArrayList<>();
        List<DocumentQuery> parts =
                query instanceof DocumentQuery.And(List<DocumentQuery> all) ? all : List.of(query);
        parts.stream().filter(RegexQuery::in).forEach(open::add);
        DocumentQuery rest = new DocumentQuery.And(open);
        List<DocumentQuery> said = new ArrayList<>();
        List<DocumentQuery.Regex> patterns = new ArrayList<>();
        collect(rest, said, patterns);
        return new RegexQuery(
                bound(query, true), rest, said, patterns.stream().distinct().toList());
    }

    /// Whether the query holds a regular expression.
    static boolean in(DocumentQuery query) {
        return switch (query) {
            case DocumentQuery.Regex regex -> true;
            case DocumentQuery.And(List<DocumentQuery> all) ->
                    all.stream().anyMatch(RegexQuery::in);
            case DocumentQuery.Or(List<DocumentQuery> any) -> any.stream().anyMatch(RegexQuery::in);
            case DocumentQuery.Not(DocumentQuery inner) -> in(inner);
            default -> false;
        };
    }

    /// The query as if every regular expression did what makes it mean the `most` documents, or the
    /// fewest.
    static DocumentQuery bound(DocumentQuery query, boolean most) {
        return switch (query) {
            case DocumentQuery.Regex regex ->
                    most ? new DocumentQuery.All() : new DocumentQuery.Or(List.of());
            case DocumentQuery.And(List<DocumentQuery> all) ->
                    new DocumentQuery.And(all.stream().map(q -> bound(q, most)).toList());
            case DocumentQuery.Or(List<DocumentQuery> any) ->
                    new DocumentQuery.Or(any.stream().map(q -> bound(q, most)).toList());
            case DocumentQuery.Not(DocumentQuery inner) ->
                    new DocumentQuery.Not(bound(inner, !most));
            default -> query;
        };
    }

    /// Whether a document that `bound` found is meant.
    ///
    /// @param truths for each of `said`, whether it holds
    boolean holds(List<Boolean> truths, Predicate<DocumentQuery.Regex> found) {
        return holds(rest, truths.iterator(), found);
    }

    /// Every part is asked, so that each takes its own truth from the row.
    private static boolean holds(
            DocumentQuery query, Iterator<Boolean> truths, Predicate<DocumentQuery.Regex> found) {
        if (!in(query)) {
            return truths.next();
        }
        return switch (query) {
            case DocumentQuery.Regex regex -> found.test(regex);
            case DocumentQuery.And(List<DocumentQuery> all) -> {
                boolean every = true;
                for (DocumentQuery part : all) {
                    every &= holds(part, truths, found);
                }
                yield every;
            }
            case DocumentQuery.Or(List<DocumentQuery> any) -> {
                boolean some = false;
                for (DocumentQuery part : any) {
                    some |= holds(part, truths, found);
                }
                yield some;
            }
            case DocumentQuery.Not(DocumentQuery inner) -> !holds(inner, truths, found);
            default -> throw new IllegalStateException("no regular expression in " + query);
        };
    }

    private static void collect(
            DocumentQuery query, List<DocumentQuery> said, List<DocumentQuery.Regex> patterns) {
        if (!in(query)) {
            said.add(query);
            return;
        }
        switch (query) {
            case DocumentQuery.Regex regex -> patterns.add(regex);
            case DocumentQuery.And(List<DocumentQuery> all) ->
                    all.forEach(q -> collect(q, said, patterns));
            case DocumentQuery.Or(List<DocumentQuery> any) ->
                    any.forEach(q -> collect(q, said, patterns));
            case DocumentQuery.Not(DocumentQuery inner) -> collect(inner, said, patterns);
            default -> throw new IllegalStateException("no regular expression in " + query);
        }
    }
}
