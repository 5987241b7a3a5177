package org.hornbook.corpus;

import java.nio.file.Path;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;
import org.hornbook.store.Access;
import org.hornbook.store.Database;

/// Whether a database is whole, and its tables of documents agree with each other.
record IntegrityRepository(Path file) {
    /// What is wrong with it; empty if nothing is.
    List<String> wrong() {
        try (Database database = Database.open(file, Access.WRITE, List.of())) {
            List<String> wrong =
                    new ArrayList<>(database.read(c -> list(c, "PRAGMA integrity_check")));
            wrong.remove("ok");
            if (database.read(c -> list(c, "SELECT 1 FROM sqlite_schema WHERE name='corpus'"))
                    .isEmpty()) {
                return wrong;
            }
            wrong.addAll(
                    database.read(
                            c ->
                                    list(
                                            c,
                                            "SELECT 'documents counted wrong' FROM corpus WHERE documents <>"
                                                    + " (SELECT count(*) FROM document) UNION ALL SELECT 'a document"
                                                    + " without text' FROM document WHERE id NOT IN (SELECT doc_id"
                                                    + " FROM document_text) UNION ALL SELECT 'a text without"
                                                    + " document' FROM document_text WHERE doc_id NOT IN (SELECT id"
                                                    + " FROM document) UNION ALL SELECT 'the index holds other"
                                                    + " documents' FROM corpus WHERE (SELECT count(*) FROM"
                                                    + " document_fts_docsize) <> (SELECT count(*) FROM document"
                                                    + " WHERE id <= indexed)")));
            database.write(
                    t -> {
                        try (Statement s = t.connection().createStatement()) {
                            s.execute(
                                    "INSERT INTO document_fts(document_fts) VALUES('integrity-check')");
                        }
                        return null;
                    });
            return wrong;
        }
    }

    private static List<String> list(Connection c, String sql) throws SQLException {
        List<String> list = new ArrayList<>();
        try (Statement s = c.createStatement();
                ResultSet rows = s.executeQuery(sql)) {
            while (rows.next()) {
                list.add(rows.getString(1));
            }
        }
        return list;
    }
}
