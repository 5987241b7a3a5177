package org.hornbook.label;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.hornbook.corpus.Corpus;
import org.hornbook.corpus.CorpusRepository;
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

class LlmLabelJobTest {
    private static final int DOCUMENTS = 120;
    private static final Pattern NUMBER = Pattern.compile("document (\\d+)!");

    @TempDir Path folder;

    @Test
    void everyDocumentIsLabelledOnceOrListedThroughThrottlingFailuresAndNonsense()
            throws Exception {
        Map<Integer, Integer> tries = new ConcurrentHashMap<>();
        try (LoopbackOpenAi server = new LoopbackOpenAi(asked -> rough(asked.body(), tries));
                Database database = open();
                JobRunner runner = new JobRunner(new JobRepository(database))) {
            LlmReport report = finish(runner, job(database, server.base(), 1000));
            assertThat(report.failed()).hasSize(1).allMatch(f -> f.startsWith("d77: "));
            assertThat(report.unparseable()).isEqualTo(DOCUMENTS / 10);
            assertThat(report.labelled() + report.unparseable() + report.failed().size())
                    .isEqualTo(DOCUMENTS);
            assertThat(report.dollars() - report.lostDollars())
                    .isCloseTo((DOCUMENTS - 1) * Documents.REPLY_DOLLARS, within(1e-9));
            LabelRepository labels = new LabelRepository(database);
            Corpus corpus = new CorpusRepository(database).require("c");
            assertThat(labels.labels(corpus.id(), labels.annotator("llm").orElseThrow().id()))
                    .hasSize((int) report.labelled())
                    .allMatch(l -> l.value() == 3 && l.rationale().equals("fine"));
        }
        try (Stream<Path> files = Files.walk(folder)) {
            for (Path file : files.filter(Files::isRegularFile).toList()) {
                assertThat(new String(Files.readAllBytes(file), StandardCharsets.ISO_8859_1))
                        .doesNotContain(Documents.KEY);
            }
        }
    }

    @Test
    void theCapIsNeverPassed() throws Exception {
        try (LoopbackOpenAi server = new LoopbackOpenAi(asked -> good());
                Database database = open();
                JobRunner runner = new JobRunner(new JobRepository(database))) {
            LlmReport report = finish(runner, job(database, server.base(), 4));
            assertThat(report.dollars()).isLessThanOrEqualTo(4).isGreaterThan(2);
            assertThat(report.left()).isPositive();
            assertThat(report.labelled() + report.left()).isEqualTo(DOCUMENTS);
        }
    }

    @Test
    void aRunKilledTwiceAsksForNoReplyItHasAndCountsMoneyOnce() throws Exception {
        Map<Integer, Integer> answered = new ConcurrentHashMap<>();
        try (LoopbackOpenAi server =
                new LoopbackOpenAi(
                        asked -> {
                            answered.merge(number(asked.body()), 1, Integer::sum);
                            sleep(15);
                            return good();
                        })) {
            open().close();
            for (int kill = 0; kill < 2; kill++) {
                try (ChildJvm child =
                        ChildJvm.start(
                                Labelling.class,
                                List.of("--enable-native-access=ALL-UNNAMED"),
                                List.of(folder.toString(), server.base()),
                                Map.of(),
                                folder.resolve("child.log"))) {
                    for (int line = 0; line < 8 && child.out().readLine() != null; line++) {
                        // until some replies are stored
                    }
                    child.process().destroyForcibly().waitFor();
                }
            }
            try (Database database = open();
                    JobRunner runner = new JobRunner(new JobRepository(database))) {
                LlmReport report = finish(runner, job(database, server.base(), 1000));
                assertThat(report.labelled()).isEqualTo(DOCUMENTS);
                assertThat(report.dollars() - report.lostDollars())
                        .isCloseTo(DOCUMENTS * Documents.REPLY_DOLLARS, within(1e-9));
                assertThat(report.lost()).isBetween(0L, 2 * 4L);
                assertThat(answered).hasSize(DOCUMENTS);
                int twice = answered.values().stream().mapToInt(n -> n - 1).sum();
                assertThat(twice)
                        .isLessThanOrEqualTo(2 * 4); // only what was on its way when it was killed
            }
        }
    }

    @Test
    void aWrongKeyStopsAtOnceWithOneSentence() throws Exception {
        try (LoopbackOpenAi server = new LoopbackOpenAi(asked -> new Answer.Refused(401, "{}"));
                Database database = open();
                JobRunner runner = new JobRunner(new JobRepository(database))) {
            JobState<LlmReport> end =
                    runner.submit(job(database, server.base(), 1000), Reuse.FINISHED).await();
            assertThat(((JobState.Failed<LlmReport>) end).cause())
                    .hasMessageContaining("does not accept the API key");
            assertThat(server.requests()).hasSizeLessThanOrEqualTo(4);
        }
    }

    @Test
    void repliesAreReadAlsoInsideOtherWords() {
        Rubric rubric = Rubric.educationalValue();
        assertThat(Opinion.parse("```json\n{\"score\": 4, \"rationale\": \"clear\"}\n```", rubric))
                .isEqualTo(new Opinion.Given(4, "clear"));
        assertThat(Opinion.parse("I'd say {\"score\": 9}", rubric))
                .isEqualTo(new Opinion.Unparseable("score 9 outside 0..5"));
        assertThat(Opinion.parse("{\"score\": \"four\"}", rubric))
                .isInstanceOf(Opinion.Unparseable.class);
        assertThat(Opinion.parse("no idea", rubric)).isInstanceOf(Opinion.Unparseable.class);
        assertThat(Opinion.parse("", rubric)).isInstanceOf(Opinion.Unparseable.class);
    }

    /// Labels in a process of its own, printing a line whenever its progress has moved.
    static final class Labelling {
        public static void main(String[] arguments) throws Exception {
            ParentWatch.endWithParent();
            try (Database database = Documents.open(Path.of(arguments[0]), DOCUMENTS);
                    JobRunner runner = new JobRunner(new JobRepository(database))) {
                JobHandle<LlmReport> handle =
                        runner.submit(job(database, arguments[1], 1000), Reuse.FINISHED);
                long told = -1;
                while (!handle.waitFor(Duration.ofMillis(2))) {
                    if (handle.state() instanceof JobState.Running<LlmReport> r
                            && r.progress().done() != told) {
                        told = r.progress().done();
                        System.out.println(told);
                    }
                }
            }
        }
    }

    private static Answer good() {
        return new Answer.Streamed("{\"rationale\": \"fine\", \"score\": 3}");
    }

    /// Every third request is throttled, fails or is cut; one document never succeeds; every tenth
    /// gets no opinion.
    private static Answer rough(String body, Map<Integer, Integer> tries) {
        int number = number(body);
        int attempt = tries.merge(number, 1, Integer::sum);
        if (number == 77) {
            return new Answer.Refused(500, "{}");
        }
        if (attempt == 1 && number % 3 == 0) {
            return switch (number % 4) {
                case 0 -> new Answer.Throttled("0");
                case 1 -> new Answer.Refused(503, "busy");
                case 2 -> new Answer.Cut("{\"ratio");
                default -> new Answer.Nonsense();
            };
        }
        return number % 10 == 0 ? new Answer.Whole("I would rather not say.") : good();
    }

    private static int number(String body) {
        Matcher m = NUMBER.matcher(body);
        return m.find() ? Integer.parseInt(m.group(1)) : -1;
    }

    private static void sleep(int millis) {
        try {
            Thread.sleep(millis);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private static LlmReport finish(JobRunner runner, LlmLabelJob job) throws Exception {
        return Documents.finish(runner, job);
    }

    private static LlmLabelJob job(Database database, String base, double cap) {
        return Documents.job(database, base, Budget.dollars(cap), LlmPlan.Look.FIRST);
    }

    private Database open() throws Exception {
        return Documents.open(folder, DOCUMENTS);
    }
}
