package org.hornbook.classify;

import java.util.List;

/// Brings each statistic to mean 0 and spread 1 over the training examples, clipped to +-4, and
/// times `scale`.
///
/// @param mean (d)
/// @param spread (d) standard deviation; 1 where a statistic never changes
record Standardiser(double[] mean, double[] spread) {
    private static final double CLIP = 4;

    static Standardiser fit(List<double[]> rows) {
        int d = rows.getFirst().length;
        double[] mean = new double[d];
        double[] spread = new double[d];
        for (double[] row : rows) {
            for (int k = 0; k < d; k++) {
                mean[k] += row[k] / rows.size();
            }
        }
        for (double[] row : rows) {
            for (int k = 0; k < d; k++) {
                spread[k] += (row[k] - mean[k]) * (row[k] - mean[k]) / rows.size();
            }
        }
        for (int k = 0; k < d; k++) {
            spread[k] = spread[k] < 1e-12 ? 1 : Math.sqrt(spread[k]);
        }
        return new Standardiser(mean, spread);
    }

    /// The whole feature vector of a text: the n-grams, then the standardised statistics behind
    /// them.
    SparseVector join(NgramFeatures.Raw raw, int hashed, double scale) {
        SparseVector ngrams = raw.ngrams();
        int n = ngrams.indexes().length;
        int d = mean.length;
        int[] indexes = java.util.Arrays.copyOf(ngrams.indexes(), n + d);
        float[] values = java.util.Arrays.copyOf(ngrams.values(), n + d);
        float[] standard = new float[d];
        standardise(raw.statistics(), scale, standard);
        for (int k = 0; k < d; k++) {
            indexes[n + k] = hashed + k;
            values[n + k] = standard[k];
        }
        return new SparseVector(indexes, values);
    }

    /// Writes the standardised `statistics` into `standard`, clipped and times `scale`.
    void standardise(double[] statistics, double scale, float[] standard) {
        for (int k = 0; k < standard.length; k++) {
            double z = (statistics[k] - mean[k]) / spread[k];
            standard[k] = (float) (Math.clamp(z, -CLIP, CLIP) * scale);
        }
    }
}
