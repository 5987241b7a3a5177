package org.hornbook.corpus;

import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.hornbook.store.Database;
import org.hornbook.store.Json;
import org.hornbook.store.StoreException;
import org.hornbook.store.Transaction;

/// Writes documents and their search index.
final class ImportRepository {
    private final Database database;

    ImportRepository(Database database) {
        this.database = database;
    }

    /// A document on its way in, its text already compressed.
    ///
    /// @param offset empty where the source is a folder and the key alone says which file it is
    record Incoming(
            String key,
            byte[] packed,
            byte[] hash,
            int characters,
            int bytes,
            Map<String, String> metadata,
            Optional<Long> offset) {
        static Incoming of(
                String key, String text, Map<String, String> metadata, Optional<Long> offset) {
            byte[] utf8 = text.getBytes(StandardCharsets.UTF_8);
            return of(key, utf8, text.length(), metadata, offset);
        }

        /// @param characters how many UTF-16 code units the text is
        static Incoming of(
                String key,
                byte[] utf8,
                int characters,
                Map<String, String> metadata,
                Optional<Long> offset) {
            return new Incoming(
                    key,
                    CorpusRepository.packed(utf8),
                    hash(utf8),
                    characters,
                    utf8.length,
                    metadata,
                    offset);
        }

        private static byte[] hash(byte[] utf8) {
            try {
                return Arrays.copyOf(MessageDigest.getInstance("SHA-256").digest(utf8), 16);
            } catch (NoSuchAlgorithmException e) {
                throw new IllegalStateException("every JDK has SHA-256", e);
            }
        }
    }

    /// What became of a batch.
    record Added(long added, long known, long duplicates, long changed, long bytes) {}

    long source(Transaction transaction, CorpusId corpus, Path path) {
        try (PreparedStatement s =
                transaction
                        .connection()
                        .prepareStatement(
                                "INSERT INTO source_file(corpus_id, path) VALUES(?,?) ON CONFLICT(corpus_id, path)"
                                        + " DO UPDATE SET path = excluded.path RETURNING id")) {
            s.setLong(1, corpus.value());
            s.setString(2, path.toAbsolutePath().normalize().toString());
            try (ResultSet rows = s.executeQuery()) {
                rows.next();
                return rows.getLong(1);
            }
        } catch (SQLException e) {
            throw failure(e);
        }
    }

    /// Stores what is new. A row already there is known; the text of another document is a
    /// duplicate; a file that was imported before with another text is left as it was and counted
    /// as changed.
    Added add(Transaction transaction, CorpusId corpus, long source, List<Incoming> batch) {
        Connection c = transaction.connection();
        long added = 0;
        long known = 0;
        long duplicates = 0;
        long changed = 0;
        long bytes = 0;
        long digest = 0;
        try (PreparedStatement document =
                        c.prepareStatement(
                                "INSERT INTO document(corpus_id, key, source_id, source_offset, hash, characters, metadata)"
                                        + " VALUES(?,?,?,?,?,?,?) ON CONFLICT DO NOTHING RETURNING id");
                PreparedStatement text =
                        c.prepareStatement("INSERT INTO document_text VALUES(?,?)");
                PreparedStatement clash =
                        c.prepareStatement(
                                "SELECT source_id = ? AND source_offset IS ? AND (source_offset IS NOT NULL OR key = ?),"
                                        + " hash = ?, key = ? FROM document WHERE corpus_id = ?"
                                        + " AND (key = ? OR hash = ? OR (source_id = ? AND source_offset = ?))")) {
            for (Incoming row : batch) {
                Optional<Long> id = insert(document, corpus, source, row, row.key());
                if (id.isEmpty()) {
                    switch (why(clash, corpus, source, row)) {
                        case KNOWN -> known++;
                        case DUPLICATE -> duplicates++;
                        case CHANGED -> changed++;
                        case SAME_KEY -> id = renamed(document, corpus, source, row);
                    }
                }
                if (id.isPresent()) {
                    text.setLong(1, id.get());
                    text.setBytes(2, row.packed());
                    text.executeUpdate();
                    added++;
                    bytes += row.bytes();
                    digest += java.nio.ByteBuffer.wrap(row.hash()).getLong() * (2 * id.get() + 1);
                }
            }
            grow(c, corpus, added, digest);
        } catch (SQLException e) {
            throw failure(e);
        }
        return new Added(added, known, duplicates, changed, bytes);
    }

    /// Adds to the search index the next documents of the corpus behind those that are in it.
    /// Returns how many; 0 at the end.
    int index(Transaction transaction, CorpusId corpus, List<Document> documents) {
        try (PreparedStatement s =
                        transaction
                                .connection()
                                .prepareStatement(
                                        "INSERT INTO document_fts(rowid, tokens) VALUES(?,?)");
                PreparedStatement at =
                        transaction
                                .connection()
                                .prepareStatement("UPDATE corpus SET indexed = ? WHERE id = ?")) {
            for (Document document : documents) {
                s.setLong(1, document.id().value());
                s.setString(2, String.join(" ", SearchText.tokens(document.text())));
                s.addBatch();
            }
            s.executeBatch();
            at.setLong(1, documents.getLast().id().value());
            at.setLong(2, corpus.value());
            at.executeUpdate();
            return documents.size();
        } catch (SQLException e) {
            throw failure(e);
        }
    }

    /// The last document of the corpus that is in the search index.
    DocumentId indexed(CorpusId corpus) {
        return database.read(
                c ->
                        new DocumentId(
                                CorpusRepository.single(
                                        c,
                                        "SELECT indexed FROM corpus WHERE id=?",
                                        corpus.value())));
    }

    private enum Clash {
        KNOWN,
        DUPLICATE,
        CHANGED,
        SAME_KEY
    }

    private static Clash why(PreparedStatement clash, CorpusId corpus, long source, Incoming row)
            throws SQLException {
        Long offset = row.offset().orElse(null);
        clash.setLong(1, source);
        clash.setObject(2, offset);
        clash.setString(3, row.key());
        clash.setBytes(4, row.hash());
        clash.setString(5, row.key());
        clash.setLong(6, corpus.value());
        clash.setString(7, row.key());
        clash.setBytes(8, row.hash());
        clash.setLong(9, source);
        clash.setObject(10, offset);
        Clash found = Clash.SAME_KEY;
        try (ResultSet rows = clash.executeQuery()) {
            while (rows.next()) {
                boolean samePlace = rows.getBoolean(1);
                boolean sameText = rows.getBoolean(2);
                if (samePlace) {
                    return sameText || offset != null ? Clash.KNOWN : Clash.CHANGED;
                }
                if (sameText) {
                    found = Clash.DUPLICATE;
                }
            }
        }
        return found;
    }

    /// Another document has this key: the row is kept under a key that says where it came from.
    private static Optional<Long> renamed(
            PreparedStatement document, CorpusId corpus, long source, Incoming row)
            throws SQLException {
        for (int n = 2; n < 1_000_000; n++) {
            Optional<Long> id = insert(document, corpus, source, row, row.key() + "~" + n);
            if (id.isPresent()) {
                return id;
            }
        }
        throw new StoreException("a million documents are called " + row.key());
    }

    private static Optional<Long> insert(
            PreparedStatement document, CorpusId corpus, long source, Incoming row, String key)
            throws SQLException {
        document.setLong(1, corpus.value());
        document.setString(2, key);
        document.setLong(3, source);
        document.setObject(4, row.offset().orElse(null));
        document.setBytes(5, row.hash());
        document.setInt(6, row.characters());
        document.setString(7, Json.write(row.metadata()));
        try (ResultSet rows = document.executeQuery()) {
            return rows.next() ? Optional.of(rows.getLong(1)) : Optional.empty();
        }
    }

    private static void grow(Connection c, CorpusId corpus, long added, long digest)
            throws SQLException {
        long before =
                CorpusRepository.single(c, "SELECT digest FROM corpus WHERE id=?", corpus.value());
        try (PreparedStatement s =
                c.prepareStatement(
                        "UPDATE corpus SET documents = documents + ?, digest = ? WHERE id = ?")) {
            s.setLong(1, added);
            s.setLong(2, before + digest);
            s.setLong(3, corpus.value());
            s.executeUpdate();
        }
    }

    private static StoreException failure(SQLException e) {
        String detail = String.valueOf(e.getMessage());
        return detail.contains("SQLITE_FULL")
                ? new StoreException(
                        "the disk is full: free some space and run the same command again, it goes on where it stopped",
                        e)
                : new StoreException("cannot store documents: " + detail, e);
    }
}
