package org.hornbook.classify;

/// A vector of which only the non-zero places are held, in ascending order of index.
///
/// @param indexes (n) ascending, without repetition
/// @param values (n) one for each index
public record SparseVector(int[] indexes, float[] values) {
    public SparseVector {
        if (indexes.length != values.length) {
            throw new IllegalArgumentException(
                    indexes.length + " indexes, " + values.length + " values");
        }
    }

    public double dot(double[] dense) {
        double sum = 0;
        for (int i = 0; i < indexes.length; i++) {
            sum += values[i] * dense[indexes[i]];
        }
        return sum;
    }

    double dot(float[] dense) {
        double sum = 0;
        for (int i = 0; i < indexes.length; i++) {
            sum += values[i] * dense[indexes[i]];
        }
        return sum;
    }

    void addTo(double[] dense, double times) {
        for (int i = 0; i < indexes.length; i++) {
            dense[indexes[i]] += times * values[i];
        }
    }
}
