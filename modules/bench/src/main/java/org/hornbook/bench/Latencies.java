package org.hornbook.bench;

import java.util.Arrays;
import java.util.concurrent.Callable;

/// How long something takes, often measured.
///
/// @param millis of each time, ascending
record Latencies(double[] millis) {
    /// Does `work` a few times for the compiler, then measures it sixty times.
    static Latencies of(Callable<?> work) throws Exception {
        return of(work, 10, 60);
    }

    /// Measures it ten times only: of a peer that takes long.
    static Latencies few(Callable<?> work) throws Exception {
        return of(work, 2, 10);
    }

    private static Latencies of(Callable<?> work, int before, int times) throws Exception {
        for (int i = 0; i < before; i++) {
            work.call();
        }
        double[] millis = new double[times];
        for (int i = 0; i < times; i++) {
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
