package org.hornbook.app;

import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import org.hornbook.checkpoint.CheckpointException;
import org.hornbook.checkpoint.ModelConfig;
import org.hornbook.store.Json;

/// Whether this program can run a model, told from its config.json and the names of its files
/// before the weights are there. The same reader decides that opens checkpoints.
///
/// @param family the `model_type` of its configuration; empty if it names none
/// @param parameters how many numbers it has; 0 if that cannot be told
/// @param why it cannot be run, in one sentence; empty if it can
public record ModelFit(String family, long parameters, String why) {
    public boolean runs() {
        return why.isEmpty();
    }

    /// @param config a config.json on disk; empty if the repository has none
    /// @param files the paths in the repository
    public static ModelFit of(Optional<Path> config, List<String> files) {
        if (files.stream().noneMatch(f -> f.matches("[^/]+\\.safetensors"))) {
            Optional<ModelFit> other = ready(files);
            if (other.isPresent()) {
                return other.get();
            }
        }
        if (config.isEmpty()) {
            return new ModelFit(
                    "", 0, "it has no config.json, so it is not a model of transformers");
        }
        String family = family(config.get());
        try {
            ModelConfig model = ModelConfig.read(config.get());
            return new ModelFit(family, model.parameters(), weights(files));
        } catch (CheckpointException e) {
            String why = e.getMessage().replace(config.get().toString(), "config.json");
            return new ModelFit(family, 0, why.replaceFirst("^config\\.json: ", ""));
        }
    }

    /// What is told by the names alone: packages with graphs of their own, and GGUF files.
    private static Optional<ModelFit> ready(List<String> files) {
        if (files.stream().anyMatch(f -> f.matches("(.*/)?genai_config\\.json"))) {
            return Optional.of(new ModelFit("ONNX", 0, ""));
        }
        return files.stream().anyMatch(f -> f.matches("(?i)[^/]+\\.gguf"))
                ? Optional.of(new ModelFit("GGUF", 0, ""))
                : Optional.empty();
    }

    private static String weights(List<String> files) {
        if (files.stream().noneMatch(f -> f.matches("[^/]+\\.safetensors"))) {
            return "its weights are not in safetensors files";
        }
        return files.contains("tokenizer.json") ? "" : "it has no tokenizer.json";
    }

    private static String family(Path config) {
        try {
            return Json.mapper().readTree(config.toFile()).path("model_type").asText("");
        } catch (java.io.IOException e) {
            return "";
        }
    }
}
