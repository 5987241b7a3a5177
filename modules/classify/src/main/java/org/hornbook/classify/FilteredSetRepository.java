package org.hornbook.classify;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import org.hornbook.corpus.CorpusId;
import org.hornbook.corpus.CorpusRepository;
import org.hornbook.corpus.Document;
import org.hornbook.corpus.DocumentId;
import org.hornbook.corpus.DocumentSource;
import org.hornbook.job.Provenance;
import org.hornbook.store.Database;
import org.hornbook.store.Json;
import org.hornbook.store.Sha256;
import org.hornbook.store.StoreException;
import org.hornbook.store.Transaction;

/// The kept sets of a workspace.
public final class FilteredSetRepository {
    private final Database database;
    private final CorpusRepository corpora;

    public FilteredSetRepository(Database database, CorpusRepository corpora) {
        this.database = database;
        this.corpora = corpora;
    }

    public Optional<FilteredSet> find(String name) {
        return all().stream().filter(s -> s.name().equals(name)).findFirst();
    }

    public List<FilteredSet> all() {
        String sql =
                "SELECT id, name, corpus_id, classifier, rule, cutoff, documents, characters, fingerprint"
                        + " FROM filtered_set ORDER BY id";
        return database.read(
                c -> {
                    List<FilteredSet> sets = new ArrayList<>();
                    try (PreparedStatement s = c.prepareStatement(sql);
                            ResultSet r = s.executeQuery()) {
                        while (r.next()) {
                            sets.add(
                                    new FilteredSet(
                                            r.getLong(1),
                                            r.getString(2),
                                            new CorpusId(r.getLong(3)),
                                            r.getString(4),
                                            r.getString(5),
                                            r.getDouble(6),
                                            r.getLong(7),
                                            r.getLong(8),
                                            r.getString(9)));
                        }
                    }
                    return sets;
                });
    }

    /// The documents of the set, in order, without those that were removed from their corpus since.
    public DocumentSource source(FilteredSet set) {
        long[] removed =
                Arrays.stream(corpora.removed(set.corpus()))
                        .filter(id -> member(set, id))
                        .toArray();
        return new SetSource(this, set, removed);
    }

    /// Documents of a corpus that are not to be kept now.
    long[] removed(CorpusId corpus) {
        return corpora.removed(corpus);
    }

    /// A set as documents to read.
    ///
    /// @param removed of its members, in ascending order of id
    private record SetSource(FilteredSetRepository sets, FilteredSet set, long[] removed)
            implements DocumentSource {
        @Override
        public String name() {
            return set.name();
        }

        @Override
        public String fingerprint() {
            return removed.length == 0
                    ? set.fingerprint()
                    : Sha256.of(set.fingerprint() + " without " + Arrays.toString(removed));
        }

        @Override
        public long count() {
            return set.documents() - removed.length;
        }

        @Override
        public List<Document> after(DocumentId last, int limit) {
            return standing(last, limit).stream().map(sets.corpora::get).toList();
        }

        @Override
        public long[] ids(DocumentId last, int limit) {
            return standing(last, limit).stream().mapToLong(DocumentId::value).toArray();
        }

        private List<DocumentId> standing(DocumentId last, int limit) {
            List<DocumentId> standing = new ArrayList<>();
            DocumentId at = last;
            while (standing.size() < limit) {
                List<DocumentId> members = sets.members(set, at, limit - standing.size());
                if (members.isEmpty()) {
                    break;
                }
                members.stream()
                        .filter(m -> Arrays.binarySearch(removed, m.value()) < 0)
                        .forEach(standing::add);
                at = members.getLast();
            }
            return standing;
        }
    }

    private boolean member(FilteredSet set, long document) {
        return database.read(
                c -> {
                    try (PreparedStatement s =
                            c.prepareStatement(
                                    "SELECT 1 FROM filtered_member WHERE set_id = ? AND doc_id ="
                                            + " ?")) {
                        s.setLong(1, set.id());
                        s.setLong(2, document);
                        try (ResultSet rows = s.executeQuery()) {
                            return rows.next();
                        }
                    }
                });
    }

    private List<DocumentId> members(FilteredSet set, DocumentId after, int limit) {
        return database.read(
                c -> {
                    try (PreparedStatement s =
                            c.prepareStatement(
                                    "SELECT doc_id FROM filtered_member WHERE set_id=? AND doc_id>? ORDER BY doc_id LIMIT ?")) {
                        s.setLong(1, set.id());
                        s.setLong(2, after.value());
                        s.setInt(3, limit);
                        List<DocumentId> ids = new ArrayList<>();
                        try (ResultSet rows = s.executeQuery()) {
                            while (rows.next()) {
                                ids.add(new DocumentId(rows.getLong(1)));
                            }
                        }
                        return ids;
                    }
                });
    }

    /// Stores a set under its name, in place of an earlier one.
    FilteredSet put(
            Transaction transaction,
            FilteredSet set,
            List<DocumentId> members,
            Provenance provenance) {
        Connection c = transaction.connection();
        try {
            try (PreparedStatement s =
                    c.prepareStatement("DELETE FROM filtered_set WHERE name = ?")) {
                s.setString(1, set.name());
                s.executeUpdate();
            }
            long id = insert(c, set, provenance);
            try (PreparedStatement s =
                    c.prepareStatement("INSERT INTO filtered_member VALUES(?,?)")) {
                for (DocumentId member : members) {
                    s.setLong(1, id);
                    s.setLong(2, member.value());
                    s.addBatch();
                }
                s.executeBatch();
            }
            return new FilteredSet(
                    id,
                    set.name(),
                    set.corpus(),
                    set.classifier(),
                    set.rule(),
                    set.cutoff(),
                    set.documents(),
                    characters(c, id),
                    set.fingerprint());
        } catch (SQLException e) {
            throw new StoreException("cannot store the set " + set.name(), e);
        }
    }

    private static long insert(Connection c, FilteredSet set, Provenance provenance)
            throws SQLException {
        try (PreparedStatement s =
                c.prepareStatement(
                        "INSERT INTO filtered_set(name, corpus_id, classifier, rule, cutoff, documents, characters,"
                                + " fingerprint, provenance) VALUES(?,?,?,?,?,?,?,?,?) RETURNING id")) {
            s.setString(1, set.name());
            s.setLong(2, set.corpus().value());
            s.setString(3, set.classifier());
            s.setString(4, set.rule());
            s.setDouble(5, set.cutoff());
            s.setLong(6, set.documents());
            s.setLong(7, 0);
            s.setString(8, set.fingerprint());
            s.setString(9, Json.write(provenance));
            try (ResultSet rows = s.executeQuery()) {
                rows.next();
                return rows.getLong(1);
            }
        }
    }

    private static long characters(Connection c, long set) throws SQLException {
        try (PreparedStatement s =
                c.prepareStatement(
                        "UPDATE filtered_set SET characters = (SELECT coalesce(sum(d.characters), 0) FROM filtered_member m"
                                + " JOIN document d ON d.id = m.doc_id WHERE m.set_id = ?) WHERE id = ? RETURNING characters")) {
            s.setLong(1, set);
            s.setLong(2, set);
            try (ResultSet rows = s.executeQuery()) {
                rows.next();
                return rows.getLong(1);
            }
        }
    }
}
