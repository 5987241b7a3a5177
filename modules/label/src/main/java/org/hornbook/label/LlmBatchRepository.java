package org.hornbook.label;

import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.hornbook.store.Database;
import org.hornbook.store.StoreException;
import org.hornbook.store.Transaction;

/// The batches that were given to a server. How far each is stands here before the next step is
/// taken, so that none is given twice. Its tables come with `LlmCallRepository`.
public final class LlmBatchRepository {
    private final Database database;

    public LlmBatchRepository(Database database) {
        this.database = database;
    }

    /// How far a batch is.
    public enum State {
        /// Its requests are written down; nothing is known to be at the server.
        WRITTEN,
        /// Its file is at the server, and a batch may have been made of it.
        UPLOADED,
        /// The server works on it.
        CREATED,
        /// What came back is stored.
        STORED,
        /// The server would not take it.
        FAILED
    }

    /// A batch.
    ///
    /// @param file the server's name of the uploaded requests; empty before
    /// @param server the server's name of the batch; empty before
    /// @param problem why it failed, or what else is to be said; may be empty
    public record LlmBatch(
            long id,
            String run,
            String model,
            String endpoint,
            State state,
            int requests,
            String file,
            String server,
            Instant created,
            String problem) {}

    /// All batches, the newest first.
    public List<LlmBatch> all() {
        return select("ORDER BY id DESC", new Object[0]);
    }

    /// The batches of a run, in order.
    List<LlmBatch> of(String run) {
        return select("WHERE run=? ORDER BY id", run);
    }

    private List<LlmBatch> select(String where, Object... values) {
        return database.read(
                c -> {
                    List<LlmBatch> batches = new ArrayList<>();
                    try (PreparedStatement s =
                            c.prepareStatement(
                                    "SELECT id, run, model, endpoint, state, requests,"
                                            + " coalesce(file, ''), coalesce(server_id, ''), created,"
                                            + " coalesce(problem, '') FROM llm_batch "
                                            + where)) {
                        for (int i = 0; i < values.length; i++) {
                            s.setObject(i + 1, values[i]);
                        }
                        try (ResultSet rows = s.executeQuery()) {
                            while (rows.next()) {
                                batches.add(
                                        new LlmBatch(
                                                rows.getLong(1),
                                                rows.getString(2),
                                                rows.getString(3),
                                                rows.getString(4),
                                                State.valueOf(rows.getString(5)),
                                                rows.getInt(6),
                                                rows.getString(7),
                                                rows.getString(8),
                                                Instant.parse(rows.getString(9)),
                                                rows.getString(10)));
                            }
                        }
                    }
                    return batches;
                });
    }

    long written(Transaction t, String run, String model, String endpoint, int requests) {
        try (PreparedStatement s =
                t.connection()
                        .prepareStatement(
                                "INSERT INTO llm_batch(run, model, endpoint, state, requests, created)"
                                        + " VALUES(?,?,?,'WRITTEN',?,?) RETURNING id")) {
            s.setString(1, run);
            s.setString(2, model);
            s.setString(3, endpoint);
            s.setInt(4, requests);
            s.setString(5, Instant.now().toString());
            try (ResultSet rows = s.executeQuery()) {
                rows.next();
                return rows.getLong(1);
            }
        } catch (SQLException e) {
            throw new StoreException("cannot write down a batch", e);
        }
    }

    void uploaded(long id, String file) {
        set("UPDATE llm_batch SET state='UPLOADED', file=? WHERE id=?", file, id);
    }

    void created(long id, String server) {
        set("UPDATE llm_batch SET state='CREATED', server_id=? WHERE id=?", server, id);
    }

    void ended(long id, State state, String problem) {
        set("UPDATE llm_batch SET state=?, problem=? WHERE id=?", state.name(), problem, id);
    }

    private void set(String sql, Object... values) {
        database.write(t -> LlmCallRepository.update(t, sql, values));
    }
}
