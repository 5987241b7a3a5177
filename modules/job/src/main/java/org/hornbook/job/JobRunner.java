package org.hornbook.job;

import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import org.hornbook.store.Json;

/// Runs jobs one after another on a thread of its own, and remembers them in the workspace.
public final class JobRunner implements AutoCloseable {
    private final JobRepository jobs;
    private final Path logs;
    private final ExecutorService thread =
            Executors.newSingleThreadExecutor(
                    Thread.ofPlatform().name("hornbook-job").daemon(true).factory());

    /// Keeps no logs.
    public JobRunner(JobRepository jobs) {
        this(jobs, null);
    }

    /// Each job writes its `JobLog` into the folder `logs`.
    public JobRunner(JobRepository jobs, Path logs) {
        this.jobs = jobs;
        this.logs = logs;
    }

    /// Starts the job, goes on with an unfinished one of the same fingerprint, or recalls a
    /// finished one as `reuse` says.
    public <R> JobHandle<R> submit(Job<R> job, Reuse reuse) {
        JobHandle<R> handle = new JobHandle<>(job.spec());
        thread.execute(() -> perform(job, reuse, handle));
        return handle;
    }

    @Override
    public void close() {
        thread.shutdownNow();
    }

    private <R> void perform(Job<R> job, Reuse reuse, JobHandle<R> handle) {
        try {
            Optional<JobRecord> before = jobs.find(job.spec().fingerprint());
            Optional<String> finished =
                    before.filter(b -> b.status() == JobRecord.Status.SUCCEEDED)
                            .flatMap(JobRecord::result);
            if (finished.isPresent() && reuse == Reuse.FINISHED) {
                handle.become(
                        new JobState.Succeeded<>(
                                Json.read(finished.get(), job.resultType()), true));
                return;
            }
            long id = jobs.start(job.spec(), finished.isPresent());
            Optional<Cursor> cursor =
                    finished.isPresent() ? Optional.empty() : before.flatMap(JobRecord::cursor);
            Progress progress =
                    finished.isPresent()
                            ? Progress.of(0, 0, "")
                            : before.map(JobRecord::progress).orElse(Progress.of(0, 0, ""));
            perform(job, handle, new Context<>(id, cursor, progress, handle));
        } catch (RuntimeException e) {
            handle.become(new JobState.Failed<>(e));
        }
    }

    private <R> void perform(Job<R> job, JobHandle<R> handle, Context<R> context) {
        try {
            context.checkCancelled();
            context.begin(job.spec().title());
            R result = job.run(context);
            context.end(JobRecord.Status.SUCCEEDED, Json.write(result), null);
            context.log.say("done after " + context.seconds() + " s");
            handle.become(new JobState.Succeeded<>(result, false));
        } catch (JobCancelledException e) {
            cancelled(handle, context);
        } catch (Exception | LinkageError | VirtualMachineError e) {
            if (handle.cancellation().cancelled()) {
                cancelled(handle, context);
            } else {
                failed(e, handle, context);
            }
        }
    }

    private <R> void cancelled(JobHandle<R> handle, Context<R> context) {
        context.end(JobRecord.Status.CANCELLED, null, null);
        context.log.say("stopped at " + JobLog.words(context.progress));
        handle.become(new JobState.Cancelled<>(context.progress));
    }

    private <R> void failed(Throwable cause, JobHandle<R> handle, Context<R> context) {
        Exception exception = cause instanceof Exception e ? e : new ExecutionException(cause);
        context.log.failed(cause);
        try {
            context.end(JobRecord.Status.FAILED, null, String.valueOf(exception.getMessage()));
        } catch (RuntimeException e) {
            exception.addSuppressed(e);
        }
        handle.become(new JobState.Failed<>(exception));
    }

    /// The context of one run of one job.
    private final class Context<R> implements JobContext {
        private final long id;
        private final Optional<Cursor> cursor;
        private final JobHandle<R> handle;
        private final JobLog log;
        private final long startedAt = System.nanoTime();
        private long stageAt = startedAt;
        private final List<JobRepository.Metric> points = new ArrayList<>();
        private long doneAtStart = -1;
        private volatile Progress progress;

        Context(long id, Optional<Cursor> cursor, Progress progress, JobHandle<R> handle) {
            this.id = id;
            this.cursor = cursor;
            this.progress = progress;
            this.handle = handle;
            this.log = JobLog.of(logs, handle.spec());
            if (cursor.isPresent()) {
                doneAtStart = progress.done();
            }
        }

        void begin(String title) {
            log.say(
                    title
                            + (cursor.isPresent()
                                    ? ": goes on at " + JobLog.words(progress)
                                    : ": started")
                            + " in process "
                            + ProcessHandle.current().pid());
        }

        long seconds() {
            return Duration.ofNanos(System.nanoTime() - startedAt).toSeconds();
        }

        @Override
        public Optional<Cursor> cursor() {
            return cursor;
        }

        @Override
        public void commit(Cursor next, Progress now, Work writes) {
            commit(
                    t -> {
                        writes.in(t);
                        return new Reached(next, now);
                    });
        }

        @Override
        public void commit(Counted writes) {
            checkCancelled();
            List<JobRepository.Metric> taken = takePoints();
            Reached reached =
                    jobs.database()
                            .write(
                                    t -> {
                                        Reached now = writes.in(t);
                                        jobs.advance(t, id, now.next(), now.progress());
                                        jobs.metrics(t, id, taken);
                                        return now;
                                    });
            tell(reached.progress());
        }

        @Override
        public void report(Progress now) {
            checkCancelled();
            tell(now);
        }

        @Override
        public void metric(String name, long step, double value) {
            synchronized (points) {
                points.add(new JobRepository.Metric(name, step, value));
            }
        }

        @Override
        public void onCancel(Runnable action) {
            handle.cancellation().on(action);
        }

        @Override
        public void checkCancelled() {
            if (handle.cancellation().cancelled()) {
                throw new JobCancelledException();
            }
        }

        void end(JobRecord.Status status, String result, String error) {
            jobs.database()
                    .write(
                            t -> {
                                jobs.metrics(t, id, takePoints());
                                jobs.end(t, id, status, result, error);
                                return null;
                            });
        }

        private List<JobRepository.Metric> takePoints() {
            synchronized (points) {
                List<JobRepository.Metric> taken = List.copyOf(points);
                points.clear();
                return taken;
            }
        }

        private void tell(Progress now) {
            if (doneAtStart < 0) {
                doneAtStart = 0;
            } else if (!now.unit().equals(progress.unit())) {
                // What is counted now is other work: its pace is its own.
                doneAtStart = now.done();
                stageAt = System.nanoTime();
            }
            progress = now;
            log.progress(now);
            handle.become(
                    new JobState.Running<>(
                            now, Pace.of(now, doneAtStart, System.nanoTime() - stageAt)));
        }
    }
}
