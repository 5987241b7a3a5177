package org.hornbook.store;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.ResultSet;
import java.sql.Statement;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class DatabaseTest {
    private static final Migrations NUMBERS =
            new Migrations("numbers", List.of("CREATE TABLE number(value INTEGER NOT NULL);"));

    @TempDir Path folder;

    @Test
    void aWriteThatThrowsLeavesNothingBehind() {
        try (Database database = open(Access.WRITE)) {
            insert(database, 1);
            assertThatThrownBy(
                            () ->
                                    database.write(
                                            t -> {
                                                execute(t, "INSERT INTO number VALUES(2)");
                                                throw new IllegalStateException("in the middle");
                                            }))
                    .hasMessage("in the middle");
            assertThat(sum(database)).isEqualTo(1);
            insert(database, 4);
            assertThat(sum(database)).isEqualTo(5);
        }
    }

    @Test
    void whoeverWatchesALongStatementIsCalledAndCanEndItWithNothingChanged() {
        String sorted = "CREATE INDEX sorted ON number(value)";
        int[] calls = {0};
        try (Database database = open(Access.WRITE)) {
            database.write(
                    t -> {
                        execute(
                                t,
                                "WITH RECURSIVE n(i) AS (SELECT 1 UNION ALL SELECT i + 1 FROM n"
                                        + " WHERE i < 100000) INSERT INTO number SELECT i *"
                                        + " 7919 % 100003 FROM n");
                        return null;
                    });
            assertThatThrownBy(
                            () ->
                                    database.maintain(
                                            sorted,
                                            () -> {
                                                calls[0]++;
                                                throw new IllegalStateException("enough");
                                            }))
                    .hasMessage("enough");
            assertThat(calls[0]).isEqualTo(1);
            database.maintain(sorted, () -> calls[0]++);
            assertThat(calls[0]).isGreaterThan(1);
            insert(database, 4);
        }
    }

    @Test
    void aReaderSeesTheLastCommitWhileAWriteIsUnderWay() {
        try (Database database = open(Access.WRITE)) {
            insert(database, 1);
            database.write(
                    t -> {
                        execute(t, "INSERT INTO number VALUES(2)");
                        assertThat(sum(database)).isEqualTo(1);
                        return null;
                    });
            assertThat(sum(database)).isEqualTo(3);
        }
    }

    @Test
    void aReadOnlyDatabaseFollowsTheWriterAndRefusesToWrite() {
        try (Database writer = open(Access.WRITE);
                Database reader = open(Access.READ)) {
            insert(writer, 7);
            assertThat(sum(reader)).isEqualTo(7);
            assertThatThrownBy(() -> insert(reader, 1)).hasMessageContaining("read only");
        }
    }

    @Test
    void migrationsAreAppliedOnceAndInOrder() {
        open(Access.WRITE).close();
        Migrations grown =
                new Migrations(
                        "numbers",
                        List.of(
                                NUMBERS.scripts().getFirst(),
                                "-- a second column\nALTER TABLE number ADD COLUMN name TEXT;"));
        try (Database database =
                Database.open(folder.resolve("test.db"), Access.WRITE, List.of(grown))) {
            database.write(
                    t -> {
                        execute(t, "INSERT INTO number(value, name) VALUES(1, 'one')");
                        return null;
                    });
            assertThat(sum(database)).isEqualTo(1);
        }
        assertThatThrownBy(() -> open(Access.WRITE)).hasMessageContaining("newer Hornbook");
    }

    @Test
    void aFileThatIsNoDatabaseIsToldInOneSentence() throws Exception {
        Files.writeString(
                folder.resolve("test.db"), "this is a letter, not a database. ".repeat(100));
        assertThatThrownBy(() -> open(Access.WRITE))
                .isInstanceOf(StoreException.class)
                .hasMessageContaining("test.db")
                .hasMessageContaining("not a Hornbook workspace");
    }

    private Database open(Access access) {
        return Database.open(folder.resolve("test.db"), access, List.of(NUMBERS));
    }

    private static void insert(Database database, int value) {
        database.write(
                t -> {
                    execute(t, "INSERT INTO number VALUES(" + value + ")");
                    return null;
                });
    }

    private static long sum(Database database) {
        return database.read(
                c -> {
                    try (Statement s = c.createStatement();
                            ResultSet rows = s.executeQuery("SELECT sum(value) FROM number")) {
                        return rows.getLong(1);
                    }
                });
    }

    private static void execute(Transaction transaction, String sql) throws java.sql.SQLException {
        try (Statement s = transaction.connection().createStatement()) {
            s.execute(sql);
        }
    }
}
