package org.hornbook.infer.calibrate;

/// What activations lose when they are rounded to 8 bits as the runtime does it: each `BLOCK`
/// neighbours of a row by a scale of their own, around zero.
final class ActivationError {
    private static final int BLOCK = 32;
    private static final int STEPS = 127;

    private ActivationError() {}

    /// The square of what is lost, as a share of the square of all.
    static double of(Rows rows) {
        float[] row = new float[rows.width()];
        double lost = 0;
        double all = 0;
        for (long i = 0; i < rows.count(); i++) {
            rows.get(i, 0, row, 0, row.length);
            for (int from = 0; from < row.length; from += BLOCK) {
                int to = Math.min(row.length, from + BLOCK);
                float most = 0;
                for (int k = from; k < to; k++) {
                    most = Math.max(most, Math.abs(row[k]));
                }
                float scale = most / STEPS;
                for (int k = from; k < to; k++) {
                    double error = scale == 0 ? 0 : row[k] - scale * Math.rint(row[k] / scale);
                    lost += error * error;
                    all += (double) row[k] * row[k];
                }
            }
        }
        return all == 0 ? 0 : lost / all;
    }
}
