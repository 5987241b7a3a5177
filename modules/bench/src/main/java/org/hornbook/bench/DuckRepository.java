package org.hornbook.bench;

import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;

/// The same documents in DuckDB, with its defaults.
final class DuckRepository implements AutoCloseable {
    private final Connection connection;

    DuckRepository(Path database) throws SQLException {
        connection = DriverManager.getConnection("jdbc:duckdb:" + database);
    }

    void load(Path file) throws SQLException {
        execute(
                "CREATE TABLE document AS SELECT * FROM read_json('"
                        + file.toString().replace("'", "''")
                        + "', format='newline_delimited')");
        execute("CHECKPOINT");
    }

    long count(String condition) throws SQLException {
        try (Statement s = connection.createStatement();
                ResultSet rows =
                        s.executeQuery("SELECT count(*) FROM document WHERE " + condition)) {
            rows.next();
            return rows.getLong(1);
        }
    }

    /// Reads the text of the first `limit` in this order; returns how many characters they have.
    long page(String condition, String order, int limit) throws SQLException {
        try (Statement s = connection.createStatement();
                ResultSet rows =
                        s.executeQuery(
                                "SELECT id, text FROM document WHERE "
                                        + condition
                                        + " ORDER BY "
                                        + order
                                        + " LIMIT "
                                        + limit)) {
            long characters = 0;
            while (rows.next()) {
                characters += rows.getString(2).length();
            }
            return characters;
        }
    }

    private void execute(String sql) throws SQLException {
        try (Statement s = connection.createStatement()) {
            s.execute(sql);
        }
    }

    @Override
    public void close() throws SQLException {
        connection.close();
    }

    /// The import in a process of its own: arguments are the file and the database.
    static final class Child {
        private Child() {}

        public static void main(String[] arguments) throws Exception {
            Path database = Path.of(arguments[1]);
            ImportChild.Clock start = ImportChild.Clock.now();
            try (DuckRepository duck = new DuckRepository(database)) {
                duck.load(Path.of(arguments[0]));
            }
            ImportChild.Clock end = ImportChild.Clock.now();
            System.out.println(
                    new Figures()
                            .put("seconds", end.since(start))
                            .put("cpu", end.cpuSince(start))
                            .put("bytes", Files.size(database))
                            .put("residentPeak", ImportChild.residentPeak()));
        }
    }
}
