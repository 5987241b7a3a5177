package org.hornbook.bench;

import java.util.concurrent.Callable;
import java.util.concurrent.FutureTask;
import java.util.concurrent.atomic.AtomicBoolean;
import javafx.application.Platform;

/// The desktop's toolkit without a display, for what is measured of it.
final class Windowless {
    private static final AtomicBoolean STARTED = new AtomicBoolean();

    private Windowless() {}

    static void start() throws Exception {
        if (!STARTED.compareAndSet(false, true)) {
            return;
        }
        System.setProperty("glass.platform", "Headless");
        System.setProperty("prism.order", "sw");
        FutureTask<Void> started = new FutureTask<>(() -> null);
        Platform.startup(started);
        started.get();
    }

    static <T> T onFx(Callable<T> work) throws Exception {
        FutureTask<T> task = new FutureTask<>(work);
        Platform.runLater(task);
        return task.get();
    }
}
