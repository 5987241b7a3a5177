package org.hornbook.app.cli;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.hornbook.app.hand.SampleWorkspace;
import org.hornbook.store.Json;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class GenerateVerbTest {
    @TempDir Path folder;
    private Path workspace;

    @BeforeEach
    void workspace() throws Exception {
        workspace = SampleWorkspace.copy(folder.resolve("Sample"));
    }

    @Test
    void eachTokenIsToldWithTheLikeliestInItsPlace() {
        JsonNode reply =
                run(
                                "generate",
                                "kept",
                                "--prompt",
                                "def f(x):",
                                "--max-tokens",
                                "6",
                                "--logprobs",
                                "3")
                        .at("/replies/0/reply");
        assertThat(reply.get("choices")).hasSize(reply.get("tokens").asInt());
        StringBuilder text = new StringBuilder();
        for (JsonNode choice : reply.get("choices")) {
            text.append(choice.get("text").asText());
            assertThat(choice.get("alternatives")).hasSize(3);
            assertThat(choice.at("/alternatives/0/logProbability").asDouble())
                    .isEqualTo(choice.get("logProbability").asDouble()); // greedy
        }
        assertThat(text.toString()).isEqualTo(reply.get("text").asText());
        JsonNode plain =
                run("generate", "kept", "--prompt", "def f(x):", "--max-tokens", "6")
                        .at("/replies/0/reply");
        assertThat(plain.get("text")).isEqualTo(reply.get("text"));
        assertThat(plain.has("choices")).isFalse();
    }

    @Test
    void oneSeedIsOneTextAndTheSettingsAreHeeded() {
        List<String> drawn =
                List.of(
                        "--temperature",
                        "1.5",
                        "--top-k",
                        "50",
                        "--top-p",
                        "0.98",
                        "--min-p",
                        "0.01",
                        "--repetition-penalty",
                        "1.1",
                        "--seed",
                        "7");
        String first = text(drawn);
        assertThat(text(drawn)).isEqualTo(first);
        List<String> narrow = new ArrayList<>(drawn);
        narrow.set(7, "1"); // min-p 1 leaves the likeliest alone
        List<String> greedy = List.of("--temperature", "0", "--repetition-penalty", "1.1");
        assertThat(text(narrow)).isEqualTo(text(greedy));
        List<String> cut = new ArrayList<>(greedy);
        cut.addAll(List.of("--stop", text(greedy).substring(3, 5)));
        assertThat(text(greedy)).startsWith(text(cut)).isNotEqualTo(text(cut));
    }

    @Test
    void benchTellsThePaceOfAFolder() {
        JsonNode pace =
                run(
                        "bench",
                        "inference",
                        workspace.resolve("checkpoints").resolve("kept").toString(),
                        "--contexts",
                        "16,32",
                        "--runs",
                        "1");
        assertThat(pace.get("contexts")).isNotEmpty();
        for (JsonNode at : pace.get("contexts")) {
            assertThat(at.get("prefill").asDouble()).isPositive();
            assertThat(at.get("decode").asDouble()).isPositive();
        }
        assertThat(pace.get("parameters").asLong()).isPositive();
        assertThat(pace.get("loadSeconds").asDouble()).isPositive();
    }

    private String text(List<String> settings) {
        List<String> words =
                new ArrayList<>(
                        List.of("generate", "kept", "--prompt", "def f(x):", "--max-tokens", "24"));
        words.addAll(settings);
        return run(words.toArray(String[]::new)).at("/replies/0/reply/text").asText();
    }

    private JsonNode run(String... arguments) {
        List<String> words = new ArrayList<>(List.of(arguments));
        words.addAll(List.of("--workspace", workspace.toString(), "--json"));
        PrintStream out = System.out;
        ByteArrayOutputStream said = new ByteArrayOutputStream();
        System.setOut(new PrintStream(said, true, StandardCharsets.UTF_8));
        try {
            assertThat(Main.run(words.toArray(String[]::new))).isZero();
        } finally {
            System.setOut(out);
        }
        return Json.read(said.toString(StandardCharsets.UTF_8), JsonNode.class);
    }
}
