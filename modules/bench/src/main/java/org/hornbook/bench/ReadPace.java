package org.hornbook.bench;

import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;
import java.util.Arrays;
import java.util.concurrent.atomic.LongAdder;

/// How many bytes a second the processors read from memory together.
final class ReadPace {
    private static final long EACH = 256L << 20; // bytes, more than any cache
    private static final int ROUNDS = 7;

    private final LongAdder sum = new LongAdder(); // so that nothing is read in vain

    /// Bytes a second of `threads` threads, the best of several rounds.
    double measure(int threads) throws InterruptedException {
        try (Arena arena = Arena.ofShared()) {
            MemorySegment[] parts = new MemorySegment[threads];
            Arrays.setAll(parts, i -> arena.allocate(EACH, 64).fill((byte) 1));
            double best = 0;
            for (int round = 0; round < ROUNDS; round++) {
                Thread[] all = new Thread[threads];
                Arrays.setAll(all, i -> Thread.ofPlatform().unstarted(() -> read(parts[i])));
                long start = System.nanoTime();
                for (Thread one : all) {
                    one.start();
                }
                for (Thread one : all) {
                    one.join();
                }
                best = Math.max(best, threads * EACH * 1e9 / (System.nanoTime() - start));
            }
            return best;
        }
    }

    private void read(MemorySegment part) {
        long a = 0;
        long b = 0;
        long c = 0;
        long d = 0;
        for (long at = 0; at < EACH; at += 4 * Long.BYTES) {
            a += part.get(ValueLayout.JAVA_LONG, at);
            b += part.get(ValueLayout.JAVA_LONG, at + Long.BYTES);
            c += part.get(ValueLayout.JAVA_LONG, at + 2 * Long.BYTES);
            d += part.get(ValueLayout.JAVA_LONG, at + 3 * Long.BYTES);
        }
        sum.add(a + b + c + d);
    }
}
