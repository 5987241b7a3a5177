package org.hornbook.classify;

import java.util.Optional;

/// Hashed n-grams and statistics under an ordinal logistic head.
///
/// @param lowest the lowest label
/// @param heads one for each label above it
record NgramClassifier(
        Recipe.NgramLinear recipe, Standardiser standardiser, int lowest, Head[] heads)
        implements Classifier {
    /// What one standardised statistic weighs beside the n-grams, which have length 1 together.
    static final double STATISTICS_SCALE = 0.3;

    /// @param width what the step is worth on the scale
    /// @param weights (dimensions)
    record Head(int width, float[] weights, double bias) {}

    static NgramClassifier of(
            Recipe.NgramLinear recipe, Standardiser standardiser, OrdinalHead head) {
        return new NgramClassifier(
                recipe,
                standardiser,
                head.lowest(),
                head.steps().stream().map(NgramClassifier::head).toArray(Head[]::new));
    }

    private static Head head(OrdinalHead.Step step) {
        double[] trained = step.head().weights();
        float[] weights = new float[trained.length];
        for (int k = 0; k < weights.length; k++) {
            weights[k] = (float) trained[k];
        }
        return new Head(step.width(), weights, step.head().bias());
    }

    NgramFeatures.Settings settings() {
        return new NgramFeatures.Settings(recipe.bits(), recipe.characters());
    }

    @Override
    public Scorer scorer(Optional<Embedder> embedder) {
        NgramFeatures features = new NgramFeatures(settings());
        return text -> score(features.of(text));
    }

    double score(NgramFeatures.Raw raw) {
        SparseVector row = standardiser.join(raw, settings().hashed(), STATISTICS_SCALE);
        double score = lowest;
        for (Head head : heads) {
            score +=
                    head.width()
                            * LogisticRegression.sigmoid(row.dot(head.weights()) + head.bias());
        }
        return score;
    }
}
