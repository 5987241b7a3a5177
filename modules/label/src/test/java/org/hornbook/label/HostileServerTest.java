package org.hornbook.label;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.hornbook.corpus.Document;
import org.hornbook.corpus.DocumentId;
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

/// Two thousand documents against a server that does everything wrong, by processes that are
/// killed.
class HostileServerTest {
    private static final int DOCUMENTS = 2000;
    private static final double CAP = 600;
    private static final Pattern NUMBER = Pattern.compile("document (\\d+)!");

    @TempDir Path folder;

    @Test
    void everyDocumentIsLabelledOnceOrListedMoneyIsCountedOnceAndTheCapHolds() throws Exception {
        Map<Integer, Integer> tries = new ConcurrentHashMap<>();
        Map<Integer, Integer> answered = new ConcurrentHashMap<>();
        try (LoopbackOpenAi server =
                new LoopbackOpenAi(asked -> hostile(asked.body(), tries, answered))) {
            Documents.open(folder, DOCUMENTS).close();
            for (int kill = 0; kill < 2; kill++) {
                killAfter(server, (kill + 1) * DOCUMENTS / 4);
            }
            try (Database database = Documents.open(folder, DOCUMENTS);
                    JobRunner runner = new JobRunner(new JobRepository(database), folder)) {
                LlmReport report = Documents.finish(runner, job(database, server.base()));
                assertThat(
                                report.labelled()
                                        + report.unparseable()
                                        + report.refused()
                                        + report.failed().size())
                        .isEqualTo(DOCUMENTS);
                assertThat(report.left()).isZero();
                assertThat(keys(report.failed())).isEqualTo(Set.of("d77", "d777", "d1777"));
                assertThat(report.unparseable()).isEqualTo(DOCUMENTS / 100 * 3);
                assertThat(report.refused()).isEqualTo(DOCUMENTS / 100);
                money(report, server, answered);
                labels(database);
            }
        }
        grep();
    }

    private void killAfter(LoopbackOpenAi server, int documents) throws Exception {
        try (ChildJvm child =
                ChildJvm.start(
                        Labelling.class,
                        List.of("--enable-native-access=ALL-UNNAMED", "-XX:TieredStopAtLevel=1"),
                        List.of(folder.toString(), server.base()),
                        Map.of(),
                        folder.resolve("child.log"))) {
            for (String line; (line = child.out().readLine()) != null; ) {
                if (Long.parseLong(line) >= documents) {
                    break;
                }
            }
            child.process().destroyForcibly().waitFor();
        }
    }

    /// What is counted is what the server charged for the replies that are stored, and besides only
    /// the estimates of those that were lost; the server can have charged no more than that.
    private void money(LlmReport report, LoopbackOpenAi server, Map<Integer, Integer> answered) {
        long stored = report.labelled() + report.unparseable() + report.refused();
        assertThat(report.dollars() - report.lostDollars())
                .isCloseTo(stored * Documents.REPLY_DOLLARS, within(1e-6));
        assertThat(report.dollars()).isLessThanOrEqualTo(CAP);
        assertThat(report.lost()).isPositive();
        assertThat(server.charged() * Documents.REPLY_DOLLARS)
                .isLessThanOrEqualTo(report.dollars());
        long twice = answered.values().stream().mapToInt(n -> n - 1).sum();
        assertThat(twice).isLessThanOrEqualTo(2 * 8); // on its way when the process was killed
        assertThat(server.charged()).isEqualTo(stored + twice);
    }

    private static void labels(Database database) {
        LabelRepository labels = new LabelRepository(database);
        AnnotatorId by = labels.annotator("llm").orElseThrow().id();
        Map<DocumentId, Integer> values = labels.values(Documents.corpus(database).id(), by);
        Map<DocumentId, Integer> expected = new HashMap<>();
        for (Document document : Documents.all(database)) {
            int number = Integer.parseInt(document.key().substring(1));
            if (!odd(number) && !refuses(number) && !hopeless(number)) {
                expected.put(document.id(), number % 6);
            }
        }
        assertThat(values).isEqualTo(expected);
    }

    private void grep() throws Exception {
        try (Stream<Path> files = Files.walk(folder)) {
            for (Path file : files.filter(Files::isRegularFile).toList()) {
                assertThat(Files.readString(file, StandardCharsets.ISO_8859_1))
                        .as(file.toString())
                        .doesNotContain(Documents.KEY);
            }
        }
    }

    private static Set<String> keys(List<String> failed) {
        return failed.stream().map(f -> f.replaceFirst(":.*", "")).collect(Collectors.toSet());
    }

    private static boolean hopeless(int number) {
        return number == 77 || number == 777 || number == 1777;
    }

    private static boolean odd(int number) {
        return !refuses(number) && number % 50 < 2;
    }

    private static boolean refuses(int number) {
        return number % 100 == 50;
    }

    /// The first time one in three is throttled, fails, is cut or is garbage; some never succeed,
    /// some ramble, refuse or say two things at once, some take their time. Every error repeats the
    /// key.
    private static Answer hostile(
            String body, Map<Integer, Integer> tries, Map<Integer, Integer> answered) {
        Matcher m = NUMBER.matcher(body);
        int number = m.find() ? Integer.parseInt(m.group(1)) : -1;
        int attempt = tries.merge(number, 1, Integer::sum);
        String echo = "{\"error\": {\"message\": \"no luck with " + Documents.KEY + "\"}}";
        if (hopeless(number)) {
            return new Answer.Refused(number == 777 ? 400 : 500, echo);
        }
        if (attempt == 1 && number % 3 == 0) {
            return switch (number / 3 % 7) {
                case 0 ->
                        new Answer.With(Map.of("Retry-After", "0"), new Answer.Refused(429, echo));
                case 1 -> new Answer.Refused(500, echo);
                case 2 -> new Answer.Cut("{\"ratio" + Documents.KEY);
                case 3 -> new Answer.Nonsense();
                case 4 -> new Answer.Refused(503, "<html>" + Documents.KEY + "</html>");
                case 5 ->
                        new Answer.With(
                                Map.of(
                                        "x-ratelimit-remaining-requests",
                                        "0",
                                        "x-ratelimit-reset-requests",
                                        "3ms"),
                                new Answer.Refused(429, echo));
                default -> new Answer.Cut("");
            };
        }
        answered.merge(number, 1, Integer::sum);
        if (refuses(number)) {
            return number % 200 == 50
                    ? new Answer.Refusal("I can't help with " + Documents.KEY)
                    : new Answer.Filtered("");
        }
        String score = "\"score\": " + number % 6;
        Answer good =
                odd(number)
                        ? new Answer.Whole(
                                number % 2 == 0
                                        ? "I would rather not say. " + Documents.KEY
                                        : "{" + score + ", \"score\": " + (number + 1) % 6 + "}")
                        : new Answer.Streamed("{\"rationale\": \"fine\", " + score + "}");
        return number % 97 == 0 ? new Answer.Late(Duration.ofMillis(150), good) : good;
    }

    /// Labels in a process of its own, printing how far it is.
    static final class Labelling {
        public static void main(String[] arguments) throws Exception {
            ParentWatch.endWithParent();
            Path folder = Path.of(arguments[0]);
            try (Database database = Documents.open(folder, DOCUMENTS);
                    JobRunner runner = new JobRunner(new JobRepository(database), folder)) {
                JobHandle<LlmReport> handle =
                        runner.submit(job(database, arguments[1]), Reuse.FINISHED);
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

    private static LlmLabelJob job(Database database, String base) {
        LlmPlan plan = Documents.plan(database, Budget.dollars(CAP), LlmPlan.Look.FIRST);
        return new LlmLabelJob(
                new LabelRepository(database),
                new LlmCallRepository(database),
                Documents.model(base),
                new LlmPlan(
                        plan.documents(),
                        plan.rubric(),
                        plan.model(),
                        plan.price(),
                        plan.budget(),
                        new LlmPlan.Effort(8, 3, 5),
                        plan.look()),
                "llm");
    }
}
