package org.hornbook.app.cli;

import org.hornbook.app.Words;
import org.hornbook.job.Job;
import org.hornbook.job.JobCancelledException;
import org.hornbook.job.JobHandle;
import org.hornbook.job.JobRunner;
import org.hornbook.job.JobState;
import org.hornbook.job.Reuse;
import org.hornbook.store.Json;

import java.io.PrintStream;
import java.time.Duration;

/// What a verb says to the person: reports on standard output, progress and stages on standard
/// error.
final class Console {
    private static final long TICK_MILLIS = 100;
    private static final long TELL_EVERY_NANOS = 1_000_000_000L;

    private final PrintStream out;
    private final PrintStream err;
    private final boolean json;

    Console(PrintStream out, PrintStream err, boolean json) {
        this.out = out;
        this.err = err;
        this.json = json;
    }

    /// A line of progress or explanation, on standard error.
    void say(String words) {
        err.println(words);
        err.flush();
    }

    /// The verb's result: `report` as one JSON object, or `words` for a person.
    void report(Object report, String words) {
        out.println(json ? Json.write(report) : words);
        out.flush();
    }

    boolean json() {
        return json;
    }

    PrintStream out() {
        return out;
    }

    /// Runs a job to its end, telling progress once a second. Ctrl+C stops it at its next commit
    /// and says how to go on. Throws what the job failed with, or `JobCancelledException`.
    <R> R follow(JobRunner runner, Job<R> job, Reuse reuse) throws Exception {
        JobHandle<R> handle = runner.submit(job, reuse);
        Thread interrupt = new Thread(() -> stop(handle), "hornbook-interrupt");
        Runtime.getRuntime().addShutdownHook(interrupt);
        try {
            return result(watch(handle), job);
        } finally {
            removeHook(interrupt);
        }
    }

    private <R> JobState<R> watch(JobHandle<R> handle) throws InterruptedException {
        long told = System.nanoTime();
        while (!handle.state().ended()) {
            if (handle.waitFor(Duration.ofMillis(TICK_MILLIS))) {
                break;
            }
            if (System.nanoTime() - told >= TELL_EVERY_NANOS) {
                told = System.nanoTime();
                tell(handle);
            }
        }
        return handle.state();
    }

    private <R> void tell(JobHandle<R> handle) {
        if (handle.state() instanceof JobState.Running<R>(var progress, var pace)) {
            say("  " + handle.spec().title() + ": " + Words.progress(progress, pace));
        }
    }

    private <R> R result(JobState<R> state, Job<R> job) throws Exception {
        return switch (state) {
            case JobState.Succeeded<R>(var result, var recalled) -> {
                if (recalled) {
                    say("  " + job.spec().title() + ": done before, taken as it is");
                }
                yield result;
            }
            case JobState.Failed<R>(var cause) -> throw cause;
            case JobState.Cancelled<R> cancelled -> throw new JobCancelledException();
            case JobState.Queued<R>() -> throw new IllegalStateException("still queued");
            case JobState.Running<R> running -> throw new IllegalStateException("still running");
        };
    }

    private <R> void stop(JobHandle<R> handle) {
        if (handle.state().ended()) {
            return;
        }
        say("");
        say("Stopping " + handle.spec().title() + " ...");
        handle.cancel();
        try {
            handle.waitFor(Duration.ofSeconds(8));
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
        say("Stopped. What is done is kept: run the same command again to go on.");
    }

    private static void removeHook(Thread hook) {
        try {
            Runtime.getRuntime().removeShutdownHook(hook);
        } catch (IllegalStateException e) {
            // The program is already ending: the hook is running, and that is what it is for.
        }
    }
}
