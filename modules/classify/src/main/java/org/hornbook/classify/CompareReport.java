package org.hornbook.classify;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import org.hornbook.corpus.DocumentId;
import org.hornbook.label.Label;

/// Labels beside scores. For documents the classifier learned from, the score is that of the fold
/// which had not seen them.
///
/// @param heldOut how many of the compared scores come from held-out folds; the others are of
///   documents that the classifier never learned from
/// @param lowest the label of the first row of `table`
/// @param table rows: label; columns: score rounded to a whole number, from `lowest`
/// @param evaluation all figures, at the threshold asked for
/// @param curve precision and recall at up to 50 thresholds
/// @param disagreements the largest, the largest first
public record CompareReport(
        String corpus,
        String annotator,
        String classifier,
        int compared,
        int heldOut,
        int lowest,
        int[][] table,
        Evaluation evaluation,
        List<Ranking.Point> curve,
        Kept kept,
        List<Disagreement> disagreements) {
    private static final int CURVE_POINTS = 50;

    /// What the threshold means for the whole corpus.
    ///
    /// @param scored documents with a score; 0 if the corpus has not been scored
    public record Kept(String rule, double cutoff, long documents, long scored) {}

    /// A document on which the two do not agree, with both opinions.
    public record Disagreement(
            DocumentId document,
            String key,
            int label,
            String rationale,
            double score,
            String text) {}

    /// Looks a document up, to show it.
    public interface Shown {
        String key(DocumentId document);

        String text(DocumentId document);
    }

    /// Compares. `heldOut` are the scores from held-out folds, `scores` those of the whole corpus.
    /// Throws `IllegalArgumentException` if no labelled document has a score.
    public static CompareReport of(
            Names names,
            List<Label> labels,
            Map<DocumentId, Double> heldOut,
            Map<DocumentId, Double> scores,
            Threshold threshold,
            int keepFrom,
            int disagreements,
            Shown shown) {
        List<Label> compared = new ArrayList<>();
        List<Double> values = new ArrayList<>();
        int fromFolds = 0;
        for (Label label : labels) {
            Double score = heldOut.getOrDefault(label.document(), scores.get(label.document()));
            if (score != null) {
                compared.add(label);
                values.add(score);
                fromFolds += heldOut.containsKey(label.document()) ? 1 : 0;
            }
        }
        if (compared.isEmpty()) {
            throw new IllegalArgumentException(
                    "no document labelled by "
                            + names.annotator()
                            + " has a score by "
                            + names.classifier()
                            + ": run `hornbook classifier score` first");
        }
        double cutoff = cutoff(threshold, scores, values);
        int[] given = compared.stream().mapToInt(Label::value).toArray();
        double[] scored = values.stream().mapToDouble(v -> v).toArray();
        boolean[] positive = new boolean[given.length];
        for (int i = 0; i < given.length; i++) {
            positive[i] = given[i] >= keepFrom;
        }
        int lowest = java.util.Arrays.stream(given).min().orElseThrow();
        long kept = scores.values().stream().filter(s -> s >= cutoff).count();
        return new CompareReport(
                names.corpus(),
                names.annotator(),
                names.classifier(),
                compared.size(),
                fromFolds,
                lowest,
                table(given, scored, lowest),
                Evaluation.of(scored, given, keepFrom, cutoff, 1),
                thin(Ranking.precisionRecall(scored, positive)),
                new Kept(threshold.words(), cutoff, kept, scores.size()),
                disagreements(compared, values, disagreements, shown));
    }

    /// Who is compared with whom, on what.
    public record Names(String corpus, String annotator, String classifier) {}

    private static double cutoff(
            Threshold threshold, Map<DocumentId, Double> scores, List<Double> compared) {
        return switch (threshold) {
            case Threshold.AtLeast(double score) -> score;
            case Threshold.TopFraction(double fraction) -> {
                List<Double> falling =
                        (scores.isEmpty() ? compared : scores.values())
                                .stream().sorted(Comparator.reverseOrder()).toList();
                yield falling.get(
                        (int)
                                Math.clamp(
                                        Math.round(fraction * falling.size()) - 1,
                                        0,
                                        falling.size() - 1));
            }
        };
    }

    private static int[][] table(int[] labels, double[] scores, int lowest) {
        int size = java.util.Arrays.stream(labels).max().orElseThrow() - lowest + 1;
        int[][] table = new int[size][size];
        for (int i = 0; i < labels.length; i++) {
            table[labels[i] - lowest][
                    (int) Math.clamp(Math.round(scores[i]) - lowest, 0, size - 1)]++;
        }
        return table;
    }

    private static List<Ranking.Point> thin(List<Ranking.Point> points) {
        if (points.size() <= CURVE_POINTS) {
            return points;
        }
        List<Ranking.Point> some = new ArrayList<>();
        for (int i = 0; i < CURVE_POINTS; i++) {
            some.add(points.get((int) ((long) i * (points.size() - 1) / (CURVE_POINTS - 1))));
        }
        return some;
    }

    private static List<Disagreement> disagreements(
            List<Label> labels, List<Double> scores, int limit, Shown shown) {
        List<Integer> order = new ArrayList<>();
        for (int i = 0; i < labels.size(); i++) {
            order.add(i);
        }
        order.sort(
                Comparator.comparingDouble(i -> -Math.abs(labels.get(i).value() - scores.get(i))));
        return order.stream()
                .limit(limit)
                .map(
                        i -> {
                            Label label = labels.get(i);
                            return new Disagreement(
                                    label.document(),
                                    shown.key(label.document()),
                                    label.value(),
                                    label.rationale(),
                                    scores.get(i),
                                    shown.text(label.document()));
                        })
                .toList();
    }
}
