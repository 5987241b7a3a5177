package org.hornbook.bench;

import java.util.Arrays;
import java.util.BitSet;
import java.util.List;
import org.hornbook.corpus.ColumnCache;
import org.hornbook.corpus.ColumnRepository;
import org.hornbook.corpus.Corpus;
import org.hornbook.corpus.CorpusRepository;
import org.hornbook.corpus.Document;
import org.hornbook.corpus.DocumentId;
import org.hornbook.corpus.DocumentQuery;
import org.hornbook.corpus.Snippet;
import org.hornbook.store.Database;

/// What the browse view asks of a corpus, timed.
final class CorpusQuestions {
    private static final int PAGE = 50;
    private static final DocumentQuery FILTER =
            DocumentQuery.parse("lang:en (source:github OR source:web) length>1500");
    private static final String DUCK_FILTER =
            "lang = 'en' AND (source = 'github' OR source = 'web') AND length(text) > 1500";

    private final CorpusRepository corpora;
    private final ColumnRepository repository;
    private final Corpus corpus;
    private final DuckRepository peer;
    private final Table table;

    CorpusQuestions(Database database, DuckRepository peer, Table table) {
        this.corpora = new CorpusRepository(database);
        this.repository = new ColumnRepository(database);
        this.corpus = corpora.require("bench");
        this.peer = peer;
        this.table = table;
    }

    void ask() throws Exception {
        ColumnCache columns = load();
        filtered(columns);
        shapes(columns);
        words();
    }

    private ColumnCache load() {
        System.gc();
        long before = held();
        long start = System.nanoTime();
        ColumnCache columns = repository.load(corpus.id());
        double seconds = (System.nanoTime() - start) / 1e9;
        System.gc();
        table.line(
                "columns loaded, s; heap they hold, MB",
                "%.1f; %,.0f".formatted(seconds, (held() - before) / 1e6),
                "",
                "");
        return columns;
    }

    private static long held() {
        return Runtime.getRuntime().totalMemory() - Runtime.getRuntime().freeMemory();
    }

    private void filtered(ColumnCache columns) throws Exception {
        long found = select(columns).cardinality();
        if (found != peer.count(DUCK_FILTER)) {
            throw new IllegalStateException(
                    "filtered: " + found + " here, " + peer.count(DUCK_FILTER) + " in DuckDB");
        }
        table.line(
                "exact count of %,d filtered, ms p50 / p95".formatted(found),
                Latencies.of(() -> select(columns).cardinality()),
                Latencies.few(() -> peer.count(DUCK_FILTER)),
                "p95 20");
        table.line(
                "page of %d, filtered and sorted by a number, ms".formatted(PAGE),
                Latencies.of(() -> page(columns, new ColumnCache.Order.ByField("language_score"))),
                Latencies.few(() -> peer.page(DUCK_FILTER, "language_score DESC", PAGE)),
                "p95 20");
        table.line(
                "page of %d, all sorted by length, ms".formatted(PAGE),
                Latencies.of(
                        () ->
                                read(
                                        columns,
                                        columns.sorted(
                                                columns.standing(),
                                                new ColumnCache.Order.ByLength(),
                                                true))),
                Latencies.few(() -> peer.page("true", "length(text) DESC", PAGE)),
                "");
    }

    private BitSet select(ColumnCache columns) {
        return columns.select(FILTER, match -> new long[0]);
    }

    private List<Document> page(ColumnCache columns, ColumnCache.Order order) {
        return read(columns, columns.sorted(select(columns), order, true));
    }

    private List<Document> read(ColumnCache columns, int[] rows) {
        return corpora.get(Arrays.stream(rows).limit(PAGE).mapToObj(columns::id).toList());
    }

    private void shapes(ColumnCache columns) throws Exception {
        BitSet rows = select(columns);
        BitSet all = columns.standing();
        table.line(
                "facets of five fields of what was filtered, ms",
                Latencies.of(() -> facets(columns, rows)),
                "",
                "p95 50");
        table.line(
                "facets of five fields of all, ms",
                Latencies.of(() -> facets(columns, all)),
                "",
                "p95 50");
        table.line(
                "histogram of lengths of all, ms",
                Latencies.of(() -> columns.lengths(20, all)),
                "",
                "p95 50");
    }

    private static int facets(ColumnCache columns, BitSet rows) {
        int values = 0;
        for (String field : List.of("lang", "source", "license", "year", "language_score")) {
            values += columns.facets(field, rows).size();
        }
        return values;
    }

    private void words() throws Exception {
        for (String word : List.of(CorpusText.COMMON, CorpusText.RARE)) {
            DocumentQuery query = DocumentQuery.parse(word);
            table.line(
                    "first 20 with \"%s\" in %,d documents, ms"
                            .formatted(word, corpora.count(corpus.id(), query)),
                    Latencies.of(() -> snippets(query, 20)),
                    "",
                    "p95 30");
            table.line(
                    "first 100 with \"%s\", with snippets, ms".formatted(word),
                    Latencies.of(() -> snippets(query, 100)),
                    "",
                    "p95 100");
            table.line(
                    "exact count of \"%s\", ms".formatted(word),
                    Latencies.of(() -> corpora.count(corpus.id(), query)),
                    "",
                    "");
        }
        DocumentQuery phrase = DocumentQuery.parse("\"the of\" lang:en");
        table.line(
                "first 100 with a phrase and a field, with snippets, ms",
                Latencies.of(() -> snippets(phrase, 100)),
                "",
                "p95 100");
    }

    private List<String> snippets(DocumentQuery query, int limit) {
        return corpora.page(corpus.id(), query, DocumentId.START, limit).documents().stream()
                .map(d -> Snippet.of(d.text(), query, 160, "[", "]"))
                .toList();
    }
}
