package org.hornbook.classify;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.hornbook.corpus.CorpusId;
import org.hornbook.corpus.DocumentId;
import org.hornbook.store.Access;
import org.hornbook.store.Database;
import org.hornbook.store.Migrations;
import org.hornbook.store.StoreException;
import org.hornbook.store.Transaction;

/// Embeddings of documents, as encoders gave them, so that each is computed once. A row holds a
/// block of vectors in 16-bit floats with the ids of their documents. A workspace opened to be read
/// may be older than these tables: then nothing is held.
public final class EmbeddingRepository {
    private static final String TABLES =
            """
            CREATE TABLE encoder(
              id INTEGER PRIMARY KEY,
              fingerprint TEXT NOT NULL UNIQUE,
              name TEXT NOT NULL,
              dimension INTEGER NOT NULL
            );
            -- ids: 8 bytes a document, ascending; vectors: 2 bytes a value, in the same order; both little-endian.
            CREATE TABLE embedding(
              id INTEGER PRIMARY KEY,
              encoder_id INTEGER NOT NULL REFERENCES encoder(id),
              corpus_id INTEGER NOT NULL,
              documents INTEGER NOT NULL,
              ids BLOB NOT NULL,
              vectors BLOB NOT NULL
            );
            CREATE INDEX embedding_encoder ON embedding(encoder_id, corpus_id, documents);
            """;

    private final Database database;

    public EmbeddingRepository(Database database) {
        this.database = database;
    }

    public static Migrations migrations() {
        return new Migrations("classify.embedding", List.of(TABLES));
    }

    /// Whose vectors of how many documents are held.
    ///
    /// @param encoder the fingerprint
    /// @param name what it was called when it ran first
    public record Held(String encoder, String name, int dimension, long documents) {}

    /// What is held of a corpus, the encoder with most documents first.
    public List<Held> held(CorpusId corpus) {
        return database.read(
                c -> {
                    List<Held> held = new ArrayList<>();
                    if (!there(c)) {
                        return held;
                    }
                    try (PreparedStatement s =
                            c.prepareStatement(
                                    "SELECT e.fingerprint, e.name, e.dimension, sum(b.documents)"
                                            + " FROM encoder e JOIN embedding b ON b.encoder_id ="
                                            + " e.id WHERE b.corpus_id = ? GROUP BY e.id ORDER BY 4"
                                            + " DESC, e.id")) {
                        s.setLong(1, corpus.value());
                        try (ResultSet rows = s.executeQuery()) {
                            while (rows.next()) {
                                held.add(
                                        new Held(
                                                rows.getString(1),
                                                rows.getString(2),
                                                rows.getInt(3),
                                                rows.getLong(4)));
                            }
                        }
                    }
                    return held;
                });
    }

    boolean writable() {
        return database.access() == Access.WRITE;
    }

    /// Where the vectors of an encoder lie, those of one corpus or all.
    EmbeddingIndex index(String encoder, Optional<CorpusId> corpus) {
        return database.read(
                c -> {
                    EmbeddingIndex.Builder index = new EmbeddingIndex.Builder();
                    if (!there(c)) {
                        return index.build(this);
                    }
                    try (PreparedStatement s =
                            c.prepareStatement(
                                    "SELECT b.id, b.ids, e.dimension FROM embedding b JOIN encoder"
                                            + " e ON e.id = b.encoder_id WHERE e.fingerprint = ?"
                                            + (corpus.isPresent() ? " AND b.corpus_id = ?" : "")
                                            + " ORDER BY b.id")) {
                        s.setString(1, encoder);
                        if (corpus.isPresent()) {
                            s.setLong(2, corpus.get().value());
                        }
                        try (ResultSet rows = s.executeQuery()) {
                            while (rows.next()) {
                                index.add(rows.getLong(1), rows.getBytes(2), rows.getInt(3));
                            }
                        }
                    }
                    return index.build(this);
                });
    }

    /// Takes blocks of vectors.
    @FunctionalInterface
    interface Blocks {
        void block(int number, byte[] vectors);
    }

    /// Hands on the vectors of the blocks `ids`, in that order.
    void blocks(long[] ids, Blocks blocks) {
        database.read(
                c -> {
                    try (PreparedStatement s =
                            c.prepareStatement("SELECT vectors FROM embedding WHERE id = ?")) {
                        for (int i = 0; i < ids.length; i++) {
                            s.setLong(1, ids[i]);
                            try (ResultSet rows = s.executeQuery()) {
                                if (!rows.next()) {
                                    throw new StoreException(
                                            "the embeddings of block " + ids[i] + " are gone");
                                }
                                blocks.block(i, rows.getBytes(1));
                            }
                        }
                    }
                    return null;
                });
    }

    /// Stores the vectors of documents, in ascending order of id.
    void put(
            Transaction transaction,
            Embedder embedder,
            List<DocumentId> documents,
            List<float[]> vectors) {
        Connection c = transaction.connection();
        try {
            long encoder = encoder(c, embedder);
            Map<Long, List<Integer>> byCorpus = new LinkedHashMap<>();
            try (PreparedStatement s =
                    c.prepareStatement("SELECT corpus_id FROM document WHERE id = ?")) {
                for (int i = 0; i < documents.size(); i++) {
                    s.setLong(1, documents.get(i).value());
                    try (ResultSet rows = s.executeQuery()) {
                        long corpus = rows.next() ? rows.getLong(1) : 0;
                        byCorpus.computeIfAbsent(corpus, k -> new ArrayList<>()).add(i);
                    }
                }
            }
            int block = blockSize(embedder.dimension());
            for (Map.Entry<Long, List<Integer>> one : byCorpus.entrySet()) {
                List<Integer> rows = one.getValue();
                for (int from = 0; from < rows.size(); from += block) {
                    List<Integer> part = rows.subList(from, Math.min(rows.size(), from + block));
                    put(
                            c,
                            encoder,
                            one.getKey(),
                            part.stream().map(documents::get).toList(),
                            part.stream().map(vectors::get).toList());
                }
            }
        } catch (SQLException e) {
            throw new StoreException("cannot store embeddings", e);
        }
    }

    /// How many vectors a block holds: about 64 KB.
    static int blockSize(int dimension) {
        return Math.max(1, 65_536 / (dimension * Short.BYTES));
    }

    private static long encoder(Connection c, Embedder embedder) throws SQLException {
        try (PreparedStatement s =
                c.prepareStatement(
                        "INSERT INTO encoder(fingerprint, name, dimension) VALUES(?,?,?) ON"
                                + " CONFLICT(fingerprint) DO UPDATE SET name = name RETURNING id")) {
            s.setString(1, embedder.fingerprint());
            s.setString(2, embedder.name());
            s.setInt(3, embedder.dimension());
            try (ResultSet rows = s.executeQuery()) {
                rows.next();
                return rows.getLong(1);
            }
        }
    }

    private static void put(
            Connection c,
            long encoder,
            long corpus,
            List<DocumentId> documents,
            List<float[]> vectors)
            throws SQLException {
        ByteBuffer ids =
                ByteBuffer.allocate(documents.size() * Long.BYTES).order(ByteOrder.LITTLE_ENDIAN);
        documents.forEach(d -> ids.putLong(d.value()));
        try (PreparedStatement s =
                c.prepareStatement(
                        "INSERT INTO embedding(encoder_id, corpus_id, documents, ids, vectors)"
                                + " VALUES(?,?,?,?,?)")) {
            s.setLong(1, encoder);
            s.setLong(2, corpus);
            s.setInt(3, documents.size());
            s.setBytes(4, ids.array());
            s.setBytes(5, Half.bytes(vectors));
            s.executeUpdate();
        }
    }

    private static boolean there(Connection c) throws SQLException {
        try (PreparedStatement s =
                        c.prepareStatement(
                                "SELECT 1 FROM sqlite_master WHERE type = 'table' AND name ="
                                        + " 'embedding'");
                ResultSet rows = s.executeQuery()) {
            return rows.next();
        }
    }

    /// Writes outside of a job.
    void write(Embedder embedder, List<DocumentId> documents, List<float[]> vectors) {
        database.write(
                t -> {
                    put(t, embedder, documents, vectors);
                    return null;
                });
    }
}
