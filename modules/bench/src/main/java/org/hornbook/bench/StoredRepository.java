package org.hornbook.bench;

import java.nio.file.Path;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.util.List;
import org.hornbook.store.Access;
import org.hornbook.store.Database;

/// How much room tables take.
record StoredRepository(Path file) {
    /// The bytes of all pages of a table or an index.
    long bytes(String table) {
        try (Database database = Database.open(file, Access.READ, List.of())) {
            return database.read(
                    c -> {
                        try (PreparedStatement s =
                                c.prepareStatement(
                                        "SELECT coalesce(sum(pgsize), 0) FROM dbstat WHERE name = ? AND"
                                                + " aggregate = 1")) {
                            s.setString(1, table);
                            try (ResultSet rows = s.executeQuery()) {
                                return rows.getLong(1);
                            }
                        }
                    });
        }
    }
}
