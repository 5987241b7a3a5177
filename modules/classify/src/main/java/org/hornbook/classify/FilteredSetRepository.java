package org.hornbook.classify;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.List;
import java.util.Optional;
import java.util.function.DoubleConsumer;
import java.util.function.LongConsumer;
import java.util.stream.LongStream;
import org.hornbook.classify.decision.DecisionRepository;
import org.hornbook.classify.decision.Line;
import org.hornbook.corpus.CorpusId;
import org.hornbook.corpus.CorpusRepository;
import org.hornbook.corpus.Document;
import org.hornbook.corpus.DocumentId;
import org.hornbook.corpus.DocumentSource;
import org.hornbook.job.Provenance;
import org.hornbook.store.Database;
import org.hornbook.store.Json;
import org.hornbook.store.Sha256;
import org.hornbook.store.StoreException;
import org.hornbook.store.Transaction;

/// The kept sets of a workspace.
public final class FilteredSetRepository {
    private final Database database;
    private final CorpusRepository corpora;

    public FilteredSetRepository(Database database, CorpusRepository corpora) {
        this.database = database;
        this.corpora = corpora;
    }

    public Optional<FilteredSet> find(String name) {
        return all().stream().filter(s -> s.name().equals(name)).findFirst();
    }

    public List<FilteredSet> all() {
        String sql =
                "SELECT id, name, corpus_id, classifier, rule, cutoff, documents, characters, fingerprint"
                        + " FROM filtered_set WHERE fingerprint <> '' ORDER BY id";
        return database.read(
                c -> {
                    List<FilteredSet> sets = new ArrayList<>();
                    try (PreparedStatement s = c.prepareStatement(sql);
                            ResultSet r = s.executeQuery()) {
                        while (r.next()) {
                            sets.add(
                                    new FilteredSet(
                                            r.getLong(1),
                                            r.getString(2),
                                            new CorpusId(r.getLong(3)),
                                            r.getString(4),
                                            r.getString(5),
                                            r.getDouble(6),
                                            r.getLong(7),
                                            r.getLong(8),
                                            r.getString(9)));
                        }
                    }
                    return sets;
                });
    }

    /// The documents of the set, in order, without those that were removed from their corpus since.
    public DocumentSource source(FilteredSet set) {
        LongStream.Builder removed = LongStream.builder();
        if (corpora.removed(set.corpus()).length > 0) {
            each(
                    "SELECT DISTINCT m.doc_id FROM filtered_member f JOIN removal m ON m.doc_id ="
                            + " f.doc_id WHERE f.set_id = ? AND m.restored IS NULL ORDER BY"
                            + " m.doc_id",
                    set.id(),
                    removed::add);
        }
        return new SetSource(this, set, removed.build().toArray());
    }

    /// A set as documents to read.
    ///
    /// @param removed of its members, in ascending order of id
    private record SetSource(FilteredSetRepository sets, FilteredSet set, long[] removed)
            implements DocumentSource {
        @Override
        public String name() {
            return set.name();
        }

        @Override
        public String fingerprint() {
            return removed.length == 0
                    ? set.fingerprint()
                    : Sha256.of(set.fingerprint() + " without " + Arrays.toString(removed));
        }

        @Override
        public long count() {
            return set.documents() - removed.length;
        }

        @Override
        public List<Document> after(DocumentId last, int limit) {
            return standing(last, limit).stream().map(sets.corpora::get).toList();
        }

        @Override
        public long[] ids(DocumentId last, int limit) {
            return standing(last, limit).stream().mapToLong(DocumentId::value).toArray();
        }

        private List<DocumentId> standing(DocumentId last, int limit) {
            List<DocumentId> standing = new ArrayList<>();
            DocumentId at = last;
            while (standing.size() < limit) {
                List<DocumentId> members = sets.members(set, at, limit - standing.size());
                if (members.isEmpty()) {
                    break;
                }
                members.stream()
                        .filter(m -> Arrays.binarySearch(removed, m.value()) < 0)
                        .forEach(standing::add);
                at = members.getLast();
            }
            return standing;
        }
    }

    /// Whether a document is a member of the set.
    public boolean holds(FilteredSet set, DocumentId document) {
        return database.read(
                c -> {
                    try (PreparedStatement s =
                            c.prepareStatement(
                                    "SELECT 1 FROM filtered_member WHERE set_id = ? AND doc_id ="
                                            + " ?")) {
                        s.setLong(1, set.id());
                        s.setLong(2, document.value());
                        try (ResultSet rows = s.executeQuery()) {
                            return rows.next();
                        }
                    }
                });
    }

    private List<DocumentId> members(FilteredSet set, DocumentId after, int limit) {
        return database.read(
                c -> {
                    try (PreparedStatement s =
                            c.prepareStatement(
                                    "SELECT doc_id FROM filtered_member WHERE set_id=? AND doc_id>? ORDER BY doc_id LIMIT ?")) {
                        s.setLong(1, set.id());
                        s.setLong(2, after.value());
                        s.setInt(3, limit);
                        List<DocumentId> ids = new ArrayList<>();
                        try (ResultSet rows = s.executeQuery()) {
                            while (rows.next()) {
                                ids.add(new DocumentId(rows.getLong(1)));
                            }
                        }
                        return ids;
                    }
                });
    }

    // ---- making one ----

    private static final String STANDS =
            " AND NOT EXISTS(SELECT 1 FROM removal m WHERE m.doc_id = d.id AND m.restored IS NULL)";

    /// How a set is named until all its members are there; `all` does not list it.
    private static String unfinished(String name) {
        return "(being made) " + name;
    }

    /// Tells the score of each document of `corpus` that stands, in order of documents.
    void scores(ClassifierId classifier, CorpusId corpus, DoubleConsumer reader) {
        database.read(
                c -> {
                    try (PreparedStatement s =
                            c.prepareStatement(
                                    "SELECT s.score FROM score s JOIN document d ON d.id ="
                                            + " s.doc_id WHERE s.classifier_id = ? AND"
                                            + " d.corpus_id = ?"
                                            + STANDS)) {
                        s.setLong(1, classifier.value());
                        s.setLong(2, corpus.value());
                        try (ResultSet rows = s.executeQuery()) {
                            while (rows.next()) {
                                reader.accept(rows.getDouble(1));
                            }
                        }
                    }
                    return null;
                });
    }

    /// Some documents that are kept.
    ///
    /// @param characters of their texts together
    record Part(long[] documents, long characters) {}

    /// The next documents behind `after` that stand and are kept: by hand, or by a score of at
    /// least `cutoff` where nobody decided by hand. Empty at the end.
    Part kept(ClassifierId classifier, CorpusId corpus, double cutoff, long after, int limit) {
        return database.read(
                c -> {
                    boolean byHand = DecisionRepository.there(c);
                    String sql =
                            "SELECT d.id, d.characters FROM document d LEFT JOIN score s ON"
                                    + " s.classifier_id = ? AND s.doc_id = d.id"
                                    + (byHand
                                            ? " LEFT JOIN decision_hand h ON h.doc_id = d.id"
                                            : "")
                                    + " WHERE d.corpus_id = ? AND d.id > ? AND "
                                    + (byHand
                                            ? "CASE WHEN h.verdict IS NULL THEN s.score >= ? ELSE"
                                                    + " h.verdict = 'keep' END"
                                            : "s.score >= ?")
                                    + STANDS
                                    + " ORDER BY d.id LIMIT ?";
                    long[] documents = new long[limit];
                    int n = 0;
                    long characters = 0;
                    try (PreparedStatement s = c.prepareStatement(sql)) {
                        s.setLong(1, classifier.value());
                        s.setLong(2, corpus.value());
                        s.setLong(3, after);
                        s.setDouble(4, cutoff);
                        s.setInt(5, limit);
                        try (ResultSet rows = s.executeQuery()) {
                            while (rows.next()) {
                                documents[n++] = rows.getLong(1);
                                characters += rows.getLong(2);
                            }
                        }
                    }
                    return new Part(Arrays.copyOf(documents, n), characters);
                });
    }

    /// Begins a set that is not listed yet; what an earlier attempt left is forgotten.
    long begin(Transaction transaction, FilteredSet set, Provenance provenance) {
        Connection c = transaction.connection();
        try {
            forget(c, unfinished(set.name()));
            return insert(c, set, unfinished(set.name()), provenance);
        } catch (SQLException e) {
            throw new StoreException("cannot begin the set " + set.name(), e);
        }
    }

    void add(Transaction transaction, long set, long[] documents) {
        try (PreparedStatement s =
                transaction
                        .connection()
                        .prepareStatement("INSERT INTO filtered_member VALUES(?,?)")) {
            for (long document : documents) {
                s.setLong(1, set);
                s.setLong(2, document);
                s.addBatch();
            }
            s.executeBatch();
        } catch (SQLException e) {
            throw new StoreException("cannot store what is kept", e);
        }
    }

    /// The hash of the corpus' name and the members, each on a line.
    String fingerprint(long set, String corpus) {
        MessageDigest digest = sha256();
        digest.update((corpus + "\n").getBytes(StandardCharsets.UTF_8));
        each(
                "SELECT doc_id FROM filtered_member WHERE set_id = ? ORDER BY doc_id",
                set,
                id -> digest.update((id + "\n").getBytes(StandardCharsets.UTF_8)));
        return HexFormat.of().formatHex(digest.digest());
    }

    /// Lists a set under its name, in place of an earlier one.
    void finish(Transaction transaction, FilteredSet set) {
        Connection c = transaction.connection();
        try {
            forget(c, set.name());
            try (PreparedStatement s =
                    c.prepareStatement(
                            "UPDATE filtered_set SET name = ?, documents = ?, characters = ?,"
                                    + " fingerprint = ? WHERE id = ?")) {
                s.setString(1, set.name());
                s.setLong(2, set.documents());
                s.setLong(3, set.characters());
                s.setString(4, set.fingerprint());
                s.setLong(5, set.id());
                s.executeUpdate();
            }
        } catch (SQLException e) {
            throw new StoreException("cannot store the set " + set.name(), e);
        }
    }

    /// Draws the line that the set was cut at, so that it can be told why a document is not in it.
    void draw(Transaction transaction, CorpusId corpus, Line line, String who) {
        try {
            if (DecisionRepository.there(transaction.connection())) {
                new DecisionRepository(database).draw(transaction, corpus, line, who);
            }
        } catch (SQLException e) {
            throw new StoreException("cannot draw the line", e);
        }
    }

    /// What changes with the documents of a corpus that are out: how many, and a hash of them.
    Optional<String> removedDigest(CorpusId corpus) {
        long[] removed = corpora.removed(corpus);
        if (removed.length == 0) {
            return Optional.empty();
        }
        MessageDigest digest = sha256();
        for (int i = 0; i < removed.length; i++) {
            String shown = (i == 0 ? "[" : ", ") + removed[i];
            digest.update(shown.getBytes(StandardCharsets.UTF_8));
        }
        digest.update("]".getBytes(StandardCharsets.UTF_8));
        return Optional.of(removed.length + " " + HexFormat.of().formatHex(digest.digest()));
    }

    /// The same of what people decided.
    Optional<String> byHandDigest(CorpusId corpus) {
        MessageDigest digest = sha256();
        long[] n = {0};
        database.read(
                c -> {
                    if (!DecisionRepository.there(c)) {
                        return null;
                    }
                    try (PreparedStatement s =
                            c.prepareStatement(
                                    "SELECT doc_id || ' ' || verdict FROM decision_hand WHERE"
                                            + " corpus_id = ? ORDER BY doc_id")) {
                        s.setLong(1, corpus.value());
                        try (ResultSet rows = s.executeQuery()) {
                            while (rows.next()) {
                                n[0]++;
                                digest.update(rows.getString(1).getBytes(StandardCharsets.UTF_8));
                            }
                        }
                    }
                    return null;
                });
        return n[0] == 0
                ? Optional.empty()
                : Optional.of(n[0] + " " + HexFormat.of().formatHex(digest.digest()));
    }

    private static MessageDigest sha256() {
        try {
            return MessageDigest.getInstance("SHA-256");
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every Java has SHA-256", e);
        }
    }

    private void each(String sql, long value, LongConsumer reader) {
        database.read(
                c -> {
                    try (PreparedStatement s = c.prepareStatement(sql)) {
                        s.setLong(1, value);
                        try (ResultSet rows = s.executeQuery()) {
                            while (rows.next()) {
                                reader.accept(rows.getLong(1));
                            }
                        }
                    }
                    return null;
                });
    }

    private static void forget(Connection c, String name) throws SQLException {
        try (PreparedStatement s = c.prepareStatement("DELETE FROM filtered_set WHERE name = ?")) {
            s.setString(1, name);
            s.executeUpdate();
        }
    }

    private static long insert(Connection c, FilteredSet set, String name, Provenance provenance)
            throws SQLException {
        try (PreparedStatement s =
                c.prepareStatement(
                        "INSERT INTO filtered_set(name, corpus_id, classifier, rule, cutoff, documents, characters,"
                                + " fingerprint, provenance) VALUES(?,?,?,?,?,0,0,'',?) RETURNING id")) {
            s.setString(1, name);
            s.setLong(2, set.corpus().value());
            s.setString(3, set.classifier());
            s.setString(4, set.rule());
            s.setDouble(5, set.cutoff());
            s.setString(6, Json.write(provenance));
            try (ResultSet rows = s.executeQuery()) {
                rows.next();
                return rows.getLong(1);
            }
        }
    }
}
