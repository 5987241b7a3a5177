package org.hornbook.label;

import java.util.Map;
import org.hornbook.corpus.DocumentId;

/// How far two annotators agree, each figure with its interval over documents.
///
/// @param n documents labelled by both
/// @param exact share of identical labels
/// @param kappa Cohen's, unweighted
/// @param linearKappa weighted by distance
/// @param weightedKappa weighted by the square of the distance
/// @param spearman rank correlation
/// @param alpha Krippendorff's, ordinal, of these two alone
/// @param shift how much higher the second labels, on average
/// @param lowest the label of the first row and column of `confusion`
/// @param confusion rows: the first's label; columns: the second's
/// @param repeat whether both are looks of one
public record PairAgreement(
        String first,
        String second,
        int n,
        Estimate exact,
        Estimate kappa,
        Estimate linearKappa,
        Estimate weightedKappa,
        Estimate spearman,
        double alpha,
        Estimate shift,
        int lowest,
        int[][] confusion,
        boolean repeat) {
    /// Throws `IllegalArgumentException` if no document was labelled by both.
    public static PairAgreement of(
            String first,
            Map<DocumentId, Integer> one,
            String second,
            Map<DocumentId, Integer> other) {
        Agreement plain = Agreement.of(one, other);
        int[][] table = plain.confusion();
        return new PairAgreement(
                first,
                second,
                plain.n(),
                Estimate.ofTable(table, 1, PairAgreement::exact),
                Estimate.ofTable(table, 1, t -> Kappa.of(t, Kappa.Weights.NONE)),
                Estimate.ofTable(table, 1, t -> Kappa.of(t, Kappa.Weights.LINEAR)),
                Estimate.ofTable(table, 1, t -> Kappa.of(t, Kappa.Weights.QUADRATIC)),
                Estimate.ofTable(table, 1, Spearman::of),
                Krippendorff.of(
                        Krippendorff.Units.of(
                                java.util.List.of(shared(one, other), shared(other, one))),
                        Krippendorff.Level.ORDINAL),
                Estimate.ofTable(table, 1, PairAgreement::shift),
                plain.lowest(),
                table,
                Look.same(first, second));
    }

    private static Map<DocumentId, Integer> shared(
            Map<DocumentId, Integer> of, Map<DocumentId, Integer> with) {
        Map<DocumentId, Integer> both = new java.util.TreeMap<>(of);
        both.keySet().retainAll(with.keySet());
        return both;
    }

    static double exact(int[][] table) {
        double n = 0;
        double same = 0;
        for (int x = 0; x < table.length; x++) {
            for (int y = 0; y < table.length; y++) {
                n += table[x][y];
                same += x == y ? table[x][y] : 0;
            }
        }
        return n == 0 ? Double.NaN : same / n;
    }

    static double shift(int[][] table) {
        double n = 0;
        double sum = 0;
        for (int x = 0; x < table.length; x++) {
            for (int y = 0; y < table.length; y++) {
                n += table[x][y];
                sum += (double) (y - x) * table[x][y];
            }
        }
        return n == 0 ? Double.NaN : sum / n;
    }
}
