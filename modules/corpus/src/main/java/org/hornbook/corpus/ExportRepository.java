package org.hornbook.corpus;

import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.hornbook.store.Database;

/// What annotators and classifiers said of documents, for those who write them out. Reads the
/// tables of their rooms, as queries do.
public final class ExportRepository {
    private final Database database;

    public ExportRepository(Database database) {
        this.database = database;
    }

    /// Who labelled or scored documents of a corpus, by name.
    public List<String> sources(DocumentQuery.Opinion opinion) {
        String table = opinion == DocumentQuery.Opinion.LABEL ? "annotator" : "classifier";
        return database.read(
                c -> {
                    List<String> names = new ArrayList<>();
                    try (PreparedStatement s =
                                    c.prepareStatement(
                                            "SELECT name FROM " + table + " ORDER BY name");
                            ResultSet rows = s.executeQuery()) {
                        while (rows.next()) {
                            names.add(rows.getString(1));
                        }
                    }
                    return names;
                });
    }

    /// The values `source` gave the documents from `first` to `last`, by document number. Of labels
    /// under several rubrics the newest rubric's counts.
    Map<Long, Double> values(
            DocumentQuery.Opinion opinion, String source, DocumentId first, DocumentId last) {
        String sql =
                opinion == DocumentQuery.Opinion.LABEL
                        ? "SELECT o.doc_id, o.value FROM annotator s JOIN label o ON"
                                + " o.annotator_id = s.id WHERE s.name = ? AND o.doc_id BETWEEN ?"
                                + " AND ? AND o.value IS NOT NULL"
                        : "SELECT o.doc_id, o.score FROM classifier s JOIN score o ON"
                                + " o.classifier_id = s.id WHERE s.name = ? AND o.doc_id BETWEEN ?"
                                + " AND ?";
        return database.read(
                c -> {
                    Map<Long, Double> values = new HashMap<>();
                    try (PreparedStatement s = c.prepareStatement(sql)) {
                        s.setString(1, source);
                        s.setLong(2, first.value());
                        s.setLong(3, last.value());
                        try (ResultSet rows = s.executeQuery()) {
                            while (rows.next()) {
                                values.put(rows.getLong(1), rows.getDouble(2));
                            }
                        }
                    }
                    return values;
                });
    }
}
