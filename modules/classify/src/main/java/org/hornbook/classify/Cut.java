package org.hornbook.classify;

/// What cutting at one threshold gives on labelled documents, with 95% bootstrap intervals.
public record Cut(
        double threshold,
        ConfusionMatrix confusion,
        Interval precision,
        Interval recall,
        Interval f1) {
    /// `positive[i]` says whether the document of `scores[i]` is worth keeping. The interval of F1
    /// equals that of `Evaluation` for the same seed.
    static Cut of(double[] scores, boolean[] positive, double threshold, long seed) {
        int n = scores.length;
        byte[] cell = new byte[n];
        for (int i = 0; i < n; i++) {
            boolean kept = scores[i] >= threshold;
            cell[i] = (byte) ((kept ? 0 : 2) + (kept == positive[i] ? 0 : 1));
        }
        return new Cut(
                threshold,
                ConfusionMatrix.of(scores, positive, threshold),
                Interval.bootstrap(n, seed, rows -> confusion(cell, rows).precision()),
                Interval.bootstrap(n, seed, rows -> confusion(cell, rows).recall()),
                Interval.bootstrap(n, seed, rows -> confusion(cell, rows).f1()));
    }

    private static ConfusionMatrix confusion(byte[] cell, int[] rows) {
        int[] cells = new int[4];
        for (int row : rows) {
            cells[cell[row]]++;
        }
        return new ConfusionMatrix(cells[0], cells[1], cells[3], cells[2]);
    }
}
