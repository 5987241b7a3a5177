package org.hornbook.label;

import java.util.Comparator;
import java.util.Map;
import java.util.Optional;
import java.util.function.ToDoubleFunction;
import org.hornbook.corpus.DocumentId;

/// How well a classifier that imitates an annotator can be expected to do: as well as the annotator
/// imitates itself when asked twice, or, where it was not, as well as the one who shares most
/// documents with it. The other is taken as if it were a classifier, and "worth keeping" is a label
/// of at least `keepFrom`.
///
/// It is a mark to measure by, not a wall. Two looks differ by the noise of both; a classifier that
/// learned from many labels has averaged most of its own away, and may come out a little above.
///
/// @param annotator who is imitated
/// @param with who stands for the classifier: a later look of the same, or another annotator
/// @param itself whether it is a later look of the same
/// @param n documents that both labelled
/// @param recall share of the worthy documents that `with` finds worth keeping
/// @param falsePositiveRate share of the others that it does
public record Ceiling(
        String annotator,
        String with,
        boolean itself,
        int n,
        int keepFrom,
        Estimate f1,
        Estimate precision,
        Estimate recall,
        double falsePositiveRate,
        Estimate kappa,
        Estimate weightedKappa,
        Estimate spearman) {
    /// Fewer documents than this tell too little.
    public static final int ENOUGH = 20;

    /// The ceiling for classifiers that imitate `annotator`; empty if nobody shares `ENOUGH`
    /// documents with it, or none of those is worth keeping.
    ///
    /// @param said everybody's independent labels by name, `annotator`'s among them
    public static Optional<Ceiling> of(
            String annotator, Map<String, Map<DocumentId, Integer>> said, int keepFrom) {
        Map<DocumentId, Integer> truth = said.getOrDefault(annotator, Map.of());
        return said.entrySet().stream()
                .filter(e -> !e.getKey().equals(annotator))
                .filter(e -> shared(truth, e.getValue()) >= ENOUGH)
                .max(
                        Comparator.comparing(
                                        (Map.Entry<String, Map<DocumentId, Integer>> e) ->
                                                Look.same(e.getKey(), annotator))
                                .thenComparing(e -> shared(truth, e.getValue()))
                                .thenComparing(Map.Entry::getKey, Comparator.reverseOrder()))
                .map(e -> between(annotator, truth, e.getKey(), e.getValue(), keepFrom))
                .filter(c -> c.f1().value() > 0);
    }

    /// Of these two. Throws `IllegalArgumentException` if no document was labelled by both.
    public static Ceiling between(
            String annotator,
            Map<DocumentId, Integer> truth,
            String with,
            Map<DocumentId, Integer> said,
            int keepFrom) {
        Agreement agreement = Agreement.of(truth, said);
        int[][] table = agreement.confusion();
        int from = keepFrom - agreement.lowest();
        return new Ceiling(
                annotator,
                with,
                Look.same(annotator, with),
                agreement.n(),
                keepFrom,
                estimate(table, t -> 2 * both(t, from) / (2 * both(t, from) + apart(t, from))),
                estimate(table, t -> both(t, from) / kept(t, from)),
                estimate(table, t -> both(t, from) / worthy(t, from)),
                (kept(table, from) - both(table, from)) / (agreement.n() - worthy(table, from)),
                estimate(table, t -> Kappa.of(t, Kappa.Weights.NONE)),
                estimate(table, t -> Kappa.of(t, Kappa.Weights.QUADRATIC)),
                estimate(table, Spearman::of));
    }

    private static Estimate estimate(int[][] table, ToDoubleFunction<int[][]> figure) {
        return Estimate.ofTable(table, 1, figure);
    }

    private static int shared(Map<DocumentId, Integer> one, Map<DocumentId, Integer> other) {
        return (int) one.keySet().stream().filter(other::containsKey).count();
    }

    private static double both(int[][] table, int from) {
        return count(table, from, from);
    }

    private static double worthy(int[][] table, int from) {
        return count(table, from, 0);
    }

    private static double kept(int[][] table, int from) {
        return count(table, 0, from);
    }

    private static double apart(int[][] table, int from) {
        return worthy(table, from) + kept(table, from) - 2 * both(table, from);
    }

    private static double count(int[][] table, int row, int column) {
        double n = 0;
        for (int x = Math.max(0, row); x < table.length; x++) {
            for (int y = Math.max(0, column); y < table.length; y++) {
                n += table[x][y];
            }
        }
        return n;
    }
}
