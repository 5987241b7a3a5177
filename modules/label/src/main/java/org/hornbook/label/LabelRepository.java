package org.hornbook.label;

import org.hornbook.corpus.CorpusId;
import org.hornbook.corpus.DocumentId;
import org.hornbook.store.Database;
import org.hornbook.store.Json;
import org.hornbook.store.Migrations;
import org.hornbook.store.StoreException;
import org.hornbook.store.Transaction;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;

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
                                    "INSERT INTO rubric(name, version, content) VALUES(?,?,?) ON"
                                            + " CONFLICT DO NOTHING")) {
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
                            if (!Json.read(rows.getString(2), Rubric.class).equals(rubric)) {
                                throw new StoreException(
                                        "rubric "
                                                + rubric.name()
                                                + " version "
                                                + rubric.version()
                                                + " is kept with another text: give the changed"
                                                + " rubric a new version");
                            }
                            return new RubricId(rows.getLong(1));
                        }
                    }
                });
    }

    /// The labels that `annotator` gave to documents of `corpus`, in order of documents. Where a
    /// document was labelled under several rubrics, the newest label counts. A reply that could not
    /// be read is no label and is left out.
    public List<Label> labels(CorpusId corpus, AnnotatorId annotator) {
        String sql =
                "SELECT l.doc_id, l.rubric_id, l.value, l.rationale, l.created FROM label l JOIN"
                        + " document d ON d.id = l.doc_id WHERE l.annotator_id = ? AND d.corpus_id = ?"
                        + " AND l.value IS NOT NULL ORDER BY l.doc_id, l.created, l.rubric_id";
        return database.read(
                c -> {
                    try (PreparedStatement s = c.prepareStatement(sql)) {
                        s.setLong(1, annotator.value());
                        s.setLong(2, corpus.value());
                        List<Label> labels = new ArrayList<>();
                        try (ResultSet rows = s.executeQuery()) {
                            while (rows.next()) {
                                DocumentId document = new DocumentId(rows.getLong(1));
                                if (!labels.isEmpty()
                                        && labels.getLast().document().equals(document)) {
                                    labels.removeLast();
                                }
                                labels.add(
                                        new Label(
                                                document,
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

    /// The labels of `annotator` as they stand after second looks: where a person has looked at the
    /// same document again, under the same rubric, that person's value stands in its place. What
    /// the annotator said is kept, and `labels` still tells it.
    public List<Label> settled(CorpusId corpus, AnnotatorId annotator) {
        Map<Under, Label> looks = new HashMap<>();
        secondLooks(corpus).forEach(l -> looks.put(new Under(l.document(), l.rubric()), l));
        return labels(corpus, annotator).stream()
                .map(l -> looks.getOrDefault(new Under(l.document(), l.rubric()), l))
                .toList();
    }

    private record Under(DocumentId document, RubricId rubric) {}

    /// The labels that `annotator` gave under one rubric to some documents, in order of documents.
    public List<Label> labels(
            AnnotatorId annotator, RubricId rubric, Collection<DocumentId> documents) {
        return database.read(
                c -> {
                    List<Label> labels = new ArrayList<>();
                    for (DocumentId document : new TreeSet<>(documents)) {
                        find(c, document, rubric, annotator).ifPresent(labels::add);
                    }
                    return labels;
                });
    }

    /// The second looks at documents of `corpus`, whoever took them, the newest last.
    public List<Label> secondLooks(CorpusId corpus) {
        String sql =
                "SELECT l.doc_id, l.rubric_id, l.value, l.rationale, l.annotator_id, l.created FROM"
                        + " label l JOIN document d ON d.id = l.doc_id WHERE d.corpus_id = ? AND"
                        + " l.value IS NOT NULL AND substr(l.rationale, 1, ?) = ? ORDER BY"
                        + " l.created, l.doc_id";
        return database.read(
                c -> {
                    try (PreparedStatement s = c.prepareStatement(sql)) {
                        s.setLong(1, corpus.value());
                        s.setInt(2, Label.SECOND_LOOK.length());
                        s.setString(3, Label.SECOND_LOOK);
                        List<Label> looks = new ArrayList<>();
                        try (ResultSet rows = s.executeQuery()) {
                            while (rows.next()) {
                                looks.add(
                                        new Label(
                                                new DocumentId(rows.getLong(1)),
                                                new RubricId(rows.getLong(2)),
                                                rows.getInt(3),
                                                rows.getString(4),
                                                new AnnotatorId(rows.getLong(5)),
                                                Instant.parse(rows.getString(6))));
                            }
                        }
                        return looks;
                    }
                });
    }

    /// The rubric that is kept under this number.
    public Rubric rubric(RubricId id) {
        return database.read(
                c -> {
                    try (PreparedStatement s =
                            c.prepareStatement("SELECT content FROM rubric WHERE id = ?")) {
                        s.setLong(1, id.value());
                        try (ResultSet rows = s.executeQuery()) {
                            if (!rows.next()) {
                                throw new StoreException("there is no rubric " + id.value());
                            }
                            return Json.read(rows.getString(1), Rubric.class);
                        }
                    }
                });
    }

    /// How many documents have a label, whoever gave it.
    public long labelled() {
        return database.read(
                c -> {
                    try (PreparedStatement s =
                                    c.prepareStatement(
                                            "SELECT count(DISTINCT doc_id) FROM label WHERE value"
                                                    + " IS NOT NULL");
                            ResultSet rows = s.executeQuery()) {
                        return rows.getLong(1);
                    }
                });
    }

    /// Who has labelled documents of `corpus`, with how many labels; the most first.
    public Map<Annotator, Long> counts(CorpusId corpus) {
        String sql =
                "SELECT l.annotator_id, count(DISTINCT l.doc_id) FROM label l JOIN document d ON d.id = l.doc_id"
                        + " WHERE d.corpus_id = ? AND l.value IS NOT NULL GROUP BY 1 ORDER BY 2 DESC,"
                        + " 1";
        List<Annotator> all = annotators();
        return database.read(
                c -> {
                    Map<Annotator, Long> counts = new LinkedHashMap<>();
                    try (PreparedStatement s = c.prepareStatement(sql)) {
                        s.setLong(1, corpus.value());
                        try (ResultSet rows = s.executeQuery()) {
                            while (rows.next()) {
                                long id = rows.getLong(1);
                                long count = rows.getLong(2);
                                all.stream()
                                        .filter(a -> a.id().value() == id)
                                        .findFirst()
                                        .ifPresent(a -> counts.put(a, count));
                            }
                        }
                    }
                    return counts;
                });
    }

    /// Every label of one document with the name of who gave it, in order of annotators.
    public Map<String, Label> of(DocumentId document) {
        String sql =
                "SELECT a.name, l.annotator_id, l.rubric_id, l.value, l.rationale, l.created FROM"
                        + " label l JOIN annotator a ON a.id = l.annotator_id WHERE l.doc_id = ? AND"
                        + " l.value IS NOT NULL ORDER BY l.annotator_id, l.created";
        return database.read(
                c -> {
                    Map<String, Label> labels = new LinkedHashMap<>();
                    try (PreparedStatement s = c.prepareStatement(sql)) {
                        s.setLong(1, document.value());
                        try (ResultSet rows = s.executeQuery()) {
                            while (rows.next()) {
                                labels.put(
                                        rows.getString(1),
                                        new Label(
                                                document,
                                                new RubricId(rows.getLong(3)),
                                                rows.getInt(4),
                                                rows.getString(5),
                                                new AnnotatorId(rows.getLong(2)),
                                                Instant.parse(rows.getString(6))));
                            }
                        }
                    }
                    return labels;
                });
    }

    /// Stores a person's label, replacing the earlier one; returns that one.
    public Optional<Label> put(Label label) {
        return database.write(
                t -> {
                    Optional<Label> before = before(t.connection(), label);
                    put(t, label);
                    return before;
                });
    }

    /// Stores many labels in one transaction, replacing earlier ones; returns those.
    public List<Label> putAll(List<Label> labels) {
        return database.write(
                t -> {
                    List<Label> replaced = new ArrayList<>();
                    for (Label label : labels) {
                        before(t.connection(), label).ifPresent(replaced::add);
                        put(t, label);
                    }
                    return List.copyOf(replaced);
                });
    }

    /// Takes labels back, and puts what they had replaced in their place, in one transaction.
    public void takeBack(List<Label> labels, List<Label> replaced) {
        database.write(
                t -> {
                    for (Label label : labels) {
                        delete(t.connection(), label);
                    }
                    for (Label label : replaced) {
                        put(t, label);
                    }
                    return labels.size();
                });
    }

    /// Takes a label back.
    public void remove(Label label) {
        database.write(
                t -> {
                    delete(t.connection(), label);
                    return 1;
                });
    }

    private static void delete(Connection c, Label label) throws SQLException {
        try (PreparedStatement s =
                c.prepareStatement(
                        "DELETE FROM label WHERE annotator_id=? AND rubric_id=? AND doc_id=?")) {
            s.setLong(1, label.annotator().value());
            s.setLong(2, label.rubric().value());
            s.setLong(3, label.document().value());
            s.executeUpdate();
        }
    }

    private static Optional<Label> before(Connection c, Label label) throws SQLException {
        return find(c, label.document(), label.rubric(), label.annotator());
    }

    private static Optional<Label> find(
            Connection c, DocumentId document, RubricId rubric, AnnotatorId annotator)
            throws SQLException {
        try (PreparedStatement s =
                c.prepareStatement(
                        "SELECT value, rationale, created FROM label WHERE annotator_id=? AND"
                                + " rubric_id=? AND doc_id=? AND value IS NOT NULL")) {
            s.setLong(1, annotator.value());
            s.setLong(2, rubric.value());
            s.setLong(3, document.value());
            try (ResultSet rows = s.executeQuery()) {
                return rows.next()
                        ? Optional.of(
                                new Label(
                                        document,
                                        rubric,
                                        rows.getInt(1),
                                        rows.getString(2),
                                        annotator,
                                        Instant.parse(rows.getString(3))))
                        : Optional.empty();
            }
        }
    }

    /// The documents to which the annotator has replied under the rubric, understood or not.
    Set<DocumentId> replied(AnnotatorId annotator, RubricId rubric) {
        return documents(
                "SELECT doc_id FROM label WHERE annotator_id=? AND rubric_id=?", annotator, rubric);
    }

    /// Those of them whose reply was a label.
    Set<DocumentId> understood(AnnotatorId annotator, RubricId rubric) {
        return documents(
                "SELECT doc_id FROM label WHERE annotator_id=? AND rubric_id=? AND value IS NOT"
                        + " NULL",
                annotator,
                rubric);
    }

    /// Documents whose reply was no label, and why.
    Map<DocumentId, String> unlabelled(AnnotatorId annotator, RubricId rubric) {
        return database.read(
                c -> {
                    try (PreparedStatement s =
                            c.prepareStatement(
                                    "SELECT doc_id, rationale FROM label WHERE annotator_id=? AND"
                                            + " rubric_id=? AND value IS NULL")) {
                        s.setLong(1, annotator.value());
                        s.setLong(2, rubric.value());
                        Map<DocumentId, String> why = new TreeMap<>();
                        try (ResultSet rows = s.executeQuery()) {
                            while (rows.next()) {
                                why.put(new DocumentId(rows.getLong(1)), rows.getString(2));
                            }
                        }
                        return why;
                    }
                });
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

    /// Likewise, without second looks: whoever takes one has seen what others said, so it tells
    /// nothing about how far people agree.
    public Map<DocumentId, Integer> independent(CorpusId corpus, AnnotatorId annotator) {
        Map<DocumentId, Integer> values = new TreeMap<>();
        labels(corpus, annotator).stream()
                .filter(l -> !l.secondLook())
                .forEach(l -> values.put(l.document(), l.value()));
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
                                            "INSERT INTO annotator(name, kind) VALUES(?,?)"
                                                    + " RETURNING id")) {
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
