package org.hornbook.app;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import org.hornbook.app.cli.Main;
import org.hornbook.store.Json;
import org.hornbook.train.TrainedLogits;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// What training made is what everybody else reads.
class TrainedCheckpointTest {
    @TempDir Path folder;

    @Test
    void logitsThroughOnnxRuntimeMatchTheTrainingForwardPass() throws Exception {
        Path texts = folder.resolve("texts");
        Files.createDirectories(texts);
        for (int i = 0; i < 200; i++) {
            Files.writeString(
                    texts.resolve("f" + i + ".py"),
                    "def add_" + i + "(x):\n    return x + " + i + "\n");
        }
        String workspace = folder.resolve("w").toString();
        run("import", texts.toString(), "--corpus", "tiny", "--workspace", workspace);
        JsonNode report =
                run(
                        "train",
                        "tiny",
                        "--workspace",
                        workspace,
                        "--json",
                        "--vocab",
                        "300",
                        "--hidden",
                        "32",
                        "--layers",
                        "2",
                        "--context",
                        "32",
                        "--steps",
                        "60",
                        "--batch",
                        "4",
                        "--threads",
                        "1",
                        "--save-every",
                        "30");
        String checkpoint = report.path("checkpoint").asText();
        int[] tokens = {5, 80, 81, 299, 0, 12, 12, 13, 200, 17};
        float[][] trained = TrainedLogits.of(folder.resolve("w").resolve("runs"), tokens);
        JsonNode logits =
                run("logits", checkpoint, "--tokens", "5,80,81,299,0,12,12,13,200,17", "--json")
                        .path("logits");
        assertThat(logits.size()).isEqualTo(tokens.length);
        double worst = 0;
        for (int t = 0; t < tokens.length; t++) {
            assertThat(logits.get(t).size()).isEqualTo(300);
            for (int v = 0; v < 300; v++) {
                worst = Math.max(worst, Math.abs(trained[t][v] - logits.get(t).get(v).asDouble()));
            }
        }
        assertThat(worst).isLessThan(1e-3);
        assertThat(report.path("lastLoss").asDouble())
                .isLessThan(report.path("firstLoss").asDouble());
    }

    private static JsonNode run(String... arguments) {
        PrintStream before = System.out;
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        System.setOut(new PrintStream(out, true, StandardCharsets.UTF_8));
        try {
            assertThat(Main.run(arguments)).isZero();
        } finally {
            System.setOut(before);
        }
        String text = out.toString(StandardCharsets.UTF_8);
        return text.startsWith("{") ? Json.read(text, JsonNode.class) : null;
    }
}
