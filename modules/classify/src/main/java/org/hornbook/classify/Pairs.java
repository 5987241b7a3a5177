package org.hornbook.classify;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.function.ToDoubleFunction;
import java.util.stream.IntStream;
import org.hornbook.corpus.DocumentId;
import org.hornbook.label.Label;

/// Labels with the score of the same document beside each. For a document the classifier learned
/// from, the score is that of the fold which had not seen it.
///
/// @param scores (n) one for each label
/// @param fromFold (n) whether it comes from a held-out fold; the others are of documents that the
///   classifier never learned from
public record Pairs(List<Label> labels, double[] scores, boolean[] fromFold) {
    private static final long SEED = 1;

    public Pairs {
        labels = List.copyOf(labels);
    }

    /// Pairs each label that can be paired. `scores` gives NaN for a document without one.
    public static Pairs of(
            List<Label> labels,
            Map<DocumentId, Double> heldOut,
            ToDoubleFunction<DocumentId> scores) {
        List<Label> paired = new ArrayList<>();
        double[] values = new double[labels.size()];
        boolean[] folds = new boolean[labels.size()];
        for (Label label : labels) {
            Double held = heldOut.get(label.document());
            double score = held == null ? scores.applyAsDouble(label.document()) : held;
            if (!Double.isNaN(score)) {
                values[paired.size()] = score;
                folds[paired.size()] = held != null;
                paired.add(label);
            }
        }
        int n = paired.size();
        return new Pairs(paired, Arrays.copyOf(values, n), Arrays.copyOf(folds, n));
    }

    /// How many scores come from held-out folds.
    public int heldOut() {
        int count = 0;
        for (boolean held : fromFold) {
            count += held ? 1 : 0;
        }
        return count;
    }

    public int size() {
        return scores.length;
    }

    /// (n)
    public int[] values() {
        return labels.stream().mapToInt(Label::value).toArray();
    }

    /// (n) whether the label is worth keeping
    public boolean[] positive(int keepFrom) {
        boolean[] positive = new boolean[scores.length];
        for (int i = 0; i < positive.length; i++) {
            positive[i] = labels.get(i).value() >= keepFrom;
        }
        return positive;
    }

    /// Rows: label; columns: score rounded to a whole number; both from `lowest` to `highest`, into
    /// which scores are drawn.
    public int[][] table(int lowest, int highest) {
        int size = highest - lowest + 1;
        int[][] table = new int[size][size];
        for (int i = 0; i < scores.length; i++) {
            table[labels.get(i).value() - lowest][rounded(i, lowest, highest) - lowest]++;
        }
        return table;
    }

    /// The places of the documents of one cell of `table`, the largest difference first.
    public List<Integer> cell(int label, int score, int lowest, int highest) {
        return byResidual().stream()
                .filter(i -> labels.get(i).value() == label)
                .filter(i -> rounded(i, lowest, highest) == score)
                .toList();
    }

    /// All places, the largest difference of label and score first.
    public List<Integer> byResidual() {
        return IntStream.range(0, scores.length)
                .boxed()
                .sorted(Comparator.comparingDouble(i -> -residual(i)))
                .toList();
    }

    /// How far label and score of a place are apart.
    public double residual(int place) {
        return Math.abs(labels.get(place).value() - scores[place]);
    }

    /// All figures at a threshold.
    public Evaluation evaluation(int keepFrom, double threshold) {
        return Evaluation.of(scores, values(), keepFrom, threshold, SEED);
    }

    /// Only what depends on the threshold, without intervals: cheap enough for every move of it.
    public ConfusionMatrix at(int keepFrom, double threshold) {
        int tp = 0;
        int fp = 0;
        int fn = 0;
        for (int i = 0; i < scores.length; i++) {
            boolean kept = scores[i] >= threshold;
            boolean worth = labels.get(i).value() >= keepFrom;
            tp += kept && worth ? 1 : 0;
            fp += kept && !worth ? 1 : 0;
            fn += !kept && worth ? 1 : 0;
        }
        return new ConfusionMatrix(tp, fp, fn, scores.length - tp - fp - fn);
    }

    /// The same with its intervals, as cheap.
    public Cut cut(int keepFrom, double threshold) {
        return Cut.of(threshold, at(keepFrom, threshold));
    }

    /// How many documents of each label have a score in each of `bins` equal steps from `lowest` to
    /// `highest`: `[label - lowest][step]`. Scores outside count at the ends.
    public int[][] histogram(int lowest, int highest, int bins) {
        int[][] counts = new int[highest - lowest + 1][bins];
        for (int i = 0; i < scores.length; i++) {
            double place = (scores[i] - lowest) / (highest - lowest) * bins;
            counts[labels.get(i).value() - lowest][(int) Math.clamp(place, 0, bins - 1)]++;
        }
        return counts;
    }

    private int rounded(int place, int lowest, int highest) {
        return (int) Math.clamp(Math.round(scores[place]), lowest, highest);
    }
}
