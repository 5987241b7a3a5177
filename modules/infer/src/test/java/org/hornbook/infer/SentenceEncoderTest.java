package org.hornbook.infer;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.hornbook.checkpoint.CheckpointException;
import org.hornbook.store.Json;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/// Encoders of sentence-transformers against what it computed itself.
class SentenceEncoderTest {
    private static final Path GOLDEN =
            Path.of(System.getProperty("hornbook.datasets"), "golden", "sentence");

    @TempDir Path folder;

    static JsonNode expected() throws IOException {
        return Json.read(Files.readString(GOLDEN.resolve("expected.json")), JsonNode.class);
    }

    static IntStream cases() throws IOException {
        return IntStream.range(0, expected().path("cases").size());
    }

    @ParameterizedTest
    @MethodSource("cases")
    void theVectorsAreThoseOfSentenceTransformers(int number) throws IOException {
        JsonNode one = expected().path("cases").get(number);
        Path model = variant(one);
        List<String> texts = texts();
        try (Encoder encoder = Encoder.open(model, folder.resolve("graphs"), 2)) {
            List<float[]> together = encoder.embedAll(texts);
            for (int i = 0; i < texts.size(); i++) {
                float[] wanted = floats(one.path("embeddings").get(i));
                assertThat(encoder.dimension()).isEqualTo(wanted.length);
                assertThat(together.get(i)).as(texts.get(i)).containsExactly(wanted, within(1e-4f));
                assertThat(encoder.embed(texts.get(i)))
                        .as("alone: " + texts.get(i))
                        .containsExactly(wanted, within(1e-4f));
            }
        }
    }

    @Test
    void aFolderWithAnOnnxGraphOfItsOwnNeedsNoSafetensors() throws IOException {
        Path model = copy("bert");
        Path graph;
        float[] wanted;
        try (Encoder encoder = Encoder.open(model, folder.resolve("graphs"), 1)) {
            wanted = encoder.embed("def f(x): return x");
        }
        try (Stream<Path> graphs = Files.list(folder.resolve("graphs"))) {
            graph = graphs.findFirst().orElseThrow();
        }
        Files.delete(model.resolve("model.safetensors"));
        Files.move(graph, model.resolve("onnx"));
        try (Encoder encoder = Encoder.open(model, folder.resolve("none"), 1)) {
            assertThat(encoder.embed("def f(x): return x")).isEqualTo(wanted);
            assertThat(folder.resolve("none")).doesNotExist();
        }
    }

    @Test
    void anythingThatChangesAVectorChangesTheFingerprint() throws IOException {
        Path model = copy("bert");
        String before = fingerprint(model);
        Files.writeString(
                model.resolve("1_Pooling").resolve("config.json"), "{\"pooling_mode\": \"max\"}");
        assertThat(fingerprint(model)).isNotEqualTo(before);
    }

    @Test
    void aBrokenFolderIsRefusedInOneSentence() throws IOException {
        refused(
                m -> Files.delete(m.resolve("1_Pooling").resolve("config.json")),
                "1_Pooling",
                "config.json is missing");
        refused(m -> Files.delete(m.resolve("tokenizer.json")), "has no tokenizer.json");
        refused(m -> Files.delete(m.resolve("model.safetensors")), "no model.safetensors in");
        refused(
                m ->
                        Files.writeString(
                                m.resolve("modules.json"),
                                "[{\"type\": \"x.Transformer\", \"path\": \"\"}]"),
                "does not begin with a Transformer and a Pooling");
        refused(m -> change(m, "config.json", "model_type", "mpnet"), "model_type is \"mpnet\"");
        refused(m -> change(m, "config.json", "hidden_act", "softish"), "hidden_act \"softish\"");
        refused(
                m -> change(m, "config.json", "intermediate_size", 48),
                "intermediate.dense.weight is [64, 32] where config.json asks for [48, 32]");
        refused(
                m -> change(m, "config.json", "num_hidden_layers", 3),
                "has no tensor encoder.layer.2");
        refused(
                m -> change(m, "config.json", "num_attention_heads", 5),
                "hidden size 32 cannot be shared by 5 heads");
        refused(
                m -> change(m, "1_Pooling/config.json", "pooling_mode", "attention"),
                "\"pooling_mode\" is \"attention\"");
        refused(
                m -> change(m, "1_Pooling/config.json", "embedding_dimension", 33),
                "pools vectors of 33 values");
        refused(
                m -> module(m, "sentence_transformers.models.Dense", "2_Dense"),
                "has a module Dense");
        refused(
                m -> module(m, "sentence_transformers.models.Normalize", "../../etc"),
                "names ../../etc, which is elsewhere");
        refused(
                m -> Files.write(m.resolve("model.safetensors"), new byte[100]),
                "model.safetensors");
    }

    private interface Breaking {
        void of(Path model) throws IOException;
    }

    private void refused(Breaking breaking, String... words) throws IOException {
        Path model = copy("bert");
        breaking.of(model);
        assertThatThrownBy(() -> Encoder.open(model, folder.resolve("graphs"), 1))
                .isInstanceOf(CheckpointException.class)
                .hasMessageContainingAll(words)
                .hasMessageNotContaining("\n");
    }

    private static void change(Path model, String file, String key, Object value)
            throws IOException {
        ObjectNode json =
                (ObjectNode) Json.read(Files.readString(model.resolve(file)), JsonNode.class);
        json.set(key, Json.tree(value));
        Files.writeString(model.resolve(file), Json.write(json));
    }

    private static void module(Path model, String type, String path) throws IOException {
        Path file = model.resolve("modules.json");
        ArrayNode modules = (ArrayNode) Json.read(Files.readString(file), JsonNode.class);
        modules.addObject().put("type", type).put("path", path);
        Files.writeString(file, Json.write(modules));
    }

    private String fingerprint(Path model) {
        try (Encoder encoder = Encoder.open(model, folder.resolve("graphs"), 1)) {
            return encoder.fingerprint();
        }
    }

    private static List<String> texts() throws IOException {
        List<String> texts = new ArrayList<>();
        expected().path("texts").forEach(t -> texts.add(t.asText()));
        return texts;
    }

    /// The model of a case, with its way of pooling.
    private Path variant(JsonNode one) throws IOException {
        Path model = copy(one.path("model").asText());
        Files.writeString(
                model.resolve("1_Pooling").resolve("config.json"), Json.write(one.path("pooling")));
        if (!one.path("normalize").asBoolean()) {
            Path file = model.resolve("modules.json");
            ArrayNode modules = (ArrayNode) Json.read(Files.readString(file), JsonNode.class);
            modules.remove(2);
            Files.writeString(file, Json.write(modules));
        }
        one.path("sentence")
                .properties()
                .forEach(
                        e -> {
                            try {
                                change(
                                        model,
                                        "sentence_bert_config.json",
                                        e.getKey(),
                                        e.getValue());
                            } catch (IOException x) {
                                throw new UncheckedIOException(x);
                            }
                        });
        return model;
    }

    private Path copy(String name) throws IOException {
        Path to = Files.createTempDirectory(folder, name);
        Path from = GOLDEN.resolve(name);
        try (Stream<Path> files = Files.walk(from)) {
            for (Path file : files.filter(Files::isRegularFile).toList()) {
                Path target = to.resolve(from.relativize(file).toString());
                Files.createDirectories(target.getParent());
                Files.copy(file, target);
            }
        }
        return to;
    }

    private static float[] floats(JsonNode list) {
        float[] values = new float[list.size()];
        for (int i = 0; i < values.length; i++) {
            values[i] = (float) list.get(i).asDouble();
        }
        return values;
    }
}
