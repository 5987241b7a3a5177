package org.hornbook.job;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;
import org.hornbook.store.Database;
import org.hornbook.store.Json;
import org.hornbook.store.Migrations;
import org.hornbook.store.Transaction;

/// The jobs of a workspace: everything that runs, ran, failed or can be resumed, and their curves.
public final class JobRepository {
    private static final String COLUMNS =
            "id, kind, title, fingerprint, status, done, total, unit, message, pid,"
                    + " started, ended, cursor, result, error, provenance";

    private final Database database;

    public JobRepository(Database database) {
        this.database = database;
    }

    public static Migrations migrations() {
        return Migrations.beside(JobRepository.class, "job", 1);
    }

    /// All jobs, the newest first.
    public List<JobRecord> all() {
        return database.read(
                c -> list(c, "SELECT " + COLUMNS + " FROM job ORDER BY started DESC, id DESC"));
    }

    public Optional<JobRecord> find(String fingerprint) {
        return database.read(
                c ->
                        list(
                                        c,
                                        "SELECT " + COLUMNS + " FROM job WHERE fingerprint = ?",
                                        fingerprint)
                                .stream()
                                .findFirst());
    }

    /// The curve `name` of a job: step to value, in order of steps.
    public SortedMap<Long, Double> metric(long job, String name) {
        return metric(job, name, -1);
    }

    /// The part of the curve that lies after a step: what is new for who knows it up to there.
    public SortedMap<Long, Double> metric(long job, String name, long after) {
        return database.read(
                c -> {
                    try (PreparedStatement s =
                            c.prepareStatement(
                                    "SELECT step, value FROM job_metric WHERE job_id=? AND name=? AND step>?")) {
                        s.setLong(1, job);
                        s.setString(2, name);
                        s.setLong(3, after);
                        SortedMap<Long, Double> curve = new TreeMap<>();
                        try (ResultSet rows = s.executeQuery()) {
                            while (rows.next()) {
                                curve.put(rows.getLong(1), rows.getDouble(2));
                            }
                        }
                        return curve;
                    }
                });
    }

    /// Marks the job as running in this process, keeping the cursor of an unfinished one. Returns
    /// its id.
    long start(JobSpec spec, boolean afresh) {
        return database.write(
                t -> {
                    Connection c = t.connection();
                    if (afresh) {
                        update(c, "DELETE FROM job WHERE fingerprint=?", spec.fingerprint());
                    }
                    update(
                            c,
                            "INSERT INTO job(kind, title, fingerprint, status, done, total, unit, message, pid, started, provenance)"
                                    + " VALUES(?,?,?,'running',0,0,'','',?,?,?) ON CONFLICT(fingerprint) DO UPDATE SET"
                                    + " status='running', pid=excluded.pid, started=excluded.started, ended=NULL, error=NULL,"
                                    + " title=excluded.title, provenance=excluded.provenance",
                            spec.kind(),
                            spec.title(),
                            spec.fingerprint(),
                            ProcessHandle.current().pid(),
                            Instant.now().toString(),
                            Json.write(spec.provenance()));
                    return list(
                                    c,
                                    "SELECT " + COLUMNS + " FROM job WHERE fingerprint=?",
                                    spec.fingerprint())
                            .getFirst()
                            .id();
                });
    }

    void advance(Transaction transaction, long job, Cursor cursor, Progress progress)
            throws SQLException {
        update(
                transaction.connection(),
                "UPDATE job SET cursor=?, done=?, total=?, unit=?, message=? WHERE id=?",
                cursor.text(),
                progress.done(),
                progress.total(),
                progress.unit(),
                progress.message(),
                job);
    }

    void metrics(Transaction transaction, long job, List<Metric> points) throws SQLException {
        try (PreparedStatement s =
                transaction
                        .connection()
                        .prepareStatement("INSERT OR REPLACE INTO job_metric VALUES(?,?,?,?)")) {
            for (Metric point : points) {
                s.setLong(1, job);
                s.setString(2, point.name());
                s.setLong(3, point.step());
                s.setDouble(4, point.value());
                s.addBatch();
            }
            s.executeBatch();
        }
    }

    void end(
            Transaction transaction, long job, JobRecord.Status status, String result, String error)
            throws SQLException {
        update(
                transaction.connection(),
                "UPDATE job SET status=?, ended=?, result=?, error=? WHERE id=?",
                status.name().toLowerCase(Locale.ROOT),
                Instant.now().toString(),
                result,
                error,
                job);
    }

    Database database() {
        return database;
    }

    /// One point of a curve.
    record Metric(String name, long step, double value) {}

    private static void update(Connection c, String sql, Object... values) throws SQLException {
        try (PreparedStatement s = c.prepareStatement(sql)) {
            bind(s, values);
            s.executeUpdate();
        }
    }

    private static List<JobRecord> list(Connection c, String sql, Object... values)
            throws SQLException {
        try (PreparedStatement s = c.prepareStatement(sql)) {
            bind(s, values);
            List<JobRecord> jobs = new ArrayList<>();
            try (ResultSet rows = s.executeQuery()) {
                while (rows.next()) {
                    jobs.add(job(rows).seenNow());
                }
            }
            return jobs;
        }
    }

    private static void bind(PreparedStatement s, Object... values) throws SQLException {
        for (int i = 0; i < values.length; i++) {
            s.setObject(i + 1, values[i]);
        }
    }

    private static JobRecord job(ResultSet r) throws SQLException {
        return new JobRecord(
                r.getLong("id"),
                r.getString("kind"),
                r.getString("title"),
                r.getString("fingerprint"),
                JobRecord.Status.valueOf(r.getString("status").toUpperCase(Locale.ROOT)),
                new Progress(
                        r.getLong("done"),
                        r.getLong("total"),
                        r.getString("unit"),
                        r.getString("message")),
                r.getLong("pid"),
                Instant.parse(r.getString("started")),
                Optional.ofNullable(r.getString("ended")).map(Instant::parse),
                Optional.ofNullable(r.getString("cursor")).map(Cursor::new),
                Optional.ofNullable(r.getString("result")),
                Optional.ofNullable(r.getString("error")),
                r.getString("provenance"));
    }
}
