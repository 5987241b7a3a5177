package org.hornbook.checkpoint;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.hornbook.store.Sha256;

/// An encoder in the layout of sentence-transformers: modules.json names a transformer, how its
/// token vectors are pooled and whether the result is brought to unit length. The transformer is a
/// model of the BERT family in safetensors, or any model as `onnx/model.onnx`.
///
/// @param maxTokens what of a text is read at most, the tokens before and behind it included
/// @param lowerCase whether a text is put in lower case before it is cut into tokens
/// @param prompt what is put before every text; mostly empty
/// @param hidden length of a token's vector
/// @param transformer the folder with config.json and the weights
/// @param onnx the graph that came with the folder, where there are no safetensors
public record SentenceModel(
        Path folder,
        int maxTokens,
        boolean lowerCase,
        String prompt,
        List<Pooling> pooling,
        boolean unitLength,
        int hidden,
        Path transformer,
        Optional<Path> onnx) {
    private static final String MODULES = "modules.json";
    private static final String WEIGHTS = "model.safetensors";

    /// Whether `folder` claims to be one.
    public static boolean isIn(Path folder) {
        return Files.isRegularFile(folder.resolve(MODULES));
    }

    /// Reads the folder's descriptions and looks whether every tensor is there in its right shape.
    /// Throws `CheckpointException`, in one sentence, if it cannot be used.
    public static SentenceModel open(Path folder) {
        if (!isIn(folder)) {
            throw new CheckpointException(
                    folder + " has no modules.json and is no encoder of sentence-transformers");
        }
        List<Module> modules = modules(folder);
        if (modules.size() < 2
                || !modules.get(0).kind().equals("Transformer")
                || !modules.get(1).kind().equals("Pooling")) {
            throw new CheckpointException(
                    folder.resolve(MODULES)
                            + " does not begin with a Transformer and a Pooling: "
                            + modules.stream().map(Module::kind).toList());
        }
        for (Module module : modules.subList(2, modules.size())) {
            if (!module.kind().equals("Normalize")) {
                throw new CheckpointException(
                        folder.resolve(MODULES)
                                + " has a module "
                                + module.kind()
                                + ": only Transformer, Pooling and Normalize can be run");
            }
            inside(folder, module);
        }
        return read(
                folder,
                inside(folder, modules.get(0)),
                inside(folder, modules.get(1)),
                modules.size() > 2);
    }

    private static SentenceModel read(
            Path folder, Path transformer, Path poolingFolder, boolean unitLength) {
        JsonFields pooling = JsonFields.read(poolingFolder.resolve("config.json"));
        JsonFields config = JsonFields.read(transformer.resolve("config.json"));
        if (!Files.isRegularFile(transformer.resolve("tokenizer.json"))) {
            throw new CheckpointException(
                    transformer + " has no tokenizer.json: save it with a fast tokenizer");
        }
        Optional<Path> onnx = onnx(folder, transformer);
        int hidden;
        int positions;
        if (onnx.isEmpty()) {
            BertConfig bert = BertConfig.read(transformer.resolve("config.json"));
            hidden = bert.hiddenSize();
            positions = bert.maxPositions();
            try (Weights weights = Weights.open(transformer)) {
                new BertTensors(transformer, weights, bert);
            }
        } else {
            hidden =
                    config.findInt("hidden_size")
                            .or(() -> config.findInt("dim"))
                            .orElseThrow(() -> config.missing("hidden_size"));
            positions = config.findInt("max_position_embeddings").orElse(Integer.MAX_VALUE);
        }
        int said =
                pooling.findInt("embedding_dimension")
                        .or(() -> pooling.findInt("word_embedding_dimension"))
                        .orElse(hidden);
        if (said != hidden) {
            throw new CheckpointException(
                    pooling.file()
                            + " pools vectors of "
                            + said
                            + " values, and the transformer gives "
                            + hidden);
        }
        String prompt = prompt(folder);
        if (!prompt.isEmpty() && !pooling.flag("include_prompt", true)) {
            throw pooling.wrong("include_prompt", "true, which is the only way that is supported");
        }
        Optional<JsonFields> sentence =
                JsonFields.ifThere(transformer.resolve("sentence_bert_config.json"));
        int tokens = Math.min(positions, maxTokens(transformer, sentence));
        if (tokens < 3 || tokens == Integer.MAX_VALUE) {
            throw new CheckpointException(
                    folder
                            + " does not say how many tokens a text may have: set \"max_seq_length\""
                            + " in sentence_bert_config.json");
        }
        return new SentenceModel(
                folder,
                tokens,
                sentence.map(s -> s.flag("do_lower_case", false)).orElse(false),
                prompt,
                Pooling.read(pooling),
                unitLength,
                hidden,
                transformer,
                onnx);
    }

    private static int maxTokens(Path transformer, Optional<JsonFields> sentence) {
        return sentence.flatMap(s -> s.findInt("max_seq_length"))
                .orElseGet(
                        () ->
                                JsonFields.ifThere(transformer.resolve("tokenizer_config.json"))
                                        .flatMap(t -> t.findDouble("model_max_length"))
                                        .map(n -> (int) Math.min(n, Integer.MAX_VALUE))
                                        .orElse(Integer.MAX_VALUE));
    }

    /// The prompt that is used where none is named.
    private static String prompt(Path folder) {
        return JsonFields.ifThere(folder.resolve("config_sentence_transformers.json"))
                .flatMap(
                        json ->
                                json.findText("default_prompt_name")
                                        .map(n -> json.object().path("prompts").path(n).asText("")))
                .orElse("");
    }

    private static Optional<Path> onnx(Path folder, Path transformer) {
        if (Files.isRegularFile(transformer.resolve(WEIGHTS))
                || Files.isRegularFile(transformer.resolve(WEIGHTS + ".index.json"))) {
            return Optional.empty();
        }
        for (Path graph :
                List.of(
                        transformer.resolve("onnx").resolve("model.onnx"),
                        folder.resolve("onnx").resolve("model.onnx"),
                        transformer.resolve("model.onnx"))) {
            if (Files.isRegularFile(graph)) {
                return Optional.of(graph);
            }
        }
        return Optional.empty();
    }

    /// @param kind the last word of its Python class
    private record Module(String kind, String path) {}

    private static List<Module> modules(Path folder) {
        List<Module> modules = new ArrayList<>();
        for (JsonNode module : JsonFields.readArray(folder.resolve(MODULES))) {
            String type = module.path("type").asText();
            modules.add(
                    new Module(
                            type.substring(type.lastIndexOf('.') + 1),
                            module.path("path").asText()));
        }
        return modules;
    }

    /// A module's folder must lie in the encoder's own.
    private static Path inside(Path folder, Module module) {
        Path inner = folder.resolve(module.path()).normalize();
        if (!inner.startsWith(folder.normalize())) {
            throw new CheckpointException(
                    folder.resolve(MODULES) + " names " + module.path() + ", which is elsewhere");
        }
        return inner;
    }

    /// Length of a text's vector.
    public int dimension() {
        return hidden * pooling.size();
    }

    /// The graph that gives the tokens' vectors: the folder's own, or one written from its
    /// safetensors below `cacheDir`, once. Inputs `input_ids` and `attention_mask`, int64 `(B, S)`;
    /// a graph of the folder's own may want `token_type_ids` too.
    public Path graph(Path cacheDir) {
        if (onnx.isPresent()) {
            return onnx.get();
        }
        BertConfig config = BertConfig.read(transformer.resolve("config.json"));
        try (Weights weights = Weights.open(transformer)) {
            return BertGraph.write(
                    config, new BertTensors(transformer, weights, config), fingerprint(), cacheDir);
        }
    }

    /// The tokenizer as this encoder uses it.
    public SentenceTokenizer tokenizer() {
        return SentenceTokenizer.load(transformer.resolve("tokenizer.json"), maxTokens, lowerCase);
    }

    /// SHA-256 over weights, tokenizer and all that changes a vector: the same folder content gives
    /// the same text, wherever it lies. Reads all files.
    public String fingerprint() {
        try {
            StringBuilder all = new StringBuilder();
            all.append(maxTokens).append(' ').append(lowerCase).append(' ').append(pooling);
            all.append(' ').append(unitLength).append(' ').append(prompt).append('\n');
            List<Path> files = new ArrayList<>();
            files.add(transformer.resolve("config.json"));
            files.add(transformer.resolve("tokenizer.json"));
            if (onnx.isPresent()) {
                files.add(onnx.get());
            } else {
                try (Weights weights = Weights.open(transformer)) {
                    files.addAll(weights.files());
                }
            }
            for (Path file : files) {
                all.append(Sha256.of(file)).append(' ').append(file.getFileName()).append('\n');
            }
            return Sha256.of(all.toString());
        } catch (IOException e) {
            throw new UncheckedIOException(folder + " cannot be read: " + e.getMessage(), e);
        }
    }
}
