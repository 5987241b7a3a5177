package org.hornbook.corpus;

import java.nio.ByteBuffer;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.Arrays;
import java.util.BitSet;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.LongPredicate;
import org.hornbook.store.Database;
import org.hornbook.store.StoreException;
import org.hornbook.store.Transaction;

/// Stores documents that arrive, each once.
///
/// Keys and hashes are random, so an index of them would be rewritten whole for every few thousand
/// documents. While an import runs it asks `Contents` in memory instead, also for the rows of a
/// file that are there; the index of keys, which searches need, goes when many documents come and
/// is made anew at the end.
final class ArrivalRepository {
    private static final int MANY = 20_000;

    private final Database database;

    ArrivalRepository(Database database) {
        this.database = database;
    }

    /// What became of a batch.
    record Added(long added, long known, long duplicates, long changed, long bytes) {}

    /// What a corpus has, to be asked while an import adds to it.
    static final class Contents {
        private final Known keys = new Known();
        private final Known texts = new Known();
        private final Map<Long, BitSet> rows = new HashMap<>(); // of each file, by their numbers
        private long added;

        private BitSet rows(long source) {
            return rows.computeIfAbsent(source, s -> new BitSet());
        }
    }

    /// Reads one line of each document: about a second for a million.
    Contents contents(CorpusId corpus) {
        return database.read(
                c -> {
                    Contents contents = new Contents();
                    try (PreparedStatement s =
                            c.prepareStatement(
                                    "SELECT id, key, hash, source_id, source_offset FROM document"
                                            + " WHERE corpus_id = ?")) {
                        s.setLong(1, corpus.value());
                        try (ResultSet rows = s.executeQuery()) {
                            while (rows.next()) {
                                contents.keys.add(Known.hash(rows.getString(2)), rows.getLong(1));
                                contents.texts.add(Known.hash(rows.getBytes(3)), rows.getLong(1));
                                int row = rows.getInt(5);
                                if (!rows.wasNull()) {
                                    contents.rows(rows.getLong(4)).set(row);
                                }
                            }
                        }
                    }
                    return contents;
                });
    }

    /// Stores what is new. A row already there is known; the text of another document is a
    /// duplicate; a file that was imported before with another text is left as it was and counted
    /// as changed. A row whose key another document has is kept under a key that says so.
    Added add(
            Transaction transaction,
            CorpusId corpus,
            long source,
            List<Incoming> batch,
            Contents contents) {
        Connection c = transaction.connection();
        try {
            if (contents.added > MANY) {
                dropKeys(c);
            }
            try (Rows rows = new Rows(c, corpus, source)) {
                Added added = add(rows, batch, contents);
                contents.added += added.added();
                grow(c, corpus, added.added(), rows.digest);
                return added;
            }
        } catch (SQLException e) {
            throw ImportRepository.failure(e);
        }
    }

    private static Added add(Rows rows, List<Incoming> batch, Contents contents)
            throws SQLException {
        BitSet there = contents.rows(rows.source);
        long added = 0;
        long known = 0;
        long duplicates = 0;
        long changed = 0;
        long bytes = 0;
        for (Incoming row : batch) {
            long text = Known.hash(row.hash());
            long key = Known.hash(row.key());
            boolean file = row.offset().isEmpty();
            long same = file ? contents.keys.find(key, rows.samePlace(row)) : 0;
            if (same != 0 && !rows.sameText(row).test(same)) {
                changed++;
            } else if (same != 0 || !file && there.get(number(row))) {
                known++;
            } else if (contents.texts.find(text, rows.sameText(row)) != 0) {
                duplicates++;
            } else {
                String name = row.key();
                for (int n = 2; contents.keys.find(key, rows.called(name)) != 0; n++) {
                    name = row.key() + "~" + n;
                    key = Known.hash(name);
                }
                long id = rows.add(name, row);
                contents.keys.add(key, id);
                contents.texts.add(text, id);
                if (!file) {
                    there.set(number(row));
                }
                added++;
                bytes += row.bytes();
            }
        }
        rows.flush();
        return new Added(added, known, duplicates, changed, bytes);
    }

    private static int number(Incoming row) {
        return Math.toIntExact(row.offset().get()); // a file of two billion rows is none
    }

    /// Makes documents quick to find by their keys again, once many have come: about a second for a
    /// million. `watch` is called meanwhile, as `Database.maintain` says.
    void keysFindable(Runnable watch) {
        database.maintain(
                "CREATE UNIQUE INDEX IF NOT EXISTS document_key ON document(corpus_id, key)",
                watch);
    }

    private static void dropKeys(Connection c) throws SQLException {
        try (Statement s = c.createStatement()) {
            s.execute("DROP INDEX IF EXISTS document_key");
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

    /// The rows of one batch of one file. New ones are held back and written together; whoever
    /// looks at a row sees those too.
    private static final class Rows implements AutoCloseable {
        private final long source;
        private final PreparedStatement document;
        private final PreparedStatement text;
        private final PreparedStatement byId;
        private long next;
        private int held;
        private long digest;

        Rows(Connection c, CorpusId corpus, long source) throws SQLException {
            this.source = source;
            document =
                    c.prepareStatement(
                            "INSERT INTO document(id, corpus_id, source_id, key, source_offset, hash,"
                                    + " characters, metadata) VALUES(?,%d,%d,?,?,?,?,?)"
                                            .formatted(corpus.value(), source));
            text = c.prepareStatement("INSERT INTO document_text VALUES(?,?)");
            byId =
                    c.prepareStatement(
                            "SELECT key, hash, source_id, source_offset IS NULL FROM document WHERE"
                                    + " id = ?");
            next = 1 + CorpusRepository.single(c, "SELECT coalesce(max(id), ?) FROM document", 0);
        }

        long add(String key, Incoming row) throws SQLException {
            long id = next++;
            document.setLong(1, id);
            document.setString(2, key);
            document.setObject(3, row.offset().orElse(null));
            document.setBytes(4, row.hash());
            document.setInt(5, row.characters());
            document.setString(6, row.metadata());
            document.addBatch();
            text.setLong(1, id);
            text.setBytes(2, row.packed());
            text.addBatch();
            held++;
            digest += ByteBuffer.wrap(row.hash()).getLong() * (2 * id + 1);
            return id;
        }

        void flush() throws SQLException {
            if (held > 0) {
                document.executeBatch();
                text.executeBatch();
                held = 0;
            }
        }

        LongPredicate samePlace(Incoming row) {
            return looking(
                    r ->
                            r.getString(1).equals(row.key())
                                    && r.getLong(3) == source
                                    && r.getBoolean(4));
        }

        LongPredicate sameText(Incoming row) {
            return looking(r -> Arrays.equals(r.getBytes(2), row.hash()));
        }

        LongPredicate called(String key) {
            return looking(r -> r.getString(1).equals(key));
        }

        private interface Look {
            boolean at(ResultSet row) throws SQLException;
        }

        private LongPredicate looking(Look look) {
            return id -> {
                try {
                    flush();
                    byId.setLong(1, id);
                    try (ResultSet rows = byId.executeQuery()) {
                        return rows.next() && look.at(rows);
                    }
                } catch (SQLException e) {
                    throw new StoreException("cannot read document " + id, e);
                }
            };
        }

        @Override
        public void close() throws SQLException {
            document.close();
            text.close();
            byId.close();
        }
    }
}
