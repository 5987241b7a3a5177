package org.hornbook.app.view.corpora;

import java.util.Arrays;
import java.util.BitSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.hornbook.app.desk.SavedViews;
import org.hornbook.corpus.ColumnCache;
import org.hornbook.corpus.Corpus;
import org.hornbook.corpus.Document;
import org.hornbook.corpus.Spread;
import org.hornbook.corpus.DocumentQuery;
import org.hornbook.label.Label;

/// What the corpora view shows.
///
/// @param read whether the store has answered
/// @param query the text in the box
/// @param wrong why the query cannot be read, empty if it can
/// @param chips the parts of the query that must all hold
public record CorporaState(
        boolean read,
        List<Corpus> corpora,
        Optional<Corpus> corpus,
        String query,
        String wrong,
        List<String> chips,
        List<Column> columns,
        Sort sort,
        Optional<Found> found,
        Optional<Facts> facts,
        Optional<Opened> opened,
        List<SavedViews.View> views) {
    static final CorporaState FIRST =
            new CorporaState(
                    false,
                    List.of(),
                    Optional.empty(),
                    "",
                    "",
                    List.of(),
                    List.of(),
                    new Sort(Column.TEXT, false),
                    Optional.empty(),
                    Optional.empty(),
                    Optional.empty(),
                    List.of());

    /// What a column shows.
    public record Column(Kind kind, String name) {
        /// Where its values come from.
        public enum Kind {
            TEXT,
            LENGTH,
            FIELD,
            LABEL,
            SCORE
        }

        static final Column TEXT = new Column(Kind.TEXT, "");
        static final Column LENGTH = new Column(Kind.LENGTH, "");

        String id() {
            return kind + ":" + name;
        }
    }

    /// By which column; by `TEXT` means as imported.
    public record Sort(Column by, boolean descending) {}

    /// What a query found.
    ///
    /// @param values of the whole corpus: for each field with not too many, the most frequent
    /// @param rows of `columns`, in the order shown
    /// @param chosen the same rows as a set
    /// @param query what was looked for: where it is met is marked
    public record Found(
            ColumnCache columns,
            Map<String, List<String>> values,
            int[] rows,
            BitSet chosen,
            long nanos,
            DocumentQuery query) {
        @Override
        public boolean equals(Object other) {
            return this == other;
        }

        @Override
        public int hashCode() {
            return System.identityHashCode(this);
        }
    }

    /// What the documents found are like.
    ///
    /// @param fields for each field with not too many values, how many have each
    /// @param spreads for each field of numbers, how they are spread
    /// @param scores for each classifier, how many fall into each of `SCORE_BINS` steps of 0-5
    /// @param labels for each annotator, how many have each label; the least integer counts those
    ///   without
    public record Facts(
            long documents,
            Map<String, Map<String, Long>> fields,
            Map<String, Spread> spreads,
            long[] lengths,
            Map<String, long[]> scores,
            Map<String, Map<Integer, Long>> labels) {
        static final int SCORE_BINS = 20;
        static final int LENGTH_BINS = 20;
        static final int SPREAD_BINS = 20;

        @Override
        public boolean equals(Object o) {
            return o instanceof Facts other
                    && documents == other.documents
                    && fields.equals(other.fields)
                    && spreads.equals(other.spreads)
                    && labels.equals(other.labels)
                    && Arrays.equals(lengths, other.lengths)
                    && scores.keySet().equals(other.scores.keySet())
                    && scores.entrySet().stream()
                            .allMatch(
                                    e -> Arrays.equals(e.getValue(), other.scores.get(e.getKey())));
        }

        @Override
        public int hashCode() {
            return fields.hashCode();
        }
    }

    /// The document in the reader with all that is said of it.
    ///
    /// @param kept for each kept set that this document was measured for, whether it is in
    public record Opened(
            Document document,
            Map<String, Label> labels,
            Map<String, Double> scores,
            Map<String, Boolean> kept) {}

    CorporaState in(List<Corpus> all, Optional<Corpus> one) {
        return new CorporaState(
                true, all, one, query, wrong, chips, columns, sort, found, facts, opened, views);
    }

    CorporaState asked(String text, String why, List<String> parts) {
        return new CorporaState(
                read, corpora, corpus, text, why, parts, columns, sort, found, facts, opened,
                views);
    }

    CorporaState showing(List<Column> next) {
        return new CorporaState(
                read, corpora, corpus, query, wrong, chips, next, sort, found, facts, opened,
                views);
    }

    CorporaState sorted(Sort next) {
        return new CorporaState(
                read, corpora, corpus, query, wrong, chips, columns, next, found, facts, opened,
                views);
    }

    CorporaState found(Optional<Found> next) {
        return new CorporaState(
                read, corpora, corpus, query, wrong, chips, columns, sort, next, facts, opened,
                views);
    }

    CorporaState facts(Optional<Facts> next) {
        return new CorporaState(
                read, corpora, corpus, query, wrong, chips, columns, sort, found, next, opened,
                views);
    }

    CorporaState opened(Optional<Opened> next) {
        return new CorporaState(
                read, corpora, corpus, query, wrong, chips, columns, sort, found, facts, next,
                views);
    }

    CorporaState with(List<SavedViews.View> next) {
        return new CorporaState(
                read, corpora, corpus, query, wrong, chips, columns, sort, found, facts, opened,
                next);
    }
}
