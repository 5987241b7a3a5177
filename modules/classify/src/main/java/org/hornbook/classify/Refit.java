package org.hornbook.classify;

import java.util.List;
import java.util.Optional;
import java.util.concurrent.CancellationException;
import java.util.function.BooleanSupplier;

/// Trains the folds of one classifier again when labels change: only those folds whose training
/// part has changed.
///
/// A row whose label is `NONE` is learned from by nobody; it is scored by the head that learns from
/// all the others.
sealed interface Refit permits WarmRefit, WholeRefit {
    int NONE = Integer.MIN_VALUE;

    /// What came of a training: immutable, so that an earlier one can be taken up again.
    interface State {
        /// The labels it was trained on.
        int[] labels();

        /// (n) the score of each row by a head that has not learned from it.
        double[] heldOut();

        /// About how much memory it takes that earlier ones do not share, in bytes.
        long bytes();
    }

    /// Trains on `labels`, beginning at an earlier state. Throws `CancellationException` soon after
    /// `cancelled`.
    State train(State from, int[] labels, BooleanSupplier cancelled) throws CancellationException;

    /// Trains for the first time, beginning at what the stored classifier has learned.
    State train(Optional<Classifier> stored, int[] labels, BooleanSupplier cancelled)
            throws CancellationException;

    /// Whatever `examples` are made of. `fold[i]` is the fold that holds row `i` out.
    static Refit of(Examples examples, int[] fold, int folds, long seed) {
        return switch (examples) {
            case Examples.Ngrams ngrams when ngrams.recipe().weights().equals(ClassWeights.NONE) ->
                    WarmRefit.of(ngrams, fold, folds);
            default -> new WholeRefit(examples, fold, folds, seed);
        };
    }

    /// The rows a group learns from: those outside of its fold, or all; never one without a label.
    static boolean[] learns(int[] labels, int[] fold, int group) {
        boolean[] learns = new boolean[labels.length];
        for (int i = 0; i < learns.length; i++) {
            learns[i] = labels[i] != NONE && fold[i] != group;
        }
        return learns;
    }

    /// The rows a group scores: the labelled ones of its fold; the one that learns from all, those
    /// without a label.
    static int[] scores(int[] labels, int[] fold, int group, int folds) {
        return java.util.stream.IntStream.range(0, labels.length)
                .filter(i -> labels[i] == NONE ? group == folds : fold[i] == group)
                .toArray();
    }

    static void check(BooleanSupplier cancelled) {
        if (cancelled.getAsBoolean() || Thread.currentThread().isInterrupted()) {
            throw new CancellationException();
        }
    }

    /// The labels that occur in the rows learned from, ascending. Throws `IllegalArgumentException`
    /// if there are fewer than two.
    static int[] seen(int[] labels, boolean[] learns) {
        int[] seen =
                java.util.stream.IntStream.range(0, labels.length)
                        .filter(i -> learns[i])
                        .map(i -> labels[i])
                        .distinct()
                        .sorted()
                        .toArray();
        if (seen.length < 2) {
            throw new IllegalArgumentException(
                    "a part of the labels has only one value: label documents of other quality too");
        }
        return seen;
    }

    static List<Integer> groups(int[] labels, int folds) {
        boolean whole = java.util.Arrays.stream(labels).anyMatch(l -> l == NONE);
        return java.util.stream.IntStream.range(0, whole ? folds + 1 : folds).boxed().toList();
    }
}
