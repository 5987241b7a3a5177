package org.hornbook.app.view.chat;

import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Executor;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import javafx.application.Platform;

/// A text that grows on one thread and is told on the FX thread, whole, 15 times a second at most.
final class Streamed {
    private static final Executor LATER =
            CompletableFuture.delayedExecutor(66, TimeUnit.MILLISECONDS);

    private final StringBuilder text;
    private final Consumer<String> told;
    private boolean waiting;
    private boolean over;

    Streamed(String begun, Consumer<String> told) {
        this.text = new StringBuilder(begun);
        this.told = told;
    }

    synchronized void add(String piece) {
        text.append(piece);
        if (!waiting) {
            waiting = true;
            LATER.execute(() -> Platform.runLater(this::tell));
        }
    }

    /// Nothing is told from now on.
    synchronized void close() {
        over = true;
    }

    private void tell() {
        String now;
        synchronized (this) {
            waiting = false;
            if (over) {
                return;
            }
            now = text.toString();
        }
        told.accept(now);
    }
}
