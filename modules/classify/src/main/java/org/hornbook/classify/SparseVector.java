package org.hornbook.classify;

import java.util.Arrays;

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

    /// Gathers counts under hashed indexes; reused from text to text, so that extracting allocates
    /// little.
    static final class Builder {
        private final float[] dense;
        private int[] touched = new int[1024];
        private int n;

        Builder(int dimensions) {
            dense = new float[dimensions];
        }

        void add(int index, float value) {
            if (dense[index] == 0) {
                if (n == touched.length) {
                    touched = Arrays.copyOf(touched, 2 * n);
                }
                touched[n++] = index;
            }
            dense[index] += value;
        }

        /// The vector so far, each value put through `log(1 + v)` and the whole scaled to length
        /// `norm`; then starts anew.
        SparseVector takeSublinear(double norm) {
            int[] indexes = Arrays.copyOf(touched, n);
            Arrays.sort(indexes);
            float[] values = new float[n];
            double squares = 0;
            for (int i = 0; i < n; i++) {
                double value = Math.log1p(dense[indexes[i]]);
                dense[indexes[i]] = 0;
                values[i] = (float) value;
                squares += value * value;
            }
            float scale = squares == 0 ? 0 : (float) (norm / Math.sqrt(squares));
            for (int i = 0; i < n; i++) {
                values[i] *= scale;
            }
            n = 0;
            return new SparseVector(indexes, values);
        }
    }
}
