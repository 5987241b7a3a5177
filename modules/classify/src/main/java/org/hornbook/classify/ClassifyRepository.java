package org.hornbook.classify;

import com.fasterxml.jackson.databind.JsonNode;
import org.hornbook.corpus.CorpusId;
import org.hornbook.corpus.DocumentId;
import org.hornbook.job.Provenance;
import org.hornbook.label.AnnotatorId;
import org.hornbook.store.Database;
import org.hornbook.store.Json;
import org.hornbook.store.Migrations;
import org.hornbook.store.Sha256;
import org.hornbook.store.StoreException;
import org.hornbook.store.Transaction;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/// Classifiers and their scores.
public final class ClassifyRepository {
    // Not INSERT OR REPLACE: where a table has foreign keys that takes a savepoint for each row.
    private static final String PUT_SCORE =
            "INSERT INTO score VALUES(?,?,?) ON CONFLICT DO UPDATE SET score = excluded.score";

    private final Database database;

    public ClassifyRepository(Database database) {
        this.database = database;
    }

    public static Migrations migrations() {
        return Migrations.beside(ClassifyRepository.class, "classify", 1);
    }

    /// Embeddings of documents.
    public EmbeddingRepository embeddings() {
        return new EmbeddingRepository(database);
    }

    public Optional<TrainedClassifier> find(String name) {
        return list("WHERE name = ?", name).stream().findFirst();
    }

    /// All classifiers, in order of their making.
    public List<TrainedClassifier> all() {
        return list("WHERE ? = ''", "");
    }

    /// All classifiers in order of their making, without their weights, which may be large.
    public List<ClassifierSummary> summaries() {
        return database.read(
                c -> {
                    try (PreparedStatement s =
                                    c.prepareStatement(
                                            "SELECT id, name, corpus_id, annotator_id, fingerprint,"
                                                    + " evaluation, (SELECT count(DISTINCT fold)"
                                                    + " FROM held_out WHERE classifier_id = id)"
                                                    + " , json_extract(provenance, '$.config.recipe') FROM"
                                                    + " classifier ORDER BY id");
                            ResultSet rows = s.executeQuery()) {
                        List<ClassifierSummary> all = new ArrayList<>();
                        while (rows.next()) {
                            all.add(
                                    new ClassifierSummary(
                                            new ClassifierId(rows.getLong(1)),
                                            rows.getString(2),
                                            new CorpusId(rows.getLong(3)),
                                            new AnnotatorId(rows.getLong(4)),
                                            rows.getString(5),
                                            Json.read(rows.getString(8), Recipe.class),
                                            rows.getInt(7),
                                            Json.read(rows.getString(6), Evaluation.class)));
                        }
                        return all;
                    }
                });
    }

    /// The scores the classifier gave to documents of `corpus` that are not removed, in order, with
    /// the lengths of the texts.
    public ScoreColumn column(ClassifierId classifier, CorpusId corpus) {
        return database.read(
                c -> {
                    int room = (int) count(c, classifier, corpus);
                    double[] scores = new double[room];
                    long[] documents = new long[room];
                    int[] characters = new int[room];
                    int n = 0;
                    try (PreparedStatement s =
                            c.prepareStatement(
                                    "SELECT s.doc_id, s.score, d.characters FROM score s JOIN"
                                            + " document d ON d.id = s.doc_id WHERE"
                                            + " s.classifier_id = ? AND d.corpus_id = ?"
                                            + standing(c))) {
                        s.setLong(1, classifier.value());
                        s.setLong(2, corpus.value());
                        try (ResultSet rows = s.executeQuery()) {
                            for (; n < room && rows.next(); n++) {
                                documents[n] = rows.getLong(1);
                                scores[n] = rows.getDouble(2);
                                characters[n] = rows.getInt(3);
                            }
                        }
                    }
                    return ScoreColumn.of(
                            Arrays.copyOf(scores, n),
                            Arrays.copyOf(documents, n),
                            Arrays.copyOf(characters, n));
                });
    }

    /// How many documents of `corpus` that are not removed the classifier has scored.
    public long countScores(ClassifierId classifier, CorpusId corpus) {
        return database.read(c -> count(c, classifier, corpus));
    }

    private static long count(Connection c, ClassifierId classifier, CorpusId corpus)
            throws SQLException {
        try (PreparedStatement s =
                c.prepareStatement(
                        "SELECT count(*) FROM score s JOIN document d ON d.id = s.doc_id WHERE"
                                + " s.classifier_id = ? AND d.corpus_id = ?"
                                + standing(c))) {
            s.setLong(1, classifier.value());
            s.setLong(2, corpus.value());
            try (ResultSet rows = s.executeQuery()) {
                return rows.getLong(1);
            }
        }
    }

    /// A condition on `document d`; empty in a workspace opened to be read that is older than
    /// removals.
    private static String standing(Connection c) throws SQLException {
        try (PreparedStatement s =
                        c.prepareStatement(
                                "SELECT 1 FROM sqlite_master WHERE type = 'table' AND name ="
                                        + " 'removal'");
                ResultSet rows = s.executeQuery()) {
            return rows.next()
                    ? " AND NOT EXISTS(SELECT 1 FROM removal m WHERE m.doc_id = d.id AND"
                            + " m.restored IS NULL)"
                    : "";
        }
    }

    /// The score of one document by a classifier; NaN if there is none.
    public double score(ClassifierId classifier, DocumentId document) {
        return database.read(
                c -> {
                    try (PreparedStatement s =
                            c.prepareStatement(
                                    "SELECT score FROM score WHERE classifier_id = ? AND doc_id ="
                                            + " ?")) {
                        s.setLong(1, classifier.value());
                        s.setLong(2, document.value());
                        try (ResultSet rows = s.executeQuery()) {
                            return rows.next() ? rows.getDouble(1) : Double.NaN;
                        }
                    }
                });
    }

    /// The scores of labelled documents by folds that were not trained on them.
    public Map<DocumentId, Double> heldOut(ClassifierId classifier) {
        return scores(
                "SELECT doc_id, score FROM held_out WHERE classifier_id = ?", classifier.value());
    }

    /// Which fold held each labelled document out when the classifier was trained.
    public Map<DocumentId, Integer> folds(ClassifierId classifier) {
        Map<DocumentId, Integer> folds = new TreeMap<>();
        scores("SELECT doc_id, fold FROM held_out WHERE classifier_id = ?", classifier.value())
                .forEach((document, fold) -> folds.put(document, fold.intValue()));
        return folds;
    }

    /// The scores the classifier gave to documents of `corpus`.
    public Map<DocumentId, Double> scores(ClassifierId classifier, CorpusId corpus) {
        return scores(
                "SELECT s.doc_id, s.score FROM score s JOIN document d ON d.id = s.doc_id"
                        + " WHERE s.classifier_id = ? AND d.corpus_id = ?",
                classifier.value(),
                corpus.value());
    }

    /// The scores of one document, by the name of the classifier that gave them.
    public Map<String, Double> of(DocumentId document) {
        return database.read(
                c -> {
                    try (PreparedStatement s =
                            c.prepareStatement(
                                    "SELECT k.name, s.score FROM score s JOIN classifier k ON k.id"
                                            + " = s.classifier_id WHERE s.doc_id = ? ORDER BY k.id")) {
                        s.setLong(1, document.value());
                        Map<String, Double> scores = new LinkedHashMap<>();
                        try (ResultSet rows = s.executeQuery()) {
                            while (rows.next()) {
                                scores.put(rows.getString(1), rows.getDouble(2));
                            }
                        }
                        return scores;
                    }
                });
    }

    public long countScores(ClassifierId classifier) {
        return database.read(
                c -> {
                    try (PreparedStatement s =
                            c.prepareStatement(
                                    "SELECT count(*) FROM score WHERE classifier_id=?")) {
                        s.setLong(1, classifier.value());
                        try (ResultSet rows = s.executeQuery()) {
                            return rows.getLong(1);
                        }
                    }
                });
    }

    /// Stores a classifier under `name` with its held-out scores. One of the same name is replaced,
    /// with all its scores.
    ClassifierId put(
            Transaction transaction,
            String name,
            CorpusId corpus,
            AnnotatorId annotator,
            ClassifierFile.Content content,
            Evaluation evaluation,
            Provenance provenance) {
        return put(
                transaction,
                name,
                corpus,
                annotator,
                ClassifierFile.write(content),
                evaluation,
                Json.write(provenance));
    }

    /// The same, of a classifier in its bytes and a provenance in JSON.
    ClassifierId put(
            Transaction transaction,
            String name,
            CorpusId corpus,
            AnnotatorId annotator,
            byte[] model,
            Evaluation evaluation,
            String provenance) {
        Connection c = transaction.connection();
        try {
            try (PreparedStatement s = c.prepareStatement("DELETE FROM classifier WHERE name=?")) {
                s.setString(1, name);
                s.executeUpdate();
            }
            try (PreparedStatement s =
                    c.prepareStatement(
                            "INSERT INTO classifier(name, corpus_id, annotator_id, fingerprint,"
                                    + " model, evaluation, provenance) VALUES(?,?,?,?,?,?,?) RETURNING"
                                    + " id")) {
                s.setString(1, name);
                s.setLong(2, corpus.value());
                s.setLong(3, annotator.value());
                s.setString(4, Sha256.of(model));
                s.setBytes(5, model);
                s.setString(6, Json.write(evaluation));
                s.setString(7, provenance);
                try (ResultSet rows = s.executeQuery()) {
                    rows.next();
                    return new ClassifierId(rows.getLong(1));
                }
            }
        } catch (SQLException e) {
            throw new StoreException("cannot store classifier " + name, e);
        }
    }

    /// One held-out score.
    record HeldOut(DocumentId document, int fold, double score) {}

    /// The held-out scores with their folds, in order of documents.
    List<HeldOut> heldOutFolds(ClassifierId classifier) {
        return database.read(
                c -> {
                    try (PreparedStatement s =
                            c.prepareStatement(
                                    "SELECT doc_id, fold, score FROM held_out WHERE classifier_id ="
                                            + " ? ORDER BY doc_id")) {
                        s.setLong(1, classifier.value());
                        List<HeldOut> all = new ArrayList<>();
                        try (ResultSet rows = s.executeQuery()) {
                            while (rows.next()) {
                                all.add(
                                        new HeldOut(
                                                new DocumentId(rows.getLong(1)),
                                                rows.getInt(2),
                                                rows.getDouble(3)));
                            }
                        }
                        return all;
                    }
                });
    }

    /// A classifier's bytes, and its provenance in JSON.
    record Kept(byte[] model, String provenance) {}

    Kept kept(ClassifierId classifier) {
        return database.read(
                c -> {
                    try (PreparedStatement s =
                            c.prepareStatement(
                                    "SELECT model, provenance FROM classifier WHERE id = ?")) {
                        s.setLong(1, classifier.value());
                        try (ResultSet rows = s.executeQuery()) {
                            if (!rows.next()) {
                                throw new IllegalArgumentException(
                                        "the classifier is not here any more");
                            }
                            return new Kept(rows.getBytes(1), rows.getString(2));
                        }
                    }
                });
    }

    /// How a classifier came to be.
    public JsonNode provenance(ClassifierId classifier) {
        return Json.read(kept(classifier).provenance(), JsonNode.class);
    }

    /// Does `work` in one transaction.
    <T> T inOne(Database.Write<T> work) {
        return database.write(work);
    }

    void putHeldOut(Transaction transaction, ClassifierId classifier, List<HeldOut> scores) {
        try (PreparedStatement s =
                transaction.connection().prepareStatement("INSERT INTO held_out VALUES(?,?,?,?)")) {
            for (HeldOut score : scores) {
                s.setLong(1, classifier.value());
                s.setLong(2, score.document().value());
                s.setInt(3, score.fold());
                s.setDouble(4, score.score());
                s.addBatch();
            }
            s.executeBatch();
        } catch (SQLException e) {
            throw new StoreException("cannot store held-out scores", e);
        }
    }

    void putScores(Transaction transaction, List<Score> scores) {
        try (PreparedStatement s = transaction.connection().prepareStatement(PUT_SCORE)) {
            for (Score score : scores) {
                s.setLong(1, score.classifier().value());
                s.setLong(2, score.document().value());
                s.setDouble(3, score.value());
                s.addBatch();
            }
            s.executeBatch();
        } catch (SQLException e) {
            throw new StoreException("cannot store scores", e);
        }
    }

    /// The same for many scores of one classifier; `values[i]` belongs to the document `ids[i]`.
    void putScores(Transaction transaction, ClassifierId classifier, long[] ids, double[] values) {
        try (PreparedStatement s = transaction.connection().prepareStatement(PUT_SCORE)) {
            for (int i = 0; i < ids.length; i++) {
                s.setLong(1, classifier.value());
                s.setLong(2, ids[i]);
                s.setDouble(3, values[i]);
                s.addBatch();
            }
            s.executeBatch();
        } catch (SQLException e) {
            throw new StoreException("cannot store scores", e);
        }
    }

    private Map<DocumentId, Double> scores(String sql, long... arguments) {
        return database.read(
                c -> {
                    try (PreparedStatement s = c.prepareStatement(sql)) {
                        for (int i = 0; i < arguments.length; i++) {
                            s.setLong(i + 1, arguments[i]);
                        }
                        Map<DocumentId, Double> scores = new TreeMap<>();
                        try (ResultSet rows = s.executeQuery()) {
                            while (rows.next()) {
                                scores.put(new DocumentId(rows.getLong(1)), rows.getDouble(2));
                            }
                        }
                        return scores;
                    }
                });
    }

    private List<TrainedClassifier> list(String where, String argument) {
        return database.read(
                c -> {
                    String sql =
                            "SELECT id, name, corpus_id, annotator_id, fingerprint, model,"
                                    + " evaluation FROM classifier "
                                    + where
                                    + " ORDER BY id";
                    try (PreparedStatement s = c.prepareStatement(sql)) {
                        s.setString(1, argument);
                        List<TrainedClassifier> classifiers = new ArrayList<>();
                        try (ResultSet rows = s.executeQuery()) {
                            while (rows.next()) {
                                ClassifierFile.Content content =
                                        ClassifierFile.content(rows.getBytes(6));
                                classifiers.add(
                                        new TrainedClassifier(
                                                new ClassifierId(rows.getLong(1)),
                                                rows.getString(2),
                                                new CorpusId(rows.getLong(3)),
                                                new AnnotatorId(rows.getLong(4)),
                                                rows.getString(5),
                                                content.classifier(),
                                                Json.read(rows.getString(7), Evaluation.class),
                                                content.probability()));
                            }
                        }
                        return classifiers;
                    }
                });
    }
}
