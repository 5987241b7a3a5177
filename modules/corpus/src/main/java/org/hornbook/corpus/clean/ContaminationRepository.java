package org.hornbook.corpus.clean;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.hornbook.corpus.Corpus;
import org.hornbook.corpus.CorpusId;
import org.hornbook.corpus.DocumentId;
import org.hornbook.corpus.DocumentQuery;
import org.hornbook.job.JobSpec;
import org.hornbook.store.Database;
import org.hornbook.store.StoreException;
import org.hornbook.store.Transaction;

/// Checks against benchmarks, and what they found.
public final class ContaminationRepository {
    private static final String RUNS =
            "SELECT id, fingerprint, benchmark, file, query, words, made, documents, finished,"
                    + " (SELECT count(DISTINCT doc_id) FROM contamination h WHERE h.run_id = r.id),"
                    + " (SELECT count(DISTINCT item) FROM contamination h WHERE h.run_id = r.id),"
                    + " (SELECT count(*) FROM benchmark_item i WHERE i.run_id = r.id) FROM"
                    + " contamination_run r WHERE ";

    private final Database database;

    public ContaminationRepository(Database database) {
        this.database = database;
    }

    /// A check.
    ///
    /// @param job its fingerprint
    /// @param words how many in a row count as a hit
    /// @param contaminated documents with at least one hit
    /// @param met items with at least one hit
    public record Run(
            long id,
            String job,
            String benchmark,
            String file,
            String query,
            int words,
            Instant made,
            long documents,
            boolean finished,
            long contaminated,
            long met,
            long items) {}

    /// A document that shares words with an item; the longest stretch, in characters of both texts.
    ///
    /// @param removed whether the document is out, for whatever reason
    public record Found(
            DocumentId document,
            String key,
            int item,
            String name,
            int words,
            int from,
            int to,
            int itemFrom,
            int itemTo,
            boolean removed) {}

    record Hit(DocumentId document, Overlap.Shared shared) {}

    long begin(
            Transaction transaction,
            Corpus corpus,
            DocumentQuery query,
            BenchmarkText benchmark,
            int words,
            JobSpec spec) {
        Connection c = transaction.connection();
        try {
            try (PreparedStatement s =
                    c.prepareStatement("DELETE FROM contamination_run WHERE fingerprint = ?")) {
                s.setString(1, spec.fingerprint());
                s.executeUpdate();
            }
            long id;
            try (PreparedStatement s =
                    c.prepareStatement(
                            "INSERT INTO contamination_run(corpus_id, fingerprint, benchmark, file,"
                                    + " sha256, query, words, made) VALUES(?,?,?,?,?,?,?,?) RETURNING"
                                    + " id")) {
                s.setLong(1, corpus.id().value());
                s.setString(2, spec.fingerprint());
                s.setString(3, benchmark.name());
                s.setString(4, benchmark.file().toString());
                s.setString(5, benchmark.sha256());
                s.setString(6, query.text());
                s.setInt(7, words);
                s.setString(8, Instant.now().toString());
                try (ResultSet r = s.executeQuery()) {
                    r.next();
                    id = r.getLong(1);
                }
            }
            try (PreparedStatement s =
                    c.prepareStatement("INSERT INTO benchmark_item VALUES(?,?,?,?)")) {
                for (int i = 0; i < benchmark.items().size(); i++) {
                    s.setLong(1, id);
                    s.setInt(2, i);
                    s.setString(3, benchmark.items().get(i).name());
                    s.setString(4, benchmark.items().get(i).text());
                    s.addBatch();
                }
                s.executeBatch();
            }
            return id;
        } catch (SQLException e) {
            throw new StoreException("cannot begin the check", e);
        }
    }

    void add(Transaction transaction, long run, long documents, List<Hit> hits) {
        try (PreparedStatement s =
                        transaction
                                .connection()
                                .prepareStatement(
                                        "INSERT OR REPLACE INTO contamination VALUES(?,?,?,?,?,?,?,?)");
                PreparedStatement at =
                        transaction
                                .connection()
                                .prepareStatement(
                                        "UPDATE contamination_run SET documents = ? WHERE id ="
                                                + " ?")) {
            for (Hit hit : hits) {
                s.setLong(1, run);
                s.setLong(2, hit.document().value());
                s.setInt(3, hit.shared().item());
                s.setInt(4, hit.shared().words());
                s.setInt(5, hit.shared().from());
                s.setInt(6, hit.shared().to());
                s.setInt(7, hit.shared().itemFrom());
                s.setInt(8, hit.shared().itemTo());
                s.addBatch();
            }
            s.executeBatch();
            at.setLong(1, documents);
            at.setLong(2, run);
            at.executeUpdate();
        } catch (SQLException e) {
            throw new StoreException("cannot store what was found", e);
        }
    }

    ContaminationReport finish(
            Transaction transaction, long run, String corpus, long tooShort, double perSecond) {
        Connection c = transaction.connection();
        try {
            try (PreparedStatement s =
                    c.prepareStatement("UPDATE contamination_run SET finished = 1 WHERE id = ?")) {
                s.setLong(1, run);
                s.executeUpdate();
            }
            Run r = runs(c, "id = ?", run).getFirst();
            return new ContaminationReport(
                    run,
                    corpus,
                    r.query(),
                    r.benchmark(),
                    r.words(),
                    r.documents(),
                    r.contaminated(),
                    r.items(),
                    r.met(),
                    tooShort,
                    perSecond);
        } catch (SQLException e) {
            throw new StoreException("cannot end the check", e);
        }
    }

    /// The checks of a corpus, the latest first.
    public List<Run> runs(CorpusId corpus) {
        return database.read(c -> runs(c, "corpus_id = ? ORDER BY id DESC", corpus.value()));
    }

    /// What a check found, those with the longest stretch first.
    public List<Found> found(long run, int limit) {
        return database.read(
                c ->
                        found(
                                c,
                                "h.run_id = ? ORDER BY h.words DESC, h.doc_id, h.item LIMIT ?",
                                run,
                                limit));
    }

    /// The text of an item.
    public String item(long run, int item) {
        return database.read(
                c -> {
                    try (PreparedStatement s =
                            c.prepareStatement(
                                    "SELECT body FROM benchmark_item WHERE run_id = ? AND item ="
                                            + " ?")) {
                        s.setLong(1, run);
                        s.setInt(2, item);
                        try (ResultSet r = s.executeQuery()) {
                            return r.next() ? r.getString(1) : "";
                        }
                    }
                });
    }

    /// Removes every document that a check found, or only `document`, as one decision. Empty if
    /// there is none that is not out already.
    public Optional<Decision> remove(
            RemovalRepository removals,
            CorpusId corpus,
            Run run,
            Optional<DocumentId> document,
            String who) {
        return database.write(
                t -> {
                    List<RemovalRepository.Out> out = new ArrayList<>();
                    long last = -1;
                    for (Found hit :
                            found(
                                    t.connection(),
                                    "h.run_id = ? AND (? < 0 OR h.doc_id = ?) ORDER BY h.doc_id,"
                                            + " h.words DESC",
                                    run.id(),
                                    document.map(DocumentId::value).orElse(-1L),
                                    document.map(DocumentId::value).orElse(-1L))) {
                        if (hit.document().value() != last && !hit.removed()) {
                            out.add(
                                    new RemovalRepository.Out(
                                            hit.document(),
                                            (hit.name().startsWith(run.benchmark())
                                                            ? ""
                                                            : run.benchmark() + " ")
                                                    + hit.name()
                                                    + ", "
                                                    + hit.words()
                                                    + " words",
                                            Optional.empty()));
                        }
                        last = hit.document().value();
                    }
                    return out.isEmpty()
                            ? Optional.empty()
                            : removals.remove(
                                    t,
                                    corpus,
                                    new RemovalRepository.Because(
                                            Removal.Reason.CONTAMINATED,
                                            "remove what shares "
                                                    + run.words()
                                                    + " words with "
                                                    + run.benchmark(),
                                            who,
                                            run.job()),
                                    out);
                });
    }

    private static List<Run> runs(Connection c, String condition, long value) throws SQLException {
        List<Run> runs = new ArrayList<>();
        try (PreparedStatement s = c.prepareStatement(RUNS + condition)) {
            s.setLong(1, value);
            try (ResultSet r = s.executeQuery()) {
                while (r.next()) {
                    runs.add(
                            new Run(
                                    r.getLong(1),
                                    r.getString(2),
                                    r.getString(3),
                                    r.getString(4),
                                    r.getString(5),
                                    r.getInt(6),
                                    Instant.parse(r.getString(7)),
                                    r.getLong(8),
                                    r.getBoolean(9),
                                    r.getLong(10),
                                    r.getLong(11),
                                    r.getLong(12)));
                }
            }
        }
        return runs;
    }

    private static List<Found> found(Connection c, String condition, Object... values)
            throws SQLException {
        List<Found> found = new ArrayList<>();
        try (PreparedStatement s =
                c.prepareStatement(
                        "SELECT h.doc_id, d.key, h.item, i.name, h.words, h.doc_from, h.doc_to,"
                                + " h.item_from, h.item_to, EXISTS(SELECT 1 FROM removal m WHERE"
                                + " m.doc_id = h.doc_id AND m.restored IS NULL) FROM contamination h"
                                + " JOIN document d ON d.id = h.doc_id JOIN benchmark_item i ON"
                                + " i.run_id = h.run_id AND i.item = h.item WHERE "
                                + condition)) {
            for (int i = 0; i < values.length; i++) {
                s.setObject(i + 1, values[i]);
            }
            try (ResultSet r = s.executeQuery()) {
                while (r.next()) {
                    found.add(
                            new Found(
                                    new DocumentId(r.getLong(1)),
                                    r.getString(2),
                                    r.getInt(3),
                                    r.getString(4),
                                    r.getInt(5),
                                    r.getInt(6),
                                    r.getInt(7),
                                    r.getInt(8),
                                    r.getInt(9),
                                    r.getBoolean(10)));
                }
            }
        }
        return found;
    }
}
