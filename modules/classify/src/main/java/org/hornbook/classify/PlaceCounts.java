package org.hornbook.classify;

import java.util.Arrays;

/// Counts under hashed places, in halves, of one text after another: a dense array, of which only
/// what was touched is ever cleared. A count stops at 32,767.5.
final class PlaceCounts {
    private static final int LONGEST = 1 << 16;
    private static final double[] LOGS = logs();

    private final char[] halves; // (places)
    private int[] touched = new int[4096];
    private int n;

    PlaceCounts(int places) {
        halves = new char[places];
    }

    /// `log(1 + count)` of a count in halves.
    static double log(int halves) {
        return LOGS[halves];
    }

    /// Makes room for `more` calls of `add`.
    void reserve(int more) {
        if (n + more > touched.length) {
            touched = Arrays.copyOf(touched, Math.max(n + more, 2 * touched.length));
        }
    }

    /// Adds `by` halves at `place`. Room must have been reserved.
    void add(int place, int by) {
        int before = halves[place];
        touched[n] = place;
        n += before == 0 ? 1 : 0;
        halves[place] = (char) Math.min(before + by, LONGEST - 1);
    }

    /// Adds one half at each of the first `count` of `places`.
    void addAll(int[] places, int count) {
        reserve(count);
        int[] list = touched;
        char[] of = halves;
        int end = n;
        for (int i = 0; i < count; i++) {
            int place = places[i];
            int before = of[place];
            list[end] = place;
            end += before == 0 ? 1 : 0;
            of[place] = (char) Math.min(before + 1, LONGEST - 1);
        }
        n = end;
    }

    int size() {
        return n;
    }

    /// The places counted at, in the order they came.
    int[] touched() {
        return touched;
    }

    /// The count at `place`, in halves; it is 0 afterwards.
    int take(int place) {
        int count = halves[place];
        halves[place] = 0;
        return count;
    }

    /// Says that all counts have been taken.
    void taken() {
        n = 0;
    }

    /// The counts, each put through `log(1 + count)` and the whole scaled to length 1; then starts
    /// anew.
    SparseVector vector() {
        int[] indexes = Arrays.copyOf(touched, n);
        Arrays.sort(indexes);
        double[] logs = new double[n];
        double squares = 0;
        for (int i = 0; i < n; i++) {
            logs[i] = log(take(indexes[i]));
            squares += logs[i] * logs[i];
        }
        taken();
        double scale = squares == 0 ? 0 : 1 / Math.sqrt(squares);
        float[] values = new float[logs.length];
        for (int i = 0; i < values.length; i++) {
            values[i] = (float) (logs[i] * scale);
        }
        return new SparseVector(indexes, values);
    }

    private static double[] logs() {
        double[] logs = new double[LONGEST];
        for (int halves = 0; halves < LONGEST; halves++) {
            logs[halves] = Math.log1p(halves / 2.0);
        }
        return logs;
    }
}
