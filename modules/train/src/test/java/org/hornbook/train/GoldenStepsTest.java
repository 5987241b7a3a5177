package org.hornbook.train;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import com.fasterxml.jackson.databind.JsonNode;
import java.nio.file.Files;
import java.nio.file.Path;
import org.hornbook.checkpoint.SafetensorsFile;
import org.hornbook.store.Json;
import org.junit.jupiter.api.Test;

/// The training step against plain PyTorch.
class GoldenStepsTest {
    private static final Path GOLDEN =
            Path.of(System.getProperty("hornbook.datasets"), "golden", "train");
    private static final TrainingConfig CONFIG =
            new TrainingConfig(
                    2,
                    32,
                    4,
                    16,
                    64,
                    4,
                    10,
                    3e-3,
                    3,
                    Schedule.LINEAR,
                    0.1,
                    0.9,
                    0.95,
                    1e-8,
                    1,
                    0.5,
                    1,
                    1,
                    10);

    @Test
    void tenStepsGiveTheLossesNormsAndLogitsOfPyTorch() throws Exception {
        JsonNode golden = Json.read(Files.readString(GOLDEN.resolve("steps.json")), JsonNode.class);
        try (PhiEngine engine = new PhiEngine(CONFIG, initial())) {
            int number = 0;
            for (JsonNode expected : golden.path("steps")) {
                double rate =
                        CONFIG.learningRate()
                                * CONFIG.schedule()
                                        .factor(number++, CONFIG.warmup(), CONFIG.steps());
                assertThat(rate).isCloseTo(expected.path("rate").asDouble(), within(1e-12));
                PhiEngine.Step step = engine.step(ints(expected.path("ids")), rate);
                assertThat(step.loss()).isCloseTo(expected.path("loss").asDouble(), within(1e-4));
                assertThat(step.gradientNorm())
                        .isCloseTo(expected.path("norm").asDouble(), within(1e-3));
            }
            float[] logits = engine.logits(ints(golden.path("probe")));
            for (int i = 0; i < logits.length; i++) {
                assertThat((double) logits[i])
                        .isCloseTo(golden.path("logits").get(i).asDouble(), within(1e-3));
            }
        }
    }

    private static PhiEngine.State initial() {
        PhiScript.Layout layout = new PhiScript.Layout(CONFIG);
        float[][] parameters = new float[layout.count()][];
        try (SafetensorsFile file = SafetensorsFile.open(GOLDEN.resolve("init.safetensors"))) {
            for (int i = 0; i < parameters.length; i++) {
                parameters[i] = file.floats("p%02d".formatted(i));
            }
        }
        return new PhiEngine.State(parameters, Weights.zeros(layout), Weights.zeros(layout), 0);
    }

    private static int[] ints(JsonNode list) {
        int[] ints = new int[list.size()];
        for (int i = 0; i < ints.length; i++) {
            ints[i] = list.get(i).asInt();
        }
        return ints;
    }
}
