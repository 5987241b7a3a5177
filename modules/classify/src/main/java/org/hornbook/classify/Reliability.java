package org.hornbook.classify;

/// How far a score can be read as a probability: each document is given the probability of being
/// worth keeping by a calibration that had not seen its label.
///
/// The rows are split into five parts: the k-th row worth keeping, and the k-th that is not, are in
/// part `k mod 5`, counted from 0 in the order of the rows. The probabilities of a part come from
/// `Calibration.fit` on the other four.
///
/// @param probability (n) cross-fitted
/// @param positive (n) whether it is worth keeping
record Reliability(double[] probability, boolean[] positive) {
    static final int BINS = 10;
    private static final int PARTS = 5;

    static Reliability crossFitted(double[] scores, boolean[] positive) {
        int n = scores.length;
        int[] part = new int[n];
        int[] seen = new int[2];
        for (int i = 0; i < n; i++) {
            part[i] = seen[positive[i] ? 1 : 0]++ % PARTS;
        }
        double[] probability = new double[n];
        for (int p = 0; p < PARTS; p++) {
            double[] others = new double[n];
            boolean[] worth = new boolean[n];
            int m = 0;
            for (int i = 0; i < n; i++) {
                if (part[i] != p) {
                    others[m] = scores[i];
                    worth[m++] = positive[i];
                }
            }
            Calibration fitted =
                    Calibration.fit(
                            java.util.Arrays.copyOf(others, m), java.util.Arrays.copyOf(worth, m));
            for (int i = 0; i < n; i++) {
                if (part[i] == p) {
                    probability[i] = fitted.probability(scores[i]);
                }
            }
        }
        return new Reliability(probability, positive);
    }

    /// The mean squared difference of probability and outcome.
    double brier() {
        double sum = 0;
        for (int i = 0; i < positive.length; i++) {
            sum += loss(i);
        }
        return sum / positive.length;
    }

    /// The expected calibration error: over ten bins `[k/10, (k+1)/10)` of the probability, the
    /// last one closed, the sum of `|sum of probabilities - number worth keeping| / n`.
    double ece() {
        double[] apart = new double[BINS];
        for (int i = 0; i < positive.length; i++) {
            apart[bin(i)] += apart(i);
        }
        double sum = 0;
        for (double bin : apart) {
            sum += Math.abs(bin) / positive.length;
        }
        return sum;
    }

    double loss(int i) {
        return apart(i) * apart(i);
    }

    double apart(int i) {
        return probability[i] - (positive[i] ? 1 : 0);
    }

    int bin(int i) {
        return Math.min(BINS - 1, (int) (probability[i] * BINS));
    }
}
