package org.hornbook.job;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CountDownLatch;
import java.util.stream.IntStream;
import org.hornbook.store.Access;
import org.hornbook.store.Database;
import org.hornbook.store.Migrations;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class JobRunnerTest {
    @TempDir Path folder;
    private Database database;
    private JobRepository jobs;
    private JobRunner runner;

    @BeforeEach
    void open() {
        Migrations rows = new Migrations("rows", List.of(CountingJob.TABLE));
        database =
                Database.open(
                        folder.resolve("jobs.db"),
                        Access.WRITE,
                        List.of(JobRepository.migrations(), rows));
        jobs = new JobRepository(database);
        runner = new JobRunner(jobs);
    }

    @AfterEach
    void close() {
        runner.close();
        database.close();
    }

    @Test
    void aJobWritesItsLogWithTheDetailsOfAFailureIndented() throws Exception {
        Path logs = folder.resolve("logs");
        try (JobRunner logging = new JobRunner(jobs, logs)) {
            CountingJob job = new CountingJob(100);
            logging.submit(job, Reuse.FINISHED).await();
            assertThat(java.nio.file.Files.readString(JobLog.file(logs, job.spec().fingerprint())))
                    .contains(job.spec().title() + ": started in process")
                    .contains(" of 100 ")
                    .contains("done after ");
            CountingJob broken =
                    new CountingJob(200) {
                        @Override
                        void after(int row) {
                            throw new IllegalStateException("row " + row + " is broken");
                        }
                    };
            logging.submit(broken, Reuse.FINISHED).await();
            assertThat(
                            java.nio.file.Files.readString(
                                    JobLog.file(logs, broken.spec().fingerprint())))
                    .containsPattern("failed: row \\d+ is broken\n\tjava.lang.IllegalState");
        }
    }

    @Test
    void whatIsNotedOfAJobDoesNotChangeWhichItIs() {
        JobSpec plain = new CountingJob(100).spec();
        JobSpec noted = plain.noting(Map.of("file", "/a/b"));
        assertThat(noted.fingerprint()).isEqualTo(plain.fingerprint());
        assertThat(noted.provenance().config().path("file").asText()).isEqualTo("/a/b");
    }

    @Test
    void aFinishedJobIsRecalledAndNotRunAgain() throws Exception {
        CountingJob job = new CountingJob(100);
        assertThat(runner.submit(job, Reuse.FINISHED).await())
                .isEqualTo(new JobState.Succeeded<>(new CountingJob.Count(100), false));
        assertThat(runner.submit(job, Reuse.FINISHED).await())
                .isEqualTo(new JobState.Succeeded<>(new CountingJob.Count(100), true));
        assertThat(CountingJob.rows(database)).hasSize(100);
    }

    @Test
    void aCancelledJobGoesOnWhereItStoppedWithNothingLostOrDoubled() throws Exception {
        CountDownLatch half = new CountDownLatch(1);
        CountingJob job =
                new CountingJob(1000) {
                    @Override
                    void after(int row) {
                        if (row == 500) {
                            half.countDown();
                        }
                    }
                };
        JobHandle<CountingJob.Count> handle = runner.submit(job, Reuse.FINISHED);
        half.await();
        handle.cancel();
        JobState<CountingJob.Count> end = handle.await();
        if (end instanceof JobState.Cancelled<CountingJob.Count>) {
            assertThat(jobs.all().getFirst().status()).isEqualTo(JobRecord.Status.CANCELLED);
        }
        runner.submit(new CountingJob(1000), Reuse.FINISHED).await();
        assertThat(CountingJob.rows(database))
                .isEqualTo(IntStream.rangeClosed(1, 1000).boxed().toList());
    }

    @Test
    void aFailedJobKeepsWhatItCommittedAndSaysWhy() throws Exception {
        CountingJob job =
                new CountingJob(100) {
                    @Override
                    void after(int row) {
                        if (row == 40) {
                            throw new IllegalStateException("row 40 is damaged");
                        }
                    }
                };
        assertThat(runner.submit(job, Reuse.FINISHED).await())
                .isInstanceOfSatisfying(
                        JobState.Failed.class,
                        failed -> assertThat(failed.cause()).hasMessage("row 40 is damaged"));
        assertThat(jobs.all().getFirst().error()).contains("row 40 is damaged");
        assertThat(CountingJob.rows(database)).hasSize(40);
        runner.submit(new CountingJob(100), Reuse.FINISHED).await();
        assertThat(CountingJob.rows(database))
                .isEqualTo(IntStream.rangeClosed(1, 100).boxed().toList());
    }

    @Test
    void anErrorInAJobFailsTheJobAndNotTheRunner() throws Exception {
        CountingJob deep =
                new CountingJob(10) {
                    @Override
                    void after(int row) {
                        throw new StackOverflowError();
                    }
                };
        assertThat(runner.submit(deep, Reuse.FINISHED).await()).isInstanceOf(JobState.Failed.class);
        assertThat(runner.submit(new CountingJob(10), Reuse.FINISHED).await())
                .isInstanceOf(JobState.Succeeded.class);
    }

    @Test
    void curvesAreKeptStepByStep() throws Exception {
        runner.submit(new CountingJob(3), Reuse.FINISHED).await();
        long id = jobs.all().getFirst().id();
        assertThat(jobs.metric(id, "half")).isEqualTo(Map.of(1L, 0.5, 2L, 1.0, 3L, 1.5));
    }

    @Test
    void aRunningJobWhoseProcessIsGoneReadsAsInterrupted() throws Exception {
        Process process = new ProcessBuilder("java", "-version").start();
        process.waitFor();
        JobRecord running =
                new JobRecord(
                        1,
                        "kind",
                        "title",
                        "f",
                        JobRecord.Status.RUNNING,
                        Progress.of(1, 2, "rows"),
                        process.pid(),
                        java.time.Instant.EPOCH,
                        java.util.Optional.empty(),
                        java.util.Optional.empty(),
                        java.util.Optional.empty(),
                        java.util.Optional.empty(),
                        "{}");
        assertThat(running.seenNow().status()).isEqualTo(JobRecord.Status.INTERRUPTED);
    }

    @Test
    void aJobKilledWithKillNineResumesToExactlyTheSameRows() throws Exception {
        runner.close();
        database.close();
        for (int kill = 0; kill < 3; kill++) {
            List<String> seen = new ArrayList<>();
            try (ChildJvm child =
                    ChildJvm.start(
                            CountingJob.class,
                            List.of("--enable-native-access=ALL-UNNAMED"),
                            List.of(folder.resolve("jobs.db").toString()),
                            Map.of(),
                            folder.resolve("child.log"))) {
                for (String line; seen.size() < 20 && (line = child.out().readLine()) != null; ) {
                    seen.add(line);
                }
                child.process().destroyForcibly().waitFor();
            }
            assertThat(seen).hasSize(20);
        }
        open();
        assertThat(CountingJob.rows(database)).hasSizeBetween(60, 4999);
        runner.submit(new CountingJob(5000), Reuse.FINISHED).await();
        assertThat(CountingJob.rows(database))
                .isEqualTo(IntStream.rangeClosed(1, 5000).boxed().toList());
    }
}
