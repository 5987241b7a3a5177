package org.hornbook.label;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.hornbook.job.JobRepository;
import org.hornbook.job.JobRunner;
import org.hornbook.job.JobState;
import org.hornbook.job.Reuse;
import org.hornbook.store.Database;
import org.hornbook.testkit.LoopbackOpenAi;
import org.hornbook.testkit.LoopbackOpenAi.Answer;
import org.hornbook.testkit.LoopbackOpenAi.Asked;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// What is asked again and what never is; what is told of what was no opinion, and of lost money.
class AskingAgainTest {
    private static final Answer GOOD = new Answer.Whole("{\"rationale\": \"fine\", \"score\": 3}");
    private static final Pattern NUMBER = Pattern.compile("document (\\d+)!");
    private static final int DOCUMENTS = 20;

    @TempDir Path folder;
    private Database database;
    private JobRunner runner;

    @BeforeEach
    void open() throws Exception {
        database = Documents.open(folder, DOCUMENTS);
        runner = new JobRunner(new JobRepository(database));
    }

    @AfterEach
    void close() {
        runner.close();
        database.close();
    }

    @Test
    void theSameQuestionUnderAnotherNameIsAnsweredFromTheCacheForNothing() throws Exception {
        try (LoopbackOpenAi server = new LoopbackOpenAi(asked -> GOOD)) {
            run(server, LlmPlan.Look.FIRST, "llm");
            LlmReport second = run(server, LlmPlan.Look.FIRST, "again under another name");
            assertThat(second.labelled()).isEqualTo(DOCUMENTS);
            assertThat(second.cached()).isEqualTo(DOCUMENTS);
            assertThat(second.dollars()).isZero();
            assertThat(server.requests()).hasSize(DOCUMENTS);
        }
    }

    @Test
    void aSecondLookAsksTheSameAgainAndIsKeptApart() throws Exception {
        try (LoopbackOpenAi server = new LoopbackOpenAi(asked -> GOOD)) {
            run(server, LlmPlan.Look.FIRST, "llm");
            LlmReport look = run(server, new LlmPlan.Look(2, false), "llm");
            assertThat(look.annotator()).isEqualTo("llm (2)");
            assertThat(look.labelled()).isEqualTo(DOCUMENTS);
            assertThat(look.cached()).isZero();
            assertThat(server.requests()).hasSize(2 * DOCUMENTS);
            assertThat(run(server, new LlmPlan.Look(2, false), "llm").dollars()).isZero();
            assertThat(server.requests()).hasSize(2 * DOCUMENTS);
            LabelRepository labels = new LabelRepository(database);
            assertThat(labels.values(Documents.corpus(database).id(), id("llm (2)")))
                    .isEqualTo(labels.values(Documents.corpus(database).id(), id("llm")));
        }
    }

    @Test
    void whatWasNoOpinionIsListedWithItsWordsAndRetriedForMoney() throws Exception {
        Map<Integer, Integer> tries = new ConcurrentHashMap<>();
        try (LoopbackOpenAi server =
                new LoopbackOpenAi(
                        asked ->
                                tries.merge(number(asked), 1, Integer::sum) > 1
                                        ? GOOD
                                        : switch (number(asked)) {
                                            case 3 -> new Answer.Whole("no idea");
                                            case 4 -> new Answer.Refusal("I will not say");
                                            case 5 ->
                                                    new Answer.Refused(
                                                            400,
                                                            "{\"error\": {\"message\": \"maximum context length is 5\", \"code\": \"context_length_exceeded\"}}");
                                            case 6 ->
                                                    new Answer.Whole(
                                                            "{\"score\": 1, \"score\": 5}");
                                            default -> GOOD;
                                        })) {
            LlmReport first = run(server, LlmPlan.Look.FIRST, "llm");
            assertThat(first.unparseable()).isEqualTo(2);
            assertThat(first.refused()).isEqualTo(1);
            assertThat(first.failed())
                    .singleElement()
                    .asString()
                    .startsWith("d5: too long for the model's context (400)");
            List<LlmCallRepository.Problem> problems =
                    new LlmCallRepository(database)
                            .problems(Documents.corpus(database).id(), id("llm"));
            assertThat(problems)
                    .extracting(LlmCallRepository.Problem::why)
                    .satisfiesExactly(
                            why -> assertThat(why).isEqualTo("no JSON object in the reply"),
                            why -> assertThat(why).isEqualTo("refused: I will not say"),
                            why -> assertThat(why).startsWith("too long"),
                            why -> assertThat(why).isEqualTo("the same field twice in the reply"));
            assertThat(problems.getFirst().raw()).isEqualTo("no idea");
            LlmReport retry = run(server, new LlmPlan.Look(1, true), "llm");
            assertThat(retry.labelled()).isEqualTo(DOCUMENTS);
            assertThat(retry.dollars()).isCloseTo(4 * Documents.REPLY_DOLLARS, within(1e-9));
            assertThat(
                            new LlmCallRepository(database)
                                    .problems(Documents.corpus(database).id(), id("llm")))
                    .isEmpty();
            assertThat(
                            new LlmCallRepository(database)
                                    .cost(Documents.corpus(database).id(), id("llm"))
                                    .bill()
                                    .dollars())
                    .isCloseTo((DOCUMENTS - 1 + 4) * Documents.REPLY_DOLLARS, within(1e-9));
        }
    }

    @Test
    void aReplyThatIsLostOnTheWayIsCountedAtItsEstimateAndTold() throws Exception {
        Map<Integer, Integer> tries = new ConcurrentHashMap<>();
        try (LoopbackOpenAi server =
                new LoopbackOpenAi(
                        asked ->
                                number(asked) == 7 && tries.merge(7, 1, Integer::sum) == 1
                                        ? new Answer.Cut("{\"rationale\": \"begun")
                                        : GOOD)) {
            LlmReport report = run(server, LlmPlan.Look.FIRST, "llm");
            assertThat(report.labelled()).isEqualTo(DOCUMENTS);
            assertThat(report.lost()).isEqualTo(1);
            LlmPlan plan = Documents.plan(database, Budget.dollars(1), LlmPlan.Look.FIRST);
            double estimate = plan.estimate().dollars().orElseThrow().high() / DOCUMENTS;
            assertThat(report.lostDollars()).isCloseTo(estimate, within(0.01));
            assertThat(report.dollars() - report.lostDollars())
                    .isCloseTo(DOCUMENTS * Documents.REPLY_DOLLARS, within(1e-9));
        }
    }

    @Test
    void withoutAPriceOnlyACapInTokensIsTakenAndItHolds() throws Exception {
        try (LoopbackOpenAi server = new LoopbackOpenAi(asked -> GOOD)) {
            assertThatThrownBy(() -> unpriced(server, Budget.dollars(1)))
                    .hasMessageContaining("the price of loop is not known");
            LlmReport report = Documents.finish(runner, unpriced(server, Budget.tokens(2_000)));
            assertThat(report.promptTokens() + report.completionTokens())
                    .as(report.toString())
                    .isPositive()
                    .isLessThanOrEqualTo(2_000);
            assertThat(report.left()).isPositive();
            assertThat(report.labelled() + report.left()).isEqualTo(DOCUMENTS);
        }
    }

    @Test
    void aServerThatDoesNotSayWhatWasUsedIsCountedHereAndThatIsTold() throws Exception {
        try (LoopbackOpenAi server =
                new LoopbackOpenAi(
                        asked ->
                                new Answer.Raw(
                                        "{\"choices\": [{\"message\": {\"content\": \"{\\\"score\\\": 2}\"}}]}"))) {
            LlmReport report = run(server, LlmPlan.Look.FIRST, "llm");
            assertThat(report.guessed()).isEqualTo(DOCUMENTS);
            assertThat(report.dollars()).isPositive();
        }
    }

    @Test
    void aServerThatIsDownEndsTheRunAfterSomeDocumentsInOneSentence() throws Exception {
        JobState<LlmReport> end =
                runner.submit(
                                job("http://127.0.0.1:9/v1", LlmPlan.Look.FIRST, "llm"),
                                Reuse.FINISHED)
                        .await();
        assertThat(((JobState.Failed<LlmReport>) end).cause())
                .hasMessageMatching(
                        "10 documents in a row failed, the last with: nothing answers at"
                                + " 127.0.0.1:9.*run it again to go on");
    }

    @Test
    void anAccountWithoutMoneyStopsAtOnce() throws Exception {
        try (LoopbackOpenAi server =
                new LoopbackOpenAi(
                        asked ->
                                new Answer.Refused(
                                        429,
                                        "{\"error\": {\"message\": \"You exceeded your current quota\", \"code\": \"insufficient_quota\"}}"))) {
            JobState<LlmReport> end =
                    runner.submit(job(server.base(), LlmPlan.Look.FIRST, "llm"), Reuse.FINISHED)
                            .await();
            assertThat(((JobState.Failed<LlmReport>) end).cause())
                    .hasMessageContaining("has no money left");
            assertThat(server.requests()).hasSizeLessThanOrEqualTo(4);
        }
    }

    private LlmLabelJob unpriced(LoopbackOpenAi server, Budget budget) {
        return new LlmLabelJob(
                new LabelRepository(database),
                new LlmCallRepository(database),
                Documents.model(server.base()),
                new LlmPlan(
                        Documents.all(database),
                        Rubric.educationalValue(),
                        "loop",
                        Optional.empty(),
                        budget,
                        new LlmPlan.Effort(2, 3, 5),
                        LlmPlan.Look.FIRST),
                "llm");
    }

    private LlmReport run(LoopbackOpenAi server, LlmPlan.Look look, String annotator)
            throws Exception {
        return Documents.finish(runner, job(server.base(), look, annotator), Reuse.NEVER);
    }

    private LlmLabelJob job(String base, LlmPlan.Look look, String annotator) {
        return new LlmLabelJob(
                new LabelRepository(database),
                new LlmCallRepository(database),
                Documents.model(base),
                new LlmPlan(
                        Documents.all(database),
                        Rubric.educationalValue(),
                        "loop",
                        Optional.of(Documents.PRICE),
                        Budget.dollars(1000),
                        new LlmPlan.Effort(4, 2, 5),
                        look),
                annotator);
    }

    private AnnotatorId id(String name) {
        return new LabelRepository(database).annotator(name).orElseThrow().id();
    }

    private static int number(Asked asked) {
        Matcher m = NUMBER.matcher(asked.body());
        return m.find() ? Integer.parseInt(m.group(1)) : -1;
    }
}
