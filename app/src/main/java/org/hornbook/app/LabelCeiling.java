package org.hornbook.app;

import java.util.Comparator;
import java.util.Map;
import java.util.Optional;
import org.hornbook.corpus.Corpus;
import org.hornbook.corpus.DocumentId;
import org.hornbook.label.Agreement;
import org.hornbook.label.Annotator;

/// How far another annotator gets with the same labels: what no classifier can be expected to pass.
///
/// @param f1 of the other, taken as if a classifier
/// @param documents both have labelled
public record LabelCeiling(String annotator, double f1, int documents) {
    private static final int ENOUGH = 30;

    /// The one who shares most documents with `annotator`, if they share at least 30; second looks
    /// are no independent opinions, and do not count.
    public static Optional<LabelCeiling> of(
            Workbench bench, Corpus corpus, Annotator annotator, int keepFrom) {
        Map<DocumentId, Integer> truth = bench.labels().independent(corpus.id(), annotator.id());
        return bench.labels().counts(corpus.id()).keySet().stream()
                .filter(a -> !a.id().equals(annotator.id()))
                .map(
                        a -> {
                            Map<DocumentId, Integer> other =
                                    bench.labels().independent(corpus.id(), a.id());
                            other.keySet().retainAll(truth.keySet());
                            return Map.entry(a, other);
                        })
                .filter(e -> e.getValue().size() >= ENOUGH)
                .max(Comparator.comparingInt(e -> e.getValue().size()))
                .map(
                        e ->
                                new LabelCeiling(
                                        e.getKey().name(),
                                        Agreement.of(truth, e.getValue()).f1(keepFrom),
                                        e.getValue().size()));
    }
}
