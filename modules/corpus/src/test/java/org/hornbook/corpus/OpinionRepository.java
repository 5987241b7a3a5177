package org.hornbook.corpus;

import java.sql.PreparedStatement;
import java.sql.Statement;
import java.util.Map;
import org.hornbook.store.Database;

/// Labels by `me` and scores by `ngram`, as the rooms that own these tables would put them there.
record OpinionRepository(Database database) {
    void put(Map<DocumentId, Integer> labels, Map<DocumentId, Double> scores) {
        database.write(
                t -> {
                    try (Statement s = t.connection().createStatement()) {
                        s.execute("INSERT INTO annotator VALUES(1, 'me')");
                        s.execute("INSERT INTO classifier VALUES(1, 'ngram')");
                    }
                    try (PreparedStatement s =
                            t.connection().prepareStatement("INSERT INTO label VALUES(1, ?, ?)")) {
                        for (Map.Entry<DocumentId, Integer> label : labels.entrySet()) {
                            s.setLong(1, label.getKey().value());
                            s.setInt(2, label.getValue());
                            s.executeUpdate();
                        }
                    }
                    try (PreparedStatement s =
                            t.connection().prepareStatement("INSERT INTO score VALUES(1, ?, ?)")) {
                        for (Map.Entry<DocumentId, Double> score : scores.entrySet()) {
                            s.setLong(1, score.getKey().value());
                            s.setDouble(2, score.getValue());
                            s.executeUpdate();
                        }
                    }
                    return null;
                });
    }

    /// A line at `cutoff`, an earlier one of a classifier that is gone, and what was decided by
    /// hand.
    void decide(CorpusId corpus, double cutoff, double margin, Map<DocumentId, String> byHand) {
        database.write(
                t -> {
                    try (PreparedStatement s =
                            t.connection()
                                    .prepareStatement(
                                            "INSERT INTO decision_line VALUES(1, ?1, 'gone', 0, 0),"
                                                    + " (2, ?1, 'ngram', ?2, ?3)")) {
                        s.setLong(1, corpus.value());
                        s.setDouble(2, cutoff);
                        s.setDouble(3, margin);
                        s.executeUpdate();
                    }
                    try (PreparedStatement s =
                            t.connection()
                                    .prepareStatement("INSERT INTO decision_hand VALUES(?,?,?)")) {
                        for (Map.Entry<DocumentId, String> decided : byHand.entrySet()) {
                            s.setLong(1, decided.getKey().value());
                            s.setLong(2, corpus.value());
                            s.setString(3, decided.getValue());
                            s.executeUpdate();
                        }
                    }
                    return null;
                });
    }
}
