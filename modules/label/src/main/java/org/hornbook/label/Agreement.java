package org.hornbook.label;

import java.util.List;
import java.util.Map;
import java.util.TreeSet;
import org.hornbook.corpus.DocumentId;

/// How far two annotators agree on the documents that both have labelled.
///
/// @param n documents labelled by both
/// @param exact share of identical labels
/// @param kappa Cohen's, unweighted
/// @param weightedKappa Cohen's, weighted by the square of the distance
/// @param spearman rank correlation
/// @param lowest the label of the first row and column of `confusion`
/// @param confusion rows: the first annotator's label; columns: the second's
public record Agreement(
        int n,
        double exact,
        double kappa,
        double weightedKappa,
        double spearman,
        int lowest,
        int[][] confusion) {
    /// Throws `IllegalArgumentException` if no document was labelled by both.
    public static Agreement of(Map<DocumentId, Integer> first, Map<DocumentId, Integer> second) {
        List<DocumentId> both =
                first.keySet().stream().filter(second::containsKey).sorted().toList();
        if (both.isEmpty()) {
            throw new IllegalArgumentException("no document was labelled by both annotators");
        }
        int[] a = both.stream().mapToInt(first::get).toArray();
        int[] b = both.stream().mapToInt(second::get).toArray();
        TreeSet<Integer> labels = new TreeSet<>();
        int same = 0;
        double[] x = new double[a.length];
        double[] y = new double[a.length];
        for (int i = 0; i < a.length; i++) {
            labels.add(a[i]);
            labels.add(b[i]);
            same += a[i] == b[i] ? 1 : 0;
            x[i] = a[i];
            y[i] = b[i];
        }
        int lowest = labels.first();
        int[][] confusion = new int[labels.last() - lowest + 1][labels.last() - lowest + 1];
        for (int i = 0; i < a.length; i++) {
            confusion[a[i] - lowest][b[i] - lowest]++;
        }
        return new Agreement(
                a.length,
                (double) same / a.length,
                Kappa.of(a, b, Kappa.Weights.NONE),
                Kappa.of(a, b, Kappa.Weights.QUADRATIC),
                Spearman.of(x, y),
                lowest,
                confusion);
    }

    /// The F1 that the second annotator reaches, taken as if a classifier that imitates the first:
    /// "worth keeping" is a label of at least `keepFrom`. What no classifier can be expected to
    /// pass. 0 if they share no document worth keeping.
    public double f1(int keepFrom) {
        int both = 0;
        int one = 0;
        for (int row = 0; row < confusion.length; row++) {
            for (int column = 0; column < confusion.length; column++) {
                boolean worth = lowest + row >= keepFrom;
                boolean kept = lowest + column >= keepFrom;
                both += worth && kept ? confusion[row][column] : 0;
                one += worth != kept ? confusion[row][column] : 0;
            }
        }
        return both == 0 ? 0 : 2.0 * both / (2.0 * both + one);
    }
}
