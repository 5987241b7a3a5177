package org.hornbook.classify;

/// How likely a document is to be worth keeping, by its score; learned on held-out folds.
///
/// @param keepFrom the lowest label that is worth keeping
public record KeepProbability(int keepFrom, Calibrator curve) {
    /// In 0..1.
    public double of(double score) {
        return curve.probability(score);
    }
}
