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
import org.hornbook.job.Cursor;
import org.hornbook.job.JobContext;
import org.hornbook.job.JobSpec;
import org.hornbook.job.Progress;
import org.hornbook.store.Database;
import org.hornbook.store.StoreException;

/// Groups of documents that are nearly the same, as the latest search in each corpus found them.
public final class NearRepository {
    static final String STANDING =
            "NOT EXISTS(SELECT 1 FROM removal m WHERE m.doc_id = g.doc_id AND m.restored IS NULL)";

    private final Database database;
    private final SignatureRepository signatures;

    public NearRepository(Database database) {
        this.database = database;
        this.signatures = new SignatureRepository(database);
    }

    SignatureRepository signatures() {
        return signatures;
    }

    Database database() {
        return database;
    }

    /// The latest search.
    ///
    /// @param job its fingerprint
    /// @param open groups in which more than one document is not removed
    public record Run(
            double threshold,
            String job,
            Instant made,
            long documents,
            long groups,
            long members,
            long open) {}

    /// @param first the group's first document: its name
    /// @param exact members that have a twin, white space and case aside
    /// @param standing members that are not removed
    public record Group(DocumentId first, long members, long exact, long standing) {}

    /// @param similarity to the group's first document, estimated
    /// @param removed whether it is out, for whatever reason
    public record Member(
            DocumentId document, String key, long characters, double similarity, boolean removed) {}

    public Optional<Run> latest(CorpusId corpus) {
        return database.read(
                c -> {
                    try (PreparedStatement s =
                            c.prepareStatement(
                                    "SELECT threshold, job, made, documents, groups, members, (SELECT"
                                            + " count(*) FROM (SELECT 1 FROM near_member g WHERE"
                                            + " g.corpus_id = r.corpus_id AND "
                                            + STANDING
                                            + " GROUP BY g.group_id HAVING count(*) > 1)) FROM near_run r"
                                            + " WHERE corpus_id = ?")) {
                        s.setLong(1, corpus.value());
                        try (ResultSet r = s.executeQuery()) {
                            return r.next()
                                    ? Optional.of(
                                            new Run(
                                                    r.getDouble(1),
                                                    r.getString(2),
                                                    Instant.parse(r.getString(3)),
                                                    r.getLong(4),
                                                    r.getLong(5),
                                                    r.getLong(6),
                                                    r.getLong(7)))
                                    : Optional.empty();
                        }
                    }
                });
    }

    /// The largest groups first; `from` many are passed over.
    public List<Group> groups(CorpusId corpus, int from, int limit) {
        return database.read(
                c -> {
                    List<Group> groups = new ArrayList<>();
                    try (PreparedStatement s =
                            c.prepareStatement(
                                    "SELECT n.group_id, n.members, n.exact, (SELECT count(*) FROM"
                                            + " near_member g WHERE g.corpus_id = n.corpus_id AND"
                                            + " g.group_id = n.group_id AND "
                                            + STANDING
                                            + ") FROM near_group n WHERE n.corpus_id = ? ORDER BY"
                                            + " n.members DESC, n.group_id LIMIT ? OFFSET ?")) {
                        s.setLong(1, corpus.value());
                        s.setInt(2, limit);
                        s.setInt(3, from);
                        try (ResultSet r = s.executeQuery()) {
                            while (r.next()) {
                                groups.add(
                                        new Group(
                                                new DocumentId(r.getLong(1)),
                                                r.getLong(2),
                                                r.getLong(3),
                                                r.getLong(4)));
                            }
                        }
                    }
                    return groups;
                });
    }

    /// The members of a group in order of id, at most `limit`.
    public List<Member> members(CorpusId corpus, DocumentId group, int limit) {
        return database.read(
                c -> {
                    List<Member> members = new ArrayList<>();
                    try (PreparedStatement s =
                            c.prepareStatement(
                                    "SELECT g.doc_id, d.key, d.characters, g.similarity, "
                                            + STANDING
                                            + " FROM near_member g JOIN document d ON d.id = g.doc_id"
                                            + " WHERE g.corpus_id = ? AND g.group_id = ? ORDER BY"
                                            + " g.doc_id LIMIT ?")) {
                        s.setLong(1, corpus.value());
                        s.setLong(2, group.value());
                        s.setInt(3, limit);
                        try (ResultSet r = s.executeQuery()) {
                            while (r.next()) {
                                members.add(
                                        new Member(
                                                new DocumentId(r.getLong(1)),
                                                r.getString(2),
                                                r.getLong(3),
                                                r.getDouble(4),
                                                !r.getBoolean(5)));
                            }
                        }
                    }
                    return members;
                });
    }

    /// The group a document is in.
    public Optional<DocumentId> groupOf(DocumentId document) {
        return database.read(
                c -> {
                    try (PreparedStatement s =
                            c.prepareStatement(
                                    "SELECT group_id FROM near_member WHERE doc_id = ?")) {
                        s.setLong(1, document.value());
                        try (ResultSet r = s.executeQuery()) {
                            return r.next()
                                    ? Optional.of(new DocumentId(r.getLong(1)))
                                    : Optional.empty();
                        }
                    }
                });
    }

    /// What a search found, in rows: row i is document `ids[i]`, `wholes[i]` the same for the same
    /// text.
    record Found(long[] ids, long[] wholes, Groups groups) {}

    /// Stores the groups in place of those before, and ends the job with its report.
    NearReport put(
            JobContext context,
            Corpus corpus,
            JobSpec spec,
            double threshold,
            Found found,
            long fresh,
            double perSecond) {
        int rows = found.ids().length;
        int[] sizes = new int[rows];
        for (int i = 0; i < rows; i++) {
            sizes[found.groups().first(i)]++;
        }
        float[] similarity = similarity(context, corpus.id(), found, sizes);
        NearReport[] report = new NearReport[1];
        context.commit(
                t -> {
                    try {
                        report[0] =
                                store(
                                        t.connection(),
                                        corpus,
                                        spec,
                                        threshold,
                                        found,
                                        sizes,
                                        similarity,
                                        fresh,
                                        perSecond);
                    } catch (SQLException e) {
                        throw new StoreException("cannot store groups", e);
                    }
                    return new JobContext.Reached(
                            Cursor.of(new NearDuplicatesJob.At(fresh)),
                            Progress.of(rows, rows, "documents"));
                });
        return report[0];
    }

    private float[] similarity(JobContext context, CorpusId corpus, Found found, int[] sizes) {
        float[] similarity = new float[sizes.length];
        int[] row = {0};
        signatures.each(
                corpus,
                (signature, id) -> {
                    int at = row[0]++;
                    if (at >= sizes.length) {
                        return;
                    }
                    int first = found.groups().first(at);
                    if (sizes[first] > 1) {
                        similarity[at] =
                                first == at || found.wholes()[first] == found.wholes()[at]
                                        ? 1
                                        : (float)
                                                signatures
                                                        .find(
                                                                corpus,
                                                                new DocumentId(found.ids()[first]))
                                                        .orElseThrow()
                                                        .similarity(signature);
                    }
                    if (at % 4096 == 0) {
                        context.report(
                                new Progress(at, sizes.length, "documents", "writing the groups"));
                    }
                });
        return similarity;
    }

    private static NearReport store(
            Connection c,
            Corpus corpus,
            JobSpec spec,
            double threshold,
            Found found,
            int[] sizes,
            float[] similarity,
            long fresh,
            double perSecond)
            throws SQLException {
        long id = corpus.id().value();
        for (String table : List.of("near_member", "near_group", "near_run")) {
            try (PreparedStatement s =
                    c.prepareStatement("DELETE FROM " + table + " WHERE corpus_id = ?")) {
                s.setLong(1, id);
                s.executeUpdate();
            }
        }
        long members = 0;
        long exact = 0;
        int[] twins = twins(found, sizes);
        long groups = 0;
        try (PreparedStatement member =
                        c.prepareStatement("INSERT INTO near_member VALUES(?,?,?,?)");
                PreparedStatement group =
                        c.prepareStatement("INSERT INTO near_group VALUES(?,?,?,?)")) {
            for (int row = 0; row < sizes.length; row++) {
                int first = found.groups().first(row);
                if (sizes[first] < 2) {
                    continue;
                }
                member.setLong(1, id);
                member.setLong(2, found.ids()[first]);
                member.setLong(3, found.ids()[row]);
                member.setDouble(4, similarity[row]);
                member.addBatch();
                if (++members % 10_000 == 0) {
                    member.executeBatch();
                }
                if (first == row) {
                    groups++;
                    exact += twins[row];
                    group.setLong(1, id);
                    group.setLong(2, found.ids()[row]);
                    group.setLong(3, sizes[row]);
                    group.setLong(4, twins[row]);
                    group.executeUpdate();
                }
            }
            member.executeBatch();
        }
        try (PreparedStatement s =
                c.prepareStatement("INSERT INTO near_run VALUES(?,?,?,?,?,?,?)")) {
            s.setLong(1, id);
            s.setDouble(2, threshold);
            s.setString(3, spec.fingerprint());
            s.setString(4, Instant.now().toString());
            s.setLong(5, sizes.length);
            s.setLong(6, groups);
            s.setLong(7, members);
            s.executeUpdate();
        }
        return new NearReport(
                corpus.name(), threshold, sizes.length, groups, members, exact, fresh, perSecond);
    }

    /// For each first row of a group, how many of its members have a twin.
    private static int[] twins(Found found, int[] sizes) {
        int[] twins = new int[sizes.length];
        long[] grouped =
                java.util.stream.IntStream.range(0, sizes.length)
                        .filter(i -> sizes[found.groups().first(i)] > 1)
                        .mapToLong(i -> found.wholes()[i])
                        .sorted()
                        .toArray();
        for (int row = 0; row < sizes.length; row++) {
            int first = found.groups().first(row);
            if (sizes[first] > 1) {
                int at = java.util.Arrays.binarySearch(grouped, found.wholes()[row]);
                boolean twin =
                        at > 0 && grouped[at - 1] == grouped[at]
                                || at + 1 < grouped.length && grouped[at + 1] == grouped[at];
                twins[first] += twin ? 1 : 0;
            }
        }
        return twins;
    }
}
