package org.hornbook.corpus;

import java.util.Arrays;
import java.util.BitSet;

/// How the numbers of a metadata field are spread over some documents: how many fall into each of
/// equal steps of a round width. The first step also counts what is less, the last what is more, so
/// that a few extreme values do not flatten the rest.
///
/// @param low where the first step begins
/// @param step the width of one
public record Spread(double low, double step, long[] counts) {
    private static final int SAMPLE = 10_000;
    private static final double REACH = 0.98;

    /// Where step `i` begins.
    public double from(int i) {
        // Steps are round decimal numbers: so are their borders.
        return Math.round((low + i * step) * 1e9) / 1e9;
    }

    /// @param numbers of each code, in the order of the codes
    /// @param codes of each row; -1 where it has no value
    static Spread of(double[] numbers, int[] codes, BitSet rows, int bins) {
        double[] sample = sample(numbers, codes, rows);
        if (sample.length == 0) {
            return new Spread(0, 1, new long[0]);
        }
        double least = sample[0];
        double most = sample[(int) (REACH * (sample.length - 1))];
        double step = round((most - least) / bins);
        double low = Math.floor(least / step) * step;
        long[] counts = new long[(int) Math.floor((most - low) / step) + 1];
        for (int row = rows.nextSetBit(0); row >= 0; row = rows.nextSetBit(row + 1)) {
            if (codes[row] >= 0) {
                double place = Math.floor((numbers[codes[row]] - low) / step);
                counts[(int) Math.clamp(place, 0, counts.length - 1)]++;
            }
        }
        return new Spread(low, step, counts);
    }

    /// Some of the numbers, in order of size.
    private static double[] sample(double[] numbers, int[] codes, BitSet rows) {
        int stride = Math.max(1, rows.cardinality() / SAMPLE);
        double[] sample = new double[rows.cardinality() / stride + 1];
        int n = 0;
        int seen = 0;
        for (int row = rows.nextSetBit(0); row >= 0; row = rows.nextSetBit(row + 1)) {
            if (seen++ % stride == 0 && codes[row] >= 0) {
                sample[n++] = numbers[codes[row]];
            }
        }
        double[] some = Arrays.copyOf(sample, n);
        Arrays.sort(some);
        return some;
    }

    /// The next 1, 2 or 5 times a power of ten that is not less.
    private static double round(double step) {
        if (!(step > 0)) {
            return 1;
        }
        double power = Math.pow(10, Math.floor(Math.log10(step)));
        for (double round : new double[] {1, 2, 5, 10}) {
            if (round * power >= step * (1 - 1e-9)) {
                return round * power;
            }
        }
        throw new IllegalStateException("no round number near " + step);
    }

    @Override
    public boolean equals(Object o) {
        return o instanceof Spread other
                && low == other.low
                && step == other.step
                && Arrays.equals(counts, other.counts);
    }

    @Override
    public int hashCode() {
        return Arrays.hashCode(counts);
    }
}
