package org.hornbook.infer;

/// Finds the lowest of many numbers without sorting all of them (Hoare's selection).
final class Lowest {
    private Lowest() {}

    /// Moves the `wanted` lowest of the first `count` of `values`, which are all different, to the
    /// front, in no order.
    static void first(long[] values, int count, int wanted) {
        int low = 0;
        int high = count - 1;
        while (low < high) {
            long pivot = values[(low + high) >>> 1];
            int i = low;
            int j = high;
            while (i <= j) {
                while (values[i] < pivot) {
                    i++;
                }
                while (values[j] > pivot) {
                    j--;
                }
                if (i <= j) {
                    long held = values[i];
                    values[i++] = values[j];
                    values[j--] = held;
                }
            }
            if (wanted - 1 <= j) {
                high = j;
            } else if (wanted - 1 >= i) {
                low = i;
            } else {
                return;
            }
        }
    }
}
