package org.hornbook.classify;

/// What cutting at one threshold gives on labelled documents, with 95% intervals: those of
/// `Intervals`, which need no resampling, so that they can follow every move.
public record Cut(
        double threshold,
        ConfusionMatrix confusion,
        Interval precision,
        Interval recall,
        Interval f1) {
    static Cut of(double threshold, ConfusionMatrix confusion) {
        return new Cut(
                threshold,
                confusion,
                Intervals.precision(confusion),
                Intervals.recall(confusion),
                Intervals.f1(confusion));
    }
}
