package org.hornbook.corpus;

import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import org.hornbook.store.Database;
import org.hornbook.store.Migrations;
import org.hornbook.store.StoreException;
import org.hornbook.store.Transaction;

/// The rows that imports could not use, each with its reason, until the same file is imported
/// again.
public final class RejectedRepository {
    private static final String TABLE =
            """
            CREATE TABLE rejected_row(
              corpus_id INTEGER NOT NULL,
              path TEXT NOT NULL,
              row INTEGER NOT NULL,
              reason TEXT NOT NULL,
              raw TEXT NOT NULL,
              PRIMARY KEY(corpus_id, path, row, reason)
            ) WITHOUT ROWID;
            """;

    private final Database database;

    public RejectedRepository(Database database) {
        this.database = database;
    }

    public static Migrations migrations() {
        return new Migrations("corpus.rejected", List.of(TABLE));
    }

    /// A file and how many of its rows were rejected.
    public record PerFile(String file, long rows) {}

    /// What an import could not use of a file is forgotten: it is being read anew.
    void forget(Transaction transaction, CorpusId corpus, String path) {
        try (PreparedStatement s =
                transaction
                        .connection()
                        .prepareStatement(
                                "DELETE FROM rejected_row WHERE corpus_id = ? AND path = ?")) {
            s.setLong(1, corpus.value());
            s.setString(2, path);
            s.executeUpdate();
        } catch (SQLException e) {
            throw new StoreException("cannot store rejected rows: " + e.getMessage(), e);
        }
    }

    void add(Transaction transaction, CorpusId corpus, List<Rejected> rows) {
        if (rows.isEmpty()) {
            return;
        }
        try (PreparedStatement s =
                transaction
                        .connection()
                        .prepareStatement(
                                "INSERT OR REPLACE INTO rejected_row VALUES(?,?,?,?,?)")) {
            for (Rejected row : rows) {
                s.setLong(1, corpus.value());
                s.setString(2, row.file());
                s.setLong(3, row.row());
                s.setString(4, row.reason());
                s.setString(5, row.raw());
                s.addBatch();
            }
            s.executeBatch();
        } catch (SQLException e) {
            throw new StoreException("cannot store rejected rows: " + e.getMessage(), e);
        }
    }

    public long count(CorpusId corpus) {
        return database.read(
                c ->
                        CorpusRepository.single(
                                c,
                                "SELECT count(*) FROM rejected_row WHERE corpus_id = ?",
                                corpus.value()));
    }

    /// By file, those with the most first.
    public List<PerFile> files(CorpusId corpus) {
        return database.read(
                c -> {
                    List<PerFile> files = new ArrayList<>();
                    try (PreparedStatement s =
                            c.prepareStatement(
                                    "SELECT path, count(*) n FROM rejected_row WHERE corpus_id = ?"
                                            + " GROUP BY path ORDER BY n DESC, path")) {
                        s.setLong(1, corpus.value());
                        try (ResultSet rows = s.executeQuery()) {
                            while (rows.next()) {
                                files.add(new PerFile(rows.getString(1), rows.getLong(2)));
                            }
                        }
                    }
                    return files;
                });
    }

    /// At most `limit` behind `after`, by file and row; `null` begins.
    public List<Rejected> page(CorpusId corpus, Rejected after, int limit) {
        return database.read(
                c -> {
                    List<Rejected> page = new ArrayList<>();
                    try (PreparedStatement s =
                            c.prepareStatement(
                                    "SELECT path, row, reason, raw FROM rejected_row WHERE"
                                            + " corpus_id = ? AND (path, row, reason) > (?, ?, ?)"
                                            + " ORDER BY path, row, reason LIMIT ?")) {
                        s.setLong(1, corpus.value());
                        s.setString(2, after == null ? "" : after.file());
                        s.setLong(3, after == null ? -1 : after.row());
                        s.setString(4, after == null ? "" : after.reason());
                        s.setInt(5, limit);
                        try (ResultSet rows = s.executeQuery()) {
                            while (rows.next()) {
                                page.add(
                                        new Rejected(
                                                rows.getString(1),
                                                rows.getLong(2),
                                                rows.getString(3),
                                                rows.getString(4)));
                            }
                        }
                    }
                    return page;
                });
    }
}
