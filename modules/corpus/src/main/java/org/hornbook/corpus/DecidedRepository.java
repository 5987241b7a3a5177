package org.hornbook.corpus;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.Arrays;
import java.util.BitSet;
import java.util.HashMap;
import java.util.Map;

/// What was decided on documents, read from the tables of the room that decides. Where there are no
/// such tables, nothing was decided.
final class DecidedRepository {
    private DecidedRepository() {}

    /// Changes with every decision.
    static String digest(Connection c, CorpusId corpus) throws SQLException {
        if (!there(c)) {
            return "";
        }
        try (PreparedStatement s =
                c.prepareStatement(
                        "SELECT coalesce(max(id), 0), count(*) FROM decision_act WHERE corpus_id ="
                                + " ?")) {
            s.setLong(1, corpus.value());
            try (ResultSet rows = s.executeQuery()) {
                return rows.next() ? "\ndecided " + rows.getLong(1) + " " + rows.getLong(2) : "";
            }
        }
    }

    static ColumnCache.Decided decided(Connection c, CorpusId corpus, long[] ids)
            throws SQLException {
        Map<String, BitSet> byHand = new HashMap<>();
        if (!there(c)) {
            return new ColumnCache.Decided("", 0, 0, byHand);
        }
        try (PreparedStatement s =
                c.prepareStatement(
                        "SELECT verdict, doc_id FROM decision_hand WHERE corpus_id = ?")) {
            s.setLong(1, corpus.value());
            try (ResultSet rows = s.executeQuery()) {
                while (rows.next()) {
                    int row = Arrays.binarySearch(ids, rows.getLong(2));
                    if (row >= 0) {
                        byHand.computeIfAbsent(rows.getString(1), v -> new BitSet()).set(row);
                    }
                }
            }
        }
        try (PreparedStatement s =
                c.prepareStatement(
                        "SELECT classifier, cutoff, margin FROM decision_line WHERE corpus_id = ?"
                                + " ORDER BY act_id DESC LIMIT 1")) {
            s.setLong(1, corpus.value());
            try (ResultSet rows = s.executeQuery()) {
                return rows.next()
                        ? new ColumnCache.Decided(
                                rows.getString(1), rows.getDouble(2), rows.getDouble(3), byHand)
                        : new ColumnCache.Decided("", 0, 0, byHand);
            }
        }
    }

    private static boolean there(Connection c) throws SQLException {
        try (PreparedStatement s =
                        c.prepareStatement(
                                "SELECT 1 FROM sqlite_master WHERE type = 'table' AND name ="
                                        + " 'decision_hand'");
                ResultSet rows = s.executeQuery()) {
            return rows.next();
        }
    }
}
