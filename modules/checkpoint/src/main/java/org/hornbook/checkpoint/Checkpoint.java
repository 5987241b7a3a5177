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
import java.util.TreeSet;
import java.util.stream.Stream;
import org.hornbook.store.Sha256;

/// An open model folder: config.json, `*.safetensors` and, where it has one, tokenizer.json; or a
/// GGUF file, which brings its own tokenizer; or a package of ONNX Runtime GenAI, whose graph is
/// run as it is. The weights are mapped, not loaded; `close` lets go of them and of the tokenizer.
public final class Checkpoint implements AutoCloseable {
    private static final int PACKAGES_DEEP = 4; // folders below that of a repository

    private final Path folder;
    private final ModelShape shape;
    private final StoredWeights weights;
    private final Wording wording;
    private final Optional<Inside> inside;
    private final Optional<ReadyGraph> ready;
    private TokenizerFile words;
    private Tokenizer tokenizer;
    private String fingerprint;

    /// What is known of a model whose graph is still to be written.
    private record Inside(ModelConfig config, ModelTensors tensors) {}

    private Checkpoint(
            Path folder,
            ModelShape shape,
            StoredWeights weights,
            Wording wording,
            Optional<Inside> inside,
            Optional<ReadyGraph> ready) {
        this.folder = folder;
        this.shape = shape;
        this.weights = weights;
        this.wording = wording;
        this.inside = inside;
        this.ready = ready;
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
        if (GenaiConfig.isIn(place)) {
            return openPackage(place);
        }
        if (!Files.isRegularFile(place.resolve("config.json"))) {
            List<Path> gguf = ggufIn(place);
            if (gguf.size() == 1) {
                return openGguf(gguf.getFirst());
            }
        }
        JsonFields json = JsonFields.read(place.resolve("config.json"));
        Family family = Families.of(json);
        Wording wording = new FolderWording(place, new TreeSet<>());
        return open(place, family.read(json), family, Weights.open(place), wording);
    }

    private static Checkpoint openPackage(Path place) {
        GenaiConfig config = GenaiConfig.read(place);
        try (OnnxFile file = OnnxFile.open(config.graph())) {
            ReadyGraph graph = PackageGraph.check(config, file);
            PackageWeights weights = PackageWeights.of(file, config.file());
            return new Checkpoint(
                    place,
                    config.shape(weights.parameters(), graph.context()),
                    weights,
                    new FolderWording(place, config.ends()),
                    Optional.empty(),
                    Optional.of(graph));
        }
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
        Path folder = place.toAbsolutePath().getParent();
        return open(folder, config, model, file, new GgufWording(file));
    }

    private static Checkpoint open(
            Path folder,
            ModelConfig config,
            TensorPlaces places,
            StoredWeights weights,
            Wording wording) {
        try {
            ModelTensors tensors = ModelTensors.of(folder, weights, places, config);
            return new Checkpoint(
                    folder,
                    ModelShape.of(config),
                    weights,
                    wording,
                    Optional.of(new Inside(config, tensors)),
                    Optional.empty());
        } catch (RuntimeException e) {
            weights.close();
            throw e;
        }
    }

    /// Whether `file` is named as a GGUF file is.
    public static boolean isGguf(Path file) {
        return file.getFileName().toString().toLowerCase(Locale.ROOT).endsWith(".gguf");
    }

    private static List<Path> ggufIn(Path folder) {
        try (Stream<Path> files = Files.list(folder)) {
            return files.filter(Checkpoint::isGguf).toList();
        } catch (IOException e) {
            throw new CheckpointException(folder + " cannot be read: " + e.getMessage(), e);
        }
    }

    /// Whether the config.json of `folder` is that of a model that can be run and looked into;
    /// false if there is none.
    public static boolean isIn(Path folder) {
        try {
            ModelConfig.read(folder.resolve("config.json"));
            return !GenaiConfig.isIn(folder);
        } catch (CheckpointException e) {
            return false;
        }
    }

    /// Whether `place` itself claims to be a model: a GGUF file, or a folder with a config.json or
    /// the genai_config.json of a package. It is not opened.
    public static boolean isOne(Path place) {
        return Files.isRegularFile(place)
                ? isGguf(place)
                : Files.isRegularFile(place.resolve("config.json")) || GenaiConfig.isIn(place);
    }

    /// Whether it also claims to have a tokenizer.
    public static boolean claimsText(Path place) {
        return isOne(place) && (Files.isRegularFile(place) || TokenizerFile.isIn(place));
    }

    /// What claims to be a model at `place`: that itself, if it is a GGUF file or a folder with a
    /// config.json or the genai_config.json of a package; else the packages below it, and the GGUF
    /// files in it. The files are not opened.
    public static List<Path> modelsIn(Path place) {
        if (Files.isRegularFile(place)) {
            return isGguf(place) ? List.of(place) : List.of();
        }
        if (!Files.isDirectory(place)) {
            return List.of();
        }
        List<Path> inside = GenaiConfig.isIn(place) ? List.of() : inside(place);
        boolean itself =
                GenaiConfig.isIn(place)
                        || Files.isRegularFile(place.resolve("config.json"))
                                && (inside.isEmpty() || hasWeights(place));
        return itself ? List.of(place) : inside;
    }

    private static boolean hasWeights(Path folder) {
        try (Stream<Path> files = Files.list(folder)) {
            return files.anyMatch(f -> f.toString().endsWith(".safetensors"));
        } catch (IOException e) {
            throw new CheckpointException(folder + " cannot be read: " + e.getMessage(), e);
        }
    }

    private static List<Path> inside(Path folder) {
        List<Path> all = new ArrayList<>();
        try (Stream<Path> below = Files.walk(folder, PACKAGES_DEEP)) {
            below.filter(f -> f.endsWith(GenaiConfig.NAME))
                    .map(Path::getParent)
                    .sorted()
                    .forEach(all::add);
        } catch (IOException | UncheckedIOException e) {
            throw new CheckpointException(folder + " cannot be read: " + e.getMessage(), e);
        }
        ggufIn(folder).stream().sorted().forEach(all::add);
        return all;
    }

    public Path folder() {
        return folder;
    }

    public ModelShape shape() {
        return shape;
    }

    /// The graph that it came with; empty where one has to be written.
    public Optional<ReadyGraph> ready() {
        return ready;
    }

    /// Throws `CheckpointException` if it is a package.
    public ModelConfig config() {
        return inside().config();
    }

    /// The weights under the names of `ModelParameters`. Throws `CheckpointException` if it is a
    /// package.
    public Tensors tensors() {
        return inside().tensors();
    }

    private Inside inside() {
        return inside.orElseThrow(
                () ->
                        new CheckpointException(
                                folder
                                        + " is a package with a graph of its own: it writes text,"
                                        + " and what is inside cannot be had"));
    }

    /// How many numbers the files hold, by the element type they are stored in, such as `F32`.
    public SortedMap<String, Long> elements() {
        return weights.elements();
    }

    /// What whoever wrote the weights noted in them, such as `format` = `pt`.
    public Map<String, String> notes() {
        return weights.notes();
    }

    /// Bytes of all files that the weights are in.
    public long storedBytes() {
        try {
            long bytes = 0;
            for (Path file : weights.files()) {
                bytes += Files.size(file);
            }
            return bytes;
        } catch (IOException e) {
            throw new UncheckedIOException(folder + " cannot be read: " + e.getMessage(), e);
        }
    }

    /// Its tokenizer, loaded on the first call and closed with this; empty if it has none. Throws
    /// `CheckpointException` if it has ids that the model has not.
    public synchronized Optional<Tokenizer> tokenizer() {
        if (tokenizer == null && hasTokenizer()) {
            int ids = words().facts().vocabSize();
            if (ids > shape.vocabSize()) {
                throw new CheckpointException(
                        folder
                                + ": tokenizer.json has ids up to "
                                + (ids - 1)
                                + " and the model rows for "
                                + shape.vocabSize()
                                + ": the tokenizer is another model's");
            }
            tokenizer = words().load();
        }
        return Optional.ofNullable(tokenizer);
    }

    /// Another one like it, which the caller closes. Throws `CheckpointException` if it has none.
    public Tokenizer freshTokenizer() {
        return words().load();
    }

    public boolean hasTokenizer() {
        return wording.hasTokenizer();
    }

    /// How conversations are put to it; empty where it was taught none. Throws
    /// `CheckpointException` if that cannot be read.
    public Optional<ConversationTemplate> template() {
        return wording.template();
    }

    /// The tokens after which a text is over: those of generation_config.json, of config.json and
    /// of the tokenizer together.
    public SortedSet<Integer> endTokens() {
        SortedSet<Integer> ends = wording.ends();
        facts().ifPresent(facts -> facts.endOfText().ifPresent(ends::add));
        return ends;
    }

    /// How many ids mean something: the tokenizer's, at most the model's. The rest of the model's
    /// vocabulary is padding, of which no token may be chosen.
    public int usedVocabulary() {
        return facts().map(facts -> Math.min(facts.vocabSize(), shape.vocabSize()))
                .orElse(shape.vocabSize());
    }

    private Optional<TokenizerFacts> facts() {
        return hasTokenizer() ? Optional.of(words().facts()) : Optional.empty();
    }

    /// Read once, however much is asked of it.
    private synchronized TokenizerFile words() {
        if (words == null) {
            words = wording.tokenizer();
        }
        return words;
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
        files.addAll(wording.files());
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
