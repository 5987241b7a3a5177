package org.hornbook.corpus.clean;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import org.hornbook.corpus.CorpusId;
import org.hornbook.corpus.DocumentId;
import org.hornbook.store.Database;
import org.hornbook.store.Migrations;
import org.hornbook.store.StoreException;
import org.hornbook.store.Transaction;

/// What was removed from corpora and by which decisions. Documents are never deleted: they are
/// marked, and every decision can be undone.
public final class RemovalRepository {
    private static final String OUT =
            "SELECT m.doc_id, d.key, m.reason, m.detail, m.kept_id, k.key, m.decision_id, x.who,"
                    + " x.made FROM removal m JOIN document d ON d.id = m.doc_id JOIN"
                    + " removal_decision x ON x.id = m.decision_id LEFT JOIN document k ON k.id ="
                    + " m.kept_id WHERE m.restored IS NULL AND ";

    private final Database database;

    public RemovalRepository(Database database) {
        this.database = database;
    }

    public static Migrations migrations() {
        return Migrations.beside(RemovalRepository.class, "corpus.clean", 1);
    }

    /// A document to be taken out.
    public record Out(DocumentId document, String detail, Optional<DocumentId> kept) {}

    /// Who decides what, and why.
    public record Because(Removal.Reason reason, String words, String who, String job) {}

    /// Takes documents out. One that is already out for this reason stays as it was. Returns the
    /// decision; nothing is stored if there is nothing to take out.
    public Optional<Decision> remove(CorpusId corpus, Because because, Collection<Out> documents) {
        return database.write(t -> remove(t, corpus, because, documents));
    }

    /// The same in a transaction of the caller.
    public Optional<Decision> remove(
            Transaction transaction, CorpusId corpus, Because because, Collection<Out> documents) {
        try {
            Connection c = transaction.connection();
            long id = decide(c, corpus, Decision.Kind.REMOVE, because, Optional.empty());
            long n = 0;
            try (PreparedStatement s =
                    c.prepareStatement(
                            "INSERT INTO removal(doc_id, reason, corpus_id, detail, kept_id,"
                                    + " decision_id, restored) SELECT d.id, ?, d.corpus_id, ?, ?, ?, NULL"
                                    + " FROM document d WHERE d.id = ? AND d.corpus_id = ? ON"
                                    + " CONFLICT(doc_id, reason) DO UPDATE SET detail = excluded.detail,"
                                    + " kept_id = excluded.kept_id, decision_id = excluded.decision_id,"
                                    + " restored = NULL WHERE restored IS NOT NULL")) {
                for (Out out : documents) {
                    s.setString(1, because.reason().word());
                    s.setString(2, out.detail());
                    s.setObject(3, out.kept().map(DocumentId::value).orElse(null));
                    s.setLong(4, id);
                    s.setLong(5, out.document().value());
                    s.setLong(6, corpus.value());
                    n += s.executeUpdate();
                }
            }
            return settled(c, id, n);
        } catch (SQLException e) {
            throw new StoreException("cannot remove documents", e);
        }
    }

    /// Brings documents back, whatever they were removed for, or only those removed for `reason`.
    public Optional<Decision> restore(
            CorpusId corpus,
            Collection<DocumentId> documents,
            Optional<Removal.Reason> reason,
            String who) {
        return database.write(
                t -> {
                    Connection c = t.connection();
                    long id =
                            decide(
                                    c,
                                    corpus,
                                    Decision.Kind.RESTORE,
                                    new Because(reason.orElse(null), "restore documents", who, ""),
                                    Optional.empty());
                    long n = 0;
                    try (PreparedStatement s =
                            c.prepareStatement(
                                    "UPDATE removal SET restored = ? WHERE doc_id = ? AND corpus_id = ?"
                                            + " AND restored IS NULL AND (? = '' OR reason = ?)")) {
                        for (DocumentId document : documents) {
                            String why = reason.map(Removal.Reason::word).orElse("");
                            s.setLong(1, id);
                            s.setLong(2, document.value());
                            s.setLong(3, corpus.value());
                            s.setString(4, why);
                            s.setString(5, why);
                            n += s.executeUpdate();
                        }
                    }
                    return settled(c, id, n);
                });
    }

    /// Brings back everything that is out for a reason.
    public Optional<Decision> restoreAll(CorpusId corpus, Removal.Reason reason, String who) {
        return database.write(
                t -> {
                    Connection c = t.connection();
                    long id =
                            decide(
                                    c,
                                    corpus,
                                    Decision.Kind.RESTORE,
                                    new Because(reason, "restore all " + reason.word(), who, ""),
                                    Optional.empty());
                    return settled(
                            c,
                            id,
                            update(
                                    c,
                                    "UPDATE removal SET restored = ? WHERE corpus_id = ? AND"
                                            + " restored IS NULL AND reason = ?",
                                    id,
                                    corpus.value(),
                                    reason.word()));
                });
    }

    /// Takes a decision back: what it removed returns, what it restored goes out again. Returns the
    /// decision to undo; empty if nothing of it is left to take back. Throws
    /// `IllegalArgumentException` if there is no such decision.
    public Optional<Decision> undo(long decision, String who) {
        return database.write(
                t -> {
                    Connection c = t.connection();
                    Decision before = find(c, decision);
                    CorpusId corpus = new CorpusId(corpusOf(c, decision));
                    boolean removed = before.kind() == Decision.Kind.REMOVE;
                    long id =
                            decide(
                                    c,
                                    corpus,
                                    removed ? Decision.Kind.RESTORE : Decision.Kind.REMOVE,
                                    before.reason(),
                                    "undo: " + before.words(),
                                    who,
                                    before.job(),
                                    Optional.of(decision));
                    long n =
                            removed
                                    ? update(
                                            c,
                                            "UPDATE removal SET restored = ? WHERE decision_id = ?"
                                                    + " AND restored IS NULL",
                                            id,
                                            decision)
                                    : update(
                                            c,
                                            "UPDATE removal SET restored = NULL WHERE restored = ?",
                                            decision);
                    return settled(c, id, n);
                });
    }

    /// What was decided for a corpus, the latest first.
    public List<Decision> decisions(CorpusId corpus) {
        return database.read(
                c -> list(c, "x.corpus_id = ? ORDER BY x.id DESC LIMIT 1000", corpus.value()));
    }

    /// Why a document is out; empty if it is not.
    public List<Removal> of(DocumentId document) {
        return database.read(c -> out(c, "m.doc_id = ?", document.value()));
    }

    /// Documents that are out, in order of id, behind `after`.
    ///
    /// @param reason all reasons if it is empty
    public List<Removal> out(
            CorpusId corpus, Optional<Removal.Reason> reason, DocumentId after, int limit) {
        return database.read(
                c ->
                        out(
                                c,
                                "m.corpus_id = ? AND m.doc_id > ? AND (? = '' OR m.reason = ?)"
                                        + " ORDER BY m.doc_id, m.reason LIMIT ?",
                                corpus.value(),
                                after.value(),
                                reason.map(Removal.Reason::word).orElse(""),
                                reason.map(Removal.Reason::word).orElse(""),
                                limit));
    }

    /// How many documents of a corpus are out.
    public long count(CorpusId corpus) {
        return database.read(
                c -> {
                    try (PreparedStatement s =
                            c.prepareStatement(
                                    "SELECT count(DISTINCT doc_id) FROM removal WHERE corpus_id = ?"
                                            + " AND restored IS NULL")) {
                        s.setLong(1, corpus.value());
                        try (ResultSet rows = s.executeQuery()) {
                            return rows.getLong(1);
                        }
                    }
                });
    }

    private static long decide(
            Connection c,
            CorpusId corpus,
            Decision.Kind kind,
            Because because,
            Optional<Long> undoes)
            throws SQLException {
        return decide(
                c,
                corpus,
                kind,
                because.reason() == null ? "" : because.reason().word(),
                because.words(),
                because.who(),
                because.job(),
                undoes);
    }

    private static long decide(
            Connection c,
            CorpusId corpus,
            Decision.Kind kind,
            String reason,
            String words,
            String who,
            String job,
            Optional<Long> undoes)
            throws SQLException {
        try (PreparedStatement s =
                c.prepareStatement(
                        "INSERT INTO removal_decision(corpus_id, kind, reason, words, who, job, made,"
                                + " documents, undoes) VALUES(?,?,?,?,?,?,?,0,?) RETURNING id")) {
            s.setLong(1, corpus.value());
            s.setString(2, kind.name().toLowerCase(Locale.ROOT));
            s.setString(3, reason);
            s.setString(4, words);
            s.setString(5, who);
            s.setString(6, job);
            s.setString(7, Instant.now().toString());
            s.setObject(8, undoes.orElse(null));
            try (ResultSet rows = s.executeQuery()) {
                rows.next();
                return rows.getLong(1);
            }
        }
    }

    /// A decision about nothing is none.
    private static Optional<Decision> settled(Connection c, long id, long documents)
            throws SQLException {
        if (documents == 0) {
            update(c, "DELETE FROM removal_decision WHERE id = ?", id);
            return Optional.empty();
        }
        update(c, "UPDATE removal_decision SET documents = ? WHERE id = ?", documents, id);
        return Optional.of(find(c, id));
    }

    private static Decision find(Connection c, long id) throws SQLException {
        List<Decision> found = list(c, "x.id = ?", id);
        if (found.isEmpty()) {
            throw new IllegalArgumentException("there is no decision " + id);
        }
        return found.getFirst();
    }

    private static long corpusOf(Connection c, long id) throws SQLException {
        try (PreparedStatement s =
                c.prepareStatement("SELECT corpus_id FROM removal_decision WHERE id = ?")) {
            s.setLong(1, id);
            try (ResultSet rows = s.executeQuery()) {
                return rows.getLong(1);
            }
        }
    }

    private static List<Decision> list(Connection c, String condition, long value)
            throws SQLException {
        List<Decision> decisions = new ArrayList<>();
        try (PreparedStatement s =
                c.prepareStatement(
                        "SELECT x.id, x.kind, x.reason, x.words, x.who, x.job, x.made, x.documents,"
                                + " x.undoes, (SELECT count(*) FROM removal m WHERE m.decision_id = x.id"
                                + " AND m.restored IS NULL) FROM removal_decision x WHERE "
                                + condition)) {
            s.setLong(1, value);
            try (ResultSet r = s.executeQuery()) {
                while (r.next()) {
                    long undoes = r.getLong(9);
                    decisions.add(
                            new Decision(
                                    r.getLong(1),
                                    Decision.Kind.valueOf(r.getString(2).toUpperCase(Locale.ROOT)),
                                    r.getString(3),
                                    r.getString(4),
                                    r.getString(5),
                                    r.getString(6),
                                    Instant.parse(r.getString(7)),
                                    r.getLong(8),
                                    undoes == 0 ? Optional.empty() : Optional.of(undoes),
                                    r.getLong(10)));
                }
            }
        }
        return decisions;
    }

    private static List<Removal> out(Connection c, String condition, Object... values)
            throws SQLException {
        List<Removal> removals = new ArrayList<>();
        try (PreparedStatement s = c.prepareStatement(OUT + condition)) {
            for (int i = 0; i < values.length; i++) {
                s.setObject(i + 1, values[i]);
            }
            try (ResultSet r = s.executeQuery()) {
                while (r.next()) {
                    long kept = r.getLong(5);
                    removals.add(
                            new Removal(
                                    new DocumentId(r.getLong(1)),
                                    r.getString(2),
                                    Removal.Reason.of(r.getString(3)),
                                    r.getString(4),
                                    kept == 0
                                            ? Optional.empty()
                                            : Optional.of(new DocumentId(kept)),
                                    Optional.ofNullable(r.getString(6)),
                                    r.getLong(7),
                                    r.getString(8),
                                    Instant.parse(r.getString(9))));
                }
            }
        }
        return removals;
    }

    private static long update(Connection c, String sql, Object... values) throws SQLException {
        try (PreparedStatement s = c.prepareStatement(sql)) {
            for (int i = 0; i < values.length; i++) {
                s.setObject(i + 1, values[i]);
            }
            return s.executeUpdate();
        }
    }
}
