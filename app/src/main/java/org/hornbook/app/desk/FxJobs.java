package org.hornbook.app.desk;

import javafx.application.Platform;

import org.hornbook.job.Job;
import org.hornbook.job.JobHandle;
import org.hornbook.job.JobRunner;
import org.hornbook.job.JobState;
import org.hornbook.job.Reuse;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.Consumer;
import java.util.function.Supplier;

/// The jobs this window has started. The only class that carries a job's state to the FX thread: 15
/// times a second at most, the latest only.
public final class FxJobs implements AutoCloseable {
    private static final long TICK_MILLIS = 66;

    private final Supplier<JobRunner> runner;
    private final List<Started<?>> started = new ArrayList<>();
    private final Value<List<Running>> running = new Value<>(List.of());
    private final ScheduledExecutorService ticker =
            Executors.newSingleThreadScheduledExecutor(
                    Thread.ofPlatform().daemon(true).name("hornbook-jobs-ticker").factory());

    /// A job of this window that has not ended.
    public record Running(JobHandle<?> handle, JobState<?> state) {
        public String title() {
            return handle.spec().title();
        }
    }

    /// @param over whether the last state was told: a slow FX thread may be asked twice
    private record Started<R>(JobHandle<R> handle, Consumer<JobState<R>> told, AtomicBoolean over) {
        void tell() {
            JobState<R> state = handle.state();
            if (!over.get()) {
                over.set(state.ended());
                told.accept(state);
            }
        }
    }

    public FxJobs(Supplier<JobRunner> runner) {
        this.runner = runner;
        ticker.scheduleAtFixedRate(this::tick, TICK_MILLIS, TICK_MILLIS, TimeUnit.MILLISECONDS);
    }

    /// Submits a job; `told` hears its state on the FX thread, the last of all the state it ended
    /// in. To be called on any thread.
    public <R> JobHandle<R> submit(Job<R> job, Reuse reuse, Consumer<JobState<R>> told) {
        JobHandle<R> handle = runner.get().submit(job, reuse);
        synchronized (started) {
            started.add(new Started<>(handle, told, new AtomicBoolean()));
        }
        return handle;
    }

    /// What this window runs now, and what waits behind it.
    public Value<List<Running>> running() {
        return running;
    }

    /// Asks every job to stop at its next commit.
    public void cancelAll() {
        synchronized (started) {
            started.forEach(s -> s.handle().cancel());
        }
    }

    /// Whether nothing runs any more.
    public boolean idle() {
        synchronized (started) {
            return started.stream().allMatch(s -> s.handle().state().ended());
        }
    }

    private void tick() {
        List<Started<?>> now;
        synchronized (started) {
            if (started.isEmpty()) {
                return;
            }
            now = List.copyOf(started);
            started.removeIf(s -> s.handle().state().ended() && now.contains(s));
        }
        Platform.runLater(
                () -> {
                    now.forEach(Started::tell);
                    running.set(
                            now.stream()
                                    .filter(s -> !s.handle().state().ended())
                                    .map(s -> new Running(s.handle(), s.handle().state()))
                                    .toList());
                });
    }

    @Override
    public void close() {
        ticker.shutdownNow();
    }
}
