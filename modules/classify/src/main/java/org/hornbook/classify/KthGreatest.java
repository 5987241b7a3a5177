package org.hornbook.classify;

import java.util.function.DoubleConsumer;
import java.util.function.LongUnaryOperator;

/// Finds the k-th greatest of numbers that can be read several times, however many there are, in
/// constant memory: three readings, each of which settles 22 of the 64 bits by counting.
final class KthGreatest {
    private static final int BITS = 22;

    private KthGreatest() {}

    /// Numbers that are read from the first to the last; the same ones each time, none NaN.
    @FunctionalInterface
    interface Numbers {
        void each(DoubleConsumer reader);
    }

    /// `k` is told how many numbers there are and says which is wanted, 1 for the greatest. NaN if
    /// there are none.
    static double of(Numbers numbers, LongUnaryOperator k) {
        long settled = 0; // the bits that are known, as an unsigned number
        long left = -1;
        for (int shift = 64 - BITS; shift > -BITS; shift -= BITS) {
            int low = Math.max(0, shift);
            int width = shift < 0 ? BITS + shift : BITS;
            long[] counts = new long[1 << width];
            long above = settled;
            int known = low + width;
            numbers.each(
                    number -> {
                        long bits = sortable(number);
                        if (known == 64 || bits >>> known == above) {
                            counts[(int) (bits >>> low & (1L << width) - 1)]++;
                        }
                    });
            if (left < 0) {
                long n = 0;
                for (long count : counts) {
                    n += count;
                }
                if (n == 0) {
                    return Double.NaN;
                }
                left = Math.clamp(k.applyAsLong(n), 1, n);
            }
            int bin = counts.length - 1;
            while (counts[bin] < left) {
                left -= counts[bin--];
            }
            settled = settled << width | bin;
        }
        long bits = settled < 0 ? settled ^ Long.MIN_VALUE : ~settled;
        return Double.longBitsToDouble(bits);
    }

    /// Bits that are in the order of the numbers when they are read without a sign.
    private static long sortable(double number) {
        long bits = Double.doubleToLongBits(number + 0.0); // -0 is 0
        return bits < 0 ? ~bits : bits ^ Long.MIN_VALUE;
    }
}
