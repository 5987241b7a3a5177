package org.hornbook.app.cli;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Stream;
import org.hornbook.app.Encoders;
import org.hornbook.store.Json;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class EmbedVerbTest {
    private static final Path GOLDEN =
            Path.of(System.getProperty("hornbook.datasets"), "golden", "sentence");

    @TempDir Path folder;

    private record Ran(int status, String out, String err) {
        JsonNode json() {
            return Json.read(out, JsonNode.class);
        }
    }

    @Test
    void aCorpusIsEmbeddedOnceAndHeadsLearnScoreAndFindWithoutReadingItAgain() throws Exception {
        corpus();
        Path model = copy(workspace().resolve("checkpoints").resolve("small-bert"));
        assertThat(Encoders.of(workspace()))
                .extracting(Encoders.Known::name)
                .containsExactly("small-bert");
        JsonNode embedded = run("embed", "--corpus", "c", "--encoder", "small-bert").json();
        assertThat(embedded.path("documents").asInt()).isEqualTo(60);
        assertThat(embedded.path("computed").asInt()).isEqualTo(60);
        for (String recipe : List.of("linear", "ordinal", "regression", "forest")) {
            JsonNode trained =
                    run(
                                    "classifier",
                                    "train",
                                    "--corpus",
                                    "c",
                                    "--annotator",
                                    "me",
                                    "--recipe",
                                    recipe,
                                    "--encoder",
                                    "small-bert",
                                    "--class-weights",
                                    "balanced")
                            .json();
            assertThat(trained.path("recipe").asText()).isEqualTo("encoder-" + recipe);
            assertThat(trained.path("evaluation").path("auc").asDouble()).isGreaterThan(0.8);
            // the encoder is found by itself
            assertThat(
                            run("classifier", "score", "c-" + recipe, "--corpus", "c")
                                    .json()
                                    .path("documents")
                                    .asInt())
                    .isEqualTo(60);
        }
        JsonNode like = run("like", "c", "d3").json();
        assertThat(like.path("by").asText()).isEqualTo("embedding");
        assertThat(like.path("encoder").asText()).isEqualTo("small-bert");
        assertThat(like.path("near")).hasSize(20);
        assertThat(run("like", "c", "d3", "--by", "words").err()).contains("hornbook duplicates c");
        JsonNode listed = run("embed", "--corpus", "c").json();
        assertThat(listed.path("held").get(0).path("documents").asInt()).isEqualTo(60);
        assertThat(Files.exists(model)).isTrue();
    }

    @Test
    void whatCannotBeUsedIsToldInOneSentence() throws Exception {
        corpus();
        assertThat(failure("embed", "--corpus", "c", "--encoder", "nothing"))
                .contains("nothing is neither a checkpoint of this workspace nor a folder");
        Path model = copy(folder.resolve("broken"));
        Files.delete(model.resolve("1_Pooling").resolve("config.json"));
        assertThat(failure("embed", "--corpus", "c", "--encoder", model.toString()))
                .contains("1_Pooling")
                .contains("is missing");
        assertThat(
                        failure(
                                "classifier",
                                "train",
                                "--corpus",
                                "c",
                                "--annotator",
                                "me",
                                "--recipe",
                                "linear"))
                .contains("name an encoder with --encoder");
    }

    private String failure(String... words) {
        Ran ran = run(words);
        assertThat(ran.status()).isEqualTo(ExitCode.FAILED);
        assertThat(ran.err().strip().lines().filter(l -> l.startsWith("hornbook:"))).hasSize(1);
        assertThat(ran.err()).doesNotContain("Exception");
        return ran.err();
    }

    private Path workspace() {
        return folder.resolve("w");
    }

    private void corpus() throws Exception {
        List<String> rows = new ArrayList<>();
        List<String> labels = new ArrayList<>();
        for (int i = 0; i < 60; i++) {
            boolean good = i % 3 != 0;
            String text =
                    good
                            ? "def add_" + i + "(x): return x + " + i
                            : "CONFIG " + i + " = 1; CONFIG 2 = " + i;
            rows.add(Json.write(java.util.Map.of("id", "d" + i, "text", text)));
            labels.add(
                    Json.write(java.util.Map.of("id", "d" + i, "label", good ? 3 + i % 3 : i % 2)));
        }
        Path documents = Files.write(folder.resolve("c.jsonl"), rows);
        Path given = Files.write(folder.resolve("labels.jsonl"), labels);
        run("import", documents.toString(), "--corpus", "c");
        run("labels", "import", given.toString(), "--corpus", "c", "--annotator", "me");
    }

    private static Path copy(Path to) throws Exception {
        Path from = GOLDEN.resolve("bert");
        try (Stream<Path> files = Files.walk(from)) {
            for (Path file : files.filter(Files::isRegularFile).toList()) {
                Path target = to.resolve(from.relativize(file).toString());
                Files.createDirectories(target.getParent());
                Files.copy(file, target);
            }
        }
        return to;
    }

    private Ran run(String... arguments) {
        List<String> words = new ArrayList<>(Arrays.asList(arguments));
        words.addAll(List.of("--workspace", workspace().toString(), "--json"));
        PrintStream out = System.out;
        PrintStream err = System.err;
        ByteArrayOutputStream said = new ByteArrayOutputStream();
        ByteArrayOutputStream told = new ByteArrayOutputStream();
        System.setOut(new PrintStream(said, true, StandardCharsets.UTF_8));
        System.setErr(new PrintStream(told, true, StandardCharsets.UTF_8));
        try {
            int status = Main.run(words.toArray(String[]::new));
            return new Ran(
                    status,
                    said.toString(StandardCharsets.UTF_8),
                    told.toString(StandardCharsets.UTF_8));
        } finally {
            System.setOut(out);
            System.setErr(err);
        }
    }
}
