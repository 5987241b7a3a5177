package org.hornbook.app.cli;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.hornbook.store.Json;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// The verbs of classifiers, on the shipped lessons.
class ClassifierVerbTest {
    @TempDir Path folder;

    private record Ran(int status, String out, String err) {
        JsonNode json() {
            return Json.read(out, JsonNode.class);
        }
    }

    @Test
    void aClassifierIsTrainedShownCarriedToAnotherWorkspaceAndScoresThereAsHere() throws Exception {
        Path lessons = Path.of(System.getProperty("hornbook.datasets"), "lessons");
        String documents = lessons.resolve("documents.jsonl.gz").toString();
        well("home", "import", documents, "--corpus", "lessons");
        well("home", "labels", "import", lessons + "/labels.jsonl.gz", "--corpus", "lessons");
        Ran trained =
                well(
                        "home",
                        "classifier",
                        "train",
                        "--corpus",
                        "lessons",
                        "--annotator",
                        "author-a",
                        "--name",
                        "average",
                        "--recipe",
                        "ngram-average",
                        "--class-weights",
                        "balanced",
                        "--calibration",
                        "isotonic",
                        "--json");
        assertThat(trained.json().path("recipe").asText()).isEqualTo("ngram-average");
        assertThat(trained.json().path("evaluation").path("f1").asDouble()).isGreaterThan(0.7);

        JsonNode shown =
                well("home", "classifier", "show", "average", "--score", "0,5", "--json").json();
        assertThat(shown.path("settings").path("weights").asText()).isEqualTo("balanced");
        assertThat(shown.path("probability").path("curve").path("method").asText())
                .isEqualTo("isotonic");
        assertThat(shown.path("meanings").get(0).path("probability").asDouble()).isLessThan(0.2);
        assertThat(shown.path("meanings").get(1).path("probability").asDouble()).isGreaterThan(0.8);
        assertThat(well("home", "classifier", "show", "average").out())
                .contains("imitates author-a on lessons")
                .contains("by isotonic regression:");
        assertThat(well("home", "jobs", "--json").out()).contains("classifier.train");

        Path file = folder.resolve("average.classifier");
        well("home", "classifier", "export", "average", "--to", file.toString());
        well("away", "import", documents, "--corpus", "lessons");
        JsonNode taken =
                well("away", "classifier", "import", file.toString(), "--name", "b", "--json")
                        .json();
        assertThat(taken.path("known").asInt()).isEqualTo(taken.path("learned").asInt());
        assertThat(well("away", "classifier", "import", file.toString(), "--name", "b").out())
                .contains("was here already");
        well("home", "classifier", "score", "average", "--corpus", "lessons");
        well("away", "classifier", "score", "b", "--corpus", "lessons");
        assertThat(scores("away", "b")).isEqualTo(scores("home", "average"));

        Files.write(file, new byte[] {'P', 'K', 3, 4});
        Ran refused = run("away", "classifier", "import", file.toString());
        assertThat(refused.status()).isEqualTo(ExitCode.FAILED);
        assertThat(refused.err().strip())
                .startsWith("hornbook: ")
                .contains(file.toString())
                .doesNotContain("\n");
        assertThat(run("away", "classifier", "show", "nobody").err())
                .contains("there is no classifier nobody: there are b");
    }

    private List<String> scores(String workspace, String classifier) throws Exception {
        Path out = folder.resolve(workspace + ".jsonl");
        well(workspace, "export", "lessons", "--out", out.toString(), "--score", classifier);
        return Files.readAllLines(out).stream()
                .map(line -> Json.read(line, JsonNode.class).path("score:" + classifier).asText())
                .toList();
    }

    private Ran well(String workspace, String... words) {
        Ran ran = run(workspace, words);
        assertThat(ran.status()).as("%s: %s", List.of(words), ran.err()).isZero();
        return ran;
    }

    private Ran run(String workspace, String... words) {
        List<String> all = new ArrayList<>(List.of(words));
        all.addAll(List.of("--workspace", folder.resolve(workspace).toString()));
        PrintStream out = System.out;
        PrintStream err = System.err;
        ByteArrayOutputStream said = new ByteArrayOutputStream();
        ByteArrayOutputStream complained = new ByteArrayOutputStream();
        try {
            System.setOut(new PrintStream(said, true, StandardCharsets.UTF_8));
            System.setErr(new PrintStream(complained, true, StandardCharsets.UTF_8));
            int status = Main.run(all.toArray(String[]::new));
            return new Ran(
                    status,
                    said.toString(StandardCharsets.UTF_8),
                    complained.toString(StandardCharsets.UTF_8));
        } finally {
            System.setOut(out);
            System.setErr(err);
        }
    }
}
