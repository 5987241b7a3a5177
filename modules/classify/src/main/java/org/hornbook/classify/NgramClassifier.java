package org.hornbook.classify;

import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

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
        return scorers(1, embedder).getFirst();
    }

    @Override
    public List<Scorer> scorers(int threads, Optional<Embedder> embedder) {
        float[][] weights = Stream.of(heads).map(Head::weights).toArray(float[][]::new);
        PlaceWeights together = PlaceWeights.of(weights, settings().hashed());
        return Stream.<Scorer>generate(() -> new Fused(together)).limit(threads).toList();
    }

    /// Scores without making the vector of a text; all heads at once.
    private final class Fused implements Scorer {
        private final NgramFeatures features = new NgramFeatures(settings());
        private final PlaceWeights weights;
        private final double[] sums;
        private final float[] standard = new float[TextStatistics.NAMES.size()];

        Fused(PlaceWeights weights) {
            this.weights = weights;
            this.sums = weights.sums();
        }

        @Override
        public double score(String text) {
            double length = weights.dot(features.read(text), sums);
            standardiser.standardise(features.statistics(), STATISTICS_SCALE, standard);
            double scale = length == 0 ? 0 : 1 / length;
            int hashed = settings().hashed();
            double score = lowest;
            for (int h = 0; h < heads.length; h++) {
                float[] own = heads[h].weights();
                double logit = sums[h] * scale + heads[h].bias();
                for (int k = 0; k < standard.length; k++) {
                    logit += standard[k] * own[hashed + k];
                }
                score += heads[h].width() * LogisticRegression.sigmoid(logit);
            }
            return score;
        }
    }

    /// The score of features taken before.
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
