package org.hornbook.label;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import org.hornbook.corpus.CorpusId;
import org.hornbook.corpus.DocumentId;
import org.hornbook.store.Database;
import org.hornbook.store.Json;
import org.hornbook.store.Migrations;
import org.hornbook.store.StoreException;
import org.hornbook.store.Transaction;

/// Annotators, rubrics and labels of a workspace.
public final class LabelRepository {
    private final Database database;

    public LabelRepository(Database database) {
        this.database = database;
    }

    public static Migrations migrations() {
        return Migrations.beside(LabelRepository.class, "label", 1);
    }

    /// The annotator of that name, made if there is none.
    public Annotator annotator(String name, Annotator.Kind kind) {
        return annotator(name).orElseGet(() -> create(name, kind));
    }

    public Optional<Annotator> annotator(String name) {
        return annotators().stream().filter(a -> a.name().equals(name)).findFirst();
    }

    public List<Annotator> annotators() {
        return database.read(
                c -> {
                    List<Annotator> annotators = new ArrayList<>();
                    try (PreparedStatement s =
                                    c.prepareStatement(
                                            "SELECT id, name, kind FROM annotator ORDER BY id");
                            ResultSet rows = s.executeQuery()) {
                        while (rows.next()) {
                            annotators.add(
                                    new Annotator(
                                            new AnnotatorId(rows.getLong(1)),
                                            rows.getString(2),
                                            Annotator.Kind.valueOf(
                                                    rows.getString(3).toUpperCase(Locale.ROOT))));
                        }
                    }
                    return annotators;
                });
    }

    /// The number under which this rubric is kept; stored on first use. Throws `StoreException` if
    /// another text is kept under the same name and version.
    public RubricId rubric(Rubric rubric) {
        return database.write(
                t -> {
                    Connection c = t.connection();
                    String content = Json.write(rubric);
                    try (PreparedStatement s =
                            c.prepareStatement(
                                    "INSERT INTO rubric(name, version, content) VALUES(?,?,?) ON CONFLICT DO NOTHING")) {
                        s.setString(1, rubric.name());
                        s.setInt(2, rubric.version());
                        s.setString(3, content);
                        s.executeUpdate();
                    }
                    try (PreparedStatement s =
                            c.prepareStatement(
                                    "SELECT id, content FROM rubric WHERE name=? AND version=?")) {
                        s.setString(1, rubric.name());
                        s.setInt(2, rubric.version());
                        try (ResultSet rows = s.executeQuery()) {
                            rows.next();
                            if (!rows.getString(2).equals(content)) {
                                throw new StoreException(
                                        "rubric "
                                                + rubric.name()
                                                + " version "
                                                + rubric.version()
                                                + " is kept with another text: give the changed rubric a new version");
                            }
                            return new RubricId(rows.getLong(1));
                        }
                    }
                });
    }

    /// The labels that `annotator` gave to documents of `corpus`, in order of documents. A reply
    /// that could not be read is no label and is left out.
    public List<Label> labels(CorpusId corpus, AnnotatorId annotator) {
        String sql =
                "SELECT l.doc_id, l.rubric_id, l.value, l.rationale, l.created FROM label l JOIN document d ON d.id = l.doc_id"
                        + " WHERE l.annotator_id = ? AND d.corpus_id = ? AND l.value IS NOT NULL ORDER BY l.doc_id";
        return database.read(
                c -> {
                    try (PreparedStatement s = c.prepareStatement(sql)) {
                        s.setLong(1, annotator.value());
                        s.setLong(2, corpus.value());
                        List<Label> labels = new ArrayList<>();
                        try (ResultSet rows = s.executeQuery()) {
                            while (rows.next()) {
                                labels.add(
                                        new Label(
                                                new DocumentId(rows.getLong(1)),
                                                new RubricId(rows.getLong(2)),
                                                rows.getInt(3),
                                                rows.getString(4),
                                                annotator,
                                                Instant.parse(rows.getString(5))));
                            }
                        }
                        return labels;
                    }
                });
    }

    /// The documents to which the annotator has replied under the rubric, understood or not.
    Set<DocumentId> replied(AnnotatorId annotator, RubricId rubric) {
        return documents(
                "SELECT doc_id FROM label WHERE annotator_id=? AND rubric_id=?", annotator, rubric);
    }

    /// Those of them whose reply was a label.
    Set<DocumentId> understood(AnnotatorId annotator, RubricId rubric) {
        return documents(
                "SELECT doc_id FROM label WHERE annotator_id=? AND rubric_id=? AND value IS NOT NULL",
                annotator,
                rubric);
    }

    private Set<DocumentId> documents(String sql, AnnotatorId annotator, RubricId rubric) {
        return database.read(
                c -> {
                    try (PreparedStatement s = c.prepareStatement(sql)) {
                        s.setLong(1, annotator.value());
                        s.setLong(2, rubric.value());
                        Set<DocumentId> documents = new HashSet<>();
                        try (ResultSet rows = s.executeQuery()) {
                            while (rows.next()) {
                                documents.add(new DocumentId(rows.getLong(1)));
                            }
                        }
                        return documents;
                    }
                });
    }

    /// The same as a map from document to value.
    public Map<DocumentId, Integer> values(CorpusId corpus, AnnotatorId annotator) {
        Map<DocumentId, Integer> values = new TreeMap<>();
        labels(corpus, annotator).forEach(l -> values.put(l.document(), l.value()));
        return values;
    }

    /// Stores a label, replacing the annotator's earlier one on the same document under the same
    /// rubric.
    public void put(Transaction transaction, Label label) {
        put(
                transaction,
                label.document(),
                label.rubric(),
                label.annotator(),
                label.value(),
                label.rationale(),
                null,
                label.created());
    }

    void put(
            Transaction transaction,
            DocumentId document,
            RubricId rubric,
            AnnotatorId annotator,
            Integer value,
            String rationale,
            String raw,
            Instant created) {
        try (PreparedStatement s =
                transaction
                        .connection()
                        .prepareStatement("INSERT OR REPLACE INTO label VALUES(?,?,?,?,?,?,?)")) {
            s.setLong(1, annotator.value());
            s.setLong(2, rubric.value());
            s.setLong(3, document.value());
            s.setObject(4, value);
            s.setString(5, rationale);
            s.setString(6, raw);
            s.setString(7, created.toString());
            s.executeUpdate();
        } catch (SQLException e) {
            throw new StoreException("cannot store a label of document " + document.value(), e);
        }
    }

    private Annotator create(String name, Annotator.Kind kind) {
        return database.write(
                t -> {
                    try (PreparedStatement s =
                            t.connection()
                                    .prepareStatement(
                                            "INSERT INTO annotator(name, kind) VALUES(?,?) RETURNING id")) {
                        s.setString(1, name);
                        s.setString(2, kind.name().toLowerCase(Locale.ROOT));
                        try (ResultSet rows = s.executeQuery()) {
                            rows.next();
                            return new Annotator(new AnnotatorId(rows.getLong(1)), name, kind);
                        }
                    }
                });
    }
}
