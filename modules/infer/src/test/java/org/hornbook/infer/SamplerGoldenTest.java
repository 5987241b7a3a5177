package org.hornbook.infer;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.nio.FloatBuffer;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.hornbook.store.Json;
import org.junit.jupiter.api.Test;

class SamplerGoldenTest {
    @Test
    void eachTokenIsAsLikelyToBeDrawnAsTheLogitsProcessorsOfTransformersLetIt() throws IOException {
        int cases = 0;
        for (JsonNode one : cases()) {
            float[] logits = Json.mapper().convertValue(one.get("logits"), float[].class);
            double[] expected = new double[logits.length];
            one.get("probabilities")
                    .properties()
                    .forEach(p -> expected[Integer.parseInt(p.getKey())] = p.getValue().asDouble());
            Sampler sampler =
                    new Sampler(
                            sampling(one),
                            logits.length,
                            Json.mapper().convertValue(one.get("before"), int[].class));
            double[] actual = sampler.probabilities(FloatBuffer.wrap(logits), Optional.empty());
            assertThat(actual).as("%s", one).containsExactly(expected, within(2e-6));
            assertThat(support(actual)).as("%s", one).isEqualTo(support(expected));
            cases++;
        }
        assertThat(cases).isGreaterThan(200);
    }

    @Test
    void aChosenTokenIsPenalisedFromThenOn() {
        Sampling sampling = Sampling.greedy(9).withRepetitionPenalty(2);
        Sampler sampler = new Sampler(sampling, 3, new int[] {0});
        float[] logits = {9, 5, 4};
        List<Integer> chosen = new ArrayList<>();
        for (int i = 0; i < 4; i++) {
            chosen.add(sampler.choose(FloatBuffer.wrap(logits), Optional.empty()));
        }
        assertThat(chosen).containsExactly(1, 0, 0, 0);
    }

    private static Sampling sampling(JsonNode one) {
        return new Sampling(
                1,
                one.get("temperature").asDouble(),
                one.get("top_p").asDouble(),
                one.get("top_k").asInt(),
                one.get("min_p").asDouble(),
                one.get("penalty").asDouble(),
                1,
                List.of(),
                0);
    }

    private static JsonNode cases() throws IOException {
        Path file =
                Path.of(
                        System.getProperty("hornbook.datasets"),
                        "golden",
                        "sampling",
                        "cases.json");
        return Json.mapper().readTree(file.toFile());
    }

    private static List<Integer> support(double[] probabilities) {
        List<Integer> ids = new ArrayList<>();
        for (int id = 0; id < probabilities.length; id++) {
            if (probabilities[id] > 1e-9) {
                ids.add(id);
            }
        }
        return ids;
    }
}
