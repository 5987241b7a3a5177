package org.hornbook.label.sample;

import java.sql.PreparedStatement;
import java.util.function.IntToDoubleFunction;
import org.hornbook.store.Database;

/// Scores of a classifier that was never trained.
final class Scored {
    private Scored() {}

    static void put(Database database, String name, int documents, IntToDoubleFunction score) {
        database.write(
                t -> {
                    try (PreparedStatement c =
                                    t.connection()
                                            .prepareStatement(
                                                    "INSERT INTO classifier VALUES(1, ?)");
                            PreparedStatement s =
                                    t.connection()
                                            .prepareStatement("INSERT INTO score VALUES(1,?,?)")) {
                        c.setString(1, name);
                        c.executeUpdate();
                        for (int i = 1; i <= documents; i++) {
                            s.setInt(1, i);
                            s.setDouble(2, score.applyAsDouble(i));
                            s.executeUpdate();
                        }
                        return documents;
                    }
                });
    }
}
