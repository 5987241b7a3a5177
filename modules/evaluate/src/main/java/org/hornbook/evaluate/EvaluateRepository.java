package org.hornbook.evaluate;

import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import org.hornbook.job.JobSpec;
import org.hornbook.store.Database;
import org.hornbook.store.Json;
import org.hornbook.store.Migrations;
import org.hornbook.store.StoreException;
import org.hornbook.store.Transaction;

/// The answers models gave to benchmarks, one row a task.
public final class EvaluateRepository {
    private final Database database;

    public EvaluateRepository(Database database) {
        this.database = database;
    }

    public static Migrations migrations() {
        return Migrations.beside(EvaluateRepository.class, "evaluate", 1);
    }

    /// The answers of the run with that fingerprint, in order of task ids.
    public List<Answer> answers(String fingerprint) {
        return database.read(
                c -> {
                    String sql =
                            "SELECT task_id, completion, outcome, why FROM eval_answer JOIN eval_run ON id = run_id"
                                    + " WHERE fingerprint = ? ORDER BY task_id";
                    try (PreparedStatement s = c.prepareStatement(sql)) {
                        s.setString(1, fingerprint);
                        List<Answer> answers = new ArrayList<>();
                        try (ResultSet rows = s.executeQuery()) {
                            while (rows.next()) {
                                answers.add(
                                        new Answer(
                                                rows.getString(1),
                                                rows.getString(2),
                                                rows.getString(3),
                                                rows.getString(4)));
                            }
                        }
                        return answers;
                    }
                });
    }

    /// Forgets what an earlier run of the same work answered.
    void clear(String fingerprint) {
        database.write(
                t -> {
                    try (PreparedStatement s =
                            t.connection()
                                    .prepareStatement(
                                            "DELETE FROM eval_run WHERE fingerprint = ?")) {
                        s.setString(1, fingerprint);
                        s.executeUpdate();
                    }
                    return null;
                });
    }

    void put(
            Transaction transaction,
            JobSpec run,
            String model,
            String benchmark,
            List<Answer> answers) {
        try {
            long id = run(transaction, run, model, benchmark);
            try (PreparedStatement s =
                    transaction
                            .connection()
                            .prepareStatement(
                                    "INSERT OR REPLACE INTO eval_answer VALUES(?,?,?,?,?)")) {
                for (Answer answer : answers) {
                    s.setLong(1, id);
                    s.setString(2, answer.taskId());
                    s.setString(3, answer.completion());
                    s.setString(4, answer.outcome());
                    s.setString(5, answer.why());
                    s.addBatch();
                }
                s.executeBatch();
            }
        } catch (SQLException e) {
            throw new StoreException("cannot keep the answers of " + model, e);
        }
    }

    private static long run(Transaction transaction, JobSpec run, String model, String benchmark)
            throws SQLException {
        try (PreparedStatement s =
                transaction
                        .connection()
                        .prepareStatement(
                                "INSERT INTO eval_run(fingerprint, model, benchmark, provenance) VALUES(?,?,?,?)"
                                        + " ON CONFLICT(fingerprint) DO UPDATE SET model = excluded.model"
                                        + " RETURNING id")) {
            s.setString(1, run.fingerprint());
            s.setString(2, model);
            s.setString(3, benchmark);
            s.setString(4, Json.write(run.provenance()));
            try (ResultSet rows = s.executeQuery()) {
                rows.next();
                return rows.getLong(1);
            }
        }
    }
}
