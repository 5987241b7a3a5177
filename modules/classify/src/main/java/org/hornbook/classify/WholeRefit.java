package org.hornbook.classify;

import java.util.Arrays;
import java.util.Optional;
import java.util.function.BooleanSupplier;
import java.util.stream.IntStream;

/// Trains each fold whose training part has changed from the beginning: for heads without a warm
/// start, such as a forest.
final class WholeRefit implements Refit {
    private final Examples examples;
    private final int[] fold;
    private final int folds;
    private final long seed;

    private record Trained(int[] labels, double[] heldOut) implements State {
        @Override
        public long bytes() {
            return 12L * labels.length;
        }
    }

    WholeRefit(Examples examples, int[] fold, int folds, long seed) {
        this.examples = examples;
        this.fold = fold.clone();
        this.folds = folds;
        this.seed = seed;
    }

    @Override
    public State train(Optional<Classifier> stored, int[] labels, BooleanSupplier cancelled) {
        double[] none = new double[labels.length];
        Arrays.fill(none, Double.NaN);
        int[] unknown = new int[labels.length];
        Arrays.fill(unknown, NONE);
        return train(new Trained(unknown, none), labels, cancelled);
    }

    @Override
    public State train(State from, int[] labels, BooleanSupplier cancelled) {
        double[] heldOut = from.heldOut().clone();
        for (int group : Refit.groups(labels, folds)) {
            if (!changed(from.labels(), labels, group)) {
                continue;
            }
            Refit.check(cancelled);
            boolean[] learns = Refit.learns(labels, fold, group);
            Refit.seen(labels, learns);
            int[] rows = IntStream.range(0, learns.length).filter(i -> learns[i]).toArray();
            Classifier classifier =
                    examples.fit(rows, labels, group == folds ? seed : seed + group);
            for (int row : Refit.scores(labels, fold, group, folds)) {
                heldOut[row] = examples.score(classifier, row);
            }
        }
        return new Trained(labels.clone(), heldOut);
    }

    private boolean changed(int[] before, int[] labels, int group) {
        return IntStream.range(0, labels.length)
                .anyMatch(
                        i ->
                                before[i] != labels[i]
                                        && (fold[i] != group
                                                || before[i] == NONE
                                                || labels[i] == NONE));
    }
}
