package org.hornbook.infer;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.IntConsumer;

/// Threads that share out pieces of work; a thread takes the next piece as soon as it has done one.
final class SideBySide implements AutoCloseable {
    private final int threads;
    private final ExecutorService workers;

    SideBySide(int threads, String name) {
        this.threads = threads;
        this.workers =
                Executors.newFixedThreadPool(
                        threads, Thread.ofPlatform().daemon().name(name, 0).factory());
    }

    /// Does the pieces 0 to `count` - 1 and waits for them; what one of them throws is thrown here.
    void run(int count, IntConsumer piece) {
        AtomicInteger next = new AtomicInteger();
        List<Callable<Void>> shares = new ArrayList<>();
        for (int i = 0; i < Math.min(threads, count); i++) {
            shares.add(
                    () -> {
                        for (int k; (k = next.getAndIncrement()) < count; ) {
                            piece.accept(k);
                        }
                        return null;
                    });
        }
        try {
            for (Future<Void> share : workers.invokeAll(shares)) {
                share.get();
            }
        } catch (ExecutionException e) {
            switch (e.getCause()) {
                case RuntimeException cause -> throw cause;
                case Error cause -> throw cause;
                default -> throw new IllegalStateException(e.getCause());
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException("interrupted while encoding", e);
        }
    }

    /// Waits until nothing runs any more.
    @Override
    public void close() {
        workers.shutdown();
        boolean interrupted = false;
        while (!workers.isTerminated()) {
            try {
                workers.awaitTermination(1, TimeUnit.SECONDS);
            } catch (InterruptedException e) {
                interrupted = true;
            }
        }
        if (interrupted) {
            Thread.currentThread().interrupt();
        }
    }
}
