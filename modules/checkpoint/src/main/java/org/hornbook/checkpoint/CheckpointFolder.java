package org.hornbook.checkpoint;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.hornbook.store.Json;

/// Writes a model folder that `Checkpoint` opens and transformers loads as it is.
///
/// - `tensors`: those of `PhiParameters.of(config)`, in any order.
/// - `tokenizerJson`: the text of a tokenizer.json; without one the folder holds ids' work only.
/// - `metadata`: notes for the header of model.safetensors.
/// - `more`: writes further files into the same folder before it appears (a trainer's state).
public record CheckpointFolder(
        PhiConfig config,
        List<NamedTensor> tensors,
        Optional<String> tokenizerJson,
        Map<String, String> metadata,
        More more) {
    public CheckpointFolder {
        tensors = List.copyOf(tensors);
        metadata = Map.copyOf(metadata);
    }

    public CheckpointFolder(PhiConfig config, List<NamedTensor> tensors, String tokenizerJson) {
        this(config, tensors, Optional.of(tokenizerJson), Map.of(), More.NOTHING);
    }

    /// Writes what else belongs into the folder.
    @FunctionalInterface
    public interface More {
        More NOTHING = folder -> {};

        void writeInto(Path folder) throws IOException;
    }

    /// The folder appears whole or not at all, and replaces one of that name. Throws
    /// `IllegalArgumentException` if a tensor is missing, unknown or of the wrong shape.
    public void write(Path folder) throws IOException {
        checkTensors();
        AtomicFolder.write(
                folder,
                fresh -> {
                    config.write(fresh.resolve("config.json"));
                    SafetensorsWriter.write(fresh.resolve("model.safetensors"), tensors, metadata);
                    json(fresh.resolve("generation_config.json"), generationConfig());
                    if (tokenizerJson.isPresent()) {
                        Files.writeString(fresh.resolve("tokenizer.json"), tokenizerJson.get());
                        json(
                                fresh.resolve("tokenizer_config.json"),
                                tokenizerConfig(tokenizerJson.get()));
                    }
                    more.writeInto(fresh);
                });
    }

    private void checkTensors() {
        Map<String, NamedTensor> given = new HashMap<>();
        tensors.forEach(tensor -> given.put(tensor.name(), tensor));
        for (Parameter parameter : PhiParameters.of(config)) {
            NamedTensor tensor = given.remove(parameter.name());
            if (tensor == null) {
                throw new IllegalArgumentException("tensor " + parameter + " was not given");
            }
            if (!Arrays.equals(tensor.shape(), parameter.shape())) {
                throw new IllegalArgumentException(
                        "tensor " + parameter + " was given as " + Arrays.toString(tensor.shape()));
            }
        }
        if (!given.isEmpty()) {
            throw new IllegalArgumentException("a phi model has no tensor " + given.keySet());
        }
    }

    private ObjectNode generationConfig() {
        ObjectNode json = Json.mapper().createObjectNode();
        json.put("_from_model_config", true);
        config.bos().ifPresent(id -> json.put("bos_token_id", id));
        config.eos().ifPresent(id -> json.put("eos_token_id", id));
        json.put("transformers_version", "4.57.0");
        return json;
    }

    private ObjectNode tokenizerConfig(String tokenizer) {
        JsonFields fields =
                JsonFields.of(
                        Path.of("tokenizer.json"), tokenizer.getBytes(StandardCharsets.UTF_8));
        ObjectNode json = Json.mapper().createObjectNode();
        json.put("clean_up_tokenization_spaces", false);
        json.put("model_max_length", config.maxPositions());
        json.put("tokenizer_class", "PreTrainedTokenizerFast");
        config.bos().ifPresent(id -> json.put("bos_token", TokenizerFacts.addedToken(fields, id)));
        config.eos().ifPresent(id -> json.put("eos_token", TokenizerFacts.addedToken(fields, id)));
        return json;
    }

    private static void json(Path file, ObjectNode json) throws IOException {
        Files.writeString(
                file,
                Json.mapper().writerWithDefaultPrettyPrinter().writeValueAsString(json) + "\n");
    }
}
