package org.hornbook.app.window;

import javafx.scene.input.InputEvent;
import javafx.stage.Stage;

import java.time.Duration;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.function.BooleanSupplier;

/// Gives memory back while nobody waits for anything. A view that has computed much leaves the Java
/// heap grown, and the JVM returns what it does not need only with a full collection, which it sees
/// no reason for as long as nothing happens.
final class Rest implements AutoCloseable {
    private static final Duration LOOK = Duration.ofSeconds(2);
    private static final Duration QUIET = Duration.ofSeconds(6);
    private static final long GROWN = 32L << 20;

    private final BooleanSupplier idle;
    private final ScheduledExecutorService clock =
            Executors.newSingleThreadScheduledExecutor(
                    Thread.ofPlatform().daemon(true).name("hornbook-rest").factory());
    private volatile long touched = System.nanoTime();
    private long after;

    /// Watches the window until it is closed. `idle` is asked off the FX thread.
    Rest(Stage stage, BooleanSupplier idle) {
        this.idle = idle;
        stage.addEventFilter(InputEvent.ANY, e -> touched = System.nanoTime());
        clock.scheduleWithFixedDelay(
                this::look, LOOK.toMillis(), LOOK.toMillis(), TimeUnit.MILLISECONDS);
    }

    private void look() {
        long used = used();
        if (used < after) {
            after = used;
        }
        if (used - after > GROWN
                && System.nanoTime() - touched > QUIET.toNanos()
                && idle.getAsBoolean()) {
            System.gc();
            after = used();
        }
    }

    private static long used() {
        Runtime java = Runtime.getRuntime();
        return java.totalMemory() - java.freeMemory();
    }

    @Override
    public void close() {
        clock.shutdownNow();
    }
}
