package org.hornbook.classify;

import java.util.ArrayList;
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
        Pairs pairs =
                Pairs.of(labels, heldOut, document -> scores.getOrDefault(document, Double.NaN));
        if (pairs.size() == 0) {
            throw new IllegalArgumentException(
                    "no document labelled by "
                            + names.annotator()
                            + " has a score by "
                            + names.classifier()
                            + ": run `hornbook classifier score` first");
        }
        double[] scored = pairs.scores();
        double cutoff =
                threshold.cutoff(
                        (scores.isEmpty()
                                        ? java.util.Arrays.stream(scored)
                                        : scores.values().stream().mapToDouble(v -> v))
                                .sorted()
                                .toArray());
        int lowest = java.util.Arrays.stream(pairs.values()).min().orElseThrow();
        int highest = java.util.Arrays.stream(pairs.values()).max().orElseThrow();
        long kept = scores.values().stream().filter(s -> s >= cutoff).count();
        return new CompareReport(
                names.corpus(),
                names.annotator(),
                names.classifier(),
                pairs.size(),
                pairs.heldOut(),
                lowest,
                pairs.table(lowest, highest),
                pairs.evaluation(keepFrom, cutoff),
                thin(Ranking.precisionRecall(scored, pairs.positive(keepFrom))),
                new Kept(threshold.words(), cutoff, kept, scores.size()),
                disagreements(pairs, disagreements, shown));
    }

    /// Who is compared with whom, on what.
    public record Names(String corpus, String annotator, String classifier) {}

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

    private static List<Disagreement> disagreements(Pairs pairs, int limit, Shown shown) {
        return pairs.byResidual().stream()
                .limit(limit)
                .map(
                        i -> {
                            Label label = pairs.labels().get(i);
                            return new Disagreement(
                                    label.document(),
                                    shown.key(label.document()),
                                    label.value(),
                                    label.rationale(),
                                    pairs.scores()[i],
                                    shown.text(label.document()));
                        })
                .toList();
    }
}
