package org.hornbook.app.cli;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.ArrayList;
import java.util.List;
import org.hornbook.app.hand.SampleWorkspace;
import org.hornbook.store.Json;
import org.hornbook.testkit.LoopbackOpenAi;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// Rubrics, samples and agreement from the command line.
class PeopleVerbsTest {
    @TempDir Path folder;
    private String workspace;

    private record Ran(int status, String out, String err) {
        JsonNode json() {
            return Json.read(out, JsonNode.class);
        }
    }

    @BeforeEach
    void copy() throws Exception {
        workspace = SampleWorkspace.copy(folder.resolve("Sample")).toString();
    }

    private Ran run(String... words) {
        List<String> all = new ArrayList<>(List.of(words));
        all.addAll(List.of("--workspace", workspace));
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        ByteArrayOutputStream err = new ByteArrayOutputStream();
        PrintStream oldOut = System.out;
        PrintStream oldErr = System.err;
        try {
            System.setOut(new PrintStream(out, true, StandardCharsets.UTF_8));
            System.setErr(new PrintStream(err, true, StandardCharsets.UTF_8));
            return new Ran(
                    Main.run(all.toArray(String[]::new)),
                    out.toString(StandardCharsets.UTF_8),
                    err.toString(StandardCharsets.UTF_8));
        } finally {
            System.setOut(oldOut);
            System.setErr(oldErr);
        }
    }

    @Test
    void aRubricIsShownChangedInAFileSavedAndCompared() throws Exception {
        Ran shown = run("rubric", "show", "educational-value");
        Path file = folder.resolve("r.md");
        Files.writeString(file, shown.out().replace("worth little", "worth nothing"));
        Ran saved = run("rubric", "edit", "educational-value", "--file", file.toString(), "--json");
        assertThat(saved.json().path("version").asInt()).isEqualTo(2);
        assertThat(run("rubric", "edit", "educational-value", "--file", file.toString()).out())
                .contains("says just that already");
        assertThat(run("rubric", "diff", "educational-value@1", "educational-value").out())
                .contains("[-little-]{+nothing+}");
        assertThat(run("rubric", "copy", "educational-value", "mine").status()).isZero();
        assertThat(run("rubric", "list").out())
                .contains("educational-value@2")
                .contains("from educational-value@1")
                .contains("mine@1");
        Files.writeString(file, "# educational-value\nwords\n");
        Ran wrong = run("rubric", "edit", "educational-value", "--file", file.toString());
        assertThat(wrong.status()).isEqualTo(ExitCode.FAILED);
        assertThat(wrong.err()).contains("r.md: line 3: there is no `## Scale`");
        assertThat(run("rubric", "show", "none").err()).contains("there are educational-value");
    }

    @Test
    void samplesAreDrawnKeptListedAndDrawnAgain() {
        Ran drawn =
                run(
                        "sample",
                        "lessons",
                        "--by",
                        "disagreement",
                        "--voice",
                        "author-a",
                        "--voice",
                        "author-b",
                        "--size",
                        "20",
                        "--name",
                        "quarrels",
                        "--json");
        assertThat(drawn.json().path("documents").asInt()).isEqualTo(20);
        assertThat(run("sample", "lessons", "--by", "score", "--size", "10").out())
                .startsWith("score: 10 documents of lessons, from 5 strata");
        assertThat(run("sample", "list", "lessons", "--json").json().size()).isEqualTo(2);
        Ran shown = run("sample", "show", "lessons", "quarrels", "--json");
        assertThat(shown.json().path("again").asInt()).isEqualTo(20);
        assertThat(shown.json().path("documents").size()).isEqualTo(20);
        assertThat(run("sample", "lessons", "--query", "id:").err()).contains("hornbook: ");
        assertThat(run("sample", "lessons", "--size", "0").err())
                .contains("a sample of 0 documents");
        assertThat(run("sample", "lessons", "--by", "field", "--field", "moon").err())
                .contains("no document of this corpus has a field moon");
    }

    @Test
    void agreementIsToldWithIntervalsAndTheCeiling() {
        JsonNode json = run("labels", "agreement", "lessons", "--json").json();
        JsonNode pair = json.path("agreement").path("pairs").path(0);
        assertThat(pair.path("n").asInt()).isEqualTo(308);
        assertThat(pair.path("weightedKappa").path("value").asDouble()).isBetween(0.9, 1.0);
        assertThat(pair.path("weightedKappa").path("low").asDouble())
                .isLessThan(pair.path("weightedKappa").path("value").asDouble());
        assertThat(json.path("agreement").path("all").path("ordinal").path("value").asDouble())
                .isBetween(0.9, 1.0);
        assertThat(json.path("ceilings").path(0).path("with").asText()).isEqualTo("author-b");
        assertThat(run("labels", "agreement", "lessons", "--confusion").out())
                .contains("author-a and author-b, n 308: weighted kappa .9")
                .contains("Krippendorff's alpha")
                .contains("whatever imitates author-a can be expected to reach F1");
    }

    @Test
    void aComparisonTellsHowFarTheAuthorsAgreeBesideTheClassifiersFigures() {
        String[] compare = {
            "compare",
            "--corpus",
            "lessons",
            "--annotator",
            "author-a",
            "--classifier",
            "lessons-ngram"
        };
        assertThat(run(compare).out())
                .contains("whatever imitates author-a can be expected to reach F1 .96");
        String[] json = Arrays.copyOf(compare, compare.length + 1);
        json[compare.length] = "--json";
        JsonNode ceiling = run(json).json().path("ceiling");
        assertThat(ceiling.path("with").asText()).isEqualTo("author-b");
        assertThat(ceiling.path("f1").path("value").asDouble()).isBetween(0.96, 0.97);
    }

    @Test
    void twoRubricsAreAskedAboutTheSameDocuments() throws Exception {
        try (LoopbackOpenAi server =
                new LoopbackOpenAi(
                        asked ->
                                new LoopbackOpenAi.Answer.Whole(
                                        asked.body().contains("basic coding concepts")
                                                ? "{\"rationale\": \"plain\", \"score\": 2}"
                                                : "{\"rationale\": \"teaches\", \"score\": 4}"))) {
            String[] ask = {
                "rubric",
                "compare",
                "educational-value",
                "fineweb-edu",
                "--corpus",
                "lessons",
                "--size",
                "12",
                "--endpoint",
                server.base(),
                "--model",
                "loop",
                "--price-in",
                "1",
                "--price-out",
                "2",
                "--json"
            };
            JsonNode trial = run(ask).json();
            assertThat(trial.path("n").asInt()).isEqualTo(12);
            assertThat(trial.path("shift").path("value").asDouble()).isEqualTo(2);
            assertThat(trial.path("changed").size()).isEqualTo(12);
            assertThat(trial.path("first").path("dollars").asDouble()).isPositive();
            assertThat(server.requests()).hasSize(24);
            assertThat(run(ask).json().path("first").path("dollars").asDouble())
                    .isEqualTo(trial.path("first").path("dollars").asDouble());
            assertThat(server.requests()).hasSize(24);
            assertThat(
                            run(
                                            "rubric",
                                            "compare",
                                            "fineweb-edu",
                                            "fineweb-edu@1",
                                            "--corpus",
                                            "lessons",
                                            "--endpoint",
                                            server.base(),
                                            "--model",
                                            "m")
                                    .err())
                    .contains("are the same rubric");
        }
    }
}
