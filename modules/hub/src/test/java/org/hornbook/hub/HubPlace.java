package org.hornbook.hub;

import java.net.URI;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import org.hornbook.job.Job;
import org.hornbook.job.JobHandle;
import org.hornbook.job.JobRepository;
import org.hornbook.job.JobRunner;
import org.hornbook.job.JobState;
import org.hornbook.job.Reuse;
import org.hornbook.store.Access;
import org.hornbook.store.Database;
import org.hornbook.testkit.LoopbackHub;

/// A workspace's jobs, a cache and a hub to download from, for one test.
final class HubPlace implements AutoCloseable {
    static final Patience QUICK =
            new Patience(4, Duration.ofMillis(5), Duration.ofMillis(700), Duration.ofSeconds(5));

    private final Path folder;
    private final Database database;
    private final JobRunner runner;
    final LoopbackHub server;
    final Hub hub;

    HubPlace(Path folder) throws Exception {
        this(folder, new LoopbackHub(), Optional.empty());
    }

    HubPlace(Path folder, LoopbackHub server, Optional<String> token) {
        this.folder = folder;
        this.server = server;
        this.database =
                Database.open(
                        folder.resolve("hornbook.db"),
                        Access.WRITE,
                        List.of(JobRepository.migrations()));
        this.runner = new JobRunner(new JobRepository(database));
        this.hub = hub(server.endpoint(), folder.resolve("hub"), token);
    }

    static Hub hub(String endpoint, Path cache, Optional<String> token) {
        return new Hub(
                new HubSettings(URI.create(endpoint), token.map(HubToken::of), cache, false),
                QUICK);
    }

    Path cache() {
        return folder.resolve("hub");
    }

    JobRepository jobs() {
        return new JobRepository(database);
    }

    DownloadPlan plan(HubRepository repository, String... include) throws Exception {
        return DownloadPlan.of(hub, repository, new FileChoice(List.of(include)), Optional.empty());
    }

    <R> JobHandle<R> submit(Job<R> job) {
        return runner.submit(job, Reuse.NEVER);
    }

    /// The result; throws what the job failed with.
    <R> R run(Job<R> job) throws Exception {
        return switch (submit(job).await()) {
            case JobState.Succeeded<R>(var result, var recalled) -> result;
            case JobState.Failed<R>(var cause) -> throw cause;
            case JobState<R> other -> throw new AssertionError(other.toString());
        };
    }

    DownloadReport download(HubRepository repository, String... include) throws Exception {
        return run(job(plan(repository, include)));
    }

    DownloadJob job(DownloadPlan plan) {
        return job(hub.settings(), plan);
    }

    static DownloadJob job(HubSettings settings, DownloadPlan plan) {
        return new DownloadJob(settings, QUICK, plan, java.nio.file.FileStore::getUsableSpace);
    }

    @Override
    public void close() {
        runner.close();
        hub.close();
        database.close();
        server.close();
    }
}
