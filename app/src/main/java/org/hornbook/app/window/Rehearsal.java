package org.hornbook.app.window;

import javafx.application.Platform;

import org.hornbook.app.desk.Place;

import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;

/// Goes through every view of an open window, in both themes, and closes it: what the packaged
/// program is made to start fast with, and whether every view opens in it at all.
final class Rehearsal implements Runnable {
    private static final Duration PATIENCE = Duration.ofSeconds(60);
    private static final long PAUSE_MILLIS = 350;

    private final Window window;

    Rehearsal(Window window) {
        this.window = window;
    }

    void start() {
        Thread.ofPlatform().daemon(true).name("hornbook-rehearsal").start(this);
    }

    @Override
    public void run() {
        try {
            settle();
            for (int theme = 0; theme < 2; theme++) {
                for (Place place : Place.values()) {
                    after(() -> window.go(place));
                }
                after(window::theme);
            }
            after(window::palette);
            after(window::settings);
            after(() -> window.go(Place.HOME));
            after(Platform::exit);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    /// Does it on the FX thread and waits until what it asked for has been shown.
    private void after(Runnable action) throws InterruptedException {
        CompletableFuture<Void> done = new CompletableFuture<>();
        Platform.runLater(
                () -> {
                    action.run();
                    done.complete(null);
                });
        try {
            done.get(PATIENCE.toMillis(), TimeUnit.MILLISECONDS);
        } catch (java.util.concurrent.ExecutionException
                | java.util.concurrent.TimeoutException e) {
            System.err.println("hornbook: the rehearsal stopped at a view that does not open");
            Runtime.getRuntime().halt(1);
        }
        settle();
    }

    private void settle() throws InterruptedException {
        long patience = System.nanoTime() + PATIENCE.toNanos();
        do {
            TimeUnit.MILLISECONDS.sleep(PAUSE_MILLIS);
        } while ((window.desk() == null || !window.desk().background().quiet())
                && System.nanoTime() < patience);
    }
}
