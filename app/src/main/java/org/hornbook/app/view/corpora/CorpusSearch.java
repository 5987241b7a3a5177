package org.hornbook.app.view.corpora;

import java.util.ArrayList;
import java.util.BitSet;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CancellationException;
import java.util.function.BooleanSupplier;
import org.hornbook.app.Workbench;
import org.hornbook.app.desk.Desk;
import org.hornbook.corpus.ColumnCache;
import org.hornbook.corpus.ColumnRepository;
import org.hornbook.corpus.Corpus;
import org.hornbook.corpus.DocumentQuery;
import org.hornbook.corpus.Spread;

/// Finds what a query means in one corpus, and what the documents found are like. To be used in the
/// background; the columns of the corpus read last are kept until the store changes.
final class CorpusSearch {
    private static final int FEW = 12;
    private static final int MANY = 2_000;
    private static final int SUGGESTED = 200;

    private final Desk desk;
    private volatile Loaded loaded;

    /// The columns of a corpus, as of a moment of the store.
    ///
    /// @param values of each field with not too many, the most frequent
    private record Loaded(
            Corpus corpus, ColumnCache columns, Map<String, List<String>> values, String mark) {}

    /// What a query found, or why it found nothing.
    record Answer(
            List<Corpus> corpora,
            Optional<Corpus> corpus,
            String text,
            List<String> chips,
            Optional<CorporaState.Found> found) {}

    CorpusSearch(Desk desk) {
        this.desk = desk;
    }

    /// Finds in the corpus of that name, or in the largest if there is none. Throws
    /// `IllegalArgumentException` if the query cannot be read.
    Answer find(String name, String text, CorporaState.Sort sort, BooleanSupplier wanted) {
        Workbench bench = desk.bench();
        List<Corpus> corpora = bench.corpora().all();
        Optional<Corpus> corpus =
                corpora.stream()
                        .filter(c -> c.name().equals(name))
                        .findFirst()
                        .or(
                                () ->
                                        corpora.stream()
                                                .max(Comparator.comparingLong(Corpus::documents)));
        if (corpus.isEmpty()) {
            return new Answer(corpora, corpus, text, List.of(), Optional.empty());
        }
        DocumentQuery query =
                bench.corpora().standing(corpus.get().id(), DocumentQuery.parse(text));
        ColumnRepository repository = new ColumnRepository(bench.workspace().database());
        Loaded of = loaded(repository, corpus.get());
        ColumnCache columns = of.columns();
        long start = System.nanoTime();
        BitSet rows = columns.select(query, repository.texts(corpus.get().id(), wanted));
        CorporaState.Column by =
                all(columns).contains(sort.by()) ? sort.by() : CorporaState.Column.TEXT;
        int[] sorted = columns.sorted(rows, order(by), sort.descending());
        long nanos = System.nanoTime() - start;
        return new Answer(
                corpora,
                corpus,
                text,
                chips(query),
                Optional.of(
                        new CorporaState.Found(columns, of.values(), sorted, rows, nanos, query)));
    }

    /// What the documents found are like. Throws `CancellationException` once it is not `wanted`
    /// any more.
    CorporaState.Facts facts(CorporaState.Found found, BooleanSupplier wanted) {
        ColumnCache columns = found.columns();
        Map<String, Map<String, Long>> fields = new LinkedHashMap<>();
        Map<String, Spread> spreads = new LinkedHashMap<>();
        for (String field : columns.fields()) {
            check(wanted);
            if (columns.distinct(field) > FEW) {
                columns.spread(field, found.chosen(), CorporaState.Facts.SPREAD_BINS)
                        .ifPresent(spread -> spreads.put(field, spread));
            }
            if (!spreads.containsKey(field)) {
                columns.facets(field, found.chosen(), most(found.rows().length))
                        .filter(values -> !values.isEmpty())
                        .ifPresent(values -> fields.put(field, values));
            }
        }
        Map<String, long[]> scores = new LinkedHashMap<>();
        for (String classifier : columns.classifiers()) {
            check(wanted);
            scores.put(
                    classifier,
                    columns.histogram(
                            classifier, 0, 5, CorporaState.Facts.SCORE_BINS, found.chosen()));
        }
        Map<String, Map<Integer, Long>> labels = new LinkedHashMap<>();
        for (String annotator : columns.annotators()) {
            check(wanted);
            labels.put(annotator, columns.labels(annotator, found.chosen()));
        }
        return new CorporaState.Facts(
                found.rows().length,
                fields,
                spreads,
                columns.lengths(CorporaState.Facts.LENGTH_BINS, found.chosen()),
                scores,
                labels);
    }

    private static void check(BooleanSupplier wanted) {
        if (!wanted.getAsBoolean()) {
            throw new CancellationException();
        }
    }

    /// Up to how many values a field says something of the documents, and is no mere name of them.
    private static int most(int documents) {
        return Math.max(FEW, Math.min(MANY, documents / 2));
    }

    private Loaded loaded(ColumnRepository repository, Corpus corpus) {
        String mark = desk.session().mark();
        Loaded now = loaded;
        if (now == null || !now.corpus().equals(corpus) || !now.mark().equals(mark)) {
            Optional<Loaded> before =
                    Optional.ofNullable(now).filter(l -> l.corpus().id().equals(corpus.id()));
            ColumnCache columns = repository.load(corpus.id(), before.map(Loaded::columns));
            Map<String, List<String>> values =
                    before.filter(l -> l.columns().fields().equals(columns.fields()))
                            .filter(l -> l.columns().size() == columns.size())
                            .map(Loaded::values)
                            .orElseGet(() -> values(columns));
            now = new Loaded(corpus, columns, values, mark);
            loaded = now;
        }
        return now;
    }

    private static Map<String, List<String>> values(ColumnCache columns) {
        BitSet all = new BitSet(columns.size());
        all.set(0, columns.size());
        Map<String, List<String>> values = new LinkedHashMap<>();
        for (String field : columns.fields()) {
            columns.facets(field, all, most(columns.size()))
                    .ifPresent(
                            counts ->
                                    values.put(
                                            field,
                                            counts.keySet().stream().limit(SUGGESTED).toList()));
        }
        return values;
    }

    /// Every column there could be.
    static List<CorporaState.Column> all(ColumnCache columns) {
        List<CorporaState.Column> all = new ArrayList<>();
        all.add(CorporaState.Column.TEXT);
        columns.fields()
                .forEach(f -> all.add(new CorporaState.Column(CorporaState.Column.Kind.FIELD, f)));
        all.add(CorporaState.Column.LENGTH);
        columns.annotators()
                .forEach(a -> all.add(new CorporaState.Column(CorporaState.Column.Kind.LABEL, a)));
        columns.classifiers()
                .forEach(c -> all.add(new CorporaState.Column(CorporaState.Column.Kind.SCORE, c)));
        return all;
    }

    /// At first: the first field that tells documents apart, length, two annotators and a
    /// classifier.
    static List<CorporaState.Column> usual(CorporaState.Found found) {
        List<String> telling =
                found.values().entrySet().stream()
                        .filter(e -> e.getValue().size() > 1)
                        .sorted(Comparator.comparing(e -> e.getValue().size() > FEW))
                        .map(Map.Entry::getKey)
                        .limit(1)
                        .toList();
        List<CorporaState.Column> usual = new ArrayList<>();
        int labels = 0;
        int scores = 0;
        for (CorporaState.Column c : all(found.columns())) {
            boolean shown =
                    switch (c.kind()) {
                        case TEXT, LENGTH -> true;
                        case FIELD -> telling.contains(c.name());
                        case LABEL -> labels++ < 2;
                        case SCORE -> scores++ < 1;
                    };
            if (shown) {
                usual.add(c);
            }
        }
        return List.copyOf(usual);
    }

    private static ColumnCache.Order order(CorporaState.Column by) {
        return switch (by.kind()) {
            case TEXT -> new ColumnCache.Order.Imported();
            case LENGTH -> new ColumnCache.Order.ByLength();
            case FIELD -> new ColumnCache.Order.ByField(by.name());
            case LABEL -> new ColumnCache.Order.ByLabel(by.name());
            case SCORE -> new ColumnCache.Order.ByScore(by.name());
        };
    }

    private static List<String> chips(DocumentQuery query) {
        return switch (query) {
            case DocumentQuery.All() -> List.of();
            case DocumentQuery.And(List<DocumentQuery> parts) ->
                    parts.stream()
                            .map(
                                    p ->
                                            p instanceof DocumentQuery.Or
                                                    ? "(" + p.text() + ")"
                                                    : p.text())
                            .toList();
            default -> List.of(query.text());
        };
    }
}
