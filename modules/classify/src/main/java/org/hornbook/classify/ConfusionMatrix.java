package org.hornbook.classify;

/// Kept against worth keeping, at one threshold.
public record ConfusionMatrix(
        int truePositives, int falsePositives, int falseNegatives, int trueNegatives) {
    static ConfusionMatrix of(double[] scores, boolean[] positive, double threshold) {
        int[] cells = new int[4];
        for (int i = 0; i < scores.length; i++) {
            boolean kept = scores[i] >= threshold;
            cells[(kept ? 0 : 2) + (kept == positive[i] ? 0 : 1)]++;
        }
        return new ConfusionMatrix(cells[0], cells[1], cells[3], cells[2]);
    }

    /// Of what is kept, the share worth keeping; 0 if nothing is kept.
    public double precision() {
        return share(truePositives, truePositives + falsePositives);
    }

    /// Of what is worth keeping, the share kept; 0 if nothing is worth keeping.
    public double recall() {
        return share(truePositives, truePositives + falseNegatives);
    }

    /// The harmonic mean of precision and recall.
    public double f1() {
        return share(2 * truePositives, 2 * truePositives + falsePositives + falseNegatives);
    }

    private static double share(int part, int whole) {
        return whole == 0 ? 0 : (double) part / whole;
    }
}
