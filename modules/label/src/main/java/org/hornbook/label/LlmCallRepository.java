package org.hornbook.label;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.hornbook.corpus.CorpusId;
import org.hornbook.corpus.DocumentId;
import org.hornbook.infer.remote.ChatReply;
import org.hornbook.infer.remote.RateLimits;
import org.hornbook.infer.remote.Usage;
import org.hornbook.store.Database;
import org.hornbook.store.Migrations;
import org.hornbook.store.StoreException;
import org.hornbook.store.Transaction;

/// Every request that was ever sent to a language model, with what came back and what it cost. A
/// request is written down before it leaves, so that one whose reply never came is known, and its
/// cost counted at its estimate.
public final class LlmCallRepository {
    private static final String TABLES =
            """
            CREATE TABLE llm_call(
              id INTEGER PRIMARY KEY,
              run TEXT NOT NULL,
              request TEXT NOT NULL,
              model TEXT NOT NULL,
              annotator_id INTEGER NOT NULL REFERENCES annotator(id),
              rubric_id INTEGER NOT NULL REFERENCES rubric(id),
              doc_id INTEGER NOT NULL,
              batch_id INTEGER,
              state TEXT NOT NULL,
              sent TEXT NOT NULL,
              ended TEXT,
              prompt_tokens INTEGER NOT NULL,
              completion_tokens INTEGER NOT NULL,
              dollars REAL NOT NULL,
              counted INTEGER NOT NULL DEFAULT 0,
              served TEXT,
              finish TEXT,
              refusal TEXT,
              reply TEXT,
              server_id TEXT,
              problem TEXT
            );
            CREATE INDEX llm_call_request ON llm_call(request);
            CREATE INDEX llm_call_run ON llm_call(run);
            CREATE INDEX llm_call_doc ON llm_call(annotator_id, doc_id);
            CREATE TABLE llm_batch(
              id INTEGER PRIMARY KEY,
              run TEXT NOT NULL,
              model TEXT NOT NULL,
              endpoint TEXT NOT NULL,
              state TEXT NOT NULL,
              requests INTEGER NOT NULL,
              file TEXT,
              server_id TEXT,
              created TEXT NOT NULL,
              problem TEXT
            );
            """;

    private final Database database;

    public LlmCallRepository(Database database) {
        this.database = database;
    }

    public static Migrations migrations() {
        return new Migrations("label.call", List.of(TABLES));
    }

    Database database() {
        return database;
    }

    /// Who asks whom about what.
    record Asking(String run, String model, AnnotatorId annotator, RubricId rubric) {}

    /// What the calls of a run come to, those lost at their estimate.
    ///
    /// @param lost how many
    /// @param guessed replies whose usage the server did not say
    public record Spent(Bill bill, long answered, long lost, double lostDollars, long guessed) {}

    /// A document without a label though the model was asked.
    ///
    /// @param why it was no opinion, or what went wrong
    /// @param raw the reply, word for word; empty if none came
    /// @param replied whether a reply came
    public record Problem(DocumentId document, String why, String raw, boolean replied) {}

    /// What an annotator's labels have cost in all runs.
    ///
    /// @param labels that a call was answered for
    public record Cost(long labels, Bill bill) {}

    /// Writes down that a request is about to leave.
    long sent(Transaction t, Asking asking, LlmPlan.Item item, Long batch) {
        try (PreparedStatement s =
                t.connection()
                        .prepareStatement(
                                "INSERT INTO llm_call(run, request, model, annotator_id, rubric_id,"
                                        + " doc_id, batch_id, state, sent, prompt_tokens,"
                                        + " completion_tokens, dollars)"
                                        + " VALUES(?,?,?,?,?,?,?,'sent',?,?,?,?) RETURNING id")) {
            s.setString(1, asking.run());
            s.setString(2, item.hash());
            s.setString(3, asking.model());
            s.setLong(4, asking.annotator().value());
            s.setLong(5, asking.rubric().value());
            s.setLong(6, item.first().id().value());
            s.setObject(7, batch);
            s.setString(8, Instant.now().toString());
            s.setLong(9, item.usual().promptTokens());
            s.setLong(10, item.usual().completionTokens());
            s.setDouble(11, item.usual().dollars());
            try (ResultSet rows = s.executeQuery()) {
                rows.next();
                return rows.getLong(1);
            }
        } catch (SQLException e) {
            throw new StoreException("cannot write down a request", e);
        }
    }

    /// Stores a reply with its money; false if the call had ended before.
    boolean answered(Transaction t, long call, ChatReply reply, Bill bill, boolean counted) {
        return update(
                        t,
                        "UPDATE llm_call SET state='answered', ended=?, prompt_tokens=?,"
                                + " completion_tokens=?, dollars=?, counted=?, served=?, finish=?,"
                                + " refusal=?, reply=?, server_id=? WHERE id=? AND state='sent'",
                        Instant.now().toString(),
                        bill.promptTokens(),
                        bill.completionTokens(),
                        bill.dollars(),
                        counted ? 1 : 0,
                        reply.model(),
                        reply.finish(),
                        reply.refusal(),
                        reply.text(),
                        reply.id(),
                        call)
                == 1;
    }

    /// The reply did not come, though the request was sent: its estimate stays counted.
    void lost(long call, String problem) {
        database.write(
                t ->
                        update(
                                t,
                                "UPDATE llm_call SET state='lost', ended=?, problem=? WHERE id=? AND"
                                        + " state='sent'",
                                Instant.now().toString(),
                                problem,
                                call));
    }

    /// The server would not answer: nothing is charged.
    void failed(long call, String problem) {
        database.write(t -> failed(t, call, problem));
    }

    int failed(Transaction t, long call, String problem) {
        return update(
                t,
                "UPDATE llm_call SET state='failed', ended=?, problem=?, prompt_tokens=0,"
                        + " completion_tokens=0, dollars=0 WHERE id=? AND state='sent'",
                Instant.now().toString(),
                problem,
                call);
    }

    /// What was on its way when the program ended is lost. One process writes to a workspace, and
    /// runs one job: whatever is on its way when a job begins belongs to one that is gone.
    void abandon() {
        database.write(
                t ->
                        update(
                                t,
                                "UPDATE llm_call SET state='lost', ended=?, problem='the program ended"
                                        + " before the reply came' WHERE state='sent' AND batch_id IS"
                                        + " NULL",
                                Instant.now().toString()));
    }

    /// The latest reply to the same request, whoever asked it in this workspace.
    Optional<ChatReply> known(String request) {
        return database.read(
                c -> {
                    try (PreparedStatement s =
                            c.prepareStatement(
                                    "SELECT reply, prompt_tokens, completion_tokens, served, finish,"
                                            + " refusal, server_id FROM llm_call WHERE request=? AND"
                                            + " state='answered' ORDER BY id DESC LIMIT 1")) {
                        s.setString(1, request);
                        try (ResultSet rows = s.executeQuery()) {
                            return rows.next() ? Optional.of(reply(rows)) : Optional.empty();
                        }
                    }
                });
    }

    private static ChatReply reply(ResultSet rows) throws SQLException {
        return new ChatReply(
                rows.getString(1),
                new Usage(rows.getLong(2), rows.getLong(3)),
                rows.getString(4),
                rows.getString(5),
                rows.getString(6),
                rows.getString(7),
                RateLimits.NONE);
    }

    /// The requests that wait in a batch.
    Set<String> inBatches() {
        return database.read(
                c -> {
                    Set<String> requests = new HashSet<>();
                    try (PreparedStatement s =
                                    c.prepareStatement(
                                            "SELECT request FROM llm_call WHERE state='sent' AND"
                                                    + " batch_id IS NOT NULL");
                            ResultSet rows = s.executeQuery()) {
                        while (rows.next()) {
                            requests.add(rows.getString(1));
                        }
                    }
                    return requests;
                });
    }

    /// The requests of a batch that have not ended, by the number of their call.
    Map<Long, String> inBatch(long batch) {
        return database.read(
                c -> {
                    Map<Long, String> requests = new LinkedHashMap<>();
                    try (PreparedStatement s =
                            c.prepareStatement(
                                    "SELECT id, request FROM llm_call WHERE batch_id=? AND"
                                            + " state='sent' ORDER BY id")) {
                        s.setLong(1, batch);
                        try (ResultSet rows = s.executeQuery()) {
                            while (rows.next()) {
                                requests.put(rows.getLong(1), rows.getString(2));
                            }
                        }
                    }
                    return requests;
                });
    }

    /// The requests that were answered in a run.
    Set<String> answeredIn(String run) {
        return database.read(
                c -> {
                    Set<String> requests = new HashSet<>();
                    try (PreparedStatement s =
                            c.prepareStatement(
                                    "SELECT request FROM llm_call WHERE run=? AND"
                                            + " state='answered'")) {
                        s.setString(1, run);
                        try (ResultSet rows = s.executeQuery()) {
                            while (rows.next()) {
                                requests.add(rows.getString(1));
                            }
                        }
                    }
                    return requests;
                });
    }

    /// What a run has come to.
    public Spent spent(String run) {
        return database.read(
                c -> {
                    try (PreparedStatement s =
                            c.prepareStatement(
                                    "SELECT coalesce(sum(prompt_tokens),0),"
                                            + " coalesce(sum(completion_tokens),0),"
                                            + " coalesce(sum(dollars),0), coalesce(sum(state ="
                                            + " 'answered'),0), coalesce(sum(state = 'lost'),0),"
                                            + " coalesce(sum(CASE state WHEN 'lost' THEN dollars"
                                            + " END),0), coalesce(sum(state = 'answered' AND counted ="
                                            + " 0),0) FROM llm_call WHERE run=?")) {
                        s.setString(1, run);
                        try (ResultSet rows = s.executeQuery()) {
                            rows.next();
                            return new Spent(
                                    new Bill(rows.getLong(1), rows.getLong(2), rows.getDouble(3)),
                                    rows.getLong(4),
                                    rows.getLong(5),
                                    rows.getDouble(6),
                                    rows.getLong(7));
                        }
                    }
                });
    }

    /// What an annotator's labels in a corpus have cost, over all runs, lost requests included.
    public Cost cost(CorpusId corpus, AnnotatorId annotator) {
        return database.read(
                c -> {
                    try (PreparedStatement s =
                            c.prepareStatement(
                                    "SELECT count(DISTINCT CASE state WHEN 'answered' THEN doc_id"
                                            + " END), coalesce(sum(prompt_tokens),0),"
                                            + " coalesce(sum(completion_tokens),0),"
                                            + " coalesce(sum(dollars),0) FROM llm_call c JOIN document"
                                            + " d ON d.id = c.doc_id WHERE d.corpus_id=? AND"
                                            + " c.annotator_id=?")) {
                        s.setLong(1, corpus.value());
                        s.setLong(2, annotator.value());
                        try (ResultSet rows = s.executeQuery()) {
                            rows.next();
                            return new Cost(
                                    rows.getLong(1),
                                    new Bill(rows.getLong(2), rows.getLong(3), rows.getDouble(4)));
                        }
                    }
                });
    }

    /// The documents of a corpus to which the annotator has given no label though it was asked:
    /// replies that could not be read, refusals, and requests that failed. In order of documents.
    public List<Problem> problems(CorpusId corpus, AnnotatorId annotator) {
        String sql =
                "SELECT l.doc_id, l.rationale, coalesce(l.raw, ''), 1 FROM label l JOIN document d ON"
                        + " d.id = l.doc_id WHERE d.corpus_id=?1 AND l.annotator_id=?2 AND l.value IS"
                        + " NULL UNION ALL SELECT c.doc_id, c.problem, '', 0 FROM llm_call c JOIN document"
                        + " d ON d.id = c.doc_id WHERE d.corpus_id=?1 AND c.annotator_id=?2 AND c.state IN"
                        + " ('lost', 'failed') AND NOT EXISTS (SELECT 1 FROM label l WHERE l.doc_id ="
                        + " c.doc_id AND l.annotator_id=?2 AND l.rubric_id = c.rubric_id) AND c.id ="
                        + " (SELECT max(id) FROM llm_call m WHERE m.doc_id = c.doc_id AND m.annotator_id"
                        + " = ?2) ORDER BY 1";
        return database.read(
                c -> {
                    List<Problem> problems = new ArrayList<>();
                    try (PreparedStatement s = c.prepareStatement(sql)) {
                        s.setLong(1, corpus.value());
                        s.setLong(2, annotator.value());
                        try (ResultSet rows = s.executeQuery()) {
                            while (rows.next()) {
                                problems.add(
                                        new Problem(
                                                new DocumentId(rows.getLong(1)),
                                                rows.getString(2),
                                                rows.getString(3),
                                                rows.getInt(4) == 1));
                            }
                        }
                    }
                    return problems;
                });
    }

    static int update(Transaction t, String sql, Object... values) {
        Connection c = t.connection();
        try (PreparedStatement s = c.prepareStatement(sql)) {
            for (int i = 0; i < values.length; i++) {
                s.setObject(i + 1, values[i]);
            }
            return s.executeUpdate();
        } catch (SQLException e) {
            throw new StoreException("cannot write down what came of a request", e);
        }
    }
}
