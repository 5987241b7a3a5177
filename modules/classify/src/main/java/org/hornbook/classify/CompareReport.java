package org.hornbook.classify;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
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
    private static final int VALUES = 20;

    /// What the threshold does: on the labelled documents, and to the whole corpus.
    ///
    /// @param documents kept
    /// @param scored documents with a score; 0 if the corpus has not been scored
    /// @param characters of the kept texts, in UTF-16 code units
    /// @param tokens about how many they have; negative if nothing was trained here yet
    /// @param trainingSeconds about how long one pass over them trains; likewise
    /// @param keptByHand of the kept documents, those below the line
    /// @param droppedByHand of those at or above it
    /// @param cut precision, recall and F1 with their intervals
    /// @param survival for each metadata field asked for
    /// @param above the kept documents with the lowest scores, the lowest first
    /// @param below the dropped ones with the highest scores, the highest first
    public record Kept(
            String rule,
            double cutoff,
            long documents,
            long scored,
            long unscored,
            long characters,
            long charactersScored,
            double tokens,
            double trainingSeconds,
            long keptByHand,
            long droppedByHand,
            Cut cut,
            List<Survival> survival,
            List<Beside> above,
            List<Beside> below) {}

    /// A document beside the line.
    public record Beside(DocumentId document, String key, double score, String text) {}

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

    /// What is to be told.
    ///
    /// @param fields metadata fields by which survival is told
    /// @param beside how many documents on each side of the line
    /// @param effort what training costs here, if it was measured
    public record Wanted(
            Threshold threshold,
            int keepFrom,
            int disagreements,
            List<String> fields,
            int beside,
            Optional<Effort> effort) {}

    /// Compares. Throws `IllegalArgumentException` if no labelled document has a score.
    public static CompareReport of(
            Names names, Pairs pairs, ScoredCorpus corpus, Wanted wanted, Shown shown) {
        if (pairs.size() == 0) {
            throw new IllegalArgumentException(
                    "no document labelled by "
                            + names.annotator()
                            + " has a score by "
                            + names.classifier()
                            + ": run `hornbook classifier score` first");
        }
        double[] scored = pairs.scores();
        Outcome outcome = corpus.at(wanted.threshold());
        double cutoff =
                corpus.column().size() > 0
                        ? outcome.cutoff()
                        : wanted.threshold().cutoff(Arrays.stream(scored).sorted().toArray());
        int lowest = Arrays.stream(pairs.values()).min().orElseThrow();
        int highest = Arrays.stream(pairs.values()).max().orElseThrow();
        return new CompareReport(
                names.corpus(),
                names.annotator(),
                names.classifier(),
                pairs.size(),
                pairs.heldOut(),
                lowest,
                pairs.table(lowest, highest),
                pairs.evaluation(wanted.keepFrom(), cutoff),
                thin(Ranking.precisionRecall(scored, pairs.positive(wanted.keepFrom()))),
                new Kept(
                        wanted.threshold().words(),
                        cutoff,
                        outcome.kept(),
                        outcome.of(),
                        corpus.unscored(),
                        outcome.characters(),
                        outcome.ofCharacters(),
                        wanted.effort().map(e -> e.tokens(outcome.characters())).orElse(-1.0),
                        wanted.effort().map(e -> e.seconds(outcome.characters())).orElse(-1.0),
                        outcome.keptByHand(),
                        outcome.droppedByHand(),
                        pairs.cut(wanted.keepFrom(), cutoff),
                        wanted.fields().stream()
                                .map(f -> corpus.survival(f, cutoff, VALUES))
                                .toList(),
                        beside(corpus.column().above(cutoff, wanted.beside()), shown),
                        beside(corpus.column().below(cutoff, wanted.beside()), shown)),
                disagreements(pairs, wanted.disagreements(), shown));
    }

    /// The same from scores alone, without what only the corpus tells: nothing of lengths, of
    /// metadata, of what was removed or decided by hand.
    public static CompareReport of(
            Names names,
            List<Label> labels,
            Map<DocumentId, Double> heldOut,
            Map<DocumentId, Double> scores,
            Threshold threshold,
            int keepFrom,
            int disagreements,
            Shown shown) {
        return of(
                names,
                Pairs.of(labels, heldOut, document -> scores.getOrDefault(document, Double.NaN)),
                ScoredCorpus.of(
                        ScoreColumn.of(
                                scores.values().stream().mapToDouble(score -> score).toArray(),
                                scores.keySet().stream().mapToLong(DocumentId::value).toArray(),
                                new int[scores.size()])),
                new Wanted(threshold, keepFrom, disagreements, List.of(), 0, Optional.empty()),
                shown);
    }

    private static List<Beside> beside(List<ScoreColumn.Near> near, Shown shown) {
        return near.stream()
                .map(
                        n ->
                                new Beside(
                                        n.document(),
                                        shown.key(n.document()),
                                        n.score(),
                                        shown.text(n.document())))
                .toList();
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
