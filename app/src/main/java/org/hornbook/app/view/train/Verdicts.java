package org.hornbook.app.view.train;

import java.io.IOException;
import java.nio.file.Path;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.ScheduledFuture;
import java.util.concurrent.TimeUnit;
import org.hornbook.evaluate.CodeSandbox;
import org.hornbook.evaluate.Outcome;
import org.hornbook.evaluate.Task;

/// Runs what a model wrote for a task with the task's tests, in a sandbox that is there only while
/// it is in use, on a thread of its own: nobody waits for it.
final class Verdicts implements AutoCloseable {
    private static final long IDLE_SECONDS = 300;

    private final Path log;
    private final ScheduledExecutorService clock =
            Executors.newSingleThreadScheduledExecutor(
                    Thread.ofPlatform().daemon(true).name("hornbook-verdicts").factory());
    private volatile CodeSandbox sandbox;
    private ScheduledFuture<?> end;

    Verdicts(Path log) {
        this.log = log;
    }

    /// Hears a sample with what became of it, or why it could not be run; not on the FX thread.
    interface Told {
        void of(Sample judged, Exception failed);
    }

    /// Runs the sample after those asked for before. The first takes seconds, more of them tenths.
    void ask(Sample sample, Task task, Told told) {
        clock.execute(
                () -> {
                    try {
                        told.of(of(sample, task), null);
                    } catch (IOException e) {
                        told.of(sample, e);
                    } catch (InterruptedException e) {
                        Thread.currentThread().interrupt();
                    }
                });
    }

    private Sample of(Sample sample, Task task) throws IOException, InterruptedException {
        if (end != null) {
            end.cancel(false);
        }
        if (sandbox == null) {
            sandbox = new CodeSandbox(1, CodeSandbox.Limits.USUAL, log);
        }
        try {
            Outcome outcome = sandbox.run(task.program(sample.written()));
            return sample.judged(
                    outcome.word(), outcome instanceof Outcome.Failed(String why) ? why : "");
        } finally {
            end = clock.schedule(this::rest, IDLE_SECONDS, TimeUnit.SECONDS);
        }
    }

    /// Ends what runs, whatever becomes of it.
    @Override
    public void close() {
        clock.shutdownNow();
        rest();
    }

    private synchronized void rest() {
        if (sandbox != null) {
            sandbox.close();
            sandbox = null;
        }
    }
}
