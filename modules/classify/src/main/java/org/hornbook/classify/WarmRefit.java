package org.hornbook.classify;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.BooleanSupplier;
import java.util.stream.IntStream;

/// Trains the heads of the n-gram recipe again from where they stood. One relabelled document
/// changes the targets of few of them, and these only a little.
///
/// It minimises the same loss as `OrdinalHead`.
final class WarmRefit implements Refit {
    private final SparseRows rows;
    private final int hashed;
    private final int[] fold;
    private final int folds;
    private final double strength;

    /// "At least `label`", learned by one group.
    private record Question(int group, int label) {}

    private record Trained(
            int[] labels,
            double[] heldOut,
            Map<Question, DualSweeps.Head> heads,
            long bytes,
            Optional<NgramClassifier> stored)
            implements State {}

    private WarmRefit(SparseRows rows, int hashed, int[] fold, int folds, double strength) {
        this.rows = rows;
        this.hashed = hashed;
        this.fold = fold.clone();
        this.folds = folds;
        this.strength = strength;
    }

    static WarmRefit of(Examples.Ngrams examples, int[] fold, int folds) {
        NgramFeatures.Settings settings =
                new NgramFeatures.Settings(
                        examples.recipe().bits(), examples.recipe().characters());
        List<NgramFeatures.Raw> raws = examples.raws();
        int width = settings.dimensions() - settings.hashed();
        float[][] dense = new float[folds + 1][];
        for (int group = 0; group <= folds; group++) {
            dense[group] = statistics(raws, fold, group, width);
        }
        return new WarmRefit(
                SparseRows.of(
                        raws.stream().map(NgramFeatures.Raw::ngrams).toList(),
                        settings.hashed(),
                        dense,
                        width),
                settings.hashed(),
                fold,
                folds,
                examples.recipe().strength());
    }

    /// Standardised on what the group may learn from.
    private static float[] statistics(
            List<NgramFeatures.Raw> raws, int[] fold, int group, int width) {
        Standardiser standardiser =
                Standardiser.fit(
                        IntStream.range(0, fold.length)
                                .filter(i -> fold[i] != group)
                                .mapToObj(i -> raws.get(i).statistics())
                                .toList());
        float[] all = new float[raws.size() * width];
        for (int i = 0; i < raws.size(); i++) {
            float[] row =
                    standardiser.join(raws.get(i), 0, NgramClassifier.STATISTICS_SCALE).values();
            System.arraycopy(row, row.length - width, all, i * width, width);
        }
        return all;
    }

    @Override
    public State train(Optional<Classifier> stored, int[] labels, BooleanSupplier cancelled) {
        int[] unknown = new int[labels.length];
        Arrays.fill(unknown, NONE);
        return train(
                new Trained(
                        unknown,
                        new double[labels.length],
                        Map.of(),
                        0,
                        stored.map(NgramClassifier.class::cast)),
                labels,
                cancelled);
    }

    @Override
    public State train(State from, int[] labels, BooleanSupplier cancelled) {
        Trained before = (Trained) from;
        double[] scores = before.heldOut().clone();
        List<Map<Question, DualSweeps.Head>> parts =
                Refit.groups(labels, folds).stream()
                        .parallel()
                        .map(group -> train(before, labels, group, scores, cancelled))
                        .toList();
        Map<Question, DualSweeps.Head> heads = new HashMap<>();
        parts.forEach(heads::putAll);
        long bytes =
                heads.entrySet().stream()
                        .filter(e -> before.heads().get(e.getKey()) != e.getValue())
                        .mapToLong(e -> 4L * (rows.dimensions() + labels.length))
                        .sum();
        return new Trained(labels.clone(), scores, heads, bytes, before.stored());
    }

    /// Trains the heads of one group of which a target has changed, and scores what it holds out.
    private Map<Question, DualSweeps.Head> train(
            Trained before, int[] labels, int group, double[] scores, BooleanSupplier cancelled) {
        boolean[] learns = Refit.learns(labels, fold, group);
        int[] seen = Refit.seen(labels, learns);
        Map<Question, DualSweeps.Head> heads = new HashMap<>();
        List<Question> asked = new ArrayList<>();
        List<DualSweeps.Head> begun = new ArrayList<>();
        for (int s = 1; s < seen.length; s++) {
            Question question = new Question(group, seen[s]);
            DualSweeps.Head head = before.heads().get(question);
            if (head != null && !changed(before.labels(), labels, question)) {
                heads.put(question, head);
            } else {
                asked.add(question);
                boolean same = head != null && sameRows(before.labels(), labels);
                begun.add(same ? head : begin(before, question, learns, labels));
            }
        }
        if (asked.isEmpty() && Arrays.equals(before.labels(), labels)) {
            return heads;
        }
        if (!asked.isEmpty()) {
            DualSweeps.Head[] found =
                    new DualSweeps(
                                    rows,
                                    group,
                                    strength,
                                    learns,
                                    asked.stream()
                                            .map(q -> positive(labels, q.label()))
                                            .toArray(boolean[][]::new),
                                    begun.toArray(DualSweeps.Head[]::new))
                            .run(first(before.labels(), labels, learns), cancelled);
            for (int i = 0; i < found.length; i++) {
                heads.put(asked.get(i), found[i]);
            }
        }
        for (int row : Refit.scores(labels, fold, group, folds)) {
            double score = seen[0];
            for (int s = 1; s < seen.length; s++) {
                score +=
                        (seen[s] - seen[s - 1])
                                * LogisticRegression.sigmoid(
                                        rows.logit(
                                                row,
                                                group,
                                                heads.get(new Question(group, seen[s])).weights()));
            }
            scores[row] = score;
        }
        return heads;
    }

    private static boolean[] positive(int[] labels, int from) {
        boolean[] positive = new boolean[labels.length];
        for (int i = 0; i < labels.length; i++) {
            positive[i] = labels[i] != NONE && labels[i] >= from;
        }
        return positive;
    }

    /// The rows that have another label now, where few have.
    private static int[] first(int[] before, int[] labels, boolean[] learns) {
        return IntStream.range(0, labels.length)
                .filter(i -> learns[i] && before[i] != NONE && before[i] != labels[i])
                .toArray();
    }

    private static boolean sameRows(int[] before, int[] labels) {
        return IntStream.range(0, labels.length)
                .allMatch(i -> (before[i] == NONE) == (labels[i] == NONE));
    }

    /// Whether a row that it learns from now counts otherwise.
    private boolean changed(int[] before, int[] labels, Question q) {
        return IntStream.range(0, labels.length)
                .anyMatch(
                        i ->
                                (before[i] == NONE) != (labels[i] == NONE)
                                        || fold[i] != q.group()
                                                && (before[i] >= q.label())
                                                        != (labels[i] >= q.label()));
    }

    /// Where a head begins: at the one trained before, else at that of the stored classifier, else
    /// at nothing.
    private DualSweeps.Head begin(
            Trained before, Question question, boolean[] learns, int[] labels) {
        DualSweeps.Head last = before.heads().get(question);
        float[] from =
                last != null
                        ? last.weights()
                        : before.stored()
                                .map(c -> stored(c, question.label()))
                                .orElseGet(() -> new float[rows.dimensions()]);
        return DualSweeps.begin(
                rows, question.group(), strength, learns, positive(labels, question.label()), from);
    }

    /// The stored head of a label, or of the nearest above that it knows.
    private float[] stored(NgramClassifier learned, int label) {
        int at = learned.lowest();
        for (NgramClassifier.Head head : learned.heads()) {
            at += head.width();
            if (at >= label) {
                return rows.packed(head.weights(), hashed, head.bias());
            }
        }
        return new float[rows.dimensions()];
    }
}
