package org.hornbook.classify;

/// A learning curve and what it is of.
///
/// @param annotator who gave the labels
/// @param positives how many labels are worth keeping
public record CurveReport(
        String classifier,
        String corpus,
        String annotator,
        int keepFrom,
        int positives,
        int folds,
        int seeds,
        LearningCurve curve) {}
