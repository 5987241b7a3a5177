package org.hornbook.checkpoint;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.SortedMap;
import java.util.SortedSet;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.Stream;
import org.hornbook.store.Sha256;

/// An open model folder: config.json, `*.safetensors` and, where it has one, tokenizer.json; or a
/// GGUF file, with a tokenizer.json beside it where text is wanted. The weights are mapped, not
/// loaded; `close` lets go of them and of the tokenizer.
public final class Checkpoint implements AutoCloseable {
    private final Path folder;
    private final ModelConfig config;
    private final StoredWeights weights;
    private final ModelTensors tensors;
    private Tokenizer tokenizer;
    private String fingerprint;

    private Checkpoint(
            Path folder, ModelConfig config, StoredWeights weights, ModelTensors tensors) {
        this.folder = folder;
        this.config = config;
        this.weights = weights;
        this.tensors = tensors;
    }

    /// Opens `place`, a folder or a GGUF file, and looks whether every tensor is there in its right
    /// shape. A folder without config.json may hold one GGUF file. Throws `CheckpointException`, in
    /// one sentence, if not.
    public static Checkpoint open(Path place) {
        if (Files.isRegularFile(place) && isGguf(place)) {
            return openGguf(place);
        }
        if (!Files.isDirectory(place)) {
            throw new CheckpointException("there is no checkpoint folder " + place);
        }
        if (!Files.isRegularFile(place.resolve("config.json"))) {
            List<Path> gguf = ggufIn(place);
            if (gguf.size() == 1) {
                return openGguf(gguf.getFirst());
            }
        }
        JsonFields json = JsonFields.read(place.resolve("config.json"));
        Family family = Families.of(json);
        return open(place, family.read(json), family, Weights.open(place));
    }

    private static Checkpoint openGguf(Path place) {
        GgufFile file = GgufFile.open(place);
        GgufModel model;
        ModelConfig config;
        try {
            model = GgufModel.of(file);
            config = model.config();
        } catch (RuntimeException e) {
            file.close();
            throw e;
        }
        return open(place.toAbsolutePath().getParent(), config, model, file);
    }

    private static Checkpoint open(
            Path folder, ModelConfig config, TensorPlaces places, StoredWeights weights) {
        try {
            return new Checkpoint(
                    folder, config, weights, ModelTensors.of(folder, weights, places, config));
        } catch (RuntimeException e) {
            weights.close();
            throw e;
        }
    }

    private static boolean isGguf(Path file) {
        return file.getFileName().toString().toLowerCase(Locale.ROOT).endsWith(".gguf");
    }

    private static List<Path> ggufIn(Path folder) {
        try (Stream<Path> files = Files.list(folder)) {
            return files.filter(Checkpoint::isGguf).toList();
        } catch (IOException e) {
            throw new CheckpointException(folder + " cannot be read: " + e.getMessage(), e);
        }
    }

    /// Whether the config.json of `folder` is that of a model that can be run; false if there is
    /// none.
    public static boolean isIn(Path folder) {
        try {
            ModelConfig.read(folder.resolve("config.json"));
            return true;
        } catch (CheckpointException e) {
            return false;
        }
    }

    public Path folder() {
        return folder;
    }

    public ModelConfig config() {
        return config;
    }

    /// The weights under the names of `ModelParameters`.
    public Tensors tensors() {
        return tensors;
    }

    /// How many numbers the files hold, by the element type they are stored in, such as `F32`.
    public SortedMap<String, Long> elements() {
        SortedMap<String, Long> elements = new TreeMap<>();
        for (String name : weights.names()) {
            long size = new Parameter(name, weights.shape(name)).size();
            elements.merge(weights.storedAs(name), size, Long::sum);
        }
        return elements;
    }

    /// What whoever wrote the weights noted in them, such as `format` = `pt`.
    public Map<String, String> notes() {
        return weights.notes();
    }

    /// The folder's tokenizer, loaded on the first call and closed with this; empty if it has none.
    /// Throws `CheckpointException` if it has ids that the model has not.
    public synchronized Optional<Tokenizer> tokenizer() {
        if (tokenizer == null && hasTokenizer()) {
            int ids = TokenizerFacts.read(folder).vocabSize();
            if (ids > config.vocabSize()) {
                throw new CheckpointException(
                        folder
                                + ": tokenizer.json has ids up to "
                                + (ids - 1)
                                + " and the model rows for "
                                + config.vocabSize()
                                + ": the tokenizer is another model's");
            }
            tokenizer = Tokenizer.load(folder);
        }
        return Optional.ofNullable(tokenizer);
    }

    public boolean hasTokenizer() {
        return Files.isRegularFile(folder.resolve("tokenizer.json"));
    }

    /// The tokens after which a text is over: those of generation_config.json, of config.json and
    /// of the tokenizer together.
    public SortedSet<Integer> endTokens() {
        SortedSet<Integer> ends = new TreeSet<>();
        for (String file : List.of("config.json", "generation_config.json")) {
            JsonFields.ifThere(folder.resolve(file))
                    .map(json -> json.object().path("eos_token_id"))
                    .ifPresent(
                            eos -> {
                                if (eos.isInt()) {
                                    ends.add(eos.intValue());
                                }
                                eos.forEach(id -> ends.add(id.asInt()));
                            });
        }
        facts().ifPresent(facts -> facts.endOfText().ifPresent(ends::add));
        return ends;
    }

    /// How many ids mean something: the tokenizer's, at most the model's. The rest of the model's
    /// vocabulary is padding, of which no token may be chosen.
    public int usedVocabulary() {
        return facts().map(facts -> Math.min(facts.vocabSize(), config.vocabSize()))
                .orElse(config.vocabSize());
    }

    private Optional<TokenizerFacts> facts() {
        return hasTokenizer() ? Optional.of(TokenizerFacts.read(folder)) : Optional.empty();
    }

    /// SHA-256 over config.json, the weights and tokenizer.json: the same folder content gives the
    /// same text, wherever it lies. The first call reads all files, unless a graph of them is
    /// known.
    public synchronized String fingerprint() {
        if (fingerprint == null) {
            try {
                StringBuilder all = new StringBuilder();
                for (Path file : files()) {
                    all.append(Sha256.of(file)).append(' ').append(file.getFileName()).append('\n');
                }
                fingerprint = Sha256.of(all.toString());
            } catch (IOException e) {
                throw new UncheckedIOException(folder + " cannot be read: " + e.getMessage(), e);
            }
        }
        return fingerprint;
    }

    /// The files that the fingerprint is of.
    List<Path> files() throws IOException {
        List<Path> files = new ArrayList<>();
        if (weights instanceof Weights) {
            files.add(folder.resolve("config.json"));
        }
        files.addAll(weights.files());
        if (hasTokenizer()) {
            files.add(folder.resolve("tokenizer.json"));
        }
        return files;
    }

    /// Spares the reading of all files: they are those that had this fingerprint before.
    synchronized void knownAs(String known) {
        fingerprint = known;
    }

    @Override
    public synchronized void close() {
        weights.close();
        if (tokenizer != null) {
            tokenizer.close();
            tokenizer = null;
        }
    }
}
