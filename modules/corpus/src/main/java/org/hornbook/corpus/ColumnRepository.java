package org.hornbook.corpus;

import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import java.io.IOException;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.BitSet;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.BooleanSupplier;
import java.util.stream.LongStream;
import org.hornbook.store.Database;
import org.hornbook.store.Json;

/// Loads a corpus into a `ColumnCache`, and answers the text searches that only the index can.
public final class ColumnRepository {
    private static final int TEXTS = 256;

    private static final String DOCUMENTS =
            "SELECT documents || ' ' || digest FROM corpus WHERE id = ";

    /// Figures that change with any label, or any score.
    private static final String LABELS =
            "SELECT count(*) || ' ' || total(value) || ' ' || total(value * annotator_id *"
                    + " (doc_id % 9973 + 1)) FROM label";

    private static final String SCORES =
            "SELECT count(*) || ' ' || total(score) || ' ' || total(score * classifier_id *"
                    + " (doc_id % 9973 + 1)) FROM score";

    private final Database database;
    private final TextUnpacker texts = new TextUnpacker();

    public ColumnRepository(Database database) {
        this.database = database;
    }

    /// Reads everything but the texts.
    public ColumnCache load(CorpusId corpus) {
        return load(corpus, Optional.empty());
    }

    /// The same, with what has not changed since taken from `before`, an earlier picture of the
    /// same corpus: all of it, or all but labels, scores and removals.
    public ColumnCache load(CorpusId corpus, Optional<ColumnCache> before) {
        return database.read(
                c -> {
                    String documents = said(c, DOCUMENTS + corpus.value());
                    String opinions =
                            said(c, LABELS)
                                    + said(c, SCORES)
                                    + StandingRepository.digest(c, corpus)
                                    + DecidedRepository.digest(c, corpus);
                    Optional<ColumnCache> same =
                            before.filter(b -> b.stamp().documents().equals(documents));
                    if (same.filter(b -> b.stamp().opinions().equals(opinions)).isPresent()) {
                        return same.get();
                    }
                    ColumnCache columns = same.isPresent() ? same.get() : documents(c, corpus);
                    return columns.with(
                            new ColumnCache.Stamp(documents, opinions),
                            labels(c, corpus, columns.ids()),
                            scores(c, corpus, columns.ids()),
                            StandingRepository.removed(c, corpus, columns.ids()),
                            DecidedRepository.decided(c, corpus, columns.ids()));
                });
    }

    private static String said(Connection c, String sql) throws SQLException {
        try (PreparedStatement s = c.prepareStatement(sql);
                ResultSet rows = s.executeQuery()) {
            return rows.next() ? rows.getString(1) + ';' : "";
        }
    }

    private static Map<String, ColumnCache.Labels> labels(Connection c, CorpusId corpus, long[] ids)
            throws SQLException {
        Map<String, ColumnCache.Labels> labels = new HashMap<>();
        opinions(
                c,
                corpus,
                "SELECT s.name, o.doc_id, o.value FROM label o JOIN annotator s ON s.id"
                        + " = o.annotator_id JOIN document d ON d.id = o.doc_id WHERE"
                        + " d.corpus_id = ? AND o.value IS NOT NULL",
                ids,
                (name, row, value) -> {
                    ColumnCache.Labels column =
                            labels.computeIfAbsent(
                                    name,
                                    n ->
                                            new ColumnCache.Labels(
                                                    new byte[ids.length], new BitSet()));
                    column.values()[row] = (byte) value;
                    column.present().set(row);
                });
        return labels;
    }

    private static Map<String, ColumnCache.Scores> scores(Connection c, CorpusId corpus, long[] ids)
            throws SQLException {
        Map<String, Given> scores = new HashMap<>();
        opinions(
                c,
                corpus,
                "SELECT s.name, o.doc_id, o.score FROM score o JOIN classifier s ON"
                        + " s.id = o.classifier_id JOIN document d ON d.id = o.doc_id WHERE"
                        + " d.corpus_id = ?",
                ids,
                (name, row, value) -> {
                    Given column =
                            scores.computeIfAbsent(
                                    name, n -> new Given(new double[ids.length], new BitSet()));
                    column.values()[row] = value;
                    column.present().set(row);
                });
        Map<String, ColumnCache.Scores> columns = new HashMap<>();
        scores.forEach(
                (name, given) ->
                        columns.put(name, ColumnCache.Scores.of(given.values(), given.present())));
        return columns;
    }

    /// The ids of the documents of a corpus in which the words occur, in ascending order.
    public long[] matches(CorpusId corpus, DocumentQuery.TextMatch match) {
        QuerySql.Driven sql = QuerySql.driven(match);
        return database.read(
                c -> {
                    CorpusRepository.Span span = CorpusRepository.Span.of(c, corpus);
                    boolean index = sql.indexOnly() && span.alone();
                    try (PreparedStatement s =
                            c.prepareStatement(
                                    "SELECT "
                                            + sql.id()
                                            + " FROM "
                                            + (index ? "document_fts" : sql.from())
                                            + " WHERE "
                                            + sql.condition()
                                            + " AND "
                                            + sql.id()
                                            + " BETWEEN ? AND ?"
                                            + (span.alone() ? "" : " AND d.corpus_id = ?")
                                            + " ORDER BY "
                                            + sql.id())) {
                        int at = CorpusRepository.bind(s, 1, sql.arguments());
                        s.setLong(at, span.first());
                        s.setLong(at + 1, span.last());
                        if (!span.alone()) {
                            s.setLong(at + 2, corpus.value());
                        }
                        long[] ids = new long[1024];
                        int n = 0;
                        try (ResultSet rows = s.executeQuery()) {
                            while (rows.next()) {
                                if (n == ids.length) {
                                    ids = Arrays.copyOf(ids, 2 * n);
                                }
                                ids[n++] = rows.getLong(1);
                            }
                        }
                        return Arrays.copyOf(ids, n);
                    }
                });
    }

    /// Answers that only the texts of a corpus can give, regular expressions on all processors.
    ///
    /// @param wanted once it says no, a search ends with a `CancellationException`
    public ColumnCache.Texts texts(CorpusId corpus, BooleanSupplier wanted) {
        return new ColumnCache.Texts() {
            @Override
            public long[] matches(DocumentQuery.TextMatch match) {
                return ColumnRepository.this.matches(corpus, match);
            }

            @Override
            public Map<DocumentQuery.Regex, long[]> matches(
                    List<DocumentQuery.Regex> patterns, long[] candidates) {
                return search(patterns, candidates, wanted);
            }
        };
    }

    private Map<DocumentQuery.Regex, long[]> search(
            List<DocumentQuery.Regex> patterns, long[] candidates, BooleanSupplier wanted) {
        RegexSearch search = new RegexSearch(patterns, wanted);
        List<LongStream.Builder> found = patterns.stream().map(p -> LongStream.builder()).toList();
        for (int from = 0; from < candidates.length; from += TEXTS) {
            long[] some =
                    Arrays.copyOfRange(candidates, from, Math.min(candidates.length, from + TEXTS));
            List<byte[]> packed = packed(some);
            List<boolean[]> answers =
                    search.in(
                            some.length,
                            i -> texts.text(packed.get(i), this::model),
                            i -> key(some[i]));
            for (int i = 0; i < some.length; i++) {
                for (int p = 0; p < found.size(); p++) {
                    if (answers.get(i)[p]) {
                        found.get(p).add(some[i]);
                    }
                }
            }
        }
        Map<DocumentQuery.Regex, long[]> all = new HashMap<>();
        for (int p = 0; p < patterns.size(); p++) {
            all.put(patterns.get(p), found.get(p).build().toArray());
        }
        return all;
    }

    private TextModel model(long id) {
        return database.read(c -> CorpusRepository.model(c, id));
    }

    private String key(long id) {
        return database.read(
                c -> {
                    try (PreparedStatement s =
                            c.prepareStatement("SELECT key FROM document WHERE id = ?")) {
                        s.setLong(1, id);
                        try (ResultSet rows = s.executeQuery()) {
                            return rows.next() ? rows.getString(1) : "" + id;
                        }
                    }
                });
    }

    /// The texts as they are stored: to be unpacked on other threads, while this one reads on.
    private List<byte[]> packed(long[] ids) {
        return database.read(
                c -> {
                    List<byte[]> packed = new ArrayList<>();
                    try (PreparedStatement s =
                            c.prepareStatement("SELECT body FROM document_text WHERE doc_id=?")) {
                        for (long id : ids) {
                            s.setLong(1, id);
                            try (ResultSet rows = s.executeQuery()) {
                                packed.add(rows.next() ? rows.getBytes(1) : new byte[0]);
                            }
                        }
                    }
                    return packed;
                });
    }

    /// The scores of one classifier as they are stored.
    private record Given(double[] values, BitSet present) {}

    private interface Opinion {
        void of(String source, int row, double value);
    }

    /// The documents, as yet without what is said of them.
    private static ColumnCache documents(Connection c, CorpusId corpus) throws SQLException {
        int size =
                (int)
                        CorpusRepository.single(
                                c,
                                "SELECT count(*) FROM document WHERE corpus_id = ?",
                                corpus.value());
        long[] ids = new long[size];
        int[] characters = new int[size];
        KeyRows keys = new KeyRows(size);
        Map<String, Coded> fields = new HashMap<>();
        try (PreparedStatement s =
                c.prepareStatement(
                        "SELECT id, key, metadata, characters FROM document WHERE corpus_id = ?"
                                + " ORDER BY id")) {
            s.setLong(1, corpus.value());
            try (ResultSet rows = s.executeQuery()) {
                for (int row = 0; row < size && rows.next(); row++) {
                    ids[row] = rows.getLong(1);
                    characters[row] = rows.getInt(4);
                    keys.put(rows.getString(2), row);
                    metadata(rows.getString(3), row, size, fields);
                }
            }
        } catch (IOException e) {
            throw new SQLException("metadata is damaged", e);
        }
        Map<String, ColumnCache.Field> columns = new HashMap<>();
        fields.forEach((n, f) -> columns.put(n, new ColumnCache.Field(f.codes, f.values)));
        return new ColumnCache(ids, characters, keys, columns, Map.of(), Map.of(), Map.of());
    }

    /// A field while it is read.
    private static final class Coded {
        private final Dictionary values = new Dictionary();
        private final int[] codes;

        Coded(int size) {
            codes = new int[size];
            Arrays.fill(codes, -1);
        }
    }

    private static void metadata(String json, int row, int size, Map<String, Coded> fields)
            throws IOException {
        try (JsonParser parser = Json.mapper().createParser(json)) {
            parser.nextToken();
            for (String name; (name = parser.nextFieldName()) != null; ) {
                if (parser.nextToken() != JsonToken.VALUE_NULL) {
                    Coded field = fields.computeIfAbsent(name, n -> new Coded(size));
                    field.codes[row] = field.values.code(parser.getText());
                }
            }
        }
    }

    private static void opinions(
            Connection c, CorpusId corpus, String sql, long[] ids, Opinion take)
            throws SQLException {
        try (PreparedStatement s = c.prepareStatement(sql)) {
            s.setLong(1, corpus.value());
            try (ResultSet rows = s.executeQuery()) {
                while (rows.next()) {
                    int row = Arrays.binarySearch(ids, rows.getLong(2));
                    if (row >= 0) {
                        take.of(rows.getString(1), row, rows.getDouble(3));
                    }
                }
            }
        }
    }
}
