package org.hornbook.evaluate;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import org.hornbook.job.JobRepository;
import org.hornbook.job.JobRunner;
import org.hornbook.job.JobState;
import org.hornbook.job.Reuse;
import org.hornbook.store.Access;
import org.hornbook.store.Database;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class EvalJobTest {
    @TempDir Path folder;
    private Database database;
    private JobRunner runner;
    private CodeSandbox sandbox;
    private final List<String> asked = Collections.synchronizedList(new ArrayList<>());

    @BeforeEach
    void open() {
        database =
                Database.open(
                        folder.resolve("e.db"),
                        Access.WRITE,
                        List.of(JobRepository.migrations(), EvaluateRepository.migrations()));
        runner = new JobRunner(new JobRepository(database));
        sandbox =
                new CodeSandbox(
                        2,
                        new CodeSandbox.Limits(Duration.ofSeconds(10), 512),
                        folder.resolve("s.log"));
    }

    @AfterEach
    void close() {
        runner.close();
        sandbox.close();
        database.close();
    }

    @Test
    void everyTaskIsAnsweredRunAndCounted() throws Exception {
        EvaluateRepository answers = new EvaluateRepository(database);
        EvalJob job = job(answers, prompt -> oneInTwoRight(prompt));
        assertThat(runner.submit(job, Reuse.FINISHED).await())
                .isInstanceOfSatisfying(
                        JobState.Succeeded.class,
                        end -> {
                            EvalResult result = (EvalResult) end.result();
                            assertThat(result.passed()).isEqualTo(6);
                            assertThat(result.of()).isEqualTo(12);
                            assertThat(result.low()).isBetween(0.25, 0.26);
                            assertThat(result.high()).isBetween(0.74, 0.75);
                        });
        assertThat(answers.answers(job.spec().fingerprint()))
                .hasSize(12)
                .anySatisfy(
                        a -> {
                            assertThat(a.outcome()).isEqualTo("failed");
                            assertThat(a.why()).startsWith("AssertionError");
                        });
    }

    @Test
    void aRunThatBrokeOffGoesOnWithTheTasksThatHaveNoAnswer() throws Exception {
        EvaluateRepository answers = new EvaluateRepository(database);
        EvalJob breaking =
                job(
                        answers,
                        prompt -> {
                            if (asked.size() == 10) {
                                throw new IllegalStateException("the machine was switched off");
                            }
                            return oneInTwoRight(prompt);
                        });
        assertThat(runner.submit(breaking, Reuse.FINISHED).await())
                .isInstanceOf(JobState.Failed.class);
        asked.clear();
        runner.submit(job(answers, prompt -> oneInTwoRight(prompt)), Reuse.FINISHED).await();
        assertThat(asked).hasSize(4);
        assertThat(answers.answers(breaking.spec().fingerprint())).hasSize(12);
    }

    private EvalJob job(EvaluateRepository answers, Completer completer) {
        List<Task> tasks = new ArrayList<>();
        for (int i = 0; i < 12; i++) {
            tasks.add(
                    new Task(
                            "t/" + i,
                            "def add_" + i + "(x):\n    \"\"\"Add " + i + " to x.\"\"\"",
                            "add_" + i,
                            "\n    return x + " + i,
                            "def check(candidate):\n    assert candidate(3) == " + (3 + i)));
        }
        return new EvalJob(
                answers,
                new Benchmark("adding", tasks, "sha"),
                new EvalJob.Model("half", "weights", completer),
                sandbox);
    }

    private String oneInTwoRight(String prompt) {
        asked.add(prompt);
        int n = Integer.parseInt(prompt.replaceAll("(?s)def add_(\\d+).*", "$1"));
        return n % 2 == 0 ? "\n    return x + " + n : "\n    return x - " + n;
    }
}
