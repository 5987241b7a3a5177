package org.hornbook.classify;

import java.util.Arrays;
import java.util.List;

/// Many sparse vectors in one block of memory, with the places renumbered so that only those are
/// left where some vector is not zero; and beside each a few dense numbers, which differ by group
/// (a statistic is standardised on the rows a fold trains on).
///
/// A weight vector over it holds the sparse places, then the dense ones, then the bias.
final class SparseRows {
    private final int[] starts; // (n + 1)
    private final int[] indexes;
    private final float[] values;
    private final int[] origin; // (places)
    private final float[][] dense; // (groups)(n * width)
    private final int width;

    private SparseRows(
            int[] starts, int[] indexes, float[] values, int[] origin, float[][] dense, int width) {
        this.starts = starts;
        this.indexes = indexes;
        this.values = values;
        this.origin = origin;
        this.dense = dense;
        this.width = width;
    }

    /// Packs `vectors`, whose places lie below `dimensions`; `dense[g]` holds `width` numbers for
    /// each of them.
    static SparseRows of(List<SparseVector> vectors, int dimensions, float[][] dense, int width) {
        int n = vectors.size();
        int[] starts = new int[n + 1];
        int[] place = new int[dimensions];
        for (int i = 0; i < n; i++) {
            starts[i + 1] = starts[i] + vectors.get(i).indexes().length;
            for (int index : vectors.get(i).indexes()) {
                place[index] = 1;
            }
        }
        int[] origin = new int[dimensions];
        int places = 0;
        for (int index = 0; index < dimensions; index++) {
            if (place[index] == 1) {
                origin[places] = index;
                place[index] = places++;
            }
        }
        int[] indexes = new int[starts[n]];
        float[] values = new float[starts[n]];
        for (int i = 0; i < n; i++) {
            SparseVector v = vectors.get(i);
            for (int k = 0; k < v.indexes().length; k++) {
                indexes[starts[i] + k] = place[v.indexes()[k]];
                values[starts[i] + k] = v.values()[k];
            }
        }
        return new SparseRows(starts, indexes, values, Arrays.copyOf(origin, places), dense, width);
    }

    int count() {
        return starts.length - 1;
    }

    /// The length of a weight vector.
    int dimensions() {
        return origin.length + width + 1;
    }

    /// Weights over this block from weights over all places, the dense ones behind them.
    float[] packed(float[] weights, int hashed, double bias) {
        float[] packed = new float[dimensions()];
        for (int k = 0; k < origin.length; k++) {
            packed[k] = weights[origin[k]];
        }
        System.arraycopy(weights, hashed, packed, origin.length, width);
        packed[dimensions() - 1] = (float) bias;
        return packed;
    }

    /// The squared length of the sparse part of a row.
    double squares(int row) {
        double sum = 0;
        for (int k = starts[row]; k < starts[row + 1]; k++) {
            sum += (double) values[k] * values[k];
        }
        return sum;
    }

    /// Where the weights of the dense numbers begin; the bias is behind them.
    int behind() {
        return origin.length;
    }

    /// The dense numbers of a row, and 1 for the bias.
    void dense(int row, int group, double[] into) {
        for (int k = 0; k < width; k++) {
            into[k] = dense[group][row * width + k];
        }
        into[width] = 1;
    }

    /// The log-odds of one row by `wide` heads whose weights lie side by side, `weights[place *
    /// wide
    /// + head]`: a place is fetched once for all of them.
    void logits(int row, int group, float[] weights, int wide, double[] into) {
        int bias = (origin.length + width) * wide;
        for (int h = 0; h < wide; h++) {
            into[h] = weights[bias + h];
        }
        for (int k = starts[row]; k < starts[row + 1]; k++) {
            float v = values[k];
            int at = indexes[k] * wide;
            for (int h = 0; h < wide; h++) {
                into[h] += v * weights[at + h];
            }
        }
        float[] beside = dense[group];
        for (int k = 0; k < width; k++) {
            float v = beside[row * width + k];
            int at = (origin.length + k) * wide;
            for (int h = 0; h < wide; h++) {
                into[h] += v * weights[at + h];
            }
        }
    }

    /// Adds the sparse part of a row to the weights of each head, `by[head]` times.
    void add(int row, float[] by, float[] weights, int wide) {
        for (int k = starts[row]; k < starts[row + 1]; k++) {
            float v = values[k];
            int at = indexes[k] * wide;
            for (int h = 0; h < wide; h++) {
                weights[at + h] += v * by[h];
            }
        }
    }

    /// The log-odds of one row.
    double logit(int row, int group, float[] weights) {
        double sum = weights[origin.length + width];
        for (int k = starts[row]; k < starts[row + 1]; k++) {
            sum += values[k] * weights[indexes[k]];
        }
        for (int k = 0; k < width; k++) {
            sum += dense[group][row * width + k] * weights[origin.length + k];
        }
        return sum;
    }
}
