package org.hornbook.label;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.hornbook.job.ChildJvm;
import org.hornbook.job.JobHandle;
import org.hornbook.job.JobRepository;
import org.hornbook.job.JobRunner;
import org.hornbook.job.JobState;
import org.hornbook.job.ParentWatch;
import org.hornbook.job.Reuse;
import org.hornbook.store.Database;
import org.hornbook.testkit.LoopbackOpenAi;
import org.hornbook.testkit.LoopbackOpenAi.Answer;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class LlmBatchJobTest {
    private static final int DOCUMENTS = 60;
    private static final Answer GOOD = new Answer.Whole("{\"rationale\": \"fine\", \"score\": 3}");

    @TempDir Path folder;

    @Test
    void aBatchComesBackAtHalfPriceWithWhatFailedListed() throws Exception {
        try (LoopbackOpenAi server = new LoopbackOpenAi(LlmBatchJobTest::mixed);
                Database database = Documents.open(folder, DOCUMENTS);
                JobRunner runner = new JobRunner(new JobRepository(database))) {
            LlmReport report = Documents.finish(runner, job(database, server.base(), 1000));
            assertThat(report.labelled()).isEqualTo(DOCUMENTS - 3);
            assertThat(report.unparseable()).isEqualTo(1);
            assertThat(report.failed())
                    .anyMatch(f -> f.startsWith("d8: not answered in the batch (400): too long"))
                    .anyMatch(f -> f.startsWith("d9: the batch ended (completed) without"))
                    .hasSize(2);
            assertThat(report.dollars())
                    .isCloseTo((DOCUMENTS - 2) * Documents.REPLY_DOLLARS / 2, within(1e-9));
            assertThat(server.batches()).hasSize(1);
            assertThat(new LlmBatchRepository(database).all())
                    .singleElement()
                    .satisfies(
                            b -> assertThat(b.state()).isEqualTo(LlmBatchRepository.State.STORED));
        }
    }

    @Test
    void aBatchIsFollowedOnAfterAKillAndNothingIsGivenTwice() throws Exception {
        try (LoopbackOpenAi server = new LoopbackOpenAi(asked -> GOOD)) {
            server.batchesAfter(1_000_000);
            Documents.open(folder, DOCUMENTS).close();
            for (int kill = 0; kill < 2; kill++) {
                try (ChildJvm child =
                        ChildJvm.start(
                                Batching.class,
                                List.of("--enable-native-access=ALL-UNNAMED"),
                                List.of(folder.toString(), server.base()),
                                Map.of(),
                                folder.resolve("child.log"))) {
                    String line;
                    do {
                        line = child.out().readLine();
                    } while (line != null && !line.contains("in progress"));
                    child.process().destroyForcibly().waitFor();
                }
            }
            server.batchesAfter(1);
            try (Database database = Documents.open(folder, DOCUMENTS);
                    JobRunner runner = new JobRunner(new JobRepository(database))) {
                LlmReport report = Documents.finish(runner, job(database, server.base(), 1000));
                assertThat(report.labelled()).isEqualTo(DOCUMENTS);
                assertThat(report.dollars())
                        .isCloseTo(DOCUMENTS * Documents.REPLY_DOLLARS / 2, within(1e-9));
                assertThat(server.batches()).hasSize(1);
            }
        }
    }

    @Test
    void aBatchThatWasMadeWithoutItsAnswerComingThroughIsFoundAgain() throws Exception {
        try (LoopbackOpenAi server = new LoopbackOpenAi(asked -> GOOD);
                Database database = Documents.open(folder, DOCUMENTS);
                JobRunner runner = new JobRunner(new JobRepository(database))) {
            server.batchesAfter(1_000_000);
            JobHandle<LlmReport> first =
                    runner.submit(job(database, server.base(), 1000), Reuse.FINISHED);
            while (server.batches().isEmpty()
                    || new LlmBatchRepository(database).all().getFirst().server().isEmpty()) {
                first.waitFor(Duration.ofMillis(5));
            }
            first.cancel();
            assertThat(first.await()).isInstanceOf(JobState.Cancelled.class);
            LlmBatchRepository batches = new LlmBatchRepository(database);
            LlmBatchRepository.LlmBatch batch = batches.all().getFirst();
            batches.uploaded(batch.id(), batch.file()); // as if killed before the answer came
            server.batchesAfter(1);
            LlmReport report = Documents.finish(runner, job(database, server.base(), 1000));
            assertThat(report.labelled()).isEqualTo(DOCUMENTS);
            assertThat(server.batches()).hasSize(1);
        }
    }

    @Test
    void whatWaitsInABatchIsNotAskedBesidesAndABatchCanBeCancelled() throws Exception {
        try (LoopbackOpenAi server = new LoopbackOpenAi(asked -> GOOD);
                Database database = Documents.open(folder, DOCUMENTS);
                JobRunner runner = new JobRunner(new JobRepository(database))) {
            server.batchesAfter(1_000_000);
            JobHandle<LlmReport> first =
                    runner.submit(job(database, server.base(), 1000), Reuse.FINISHED);
            while (server.batches().isEmpty()) {
                first.waitFor(Duration.ofMillis(5));
            }
            first.cancel();
            first.await();
            LlmReport beside =
                    Documents.finish(
                            runner,
                            Documents.job(
                                    database,
                                    server.base(),
                                    Budget.dollars(100),
                                    LlmPlan.Look.FIRST));
            assertThat(beside.left()).isEqualTo(DOCUMENTS);
            assertThat(server.requests()).isEmpty();
            Documents.model(server.base()).batches().cancel(server.batches().getFirst());
            LlmReport report = Documents.finish(runner, job(database, server.base(), 1000));
            assertThat(report.failed())
                    .hasSize(DOCUMENTS)
                    .allMatch(f -> f.contains("the batch ended (cancelled)"));
            assertThat(report.dollars()).isZero();
        }
    }

    @Test
    void theCapCutsABatchBeforeItIsGiven() throws Exception {
        try (LoopbackOpenAi server = new LoopbackOpenAi(asked -> GOOD);
                Database database = Documents.open(folder, DOCUMENTS);
                JobRunner runner = new JobRunner(new JobRepository(database))) {
            LlmReport report = Documents.finish(runner, job(database, server.base(), 5));
            assertThat(report.left()).isPositive();
            assertThat(report.labelled()).isPositive();
            assertThat(report.labelled() + report.left()).isEqualTo(DOCUMENTS);
            assertThat(report.dollars()).isLessThanOrEqualTo(5);
        }
    }

    private static Answer mixed(LoopbackOpenAi.Asked asked) {
        if (asked.body().contains("document 7!")) {
            return new Answer.Whole("no idea");
        }
        if (asked.body().contains("document 8!")) {
            return new Answer.Refused(400, "{\"error\": {\"message\": \"too long\"}}");
        }
        return asked.body().contains("document 9!") ? new Answer.Cut("") : GOOD;
    }

    /// Gives a batch in a process of its own, printing its progress.
    static final class Batching {
        public static void main(String[] arguments) throws Exception {
            ParentWatch.endWithParent();
            try (Database database = Documents.open(Path.of(arguments[0]), DOCUMENTS);
                    JobRunner runner = new JobRunner(new JobRepository(database))) {
                JobHandle<LlmReport> handle =
                        runner.submit(job(database, arguments[1], 1000), Reuse.FINISHED);
                while (!handle.waitFor(Duration.ofMillis(2))) {
                    if (handle.state() instanceof JobState.Running<LlmReport> r) {
                        System.out.println(r.progress().message());
                    }
                }
            }
        }
    }

    private static LlmBatchJob job(Database database, String base, double cap) {
        return new LlmBatchJob(
                new LabelRepository(database),
                new LlmCallRepository(database),
                new LlmBatchRepository(database),
                Documents.model(base).batches(),
                Documents.plan(database, Budget.dollars(cap), LlmPlan.Look.FIRST).batched(),
                "llm",
                base,
                Duration.ofMillis(20));
    }
}
