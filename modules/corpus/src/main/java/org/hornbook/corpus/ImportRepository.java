package org.hornbook.corpus;

import java.nio.file.Path;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.Optional;
import org.hornbook.store.Database;
import org.hornbook.store.StoreException;
import org.hornbook.store.Transaction;

/// Writes what belongs to an import beside the documents: files, text models, the search index.
final class ImportRepository {
    private final Database database;

    ImportRepository(Database database) {
        this.database = database;
    }

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

    /// Packs the texts of this corpus with the newest model it has.
    TextPacker packer(CorpusId corpus) {
        return database.read(
                c -> {
                    long newest =
                            CorpusRepository.single(
                                    c,
                                    "SELECT coalesce(max(id), 0) FROM text_model WHERE corpus_id = ?",
                                    corpus.value());
                    long last =
                            CorpusRepository.single(
                                    c, "SELECT coalesce(max(id), ?) FROM text_model", 0);
                    return new TextPacker(
                            newest == 0
                                    ? Optional.empty()
                                    : Optional.of(CorpusRepository.model(c, newest)),
                            last + 1);
                });
    }

    void model(Transaction transaction, CorpusId corpus, TextModel model) {
        try (PreparedStatement s =
                transaction.connection().prepareStatement("INSERT INTO text_model VALUES(?,?,?)")) {
            s.setLong(1, model.id());
            s.setLong(2, corpus.value());
            s.setBytes(3, model.bytes());
            s.executeUpdate();
        } catch (SQLException e) {
            throw failure(e);
        }
    }

    /// Adds to the search index the next documents of the corpus behind those that are in it, at
    /// most `limit`. Returns how many; 0 at the end.
    int index(Transaction transaction, CorpusRepository corpora, CorpusId corpus, int limit) {
        Connection c = transaction.connection();
        try (PreparedStatement s =
                        c.prepareStatement("INSERT INTO document_fts(rowid, tokens) VALUES(?,?)");
                PreparedStatement at =
                        c.prepareStatement("UPDATE corpus SET indexed = ? WHERE id = ?")) {
            long after =
                    CorpusRepository.single(
                            c, "SELECT indexed FROM corpus WHERE id=?", corpus.value());
            long[] last = {after};
            SearchTokens tokens = new SearchTokens();
            int count =
                    corpora.texts(
                            corpus,
                            after,
                            limit,
                            (id, utf8) -> {
                                s.setLong(1, id);
                                s.setBytes(2, tokens.of(utf8));
                                s.executeUpdate();
                                last[0] = id;
                            });
            at.setLong(1, last[0]);
            at.setLong(2, corpus.value());
            at.executeUpdate();
            return count;
        } catch (SQLException e) {
            throw failure(e);
        }
    }

    static StoreException failure(SQLException e) {
        String detail = String.valueOf(e.getMessage());
        return detail.contains("SQLITE_FULL")
                ? new StoreException(
                        "the disk is full: free some space and run the same command again, it goes on where it stopped",
                        e)
                : new StoreException("cannot store documents: " + detail, e);
    }
}
