package org.hornbook.app.desk;

import java.util.concurrent.Callable;
import java.util.concurrent.Future;
import java.util.function.Consumer;

/// Short reads of one place in a view. While one is under way, only the newest of those asked for
/// is kept; an answer that is no longer wanted is dropped. To be used on the FX thread.
public final class Latest {
    private final Background background;
    private Runnable waiting;
    private boolean busy;
    private long asked;

    Latest(Background background) {
        this.background = background;
    }

    /// Reads in the background; `then` or `failed` follows on the FX thread, if nothing newer was
    /// asked.
    public <T> void ask(Callable<T> read, Consumer<T> then, Consumer<Exception> failed) {
        long mine = ++asked;
        Runnable start =
                () -> {
                    busy = true;
                    Future<?> started =
                            background.run(
                                    read,
                                    value -> {
                                        if (mine == asked) {
                                            then.accept(value);
                                        }
                                        next();
                                    },
                                    e -> {
                                        if (mine == asked) {
                                            failed.accept(e);
                                        }
                                        next();
                                    });
                    if (started.isCancelled()) {
                        busy = false;
                    }
                };
        if (busy) {
            waiting = start;
        } else {
            start.run();
        }
    }

    /// What is under way is not wanted any more.
    public void forget() {
        asked++;
        waiting = null;
    }

    private void next() {
        busy = false;
        Runnable start = waiting;
        waiting = null;
        if (start != null) {
            start.run();
        }
    }
}
