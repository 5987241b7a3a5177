package org.hornbook.train;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.hornbook.checkpoint.Checkpoint;
import org.hornbook.job.ChildJvm;
import org.hornbook.job.JobHandle;
import org.hornbook.job.JobRepository;
import org.hornbook.job.JobRunner;
import org.hornbook.job.JobState;
import org.hornbook.job.ParentWatch;
import org.hornbook.job.Reuse;
import org.hornbook.store.Access;
import org.hornbook.store.Database;
import org.hornbook.store.Json;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class TrainJobTest {
    private static final int STEPS = 60;

    @TempDir Path folder;

    @Test
    void aRunKilledAndResumedEqualsTheStraightRunBitForBit() throws Exception {
        TrainReport straight = succeed(folder.resolve("straight"));
        Path broken = folder.resolve("broken");
        for (int kill = 0; kill < 2; kill++) {
            killWhileTraining(broken, 1 + kill);
        }
        TrainReport resumed = succeed(broken);
        assertThat(weights(resumed)).isEqualTo(weights(straight));
        assertThat(resumed.firstLoss()).isEqualTo(straight.firstLoss());
        assertThat(resumed.lastLoss()).isEqualTo(straight.lastLoss());
        assertThat(resumed.lastLoss()).isLessThan(straight.firstLoss());
        try (Database a = open(folder.resolve("straight"));
                Database b = open(broken)) {
            assertThat(losses(b)).isEqualTo(losses(a)).hasSize(STEPS);
        }
    }

    @Test
    void theCheckpointIsAFolderThatOpens() throws Exception {
        TrainReport report = succeed(folder);
        try (Checkpoint checkpoint = Checkpoint.open(Path.of(report.checkpoint()))) {
            assertThat(checkpoint.config().hiddenSize()).isEqualTo(32);
            assertThat(checkpoint.hasTokenizer()).isTrue();
        }
        try (Stream<Path> files = Files.list(Path.of(report.checkpoint()))) {
            assertThat(files.map(f -> f.getFileName().toString()))
                    .contains(
                            "config.json",
                            "model.safetensors",
                            "tokenizer.json",
                            "tokenizer_config.json",
                            "generation_config.json");
        }
    }

    @Test
    void aCancelledRunSavesAndGoesOnWhereItWas() throws Exception {
        try (Database database = open(folder);
                JobRunner runner = new JobRunner(new JobRepository(database))) {
            JobHandle<TrainReport> handle = runner.submit(job(folder), Reuse.FINISHED);
            while (!(handle.state() instanceof JobState.Running<TrainReport> r
                    && r.progress().done() > 3)) {
                assertThat(handle.waitFor(Duration.ofMillis(5))).isFalse();
            }
            handle.cancel();
            assertThat(handle.await()).isInstanceOf(JobState.Cancelled.class);
            assertThat(runner.submit(job(folder), Reuse.FINISHED).await())
                    .isInstanceOf(JobState.Succeeded.class);
            assertThat(losses(database)).hasSize(STEPS);
        }
    }

    @Test
    void aRunPausedBeforeItsFirstSaveGoesOnFromThereAndEqualsTheStraightRun() throws Exception {
        TrainReport straight = succeed(folder.resolve("straight"));
        Path paused = folder.resolve("paused");
        int saved;
        try (Database database = open(paused);
                JobRunner runner = new JobRunner(new JobRepository(database))) {
            JobHandle<TrainReport> handle = runner.submit(job(paused), Reuse.FINISHED);
            while (!(handle.state() instanceof JobState.Running<TrainReport> r
                    && r.progress().done() > 0)) {
                assertThat(handle.waitFor(Duration.ofMillis(1))).isFalse();
            }
            handle.cancel();
            assertThat(handle.await()).isInstanceOf(JobState.Cancelled.class);
            saved = runFolder(paused).newest().orElseThrow().step();
            assertThat(saved).isPositive();
            TrainReport resumed =
                    switch (runner.submit(job(paused), Reuse.FINISHED).await()) {
                        case JobState.Succeeded<TrainReport>(var report, var recalled) -> report;
                        case JobState<TrainReport> other -> throw new AssertionError(other);
                    };
            assertThat(weights(resumed)).isEqualTo(weights(straight));
            assertThat(resumed.lastLoss()).isEqualTo(straight.lastLoss());
            try (Database other = open(folder.resolve("straight"))) {
                assertThat(losses(database)).isEqualTo(losses(other)).hasSize(STEPS);
            }
        }
    }

    @Test
    void aRunAskedToFinishEndsThereWithACheckpointThatOpens() throws Exception {
        try (Database database = open(folder);
                JobRunner runner = new JobRunner(new JobRepository(database))) {
            JobHandle<TrainReport> handle = runner.submit(job(folder, 100_000), Reuse.FINISHED);
            while (!(handle.state() instanceof JobState.Running<TrainReport> r
                    && r.progress().done() > 3)) {
                assertThat(handle.waitFor(Duration.ofMillis(5))).isFalse();
            }
            RunFolder run =
                    RunFolder.of(
                            folder.resolve("runs"),
                            "mini",
                            job(folder, 100_000).spec().fingerprint());
            run.finish();
            JobState<TrainReport> end = handle.await();
            assertThat(end).isInstanceOf(JobState.Succeeded.class);
            TrainReport report = ((JobState.Succeeded<TrainReport>) end).result();
            assertThat(report.steps()).isBetween(4, 99_999);
            assertThat(report.tokens()).isEqualTo(report.steps() * 4L * 32);
            assertThat(run.newest().orElseThrow().step()).isEqualTo(report.steps());
            assertThat(run.finishing()).isFalse();
            try (Checkpoint checkpoint = Checkpoint.open(Path.of(report.checkpoint()))) {
                assertThat(checkpoint.hasTokenizer()).isTrue();
            }
        }
    }

    @Test
    void aPausedRunAskedToFinishBecomesACheckpointWithoutAnotherStep() throws Exception {
        try (Database database = open(folder);
                JobRunner runner = new JobRunner(new JobRepository(database))) {
            JobHandle<TrainReport> handle = runner.submit(job(folder, 100_000), Reuse.FINISHED);
            while (!(handle.state() instanceof JobState.Running<TrainReport> r
                    && r.progress().done() > 3)) {
                assertThat(handle.waitFor(Duration.ofMillis(5))).isFalse();
            }
            handle.cancel();
            handle.await();
            RunFolder run =
                    RunFolder.of(
                            folder.resolve("runs"),
                            "mini",
                            job(folder, 100_000).spec().fingerprint());
            int step = run.newest().orElseThrow().step();
            run.finish();
            JobState<TrainReport> end = runner.submit(job(folder, 100_000), Reuse.FINISHED).await();
            assertThat(end).isInstanceOf(JobState.Succeeded.class);
            assertThat(((JobState.Succeeded<TrainReport>) end).result().steps()).isEqualTo(step);
        }
    }

    @Test
    void theEndOfTheShardIsMeasuredAndNeverTrainedOn() throws Exception {
        TokenShard shard = TokenShard.open(shard(folder));
        HeldOut heldOut = HeldOut.of(shard.size(), 32);
        assertThat(heldOut.windows()).isPositive();
        assertThat(heldOut.from() + heldOut.windows() * 32L + 1).isEqualTo(shard.size());
        assertThat(heldOut.windows() * 32L).isLessThanOrEqualTo(shard.size() / 100);
        assertThat(HeldOut.of(1_000, 32).windows()).isZero();
        assertThat(HeldOut.of(1_000, 32).from()).isEqualTo(1_000);

        TokenShard counting = counting(20_000);
        HeldOut end = HeldOut.of(counting.size(), 32);
        Batches batches = new Batches(counting, end.from(), 32, 4, 1);
        int highest =
                IntStream.range(0, 1_000)
                        .flatMap(step -> IntStream.of(batches.of(step)))
                        .max()
                        .orElseThrow();
        assertThat(highest).isBetween((int) end.from() - 200, (int) end.from() - 1);
        assertThat(end.ids(counting, 0)[0]).isEqualTo((int) end.from());

        TrainReport report = succeed(folder);
        try (Database database = open(folder)) {
            Map<Long, Double> validation = metric(database, "validation");
            assertThat(validation.keySet())
                    .containsExactly(0L, 8L, 16L, 24L, 32L, 40L, 48L, 56L, 60L);
            assertThat(validation.get(0L)).isCloseTo(Math.log(300), within(0.1));
            assertThat(validation.get(60L)).isLessThan(validation.get(0L));
            assertThat(metric(database, "seconds")).hasSize(report.steps());
        }
    }

    @Test
    void aChildWhoseParentIsGoneEndsWithinFiveSeconds() throws Exception {
        Path run = folder.resolve("run");
        Path shard = shard(folder);
        new RunPlan(
                        "endless",
                        config(1_000_000),
                        shard.toString(),
                        folder.resolve("model").toString())
                .write(run);
        ProcessHandle child;
        try (ChildJvm parent =
                ChildJvm.start(
                        Parent.class,
                        List.of(),
                        List.of(run.toString()),
                        Map.of(),
                        folder.resolve("parent.log"))) {
            child = ProcessHandle.of(Long.parseLong(parent.out().readLine())).orElseThrow();
            assertThat(parent.out().readLine()).contains("\"step\"");
            parent.process().destroyForcibly().waitFor();
        }
        child.onExit().get(5, java.util.concurrent.TimeUnit.SECONDS);
        assertThat(child.isAlive()).isFalse();
    }

    /// Starts a training child, says its process id and its first line, and waits.
    static final class Parent {
        public static void main(String[] arguments) throws Exception {
            ParentWatch.endWithParent();
            try (ChildJvm child =
                    ChildJvm.start(
                            TrainChild.class,
                            List.of("--enable-native-access=ALL-UNNAMED", "-Dai.djl.offline=true"),
                            List.of(arguments[0], "0"),
                            Map.of(),
                            Path.of(arguments[0]).resolve("child.log"))) {
                System.out.println(child.process().pid());
                System.out.println(child.out().readLine());
                child.process().waitFor();
            }
        }
    }

    @Test
    void settingsThatCannotWorkAreToldInOneSentence() throws Exception {
        assertThatThrownBy(
                        () ->
                                new TrainingConfig(
                                        2,
                                        30,
                                        4,
                                        16,
                                        300,
                                        4,
                                        10,
                                        3e-3,
                                        3,
                                        Schedule.LINEAR,
                                        0.1,
                                        0.9,
                                        0.95,
                                        1e-8,
                                        1,
                                        0.5,
                                        1,
                                        1,
                                        10))
                .hasMessage("hidden 30 is not a multiple of heads 4");
        TokenShard shard = TokenShard.open(shard(folder));
        assertThatThrownBy(() -> new Batches(shard, shard.size(), 1_000_000, 4, 1))
                .hasMessageContaining("too few for a context");
    }

    /// Trains in a process of its own and kills that process, and with it its child, after a few
    /// saves.
    private void killWhileTraining(Path place, int saves) throws Exception {
        try (ChildJvm trainer =
                ChildJvm.start(
                        Trainer.class,
                        List.of("--enable-native-access=ALL-UNNAMED"),
                        List.of(place.toString()),
                        Map.of(),
                        folder.resolve("trainer.log"))) {
            int seen = 0;
            for (String line; seen < 4 * saves && (line = trainer.out().readLine()) != null; ) {
                seen++;
            }
            trainer.process().descendants().forEach(ProcessHandle::destroyForcibly);
            trainer.process().destroyForcibly().waitFor();
        }
    }

    /// Runs the job, printing a line whenever its progress has moved.
    static final class Trainer {
        public static void main(String[] arguments) throws Exception {
            ParentWatch.endWithParent();
            Path place = Path.of(arguments[0]);
            try (Database database = open(place);
                    JobRunner runner = new JobRunner(new JobRepository(database))) {
                JobHandle<TrainReport> handle = runner.submit(job(place), Reuse.FINISHED);
                long told = -1;
                while (!handle.waitFor(Duration.ofMillis(1))) {
                    if (handle.state() instanceof JobState.Running<TrainReport> r
                            && r.progress().done() != told) {
                        told = r.progress().done();
                        System.out.println(told);
                    }
                }
            }
        }
    }

    private static TrainReport succeed(Path place) throws Exception {
        try (Database database = open(place);
                JobRunner runner = new JobRunner(new JobRepository(database))) {
            JobState<TrainReport> end = runner.submit(job(place), Reuse.FINISHED).await();
            assertThat(end).isInstanceOf(JobState.Succeeded.class);
            return ((JobState.Succeeded<TrainReport>) end).result();
        }
    }

    private static TrainJob job(Path place) throws Exception {
        return job(place, STEPS);
    }

    private static RunFolder runFolder(Path place) throws Exception {
        return RunFolder.of(place.resolve("runs"), "mini", job(place).spec().fingerprint());
    }

    private static TrainJob job(Path place, int steps) throws Exception {
        return new TrainJob(
                "mini",
                config(steps),
                new TrainJob.Places(
                        shard(place),
                        place.resolve("runs"),
                        place.resolve("model"),
                        place.resolve("train.log")));
    }

    private static TrainingConfig config(int steps) {
        return new TrainingConfig(
                2,
                32,
                4,
                32,
                300,
                4,
                steps,
                3e-3,
                5,
                Schedule.LINEAR,
                0.1,
                0.9,
                0.95,
                1e-8,
                1,
                0.5,
                7,
                1,
                8);
    }

    private static Path shard(Path place) throws Exception {
        Path shard = place.resolve("shard");
        if (Files.exists(shard.resolve(TokenShard.MANIFEST))) {
            return shard;
        }
        MiniSource documents = new MiniSource(300);
        BpeTrainer trainer = new BpeTrainer();
        documents
                .after(org.hornbook.corpus.DocumentId.START, 300)
                .forEach(d -> trainer.add(d.text()));
        try (Database database = open(place);
                JobRunner runner = new JobRunner(new JobRepository(database))) {
            runner.submit(new TokenizeJob(documents, trainer.train(300), shard), Reuse.FINISHED)
                    .await();
        }
        return shard;
    }

    /// A shard whose tokens are their own places.
    private TokenShard counting(int tokens) throws Exception {
        Path place = Files.createDirectories(folder.resolve("counting"));
        ByteBuffer bytes = ByteBuffer.allocate(4 * tokens).order(ByteOrder.LITTLE_ENDIAN);
        IntStream.range(0, tokens).forEach(bytes::putInt);
        Files.write(place.resolve(TokenShard.TOKENS), bytes.array());
        Files.writeString(
                place.resolve(TokenShard.MANIFEST),
                Json.write(
                        new TokenShard.Manifest(
                                "counting", 1, tokens, 4, tokens, "none", "none", "none")));
        return TokenShard.open(place);
    }

    private static Database open(Path place) throws Exception {
        Files.createDirectories(place);
        return Database.open(
                place.resolve("jobs.db"), Access.WRITE, List.of(JobRepository.migrations()));
    }

    private static Map<Long, Double> losses(Database database) {
        return metric(database, "loss");
    }

    private static Map<Long, Double> metric(Database database, String name) {
        JobRepository jobs = new JobRepository(database);
        long id =
                jobs.all().stream()
                        .filter(j -> j.kind().equals("train.run"))
                        .findFirst()
                        .orElseThrow()
                        .id();
        return jobs.metric(id, name);
    }

    private static byte[] weights(TrainReport report) throws Exception {
        return Files.readAllBytes(Path.of(report.checkpoint()).resolve("model.safetensors"));
    }
}
