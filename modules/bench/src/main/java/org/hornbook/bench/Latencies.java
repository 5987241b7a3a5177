package org.hornbook.bench;

import java.util.Arrays;
import java.util.concurrent.Callable;

/// How long something takes, often measured.
///
/// @param millis of each time, ascending
record Latencies(double[] millis) {
    private static final int WARM_UP = 10;
    private static final int TIMES = 60;

    /// Does `work` a few times for the compiler, then measures it sixty times.
    static Latencies of(Callable<?> work) throws Exception {
        for (int i = 0; i < WARM_UP; i++) {
            work.call();
        }
        double[] millis = new double[TIMES];
        for (int i = 0; i < TIMES; i++) {
            long start = System.nanoTime();
            work.call();
            millis[i] = (System.nanoTime() - start) / 1e6;
        }
        Arrays.sort(millis);
        return new Latencies(millis);
    }

    double at(double part) {
        return millis[(int) Math.min(millis.length - 1, Math.ceil(part * millis.length) - 1)];
    }

    @Override
    public String toString() {
        return "%.1f / %.1f".formatted(at(0.5), at(0.95));
    }
}
