package org.hornbook.store;

import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.List;
import java.util.Properties;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.locks.ReentrantLock;
import org.sqlite.ProgressHandler;

/// One SQLite file in WAL mode: a single writer connection, and a pool of read-only connections
/// that see the last commit, also while a write is under way and also one made by another process.
///
/// All methods may be called from any thread. A read that is nested in a write sees the state
/// before the write.
public final class Database implements AutoCloseable {
    private static final int READERS = 4;

    private final Path file;
    private final Access access;
    private final ReentrantLock writing = new ReentrantLock();
    private final BlockingQueue<Connection> readers = new ArrayBlockingQueue<>(READERS);
    private final Connection writer;

    private Database(Path file, Access access, Connection writer) {
        this.file = file;
        this.access = access;
        this.writer = writer;
    }

    /// What a caller does with a connection; only `*Repository` classes implement it with SQL.
    @FunctionalInterface
    public interface Query<R> {
        R in(Connection connection) throws SQLException;
    }

    /// Writes inside one transaction.
    @FunctionalInterface
    public interface Write<R> {
        R in(Transaction transaction) throws SQLException;
    }

    /// Opens `file`, creating it and applying `migrations` when `access` is `WRITE`. Reading needs
    /// an existing file. Throws `StoreException` if the file is no database, or was written by a
    /// newer version of the program.
    public static Database open(Path file, Access access, List<Migrations> migrations) {
        try {
            Connection writer = access == Access.WRITE ? connect(file) : null;
            Database database = new Database(file, access, writer);
            if (writer != null) {
                database.migrate(migrations);
            }
            for (int i = 0; i < READERS; i++) {
                Connection reader = connect(file);
                execute(reader, "PRAGMA query_only=ON");
                database.readers.add(reader);
            }
            return database;
        } catch (SQLException e) {
            throw failure("cannot open " + file, e);
        }
    }

    public Access access() {
        return access;
    }

    public Path file() {
        return file;
    }

    /// Runs `query` on a pooled read-only connection. Waits for a free one.
    public <R> R read(Query<R> query) {
        Connection connection = null;
        try {
            connection = readers.take();
            return query.in(connection);
        } catch (SQLException e) {
            throw failure("cannot read " + file, e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new StoreException("interrupted while waiting to read " + file);
        } finally {
            if (connection != null) {
                readers.add(connection);
            }
        }
    }

    /// Runs `write` in a transaction: all of it is kept, or, when it throws, nothing.
    public <R> R write(Write<R> write) {
        if (access != Access.WRITE) {
            throw new StoreException(file + " was opened to be read only");
        }
        if (writing.isHeldByCurrentThread()) {
            throw new IllegalStateException(
                    "a write inside a write: pass the Transaction along instead");
        }
        writing.lock();
        try {
            execute(writer, "BEGIN IMMEDIATE");
            try {
                R result = write.in(new Transaction(writer));
                execute(writer, "COMMIT");
                return result;
            } catch (SQLException | RuntimeException | Error e) {
                rollback(e);
                throw e;
            }
        } catch (SQLException e) {
            throw failure("cannot write " + file, e);
        } finally {
            writing.unlock();
        }
    }

    /// Statements that cannot run inside a transaction, such as `ANALYZE` after a load. `watch` is
    /// called some times a second meanwhile, on this thread and not to use this database; what it
    /// throws ends the statement with nothing changed, and is thrown here.
    public void maintain(String statement, Runnable watch) {
        writing.lock();
        Watched watched = new Watched(watch);
        try {
            ProgressHandler.setHandler(writer, Watched.EVERY, watched);
            try {
                execute(writer, statement);
            } finally {
                ProgressHandler.clearHandler(writer);
            }
        } catch (SQLException e) {
            if (watched.ended != null) {
                throw watched.ended;
            }
            throw failure("cannot maintain " + file, e);
        } finally {
            writing.unlock();
        }
    }

    /// Lets someone look on while a long statement runs.
    private static final class Watched extends ProgressHandler {
        /// In steps of SQLite's machine: a few milliseconds at most.
        static final int EVERY = 100_000;

        private static final long PAUSE_NANOS = 200_000_000;

        private final Runnable watch;
        private long last = System.nanoTime() - PAUSE_NANOS;
        private RuntimeException ended;

        Watched(Runnable watch) {
            this.watch = watch;
        }

        @Override
        protected int progress() {
            long now = System.nanoTime();
            if (now - last < PAUSE_NANOS) {
                return 0;
            }
            last = now;
            try {
                watch.run();
                return 0;
            } catch (RuntimeException e) {
                ended = e;
                return 1;
            }
        }
    }

    @Override
    public void close() {
        writing.lock();
        try {
            for (Connection reader; (reader = readers.poll()) != null; ) {
                reader.close();
            }
            if (writer != null) {
                writer.close();
            }
        } catch (SQLException e) {
            throw failure("cannot close " + file, e);
        } finally {
            writing.unlock();
        }
    }

    private void rollback(Throwable cause) {
        try {
            execute(writer, "ROLLBACK");
        } catch (SQLException e) {
            cause.addSuppressed(e);
        }
    }

    private void migrate(List<Migrations> rooms) throws SQLException {
        write(
                transaction -> {
                    execute(
                            writer,
                            "CREATE TABLE IF NOT EXISTS migration(room TEXT PRIMARY KEY, applied INTEGER NOT NULL)");
                    for (Migrations room : rooms) {
                        migrate(room);
                    }
                    return null;
                });
    }

    private void migrate(Migrations room) throws SQLException {
        int applied = applied(room.room());
        if (applied > room.scripts().size()) {
            throw new StoreException(
                    file
                            + " was written by a newer Hornbook ("
                            + room.room()
                            + " "
                            + applied
                            + "): update Hornbook to open it");
        }
        for (String script : room.scripts().subList(applied, room.scripts().size())) {
            for (String statement : Migrations.statements(script)) {
                execute(writer, statement);
            }
        }
        try (PreparedStatement statement =
                writer.prepareStatement(
                        "INSERT OR REPLACE INTO migration(room, applied) VALUES(?, ?)")) {
            statement.setString(1, room.room());
            statement.setInt(2, room.scripts().size());
            statement.executeUpdate();
        }
    }

    private int applied(String room) throws SQLException {
        try (PreparedStatement statement =
                writer.prepareStatement("SELECT applied FROM migration WHERE room = ?")) {
            statement.setString(1, room);
            try (ResultSet rows = statement.executeQuery()) {
                return rows.next() ? rows.getInt(1) : 0;
            }
        }
    }

    private static Connection connect(Path file) throws SQLException {
        // The driver would ask for the last row id after each INSERT, which costs as much again.
        Properties settings = new Properties();
        settings.setProperty("jdbc.get_generated_keys", "false");
        Connection connection = DriverManager.getConnection("jdbc:sqlite:" + file, settings);
        for (String pragma :
                List.of(
                        "busy_timeout=5000",
                        "page_size=16384",
                        "journal_mode=WAL",
                        "synchronous=NORMAL",
                        "cache_size=-65536",
                        "temp_store=MEMORY",
                        "wal_autocheckpoint=4000",
                        "foreign_keys=ON")) {
            execute(connection, "PRAGMA " + pragma);
        }
        return connection;
    }

    private static void execute(Connection connection, String sql) throws SQLException {
        try (Statement statement = connection.createStatement()) {
            statement.execute(sql);
        }
    }

    private static StoreException failure(String what, SQLException e) {
        String detail = e.getMessage() == null ? "" : e.getMessage();
        if (detail.contains("SQLITE_FULL")) {
            return new StoreException(
                    what + ": the disk is full; free some space and run the command again", e);
        }
        if (detail.contains("SQLITE_NOTADB") || detail.contains("SQLITE_CORRUPT")) {
            return new StoreException(
                    what + ": the file is not a Hornbook workspace, or is damaged", e);
        }
        return new StoreException(what + ": " + detail, e);
    }
}
