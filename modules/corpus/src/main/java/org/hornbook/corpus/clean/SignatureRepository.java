package org.hornbook.corpus.clean;

import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.List;
import java.util.Optional;
import java.util.function.ObjLongConsumer;
import org.hornbook.corpus.CorpusId;
import org.hornbook.corpus.DocumentId;
import org.hornbook.store.Database;
import org.hornbook.store.StoreException;
import org.hornbook.store.Transaction;

/// The signatures of documents. Texts never change, so that a signature is made once.
final class SignatureRepository {
    private static final int CHUNK = 20_000;

    private final Database database;

    SignatureRepository(Database database) {
        this.database = database;
    }

    record Signed(DocumentId document, Signature signature) {}

    void put(Transaction transaction, CorpusId corpus, List<Signed> batch) {
        try (PreparedStatement s =
                transaction
                        .connection()
                        .prepareStatement("INSERT OR REPLACE INTO signature VALUES(?,?,?)")) {
            for (Signed signed : batch) {
                s.setLong(1, corpus.value());
                s.setLong(2, signed.document().value());
                s.setBytes(3, signed.signature().bytes());
                s.addBatch();
            }
            s.executeBatch();
        } catch (SQLException e) {
            throw new StoreException("cannot store signatures", e);
        }
    }

    /// The last document that has a signature; documents get theirs in order.
    DocumentId last(CorpusId corpus) {
        return new DocumentId(
                number(
                        "SELECT coalesce(max(doc_id), 0) FROM signature WHERE corpus_id = ?",
                        corpus));
    }

    long count(CorpusId corpus) {
        return number("SELECT count(*) FROM signature WHERE corpus_id = ?", corpus);
    }

    private long number(String sql, CorpusId corpus) {
        return database.read(
                c -> {
                    try (PreparedStatement s = c.prepareStatement(sql)) {
                        s.setLong(1, corpus.value());
                        try (ResultSet rows = s.executeQuery()) {
                            return rows.getLong(1);
                        }
                    }
                });
    }

    Optional<Signature> find(CorpusId corpus, DocumentId document) {
        return database.read(
                c -> {
                    try (PreparedStatement s =
                            c.prepareStatement(
                                    "SELECT body FROM signature WHERE corpus_id = ? AND doc_id ="
                                            + " ?")) {
                        s.setLong(1, corpus.value());
                        s.setLong(2, document.value());
                        try (ResultSet rows = s.executeQuery()) {
                            return rows.next()
                                    ? Optional.of(Signature.read(rows.getBytes(1)))
                                    : Optional.empty();
                        }
                    }
                });
    }

    /// All signatures of a corpus in order of document, some thousands in a read, so that others
    /// come to read too.
    void each(CorpusId corpus, ObjLongConsumer<Signature> take) {
        long[] at = {0};
        while (true) {
            int n =
                    database.read(
                            c -> {
                                int some = 0;
                                try (PreparedStatement s =
                                        c.prepareStatement(
                                                "SELECT doc_id, body FROM signature WHERE corpus_id"
                                                        + " = ? AND doc_id > ? ORDER BY doc_id LIMIT ?")) {
                                    s.setLong(1, corpus.value());
                                    s.setLong(2, at[0]);
                                    s.setInt(3, CHUNK);
                                    try (ResultSet rows = s.executeQuery()) {
                                        for (; rows.next(); some++) {
                                            at[0] = rows.getLong(1);
                                            take.accept(Signature.read(rows.getBytes(2)), at[0]);
                                        }
                                    }
                                }
                                return some;
                            });
            if (n < CHUNK) {
                return;
            }
        }
    }
}
