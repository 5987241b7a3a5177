package org.hornbook.corpus;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.Arrays;
import java.util.BitSet;
import java.util.HashMap;
import java.util.Map;
import java.util.stream.LongStream;
import org.hornbook.store.Database;

/// Which documents were removed, read from the tables that `clean` writes. A workspace opened to be
/// read may be older than these tables: then nothing was removed.
record StandingRepository(Database database) {
    boolean any(CorpusId corpus) {
        return database.read(
                c ->
                        there(c)
                                && CorpusRepository.single(
                                                c,
                                                "SELECT EXISTS(SELECT 1 FROM removal WHERE"
                                                        + " corpus_id = ? AND restored IS NULL)",
                                                corpus.value())
                                        == 1);
    }

    /// Changes with the set of removed documents; empty if there is none.
    String digest(CorpusId corpus) {
        return database.read(c -> digest(c, corpus));
    }

    static String digest(Connection c, CorpusId corpus) throws SQLException {
        if (!there(c)) {
            return "";
        }
        try (PreparedStatement s =
                c.prepareStatement(
                        "SELECT count(*), sum(doc_id * 1000003 % 2147483647),"
                                + " sum(doc_id * 69621 % 2147483629) FROM (SELECT DISTINCT doc_id"
                                + " FROM removal WHERE corpus_id = ? AND restored IS NULL)")) {
            s.setLong(1, corpus.value());
            try (ResultSet rows = s.executeQuery()) {
                return rows.getLong(1) == 0
                        ? ""
                        : "\nremoved "
                                + rows.getLong(1)
                                + " "
                                + rows.getLong(2)
                                + " "
                                + rows.getLong(3);
            }
        }
    }

    long[] ids(CorpusId corpus) {
        return database.read(
                c -> {
                    LongStream.Builder ids = LongStream.builder();
                    if (there(c)) {
                        try (PreparedStatement s =
                                c.prepareStatement(
                                        "SELECT DISTINCT doc_id FROM removal WHERE corpus_id = ?"
                                                + " AND restored IS NULL")) {
                            s.setLong(1, corpus.value());
                            try (ResultSet rows = s.executeQuery()) {
                                while (rows.next()) {
                                    ids.add(rows.getLong(1));
                                }
                            }
                        }
                    }
                    return ids.build().sorted().toArray();
                });
    }

    /// The rows of a corpus that were removed, by reason.
    static Map<String, BitSet> removed(Connection c, CorpusId corpus, long[] ids)
            throws SQLException {
        Map<String, BitSet> removed = new HashMap<>();
        if (!there(c)) {
            return removed;
        }
        try (PreparedStatement s =
                c.prepareStatement(
                        "SELECT reason, doc_id FROM removal WHERE corpus_id = ? AND restored IS"
                                + " NULL")) {
            s.setLong(1, corpus.value());
            try (ResultSet rows = s.executeQuery()) {
                while (rows.next()) {
                    int row = Arrays.binarySearch(ids, rows.getLong(2));
                    if (row >= 0) {
                        removed.computeIfAbsent(rows.getString(1), r -> new BitSet()).set(row);
                    }
                }
            }
        }
        return removed;
    }

    private static boolean there(Connection c) throws SQLException {
        try (PreparedStatement s =
                        c.prepareStatement(
                                "SELECT 1 FROM sqlite_master WHERE type = 'table' AND name ="
                                        + " 'removal'");
                ResultSet rows = s.executeQuery()) {
            return rows.next();
        }
    }
}
