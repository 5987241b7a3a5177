package org.hornbook.infer;

/// How far a model's next tokens are from those of another: the Kullback-Leibler divergence of
/// their distributions, in nats.
///
/// @param mean over the positions; 0 where both say the same
/// @param most at the position where they differ most
/// @param agreeing share of positions whose likeliest token is the same
public record Divergence(double mean, double most, double agreeing) {
    /// From `reference` to `other`, both logits `(T, V)` of the same tokens. Throws
    /// `IllegalArgumentException` if their sizes differ or there is no position.
    public static Divergence of(float[][] reference, float[][] other) {
        if (reference.length == 0 || reference.length != other.length) {
            throw new IllegalArgumentException(
                    reference.length + " positions against " + other.length);
        }
        double sum = 0;
        double most = 0;
        int agreeing = 0;
        for (int t = 0; t < reference.length; t++) {
            double one = at(reference[t], other[t]);
            sum += one;
            most = Math.max(most, one);
            agreeing += best(reference[t]) == best(other[t]) ? 1 : 0;
        }
        int positions = reference.length;
        return new Divergence(sum / positions, most, (double) agreeing / positions);
    }

    private static double at(float[] reference, float[] other) {
        if (reference.length != other.length) {
            throw new IllegalArgumentException(
                    "a vocabulary of " + reference.length + " against " + other.length);
        }
        double ofReference = logOfSum(reference);
        double ofOther = logOfSum(other);
        double sum = 0;
        for (int v = 0; v < reference.length; v++) {
            double log = reference[v] - ofReference;
            sum += Math.exp(log) * (log - (other[v] - ofOther));
        }
        return Math.max(0, sum); // rounding may take it a little below
    }

    /// Of `token`, in nats.
    static double logProbability(float[] logits, int token) {
        return logits[token] - logOfSum(logits);
    }

    private static double logOfSum(float[] logits) {
        double largest = logits[best(logits)];
        double sum = 0;
        for (float logit : logits) {
            sum += Math.exp(logit - largest);
        }
        return largest + Math.log(sum);
    }

    private static int best(float[] logits) {
        int best = 0;
        for (int v = 1; v < logits.length; v++) {
            best = logits[v] > logits[best] ? v : best;
        }
        return best;
    }
}
