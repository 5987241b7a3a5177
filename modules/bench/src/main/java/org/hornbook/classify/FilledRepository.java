package org.hornbook.classify;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;
import org.hornbook.corpus.DocumentId;
import org.hornbook.store.Database;
import org.hornbook.store.StoreException;
import org.hornbook.store.Transaction;

/// A corpus of documents without texts, each with a made-up embedding.
final class FilledRepository {
    private static final int BATCH = 20_000;

    private final Database database;

    FilledRepository(Database database) {
        this.database = database;
    }

    void fill(String corpus, Embedder embedder, int documents) {
        EmbeddingRepository embeddings = new EmbeddingRepository(database);
        SplittableRandom random = new SplittableRandom(3);
        long id =
                database.write(
                        t -> {
                            run(
                                    t.connection(),
                                    "INSERT INTO corpus(name, created, documents) VALUES('"
                                            + corpus
                                            + "', '', "
                                            + documents
                                            + ")");
                            run(
                                    t.connection(),
                                    "INSERT INTO source_file(corpus_id, path) VALUES(1, 'x')");
                            return 1L;
                        });
        for (int from = 1; from <= documents; from += BATCH) {
            int first = from;
            int to = Math.min(documents, from + BATCH - 1);
            database.write(
                    t -> {
                        some(t, embeddings, embedder, id, first, to, random);
                        return null;
                    });
        }
        database.maintain("PRAGMA wal_checkpoint(TRUNCATE)", () -> {});
        database.maintain("ANALYZE", () -> {});
    }

    private static void some(
            Transaction t,
            EmbeddingRepository embeddings,
            Embedder embedder,
            long corpus,
            int from,
            int to,
            SplittableRandom random)
            throws SQLException {
        List<DocumentId> ids = new ArrayList<>();
        List<float[]> vectors = new ArrayList<>();
        try (PreparedStatement s =
                t.connection()
                        .prepareStatement(
                                "INSERT INTO document(id, corpus_id, key, source_id,"
                                        + " source_offset, hash, characters, metadata)"
                                        + " VALUES(?,?,?,1,?,x'00',2000,'{}')")) {
            for (int i = from; i <= to; i++) {
                s.setLong(1, i);
                s.setLong(2, corpus);
                s.setString(3, "d" + i);
                s.setLong(4, i);
                s.addBatch();
                ids.add(new DocumentId(i));
                vectors.add(EmbeddedBench.row(random, embedder.dimension()));
            }
            s.executeBatch();
        }
        embeddings.put(t, embedder, ids, vectors);
    }

    private static void run(Connection c, String sql) {
        try (var s = c.createStatement()) {
            s.execute(sql);
        } catch (SQLException e) {
            throw new StoreException("cannot fill", e);
        }
    }
}
