package org.hornbook.infer.remote;

import java.io.IOException;
import java.io.InputStream;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;

/// Closes a reply that says nothing for too long, or takes too long in all: reading it then fails.
/// The HTTP client's own limit ends with the headers.
final class Deadline implements AutoCloseable {
    private final InputStream in;
    private final long stallNanos;
    private final long endNanos;
    private volatile long heardAt = System.nanoTime();
    private volatile boolean passed;
    private volatile boolean done;

    /// @param stall the longest silence
    /// @param whole the longest reply
    Deadline(InputStream in, Duration stall, Duration whole) {
        this.in = in;
        this.stallNanos = stall.toNanos();
        this.endNanos = System.nanoTime() + whole.toNanos();
        look();
    }

    /// Something came.
    void heard() {
        heardAt = System.nanoTime();
    }

    /// Whether the reply was given up.
    boolean passed() {
        return passed;
    }

    private void look() {
        if (done) {
            return;
        }
        long now = System.nanoTime();
        long left = Math.min(heardAt + stallNanos - now, endNanos - now);
        if (left > 0) {
            CompletableFuture.delayedExecutor(left, TimeUnit.NANOSECONDS).execute(this::look);
            return;
        }
        passed = true;
        try {
            in.close();
        } catch (IOException e) {
            // It is given up either way.
        }
    }

    @Override
    public void close() {
        done = true;
    }
}
