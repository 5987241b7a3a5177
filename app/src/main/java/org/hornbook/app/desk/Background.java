package org.hornbook.app.desk;

import javafx.application.Platform;

import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.RejectedExecutionException;
import java.util.function.Consumer;

/// Where everything that may wait is done: reads, files, models. What comes of it returns to the FX
/// thread.
public final class Background implements AutoCloseable {
    private final java.util.concurrent.atomic.AtomicInteger busy =
            new java.util.concurrent.atomic.AtomicInteger();
    private final ExecutorService threads =
            Executors.newCachedThreadPool(
                    Thread.ofPlatform().daemon(true).name("hornbook-background-", 0).factory());

    /// Runs `work`, then one of the two on the FX thread. The future can be cancelled.
    public <T> Future<?> run(Callable<T> work, Consumer<T> then, Consumer<Exception> failed) {
        try {
            busy.incrementAndGet();
            return threads.submit(
                    () -> {
                        try {
                            T value = work.call();
                            told(() -> then.accept(value));
                        } catch (InterruptedException e) {
                            busy.decrementAndGet();
                            Thread.currentThread().interrupt();
                        } catch (Exception e) {
                            told(() -> failed.accept(e));
                        } catch (Error e) {
                            busy.decrementAndGet();
                            throw e;
                        }
                    });
        } catch (RejectedExecutionException e) {
            return java.util.concurrent.CompletableFuture.completedFuture(null);
        }
    }

    /// On the FX thread; only then it is no longer under way.
    private void told(Runnable what) {
        Platform.runLater(
                () -> {
                    try {
                        what.run();
                    } finally {
                        busy.decrementAndGet();
                    }
                });
    }

    /// Likewise, for what takes minutes: it is not waited for by those who ask whether all is
    /// quiet.
    public <T> void apart(Callable<T> work, Consumer<T> then, Consumer<Exception> failed) {
        Thread.ofPlatform()
                .daemon(true)
                .name("hornbook-apart")
                .start(
                        () -> {
                            try {
                                T value = work.call();
                                Platform.runLater(() -> then.accept(value));
                            } catch (Exception e) {
                                Platform.runLater(() -> failed.accept(e));
                            }
                        });
    }

    /// Whether nothing is under way, and all that came of it has been shown.
    public boolean quiet() {
        return busy.get() == 0;
    }

    /// A view's short reads, of which the newest wins.
    public Latest latest() {
        return new Latest(this);
    }

    @Override
    public void close() {
        threads.shutdownNow();
    }
}
