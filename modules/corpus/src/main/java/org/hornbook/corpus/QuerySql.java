package org.hornbook.corpus;

import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;

/// A query as a SQL condition over `document d`. Labels and scores are read from the tables of
/// their own rooms: `annotator`, `label`, `classifier`, `score`, and so are removals: `removal`.
/// What was decided is read from `decision_hand` and `decision_line`. Regular expressions are not
/// for SQL: `RegexQuery` takes them out before.
///
/// @param condition with a `?` for each argument
record QuerySql(String condition, List<Object> arguments) {
    private static final String REMOVED =
            "SELECT 1 FROM removal m WHERE m.doc_id = d.id AND m.restored IS NULL";

    private static final String BY_HAND = "SELECT 1 FROM decision_hand h WHERE h.doc_id = d.id";

    /// The side of the line that holds, for a document with a score.
    private static final String BY_LINE =
            "SELECT 1 FROM decision_line l JOIN classifier s ON s.name = l.classifier JOIN score o"
                    + " ON o.classifier_id = s.id WHERE l.corpus_id = d.corpus_id AND l.act_id ="
                    + " (SELECT max(x.act_id) FROM decision_line x WHERE x.corpus_id ="
                    + " d.corpus_id) AND o.doc_id = d.id AND CASE WHEN abs(o.score - l.cutoff) <"
                    + " l.margin THEN 'review' WHEN o.score >= l.cutoff THEN 'keep' ELSE 'drop'"
                    + " END = ?";

    private static final String MATCH = "document_fts MATCH ?";

    static QuerySql of(DocumentQuery query) {
        List<Object> arguments = new ArrayList<>();
        return new QuerySql(condition(query, arguments), arguments);
    }

    /// A query as what to read and a condition, so that a search for words reads the index in order
    /// of documents and stops where it is told to, however many there are.
    ///
    /// @param from `document d`, behind the index where words must occur
    /// @param id the column to page by
    record Driven(String from, String id, String condition, List<Object> arguments) {
        /// Whether the index alone answers.
        boolean indexOnly() {
            return condition.equals(MATCH);
        }
    }

    static Driven driven(DocumentQuery query) {
        List<DocumentQuery> parts =
                query instanceof DocumentQuery.And(List<DocumentQuery> all) ? all : List.of(query);
        List<String> words = new ArrayList<>();
        List<DocumentQuery> rest = new ArrayList<>();
        for (DocumentQuery part : parts) {
            if (part instanceof DocumentQuery.TextMatch(String text, boolean prefix)
                    && !SearchText.wanted(text, prefix).tokens().isEmpty()) {
                words.add(phrase(SearchText.wanted(text, prefix)));
            } else {
                rest.add(part);
            }
        }
        if (words.isEmpty()) {
            QuerySql sql = of(query);
            return new Driven("document d", "d.id", sql.condition(), sql.arguments());
        }
        List<Object> arguments = new ArrayList<>(List.of(String.join(" AND ", words)));
        return new Driven(
                "document_fts CROSS JOIN document d ON d.id = document_fts.rowid",
                "document_fts.rowid",
                rest.isEmpty() ? MATCH : MATCH + " AND " + joined(rest, " AND ", "1", arguments),
                arguments);
    }

    private static String condition(DocumentQuery query, List<Object> arguments) {
        return switch (query) {
            case DocumentQuery.All() -> "1";
            case DocumentQuery.Any() -> "1";
            case DocumentQuery.Regex regex ->
                    throw new IllegalStateException("only a text can answer " + regex.text());
            case DocumentQuery.FieldCompares(
                            String field,
                            DocumentQuery.Sign sign,
                            double value) -> {
                arguments.add(field);
                arguments.add(value);
                yield "EXISTS(SELECT 1 FROM json_each(d.metadata) j WHERE j.key = ? AND CASE WHEN"
                        + " json_valid(j.value) AND json_type(j.value) IN ('integer', 'real') THEN"
                        + " CAST(j.value AS REAL) "
                        + sign.text()
                        + " ? ELSE 0 END)";
            }
            case DocumentQuery.Length(DocumentQuery.Sign sign, double value) -> {
                arguments.add(value);
                yield "d.characters " + sign.text() + " ?";
            }
            case DocumentQuery.Removed(String reason) -> {
                if (reason.isEmpty()) {
                    yield "EXISTS(" + REMOVED + ")";
                }
                arguments.add(reason);
                yield "EXISTS(" + REMOVED + " AND m.reason = ?)";
            }
            case DocumentQuery.Decided(DocumentQuery.Fate fate) -> {
                arguments.add(fate.verdict());
                arguments.add(fate.verdict());
                yield "(EXISTS("
                        + BY_HAND
                        + " AND h.verdict = ?) OR (NOT EXISTS("
                        + BY_HAND
                        + ") AND EXISTS("
                        + BY_LINE
                        + ")))";
            }
            case DocumentQuery.TextMatch(String words, boolean prefix) ->
                    match(words, prefix, arguments);
            case DocumentQuery.FieldEquals(String field, String value) ->
                    field(field, value, arguments);
            case DocumentQuery.Has(DocumentQuery.Opinion opinion, String source) -> {
                arguments.add(source);
                yield "EXISTS(" + opinion(opinion) + ")";
            }
            case DocumentQuery.Compares(
                            DocumentQuery.Opinion opinion,
                            String source,
                            DocumentQuery.Sign sign,
                            double value) -> {
                arguments.add(source);
                arguments.add(value);
                String column = opinion == DocumentQuery.Opinion.LABEL ? "o.value" : "o.score";
                yield "EXISTS(" + opinion(opinion) + " AND " + column + " " + sign.text() + " ?)";
            }
            case DocumentQuery.And(List<DocumentQuery> all) -> joined(all, " AND ", "1", arguments);
            case DocumentQuery.Or(List<DocumentQuery> any) -> joined(any, " OR ", "0", arguments);
            case DocumentQuery.Not(DocumentQuery inner) ->
                    "NOT (" + condition(inner, arguments) + ")";
        };
    }

    private static String joined(
            List<DocumentQuery> parts, String by, String none, List<Object> arguments) {
        return parts.isEmpty()
                ? none
                : parts.stream()
                        .map(p -> condition(p, arguments))
                        .collect(Collectors.joining(by, "(", ")"));
    }

    private static String match(String words, boolean prefix, List<Object> arguments) {
        SearchText.Wanted wanted = SearchText.wanted(words, prefix);
        if (wanted.tokens().isEmpty()) {
            return "0";
        }
        arguments.add(phrase(wanted));
        return "d.id IN (SELECT rowid FROM document_fts WHERE document_fts MATCH ?)";
    }

    private static String phrase(SearchText.Wanted wanted) {
        return "\"" + String.join(" ", wanted.tokens()) + "\"" + (wanted.prefix() ? "*" : "");
    }

    private static String field(String field, String value, List<Object> arguments) {
        if (field.equals("id")) {
            arguments.add(value);
            return "d.key = ?";
        }
        arguments.add(field);
        arguments.add(value);
        return "EXISTS(SELECT 1 FROM json_each(d.metadata) j WHERE j.key = ? AND j.value = ?)";
    }

    private static String opinion(DocumentQuery.Opinion opinion) {
        return switch (opinion) {
            case LABEL ->
                    "SELECT 1 FROM label o JOIN annotator s ON s.id = o.annotator_id"
                            + " WHERE s.name = ? AND o.doc_id = d.id AND o.value IS NOT NULL";
            case SCORE ->
                    "SELECT 1 FROM score o JOIN classifier s ON s.id = o.classifier_id"
                            + " WHERE s.name = ? AND o.doc_id = d.id";
        };
    }
}
