package org.hornbook.classify;

import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/// Averaged vectors of hashed words and pairs of words under an ordinal logistic head.
///
/// A head is linear in the average, so that what is kept of a vector is its product with each head:
/// scoring sums a few numbers for each word and not the whole vector.
///
/// @param standardiser of the statistics
/// @param lowest the lowest label
/// @param steps one for each label above it
/// @param table for each place its product with each step's head, and then 1 where training had
///   seen the place; words it had not seen are passed over
record AverageClassifier(
        Recipe.NgramAverage recipe,
        Standardiser standardiser,
        int lowest,
        Step[] steps,
        PlaceWeights table)
        implements Classifier {
    /// @param width what the step is worth on the scale
    /// @param statistics (statistics) weights of the standardised statistics; empty where the
    ///   recipe leaves them out
    record Step(int width, double bias, float[] statistics) {}

    @Override
    public Scorer scorer(Optional<Embedder> embedder) {
        AverageFeatures features = new AverageFeatures(recipe.bits());
        double[] sums = table.sums();
        return text -> {
            int n = features.read(text);
            table.sum(features.places(), n, sums);
            return score(sums, recipe.statistics() ? features.statistics() : new double[0]);
        };
    }

    @Override
    public List<Scorer> scorers(int threads, Optional<Embedder> embedder) {
        return Stream.generate(() -> scorer(embedder)).limit(threads).toList();
    }

    /// The score of features taken before.
    double score(AverageFeatures.Raw raw) {
        double[] sums = table.sums();
        for (int i = 0; i < raw.places().length; i++) {
            for (int lane = 0; lane <= steps.length; lane++) {
                sums[lane] += raw.counts()[i] * (double) table.get(raw.places()[i], lane);
            }
        }
        return score(sums, raw.statistics());
    }

    private double score(double[] sums, double[] statistics) {
        double seen = Math.max(1, sums[steps.length]);
        float[] standard = new float[recipe.statistics() ? statistics.length : 0];
        standardiser.standardise(statistics, 1, standard);
        double score = lowest;
        for (int h = 0; h < steps.length; h++) {
            double logit = sums[h] / seen + steps[h].bias();
            for (int k = 0; k < standard.length; k++) {
                logit += standard[k] * steps[h].statistics()[k];
            }
            score += steps[h].width() * LogisticRegression.sigmoid(logit);
        }
        return score;
    }
}
