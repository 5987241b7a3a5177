package org.hornbook.classify;

/// Where to cut.
public sealed interface Threshold {
    /// Keep every score of at least `score`.
    record AtLeast(double score) implements Threshold {}

    /// Keep the best-scored part, `fraction` of the documents, in 0..1. For a classifier whose
    /// scores crowd around the mean, as weak regressors' do, this is the honest cut.
    record TopFraction(double fraction) implements Threshold {
        public TopFraction {
            if (!(fraction > 0 && fraction <= 1)) {
                throw new IllegalArgumentException(
                        "fraction " + fraction + " outside 0..1: 0.3 keeps the best 30%");
            }
        }
    }

    /// The least score that is kept of `ascending` scores; of a part, the score of the last
    /// document that still belongs to it. Throws `IllegalArgumentException` if there are none to
    /// take a part of.
    default double cutoff(double[] ascending) {
        return switch (this) {
            case AtLeast(double score) -> score;
            case TopFraction(double fraction) -> {
                int n = ascending.length;
                if (n == 0) {
                    throw new IllegalArgumentException("no scores to keep a part of");
                }
                yield ascending[n - 1 - (int) Math.clamp(Math.round(fraction * n) - 1, 0, n - 1)];
            }
        };
    }

    /// Which of `n` scores, counted from the greatest, is the last that a top fraction keeps.
    static long last(double fraction, long n) {
        return Math.clamp(Math.round(fraction * n), 1, Math.max(1, n));
    }

    /// The rule in words: `score >= 2.5`, `top 30%`.
    default String words() {
        return switch (this) {
            case AtLeast(double score) ->
                    String.format(java.util.Locale.ROOT, "score >= %.3g", score);
            case TopFraction(double fraction) ->
                    String.format(java.util.Locale.ROOT, "top %.3g%%", fraction * 100);
        };
    }
}
