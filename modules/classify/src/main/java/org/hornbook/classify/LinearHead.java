package org.hornbook.classify;

import java.util.Arrays;
import java.util.stream.IntStream;

/// A linear head on dense rows. Under the logistic link the score is `base` plus, for each step,
/// its width times the probability it gives: with one step for each label above the lowest that is
/// the expected label (Frank and Hall 2001), with one step alone it lies between the label below
/// the line and the one above. Under the identity it is the one step's value.
record LinearHead(Link link, double base, Step[] steps) implements DenseHead {
    /// Of the gradient: weights are right to 1e-5 even at C = 100.
    private static final double TOLERANCE = 1e-10;

    enum Link {
        LOGISTIC,
        IDENTITY
    }

    /// @param weights (d)
    record Step(double width, double[] weights, double bias) {
        Step wide(double width) {
            return new Step(width, weights, bias);
        }
    }

    /// "Is it worth keeping?": the score is `keepFrom - 1` plus the probability of a label of at
    /// least `keepFrom`, so that a half lies at the threshold `keepFrom - 0.5`.
    static LinearHead binary(
            float[][] rows, int[] labels, int keepFrom, double strength, boolean balanced) {
        boolean[] positive = atLeast(labels, keepFrom);
        double[] weights = ExampleWeights.of(balanced, booleans(positive));
        Step step = DenseLogistic.train(rows, positive, weights, strength, TOLERANCE);
        return new LinearHead(Link.LOGISTIC, keepFrom - 1.0, new Step[] {step});
    }

    /// One logistic step for each label above the lowest that was given.
    static LinearHead ordinal(float[][] rows, int[] labels, double strength, boolean balanced) {
        int[] seen = IntStream.of(labels).distinct().sorted().toArray();
        if (seen.length < 2) {
            throw new IllegalArgumentException(
                    "all "
                            + labels.length
                            + " labels are "
                            + (seen.length == 0 ? "missing" : "" + seen[0])
                            + ": label documents of other quality too");
        }
        double[] weights = ExampleWeights.of(balanced, labels);
        Step[] steps = new Step[seen.length - 1];
        for (int k = 1; k < seen.length; k++) {
            boolean[] positive = atLeast(labels, seen[k]);
            steps[k - 1] =
                    DenseLogistic.train(rows, positive, weights, strength, TOLERANCE)
                            .wide(seen[k] - seen[k - 1]);
        }
        return new LinearHead(Link.LOGISTIC, seen[0], steps);
    }

    /// FineWeb-Edu's recipe: the label itself by least squares.
    static LinearHead regression(float[][] rows, int[] labels, double ridge, boolean balanced) {
        double[] targets = IntStream.of(labels).asDoubleStream().toArray();
        Step step = Ridge.fit(rows, targets, ExampleWeights.of(balanced, labels), ridge);
        return new LinearHead(Link.IDENTITY, 0, new Step[] {step});
    }

    @Override
    public void score(float[] block, int d, int rows, double[] into) {
        for (int i = 0; i < rows; i++) {
            into[i] = base;
        }
        for (Step step : steps) {
            for (int i = 0; i < rows; i++) {
                double value = Dot.of(block, i * d, step.weights(), d) + step.bias();
                into[i] +=
                        step.width()
                                * switch (link) {
                                    case LOGISTIC -> LogisticRegression.sigmoid(value);
                                    case IDENTITY -> value;
                                };
            }
        }
    }

    private static boolean[] atLeast(int[] labels, int label) {
        boolean[] positive = new boolean[labels.length];
        for (int i = 0; i < labels.length; i++) {
            positive[i] = labels[i] >= label;
        }
        return positive;
    }

    private static int[] booleans(boolean[] positive) {
        return IntStream.range(0, positive.length).map(i -> positive[i] ? 1 : 0).toArray();
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof LinearHead h
                && h.link == link
                && h.base == base
                && Arrays.equals(h.steps, steps);
    }

    @Override
    public int hashCode() {
        return Arrays.hashCode(steps);
    }
}
