package org.hornbook.job;

import java.util.ArrayList;
import java.util.List;

/// Whether a job was asked to stop, and what to do at that moment.
final class Cancellation {
    private final List<Runnable> actions = new ArrayList<>();
    private boolean cancelled;

    void cancel() {
        List<Runnable> now;
        synchronized (this) {
            if (cancelled) {
                return;
            }
            cancelled = true;
            now = List.copyOf(actions);
        }
        now.forEach(Runnable::run);
    }

    void on(Runnable action) {
        boolean late;
        synchronized (this) {
            late = cancelled;
            actions.add(action);
        }
        if (late) {
            action.run();
        }
    }

    synchronized boolean cancelled() {
        return cancelled;
    }
}
