package org.hornbook.corpus;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.type.TypeReference;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.LongStream;
import java.util.Set;
import org.hornbook.store.Database;
import org.hornbook.store.Json;
import org.hornbook.store.Migrations;
import org.hornbook.store.Sha256;
import org.hornbook.store.StoreException;

/// Corpora and their documents, to be read. `ImportRepository` writes them.
public final class CorpusRepository implements DocumentReader {
    private static final TypeReference<Map<String, String>> METADATA = new TypeReference<>() {};

    private static final String KEYED = "SELECT ? FROM sqlite_schema WHERE name = 'document_key'";

    private final Database database;
    private final TextUnpacker texts = new TextUnpacker();

    public CorpusRepository(Database database) {
        this.database = database;
    }

    public static Migrations migrations() {
        return Migrations.beside(CorpusRepository.class, "corpus", 3);
    }

    public Optional<Corpus> find(String name) {
        return all().stream().filter(c -> c.name().equals(name)).findFirst();
    }

    /// The corpus of that name. Throws `IllegalArgumentException` that names those there are.
    public Corpus require(String name) {
        return find(name)
                .orElseThrow(
                        () ->
                                new IllegalArgumentException(
                                        "there is no corpus "
                                                + name
                                                + ": "
                                                + (all().isEmpty()
                                                        ? "import one first"
                                                        : "there are "
                                                                + String.join(
                                                                        ", ",
                                                                        all().stream()
                                                                                .map(Corpus::name)
                                                                                .toList()))));
    }

    public List<Corpus> all() {
        return database.read(
                c -> {
                    List<Corpus> corpora = new ArrayList<>();
                    try (PreparedStatement s =
                                    c.prepareStatement(
                                            "SELECT id, name, documents FROM corpus ORDER BY name");
                            ResultSet rows = s.executeQuery()) {
                        while (rows.next()) {
                            corpora.add(
                                    new Corpus(
                                            new CorpusId(rows.getLong(1)),
                                            rows.getString(2),
                                            rows.getLong(3)));
                        }
                    }
                    return corpora;
                });
    }

    /// The corpus of that name, made empty if there is none.
    public Corpus create(String name) {
        database.write(
                t -> {
                    try (PreparedStatement s =
                            t.connection()
                                    .prepareStatement(
                                            "INSERT INTO corpus(name, created) VALUES(?,?) ON"
                                                    + " CONFLICT DO NOTHING")) {
                        s.setString(1, name);
                        s.setString(2, Instant.now().toString());
                        s.executeUpdate();
                    }
                    return null;
                });
        return require(name);
    }

    @Override
    public Document get(DocumentId id) {
        List<Document> found = documents("document d", "d.id", "d.id = ?", List.of(id.value()), 1);
        if (found.isEmpty()) {
            throw new IllegalArgumentException("there is no document " + id.value());
        }
        return found.getFirst();
    }

    /// These documents, in this order. Throws `IllegalArgumentException` if there is no such
    /// document.
    public List<Document> get(List<DocumentId> ids) {
        return database.read(
                c -> {
                    try (PreparedStatement s =
                                    c.prepareStatement(
                                            "SELECT d.id, d.key, t.body, d.metadata FROM document d"
                                                    + " JOIN document_text t ON t.doc_id = d.id"
                                                    + " WHERE d.id = ?");
                            TextUnpacker.Session<SQLException> unpacking =
                                    texts.session(number -> model(c, number))) {
                        List<Document> documents = new ArrayList<>();
                        for (DocumentId id : ids) {
                            s.setLong(1, id.value());
                            try (ResultSet rows = s.executeQuery()) {
                                if (!rows.next()) {
                                    throw new IllegalArgumentException(
                                            "there is no document " + id.value());
                                }
                                documents.add(document(rows, unpacking));
                            }
                        }
                        return documents;
                    }
                });
    }

    /// The ids of the documents with these keys; keys that do not occur are left out.
    public Map<String, DocumentId> ids(CorpusId corpus, Collection<String> keys) {
        return database.read(
                c -> {
                    Map<String, DocumentId> ids = new HashMap<>();
                    if (single(c, KEYED, 1) != 1) {
                        scan(c, corpus, new HashSet<>(keys), ids);
                        return ids;
                    }
                    try (PreparedStatement s =
                            c.prepareStatement(
                                    "SELECT id FROM document WHERE corpus_id = ? AND key = ?")) {
                        for (String key : keys) {
                            s.setLong(1, corpus.value());
                            s.setString(2, key);
                            try (ResultSet rows = s.executeQuery()) {
                                if (rows.next()) {
                                    ids.put(key, new DocumentId(rows.getLong(1)));
                                }
                            }
                        }
                    }
                    return ids;
                });
    }

    /// One look at each document, while an interrupted import has left keys without an index.
    private static void scan(
            Connection c, CorpusId corpus, Set<String> wanted, Map<String, DocumentId> ids)
            throws SQLException {
        try (PreparedStatement s =
                c.prepareStatement("SELECT key, id FROM document WHERE corpus_id = ?")) {
            s.setLong(1, corpus.value());
            try (ResultSet rows = s.executeQuery()) {
                while (rows.next()) {
                    if (wanted.contains(rows.getString(1))) {
                        ids.put(rows.getString(1), new DocumentId(rows.getLong(2)));
                    }
                }
            }
        }
    }

    /// At most `limit` documents behind `after` that `query` means, in order of id.
    public Page page(CorpusId corpus, DocumentQuery query, DocumentId after, int limit) {
        if (RegexQuery.in(query)) {
            return new RegexPages(this, corpus, query).page(after, limit);
        }
        QuerySql.Driven sql = QuerySql.driven(query);
        List<Object> arguments = new ArrayList<>(sql.arguments());
        arguments.addAll(List.of(after.value(), corpus.value(), corpus.value()));
        List<Document> documents =
                documents(
                        sql.from(),
                        sql.id(),
                        sql.condition()
                                + " AND "
                                + sql.id()
                                + " > ? AND "
                                + sql.id()
                                + " <= (SELECT max(id) FROM document WHERE corpus_id = ?)"
                                + " AND d.corpus_id = ?",
                        arguments,
                        limit);
        return new Page(
                documents,
                documents.isEmpty() ? after : documents.getLast().id(),
                documents.size() == limit);
    }

    /// The ids of at most `limit` documents behind `after` that `query` means, in order; no text is
    /// read unless the query asks for one.
    public long[] ids(CorpusId corpus, DocumentQuery query, DocumentId after, int limit) {
        if (RegexQuery.in(query)) {
            return page(corpus, query, after, limit).documents().stream()
                    .mapToLong(d -> d.id().value())
                    .toArray();
        }
        QuerySql.Driven sql = QuerySql.driven(query);
        return database.read(
                c -> {
                    try (PreparedStatement s =
                            c.prepareStatement(
                                    "SELECT d.id FROM "
                                            + sql.from()
                                            + " WHERE "
                                            + sql.condition()
                                            + " AND "
                                            + sql.id()
                                            + " > ? AND d.corpus_id = ? ORDER BY "
                                            + sql.id()
                                            + " LIMIT "
                                            + limit)) {
                        int at = bind(s, 1, sql.arguments());
                        s.setLong(at, after.value());
                        s.setLong(at + 1, corpus.value());
                        LongStream.Builder ids = LongStream.builder();
                        try (ResultSet rows = s.executeQuery()) {
                            while (rows.next()) {
                                ids.add(rows.getLong(1));
                            }
                        }
                        return ids.build().toArray();
                    }
                });
    }

    /// How many documents `query` means, exactly.
    public long count(CorpusId corpus, DocumentQuery query) {
        if (RegexQuery.in(query)) {
            return new RegexPages(this, corpus, query).count();
        }
        QuerySql.Driven sql = QuerySql.driven(query);
        return database.read(
                c -> {
                    Span span = Span.of(c, corpus);
                    boolean index = sql.indexOnly() && span.alone();
                    try (PreparedStatement s =
                            c.prepareStatement(
                                    "SELECT count(*) FROM "
                                            + (index ? "document_fts" : sql.from())
                                            + " WHERE "
                                            + sql.condition()
                                            + " AND "
                                            + sql.id()
                                            + " BETWEEN ? AND ?"
                                            + (span.alone() ? "" : " AND d.corpus_id = ?"))) {
                        int at = bind(s, 1, sql.arguments());
                        s.setLong(at, span.first());
                        s.setLong(at + 1, span.last());
                        if (!span.alone()) {
                            s.setLong(at + 2, corpus.value());
                        }
                        try (ResultSet rows = s.executeQuery()) {
                            return rows.getLong(1);
                        }
                    }
                });
    }

    /// The documents of a corpus lie from `first` to `last`.
    ///
    /// @param alone whether no other corpus has documents in between
    record Span(long first, long last, boolean alone) {
        static Span of(Connection c, CorpusId corpus) throws SQLException {
            long first =
                    single(c, "SELECT min(id) FROM document WHERE corpus_id=?", corpus.value());
            long last = single(c, "SELECT max(id) FROM document WHERE corpus_id=?", corpus.value());
            long size = single(c, "SELECT documents FROM corpus WHERE id=?", corpus.value());
            return new Span(first, last, last - first + 1 == size);
        }
    }

    /// The query without what was removed, unless it speaks of that itself; the same query where
    /// nothing was removed.
    public DocumentQuery standing(CorpusId corpus, DocumentQuery query) {
        return new StandingRepository(database).any(corpus) ? query.standing() : query;
    }

    /// The documents of a corpus that are removed, in ascending order of id.
    public long[] removed(CorpusId corpus) {
        return new StandingRepository(database).ids(corpus);
    }

    /// Documents that a query with regular expressions may mean, and what the tables say of each.
    List<Candidate> candidates(CorpusId corpus, RegexQuery query, DocumentId after, int limit) {
        StringBuilder truths = new StringBuilder();
        List<Object> arguments = new ArrayList<>();
        for (DocumentQuery said : query.said()) {
            QuerySql sql = QuerySql.of(said);
            truths.append(", (").append(sql.condition()).append(")");
            arguments.addAll(sql.arguments());
        }
        QuerySql bound = QuerySql.of(query.bound());
        arguments.addAll(List.of(corpus.value(), after.value()));
        arguments.addAll(bound.arguments());
        String sql =
                "SELECT d.id, d.key, t.body, d.metadata"
                        + truths
                        + " FROM document d JOIN document_text t ON t.doc_id = d.id WHERE"
                        + " d.corpus_id = ? AND d.id > ? AND "
                        + bound.condition()
                        + " ORDER BY d.id LIMIT "
                        + limit;
        return database.read(
                c -> {
                    try (PreparedStatement s = c.prepareStatement(sql)) {
                        bind(s, 1, arguments);
                        List<Candidate> candidates = new ArrayList<>();
                        try (ResultSet rows = s.executeQuery();
                                TextUnpacker.Session<SQLException> unpacking =
                                        texts.session(number -> model(c, number))) {
                            while (rows.next()) {
                                List<Boolean> said = new ArrayList<>();
                                for (int i = 0; i < query.said().size(); i++) {
                                    said.add(rows.getBoolean(5 + i));
                                }
                                candidates.add(new Candidate(document(rows, unpacking), said));
                            }
                        }
                        return candidates;
                    }
                });
    }

    /// @param said for each part of the query that the tables can answer, whether it holds
    record Candidate(Document document, List<Boolean> said) {}

    /// The length of all texts of a corpus together, in UTF-16 code units.
    public long characters(CorpusId corpus) {
        return database.read(
                c ->
                        single(
                                c,
                                "SELECT coalesce(sum(characters), 0) FROM document WHERE corpus_id"
                                        + " = ?",
                                corpus.value()));
    }

    /// The whole corpus as it is now, without what was removed.
    public DocumentSource source(Corpus corpus) {
        return source(corpus, new DocumentQuery.All());
    }

    /// What `query` means of the corpus, without what was removed unless the query speaks of it.
    public DocumentSource source(Corpus corpus, DocumentQuery asked) {
        DocumentQuery query = standing(corpus.id(), asked);
        String removed =
                query.speaksOfRemoval() ? new StandingRepository(database).digest(corpus.id()) : "";
        String identity =
                database.read(
                        c -> {
                            try (PreparedStatement s =
                                    c.prepareStatement(
                                            "SELECT documents, digest FROM corpus WHERE id=?")) {
                                s.setLong(1, corpus.id().value());
                                try (ResultSet rows = s.executeQuery()) {
                                    return rows.getLong(1) + " " + rows.getLong(2);
                                }
                            }
                        });
        return new QuerySource(
                this,
                corpus,
                query,
                Sha256.of(corpus.name() + "\n" + identity + "\n" + query.text() + removed));
    }

    /// A corpus seen through a query.
    private record QuerySource(
            CorpusRepository repository, Corpus corpus, DocumentQuery query, String fingerprint)
            implements DocumentSource {
        @Override
        public String name() {
            return query.text().isEmpty()
                    ? corpus.name()
                    : corpus.name() + " (" + query.text() + ")";
        }

        @Override
        public long count() {
            return repository.count(corpus.id(), query);
        }

        @Override
        public List<Document> after(DocumentId last, int limit) {
            return repository.page(corpus.id(), query, last, limit).documents();
        }

        @Override
        public long[] ids(DocumentId last, int limit) {
            return repository.ids(corpus.id(), query, last, limit);
        }
    }

    /// Takes one text.
    interface TextSink {
        void text(long id, byte[] utf8) throws SQLException;
    }

    /// Hands on the next texts of a corpus in UTF-8, at most `limit`, without the rest of the
    /// documents.
    int texts(CorpusId corpus, long after, int limit, TextSink sink) {
        return database.read(
                c -> {
                    try (PreparedStatement s =
                            c.prepareStatement(
                                    "SELECT d.id, t.body FROM document d JOIN document_text t ON"
                                            + " t.doc_id = d.id WHERE d.corpus_id = ? AND d.id > ?"
                                            + " ORDER BY d.id LIMIT ?")) {
                        s.setLong(1, corpus.value());
                        s.setLong(2, after);
                        s.setInt(3, limit);
                        int count = 0;
                        try (ResultSet rows = s.executeQuery();
                                TextUnpacker.Session<SQLException> unpacking =
                                        texts.session(number -> model(c, number))) {
                            for (; rows.next(); count++) {
                                sink.text(rows.getLong(1), unpacking.utf8(rows.getBytes(2)));
                            }
                        }
                        return count;
                    }
                });
    }

    private List<Document> documents(
            String from, String id, String condition, List<Object> arguments, int limit) {
        String sql =
                "SELECT d.id, d.key, t.body, d.metadata FROM "
                        + from
                        + " JOIN document_text t ON t.doc_id = "
                        + id
                        + " WHERE "
                        + condition
                        + " ORDER BY "
                        + id
                        + " LIMIT "
                        + limit;
        return database.read(
                c -> {
                    try (PreparedStatement s = c.prepareStatement(sql)) {
                        bind(s, 1, arguments);
                        List<Document> documents = new ArrayList<>();
                        try (ResultSet rows = s.executeQuery();
                                TextUnpacker.Session<SQLException> unpacking =
                                        texts.session(number -> model(c, number))) {
                            while (rows.next()) {
                                documents.add(document(rows, unpacking));
                            }
                        }
                        return documents;
                    }
                });
    }

    private static Document document(ResultSet rows, TextUnpacker.Session<SQLException> unpacking)
            throws SQLException {
        return new Document(
                new DocumentId(rows.getLong(1)),
                rows.getString(2),
                unpacking.text(rows.getBytes(3)),
                metadata(rows.getString(4)));
    }

    static TextModel model(Connection c, long id) throws SQLException {
        try (PreparedStatement s = c.prepareStatement("SELECT body FROM text_model WHERE id = ?")) {
            s.setLong(1, id);
            try (ResultSet rows = s.executeQuery()) {
                if (!rows.next()) {
                    throw new StoreException("the workspace lacks text model " + id);
                }
                return TextModel.read(id, rows.getBytes(1));
            }
        }
    }

    private static Map<String, String> metadata(String json) {
        try {
            return Json.mapper().readValue(json, METADATA);
        } catch (JsonProcessingException e) {
            throw new IllegalStateException("metadata is damaged: " + json, e);
        }
    }

    /// Returns the number of the next parameter.
    static int bind(PreparedStatement s, int from, List<Object> arguments) throws SQLException {
        for (int i = 0; i < arguments.size(); i++) {
            s.setObject(from + i, arguments.get(i));
        }
        return from + arguments.size();
    }

    Database database() {
        return database;
    }

    static long single(Connection c, String sql, long argument) throws SQLException {
        try (PreparedStatement s = c.prepareStatement(sql)) {
            s.setLong(1, argument);
            try (ResultSet rows = s.executeQuery()) {
                return rows.next() ? rows.getLong(1) : -1;
            }
        }
    }
}
