package org.hornbook.job;

import java.time.Duration;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicReference;

/// A submitted job: its state at any moment, and the way to stop it.
public final class JobHandle<R> {
    private final JobSpec spec;
    private final AtomicReference<JobState<R>> state =
            new AtomicReference<>(new JobState.Queued<>());
    private final CountDownLatch end = new CountDownLatch(1);
    private final Cancellation cancellation = new Cancellation();

    JobHandle(JobSpec spec) {
        this.spec = spec;
    }

    public JobSpec spec() {
        return spec;
    }

    public JobState<R> state() {
        return state.get();
    }

    /// Asks the job to stop. It ends as `Cancelled` at its next commit, report or check; what it
    /// has committed stays.
    public void cancel() {
        cancellation.cancel();
    }

    /// Waits for the end and returns the state the job ended in.
    public JobState<R> await() throws InterruptedException {
        end.await();
        return state.get();
    }

    /// Waits for the end, at most `patience`; whether the job has ended.
    public boolean waitFor(Duration patience) throws InterruptedException {
        return end.await(patience.toMillis(), TimeUnit.MILLISECONDS);
    }

    Cancellation cancellation() {
        return cancellation;
    }

    void become(JobState<R> next) {
        state.set(next);
        if (next.ended()) {
            end.countDown();
        }
    }
}
