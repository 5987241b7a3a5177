package org.hornbook.classify.decision;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import org.hornbook.corpus.CorpusId;
import org.hornbook.corpus.DocumentId;
import org.hornbook.store.Database;
import org.hornbook.store.Migrations;
import org.hornbook.store.StoreException;
import org.hornbook.store.Transaction;

/// Where the lines of corpora are drawn, and what people decided against them. Nothing is lost by
/// deciding: every act can be taken back, and taking back too. A workspace opened to be read may be
/// older than these tables: then nothing was decided.
public final class DecisionRepository {
    private final Database database;

    public DecisionRepository(Database database) {
        this.database = database;
    }

    public static Migrations migrations() {
        return Migrations.beside(DecisionRepository.class, "classify.decision", 1);
    }

    /// Draws the line of a corpus.
    public Act draw(CorpusId corpus, Line line, String who) {
        return database.write(t -> draw(t, corpus, line, who));
    }

    /// The same in a transaction of the caller.
    public Act draw(Transaction transaction, CorpusId corpus, Line line, String who) {
        try {
            Connection c = transaction.connection();
            String words =
                    "line at "
                            + String.format(Locale.ROOT, "%.2f", line.cutoff())
                            + " ("
                            + line.classifier()
                            + ", "
                            + line.rule()
                            + ")";
            long id = act(c, corpus, Act.Kind.LINE, words, who, 0);
            put(c, id, corpus, Optional.of(line));
            return find(c, id);
        } catch (SQLException e) {
            throw new StoreException("cannot draw a line", e);
        }
    }

    /// The line of a corpus; empty if none is drawn.
    public Optional<Line> line(CorpusId corpus) {
        return database.read(
                c -> there(c) ? line(c, corpus, Long.MAX_VALUE) : Optional.<Line>empty());
    }

    /// Decides on documents by hand; without a verdict they are left to the line again. Empty if
    /// that changes nothing.
    public Optional<Act> decide(
            CorpusId corpus,
            Collection<DocumentId> documents,
            Optional<Verdict> verdict,
            String reason,
            String who) {
        return database.write(
                t -> {
                    Connection c = t.connection();
                    String words =
                            verdict.map(v -> v.word() + " by hand").orElse("leave to the line")
                                    + (reason.isEmpty() ? "" : ": " + reason);
                    long id = act(c, corpus, Act.Kind.HAND, words, who, 0);
                    long n = 0;
                    for (DocumentId document : documents) {
                        Optional<Said> after = verdict.map(v -> new Said(v.word(), reason, id));
                        n += change(c, corpus, id, document.value(), after) ? 1 : 0;
                    }
                    return settled(c, id, n);
                });
    }

    /// Takes an act back: the line that held before is drawn again, documents get back what was
    /// decided on them before, where nothing else was decided since. Empty if nothing of it is left
    /// to take back. Throws `IllegalArgumentException` if there is no such act.
    public Optional<Act> undo(long act, String who) {
        return database.write(
                t -> {
                    Connection c = t.connection();
                    Act before = find(c, act);
                    CorpusId corpus = corpusOf(c, act);
                    long id = act(c, corpus, before.kind(), "undo: " + before.words(), who, act);
                    if (before.kind() == Act.Kind.LINE) {
                        if (latestLine(c, corpus) != act) {
                            return settled(c, id, 0);
                        }
                        put(c, id, corpus, line(c, corpus, act - 1));
                        return Optional.of(find(c, id));
                    }
                    long n = 0;
                    for (Changed changed : changes(c, act)) {
                        Optional<Said> now = said(c, changed.document());
                        boolean asLeft =
                                changed.after().isEmpty()
                                        ? now.isEmpty()
                                        : now.filter(s -> s.act() == act).isPresent();
                        if (asLeft) {
                            Optional<Said> again =
                                    changed.before()
                                            .map(s -> new Said(s.verdict(), s.reason(), id));
                            n += change(c, corpus, id, changed.document(), again) ? 1 : 0;
                        }
                    }
                    return settled(c, id, n);
                });
    }

    /// What was decided for a corpus, the latest first.
    public List<Act> acts(CorpusId corpus) {
        return database.read(
                c ->
                        there(c)
                                ? acts(
                                        c,
                                        "corpus_id = ? ORDER BY id DESC LIMIT 1000",
                                        corpus.value())
                                : List.<Act>of());
    }

    /// What people decided in a corpus.
    public Map<DocumentId, Verdict> byHand(CorpusId corpus) {
        return database.read(
                c -> {
                    Map<DocumentId, Verdict> verdicts = new HashMap<>();
                    if (!there(c)) {
                        return verdicts;
                    }
                    try (PreparedStatement s =
                            c.prepareStatement(
                                    "SELECT doc_id, verdict FROM decision_hand WHERE corpus_id ="
                                            + " ?")) {
                        s.setLong(1, corpus.value());
                        try (ResultSet rows = s.executeQuery()) {
                            while (rows.next()) {
                                verdicts.put(
                                        new DocumentId(rows.getLong(1)),
                                        Verdict.of(rows.getString(2)));
                            }
                        }
                    }
                    return verdicts;
                });
    }

    /// What a person decided on a document; empty if nobody did.
    public Optional<ByHand> byHand(DocumentId document) {
        return database.read(
                c -> {
                    if (!there(c)) {
                        return Optional.empty();
                    }
                    try (PreparedStatement s =
                            c.prepareStatement(
                                    "SELECT h.verdict, h.reason, h.act_id, a.who, a.made FROM"
                                            + " decision_hand h JOIN decision_act a ON a.id ="
                                            + " h.act_id WHERE h.doc_id = ?")) {
                        s.setLong(1, document.value());
                        try (ResultSet rows = s.executeQuery()) {
                            return rows.next()
                                    ? Optional.of(
                                            new ByHand(
                                                    document,
                                                    Verdict.of(rows.getString(1)),
                                                    rows.getString(2),
                                                    rows.getLong(3),
                                                    rows.getString(4),
                                                    Instant.parse(rows.getString(5))))
                                    : Optional.empty();
                        }
                    }
                });
    }

    /// Whether anything can have been decided in this workspace.
    public static boolean there(Connection c) throws SQLException {
        try (PreparedStatement s =
                        c.prepareStatement(
                                "SELECT 1 FROM sqlite_master WHERE type = 'table' AND name ="
                                        + " 'decision_hand'");
                ResultSet rows = s.executeQuery()) {
            return rows.next();
        }
    }

    // ---- by hand ----

    /// A row of what people decided.
    private record Said(String verdict, String reason, long act) {}

    private record Changed(long document, Optional<Said> before, Optional<Said> after) {}

    /// Writes what is decided now beside what was before; false if that is the same.
    private static boolean change(
            Connection c, CorpusId corpus, long act, long document, Optional<Said> after)
            throws SQLException {
        Optional<Said> before = said(c, document);
        boolean same =
                before.map(Said::verdict).equals(after.map(Said::verdict))
                        && before.map(Said::reason).equals(after.map(Said::reason));
        if (same) {
            return false;
        }
        if (after.isEmpty()) {
            update(c, "DELETE FROM decision_hand WHERE doc_id = ?", document);
        } else {
            int n =
                    update(
                            c,
                            "INSERT OR REPLACE INTO decision_hand(doc_id, corpus_id, verdict,"
                                    + " reason, act_id) SELECT d.id, d.corpus_id, ?, ?, ? FROM"
                                    + " document d WHERE d.id = ? AND d.corpus_id = ?",
                            after.get().verdict(),
                            after.get().reason(),
                            act,
                            document,
                            corpus.value());
            if (n == 0) {
                return false;
            }
        }
        update(
                c,
                "INSERT INTO decision_change VALUES(?,?,?,?,?,?,?)",
                act,
                document,
                before.map(Said::verdict).orElse(null),
                before.map(Said::reason).orElse(null),
                before.map(Said::act).orElse(null),
                after.map(Said::verdict).orElse(null),
                after.map(Said::reason).orElse(null));
        return true;
    }

    private static Optional<Said> said(Connection c, long document) throws SQLException {
        try (PreparedStatement s =
                c.prepareStatement(
                        "SELECT verdict, reason, act_id FROM decision_hand WHERE doc_id = ?")) {
            s.setLong(1, document);
            try (ResultSet rows = s.executeQuery()) {
                return rows.next()
                        ? Optional.of(
                                new Said(rows.getString(1), rows.getString(2), rows.getLong(3)))
                        : Optional.empty();
            }
        }
    }

    private static List<Changed> changes(Connection c, long act) throws SQLException {
        List<Changed> changes = new ArrayList<>();
        try (PreparedStatement s =
                c.prepareStatement(
                        "SELECT doc_id, verdict_before, reason_before, act_before, verdict_after,"
                                + " reason_after FROM decision_change WHERE act_id = ?")) {
            s.setLong(1, act);
            try (ResultSet rows = s.executeQuery()) {
                while (rows.next()) {
                    String before = rows.getString(2);
                    String after = rows.getString(5);
                    changes.add(
                            new Changed(
                                    rows.getLong(1),
                                    before == null
                                            ? Optional.empty()
                                            : Optional.of(
                                                    new Said(
                                                            before,
                                                            rows.getString(3),
                                                            rows.getLong(4))),
                                    after == null
                                            ? Optional.empty()
                                            : Optional.of(
                                                    new Said(after, rows.getString(6), act))));
                }
            }
        }
        return changes;
    }

    // ---- lines ----

    private static void put(Connection c, long act, CorpusId corpus, Optional<Line> line)
            throws SQLException {
        Line of = line.orElse(new Line("", "", "", 0, 0));
        update(
                c,
                "INSERT INTO decision_line VALUES(?,?,?,?,?,?,?)",
                act,
                corpus.value(),
                of.classifier(),
                of.fingerprint(),
                of.rule(),
                of.cutoff(),
                of.margin());
    }

    /// The latest line that an act up to `last` drew.
    private static Optional<Line> line(Connection c, CorpusId corpus, long last)
            throws SQLException {
        try (PreparedStatement s =
                c.prepareStatement(
                        "SELECT classifier, fingerprint, rule, cutoff, margin FROM decision_line"
                                + " WHERE corpus_id = ? AND act_id <= ? ORDER BY act_id DESC LIMIT"
                                + " 1")) {
            s.setLong(1, corpus.value());
            s.setLong(2, last);
            try (ResultSet rows = s.executeQuery()) {
                return rows.next() && !rows.getString(1).isEmpty()
                        ? Optional.of(
                                new Line(
                                        rows.getString(1),
                                        rows.getString(2),
                                        rows.getString(3),
                                        rows.getDouble(4),
                                        rows.getDouble(5)))
                        : Optional.empty();
            }
        }
    }

    private static long latestLine(Connection c, CorpusId corpus) throws SQLException {
        return number(
                c, "SELECT max(act_id) FROM decision_line WHERE corpus_id = ?", corpus.value());
    }

    // ---- acts ----

    private static long act(
            Connection c, CorpusId corpus, Act.Kind kind, String words, String who, long undoes)
            throws SQLException {
        try (PreparedStatement s =
                c.prepareStatement(
                        "INSERT INTO decision_act(corpus_id, kind, words, who, made, documents,"
                                + " undoes) VALUES(?,?,?,?,?,0,?) RETURNING id")) {
            s.setLong(1, corpus.value());
            s.setString(2, kind.name().toLowerCase(Locale.ROOT));
            s.setString(3, words);
            s.setString(4, who);
            s.setString(5, Instant.now().toString());
            s.setObject(6, undoes == 0 ? null : undoes);
            try (ResultSet rows = s.executeQuery()) {
                rows.next();
                return rows.getLong(1);
            }
        }
    }

    /// An act that changed nothing is none.
    private static Optional<Act> settled(Connection c, long id, long documents)
            throws SQLException {
        if (documents == 0) {
            update(c, "DELETE FROM decision_act WHERE id = ?", id);
            return Optional.empty();
        }
        update(c, "UPDATE decision_act SET documents = ? WHERE id = ?", documents, id);
        return Optional.of(find(c, id));
    }

    private static Act find(Connection c, long id) throws SQLException {
        List<Act> found = acts(c, "id = ?", id);
        if (found.isEmpty()) {
            throw new IllegalArgumentException("there is no decision " + id);
        }
        return found.getFirst();
    }

    private static CorpusId corpusOf(Connection c, long act) throws SQLException {
        return new CorpusId(number(c, "SELECT corpus_id FROM decision_act WHERE id = ?", act));
    }

    private static List<Act> acts(Connection c, String condition, long value) throws SQLException {
        List<Act> acts = new ArrayList<>();
        try (PreparedStatement s =
                c.prepareStatement(
                        "SELECT id, kind, words, who, made, documents, undoes FROM decision_act"
                                + " WHERE "
                                + condition)) {
            s.setLong(1, value);
            try (ResultSet r = s.executeQuery()) {
                while (r.next()) {
                    acts.add(
                            new Act(
                                    r.getLong(1),
                                    Act.Kind.valueOf(r.getString(2).toUpperCase(Locale.ROOT)),
                                    r.getString(3),
                                    r.getString(4),
                                    Instant.parse(r.getString(5)),
                                    r.getLong(6),
                                    r.getLong(7)));
                }
            }
        }
        return acts;
    }

    private static long number(Connection c, String sql, long value) throws SQLException {
        try (PreparedStatement s = c.prepareStatement(sql)) {
            s.setLong(1, value);
            try (ResultSet rows = s.executeQuery()) {
                return rows.next() ? rows.getLong(1) : 0;
            }
        }
    }

    private static int update(Connection c, String sql, Object... values) throws SQLException {
        try (PreparedStatement s = c.prepareStatement(sql)) {
            for (int i = 0; i < values.length; i++) {
                s.setObject(i + 1, values[i]);
            }
            return s.executeUpdate();
        }
    }
}
