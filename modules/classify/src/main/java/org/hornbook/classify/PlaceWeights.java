package org.hornbook.classify;

/// The weights of several heads, side by side for each place: what a text has at a place is fetched
/// once and serves all heads. Shared by threads.
final class PlaceWeights {
    private static final int WIDE = 4;
    private static final double[] NONE = {};

    private final int heads;
    private final int stride; // heads, rounded up to a multiple of WIDE
    private final float[] weights; // (places, stride)

    PlaceWeights(int heads, int places) {
        this.heads = heads;
        this.stride = (heads + WIDE - 1) / WIDE * WIDE;
        if ((long) stride * places > Integer.MAX_VALUE - 8) {
            throw new IllegalArgumentException(
                    heads + " heads of " + places + " places are more than memory can hold");
        }
        this.weights = new float[stride * places];
    }

    /// @param byHead (heads)(at least places)
    static PlaceWeights of(float[][] byHead, int places) {
        PlaceWeights all = new PlaceWeights(byHead.length, places);
        for (int head = 0; head < byHead.length; head++) {
            for (int place = 0; place < places; place++) {
                all.weights[place * all.stride + head] = byHead[head][place];
            }
        }
        return all;
    }

    int heads() {
        return heads;
    }

    /// Room for one sum of each head.
    double[] sums() {
        return heads == 0 ? NONE : new double[stride];
    }

    /// Writes the weights of one place, one for each head.
    void put(int place, float[] row) {
        System.arraycopy(row, 0, weights, place * stride, heads);
    }

    float get(int place, int head) {
        return weights[place * stride + head];
    }

    int places() {
        return weights.length / stride;
    }

    /// Gives, in `sums`, the sums of each head's weights at the first `n` of `places`.
    void sum(int[] places, int n, double[] sums) {
        float[] w = weights;
        for (int head = 0; head < stride; head += WIDE) {
            double a = 0;
            double b = 0;
            double c = 0;
            double d = 0;
            for (int i = 0; i < n; i++) {
                int at = places[i] * stride + head;
                a += w[at];
                b += w[at + 1];
                c += w[at + 2];
                d += w[at + 3];
            }
            sums[head] = a;
            sums[head + 1] = b;
            sums[head + 2] = c;
            sums[head + 3] = d;
        }
    }

    /// Takes the counts and gives, in `sums`, each head's product with their logarithms; returns
    /// the length of these.
    double dot(PlaceCounts counts, double[] sums) {
        int n = counts.size();
        int[] places = counts.touched();
        double squares = 0;
        if (stride == 2 * WIDE) {
            squares = dot8(counts, places, n, sums);
        } else {
            squares = dotAny(counts, places, n, sums);
        }
        counts.taken();
        return Math.sqrt(squares);
    }

    private double dot8(PlaceCounts counts, int[] places, int n, double[] sums) {
        float[] w = weights;
        double squares = 0;
        double a = 0;
        double b = 0;
        double c = 0;
        double d = 0;
        double e = 0;
        double f = 0;
        double g = 0;
        double h = 0;
        for (int i = 0; i < n; i++) {
            int place = places[i];
            double v = PlaceCounts.log(counts.take(place));
            squares += v * v;
            int at = place << 3;
            a += v * w[at];
            b += v * w[at + 1];
            c += v * w[at + 2];
            d += v * w[at + 3];
            e += v * w[at + 4];
            f += v * w[at + 5];
            g += v * w[at + 6];
            h += v * w[at + 7];
        }
        sums[0] = a;
        sums[1] = b;
        sums[2] = c;
        sums[3] = d;
        sums[4] = e;
        sums[5] = f;
        sums[6] = g;
        sums[7] = h;
        return squares;
    }

    /// Four heads at a time, so that their sums stay in registers.
    private double dotAny(PlaceCounts counts, int[] places, int n, double[] sums) {
        float[] w = weights;
        double squares = 0;
        double[] values = new double[n];
        for (int i = 0; i < n; i++) {
            values[i] = PlaceCounts.log(counts.take(places[i]));
            squares += values[i] * values[i];
        }
        for (int head = 0; head < stride; head += WIDE) {
            double a = 0;
            double b = 0;
            double c = 0;
            double d = 0;
            for (int i = 0; i < n; i++) {
                double v = values[i];
                int at = places[i] * stride + head;
                a += v * w[at];
                b += v * w[at + 1];
                c += v * w[at + 2];
                d += v * w[at + 3];
            }
            sums[head] = a;
            sums[head + 1] = b;
            sums[head + 2] = c;
            sums[head + 3] = d;
        }
        return squares;
    }
}
