package org.hornbook.hub;

import java.io.IOException;
import java.io.InputStream;
import java.time.Duration;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.ScheduledFuture;
import java.util.concurrent.TimeUnit;

/// The body of an answer. A connection over which nothing comes any more is closed, so that its
/// reader wakes up.
final class Body implements AutoCloseable {
    private final InputStream in;
    private final long stallNanos;
    private final ScheduledFuture<?> guard;
    private volatile long last = System.nanoTime();
    private volatile boolean stalled;

    Body(InputStream in, Duration stall, ScheduledExecutorService clock) {
        this.in = in;
        this.stallNanos = stall.toNanos();
        long period = Math.max(10, stall.toMillis() / 4);
        this.guard =
                clock.scheduleWithFixedDelay(this::look, period, period, TimeUnit.MILLISECONDS);
    }

    private void look() {
        if (System.nanoTime() - last > stallNanos) {
            stalled = true;
            closeQuietly();
        }
    }

    /// Bytes read into `buffer`, -1 at the end.
    int read(byte[] buffer) throws IOException {
        last = System.nanoTime();
        try {
            int n = in.read(buffer);
            last = System.nanoTime();
            if (stalled) {
                throw new IOException(
                        "nothing came for " + Duration.ofNanos(stallNanos).toSeconds() + " s");
            }
            return n;
        } catch (IOException e) {
            if (stalled) {
                throw new IOException(
                        "nothing came for " + Duration.ofNanos(stallNanos).toSeconds() + " s", e);
            }
            throw e;
        }
    }

    private void closeQuietly() {
        try {
            in.close();
        } catch (IOException e) {
            // It is given up anyway.
        }
    }

    @Override
    public void close() {
        guard.cancel(false);
        closeQuietly();
    }
}
