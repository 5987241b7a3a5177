package org.hornbook.corpus.clean;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import org.hornbook.corpus.CorpusId;
import org.hornbook.corpus.DocumentId;
import org.hornbook.store.StoreException;
import org.hornbook.store.Transaction;

/// Keeps one document of each group of near-duplicates and removes the others: a decision, which
/// can be undone.
public final class KeepRepository {
    private final NearRepository groups;
    private final RemovalRepository removals;

    public KeepRepository(NearRepository groups, RemovalRepository removals) {
        this.groups = groups;
        this.removals = removals;
    }

    /// Decides for one group, or, if `group` is empty, for all. Only documents that stand now take
    /// part. Returns the decision; empty if no group has more than one left. Throws
    /// `IllegalArgumentException` if nothing was searched yet, or there is no such classifier.
    public Optional<Decision> keep(
            CorpusId corpus, Optional<DocumentId> group, Keep keep, String who) {
        NearRepository.Run run =
                groups.latest(corpus)
                        .orElseThrow(
                                () ->
                                        new IllegalArgumentException(
                                                "near-duplicates have not been searched yet: run"
                                                        + " `hornbook duplicates` first"));
        return groups.database()
                .write(
                        t -> {
                            List<RemovalRepository.Out> out = new ArrayList<>();
                            each(
                                    t,
                                    corpus,
                                    group,
                                    keep,
                                    members -> others(corpus, keep, members, out));
                            return out.isEmpty()
                                    ? Optional.empty()
                                    : removals.remove(
                                            t,
                                            corpus,
                                            new RemovalRepository.Because(
                                                    Removal.Reason.NEAR_DUPLICATE,
                                                    keep.words(),
                                                    who,
                                                    run.job()),
                                            out);
                        });
    }

    private interface Members {
        void of(List<Keep.Candidate> members);
    }

    private void others(
            CorpusId corpus,
            Keep keep,
            List<Keep.Candidate> members,
            List<RemovalRepository.Out> out) {
        if (members.size() < 2) {
            return;
        }
        Keep.Candidate kept = members.stream().min(keep.order()).orElseThrow();
        Signature signature = signature(corpus, kept.document());
        for (Keep.Candidate member : members) {
            if (!member.equals(kept)) {
                double similarity = signature.similarity(signature(corpus, member.document()));
                out.add(
                        new RemovalRepository.Out(
                                member.document(),
                                String.format(Locale.ROOT, "similarity %.2f", similarity),
                                Optional.of(kept.document())));
            }
        }
    }

    private Signature signature(CorpusId corpus, DocumentId document) {
        return groups.signatures().find(corpus, document).orElseThrow();
    }

    private static void each(
            Transaction t, CorpusId corpus, Optional<DocumentId> group, Keep keep, Members take) {
        Connection c = t.connection();
        String classifier = keep instanceof Keep.HighestScore(String name) ? name : "";
        try {
            long scored = classifier.isEmpty() ? -1 : classifier(c, classifier);
            String score =
                    classifier.isEmpty()
                            ? "NULL"
                            : "(SELECT o.score FROM score o WHERE o.classifier_id = "
                                    + scored
                                    + " AND o.doc_id = g.doc_id)";
            try (PreparedStatement s =
                    c.prepareStatement(
                            "SELECT g.group_id, g.doc_id, d.characters, "
                                    + score
                                    + " FROM near_member g JOIN document d ON d.id = g.doc_id WHERE"
                                    + " g.corpus_id = ? AND (? < 0 OR g.group_id = ?) AND "
                                    + NearRepository.STANDING
                                    + " ORDER BY g.group_id, g.doc_id")) {
                s.setLong(1, corpus.value());
                s.setLong(2, group.map(DocumentId::value).orElse(-1L));
                s.setLong(3, group.map(DocumentId::value).orElse(-1L));
                try (ResultSet r = s.executeQuery()) {
                    List<Keep.Candidate> members = new ArrayList<>();
                    long at = -1;
                    while (r.next()) {
                        if (r.getLong(1) != at) {
                            take.of(members);
                            members = new ArrayList<>();
                            at = r.getLong(1);
                        }
                        double value = r.getDouble(4);
                        members.add(
                                new Keep.Candidate(
                                        new DocumentId(r.getLong(2)),
                                        r.getLong(3),
                                        r.wasNull() ? Double.NEGATIVE_INFINITY : value));
                    }
                    take.of(members);
                }
            }
        } catch (SQLException e) {
            throw new StoreException("cannot read the groups", e);
        }
    }

    private static long classifier(Connection c, String name) throws SQLException {
        try (PreparedStatement s = c.prepareStatement("SELECT id FROM classifier WHERE name = ?")) {
            s.setString(1, name);
            try (ResultSet r = s.executeQuery()) {
                if (!r.next()) {
                    throw new IllegalArgumentException("there is no classifier " + name);
                }
                return r.getLong(1);
            }
        }
    }
}
