package org.hornbook.app;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import org.hornbook.checkpoint.Checkpoint;
import org.hornbook.checkpoint.CheckpointException;
import org.hornbook.checkpoint.GraphProgress;
import org.hornbook.checkpoint.Precision;
import org.hornbook.checkpoint.Tokenizer;
import org.hornbook.infer.Generator;
import org.hornbook.infer.OnnxGenerator;
import org.hornbook.infer.TextGenerator;
import org.hornbook.infer.TurnGenerator;

/// A checkpoint ready to write text, with all that must be closed after it.
public final class OpenedModel implements AutoCloseable {
    private final String name;
    private final Checkpoint checkpoint;
    private final Generator generator;
    private final TextGenerator text;
    private final Optional<TurnGenerator> turns;
    private final String precision;

    private OpenedModel(
            String name,
            Checkpoint checkpoint,
            Generator generator,
            Tokenizer tokenizer,
            Precision precision) {
        this.name = name;
        this.precision =
                checkpoint.ready().isPresent()
                        ? packaged(checkpoint.elements())
                        : precision.toString();
        this.checkpoint = checkpoint;
        this.generator = generator;
        this.text = new TextGenerator(generator, tokenizer);
        this.turns = checkpoint.template().map(template -> new TurnGenerator(text, template));
    }

    /// Opens the checkpoint in `folder`, which may be a GGUF file; its graph is kept below
    /// `graphs`. Throws `CheckpointException` if it cannot be read or has no tokenizer.
    public static OpenedModel open(String name, Path folder, Path graphs, int threads) {
        return open(name, folder, graphs, threads, Precision.FP32, GraphProgress.SILENT);
    }

    /// As above, with the weights kept as `precision` says.
    public static OpenedModel open(
            String name,
            Path folder,
            Path graphs,
            int threads,
            Precision precision,
            GraphProgress progress) {
        Checkpoint checkpoint = Checkpoint.open(folder);
        try {
            Tokenizer tokenizer =
                    checkpoint
                            .tokenizer()
                            .orElseThrow(
                                    () ->
                                            new CheckpointException(
                                                    folder
                                                            + " has no tokenizer.json: text needs one; `logits` works without"));
            return new OpenedModel(
                    name,
                    checkpoint,
                    OnnxGenerator.open(checkpoint, graphs, threads, precision, progress),
                    tokenizer,
                    precision);
        } catch (RuntimeException e) {
            checkpoint.close();
            throw e;
        }
    }

    /// That of most of a package's weights.
    private static String packaged(Map<String, Long> elements) {
        return elements.entrySet().stream()
                .max(Map.Entry.comparingByValue())
                .map(e -> e.getKey().toLowerCase(Locale.ROOT).replaceFirst("^f(?=\\d)", "fp"))
                .orElse("");
    }

    /// About how many bytes the checkpoint in `folder` takes when it is open with its weights kept
    /// as `precision` says; reads no weights. Throws `CheckpointException` as `open` does.
    public static long bytes(Path folder, Precision precision) {
        try (Checkpoint checkpoint = Checkpoint.open(folder)) {
            return OnnxGenerator.bytes(checkpoint, precision);
        }
    }

    /// What tells the files in `folder` from others, later ones in the same place included.
    static String key(Path folder) throws IOException {
        StringBuilder key = new StringBuilder(folder.toAbsolutePath().normalize().toString());
        try (Stream<Path> files =
                Files.isDirectory(folder) ? Files.list(folder) : Stream.of(folder)) {
            for (Path file : files.filter(Files::isRegularFile).sorted().toList()) {
                key.append('\n').append(file.getFileName());
                key.append(' ').append(Files.size(file));
                key.append(' ').append(Files.getLastModifiedTime(file));
            }
        }
        return key.toString();
    }

    public String name() {
        return name;
    }

    /// The hash of config and weights.
    public String fingerprint() {
        return checkpoint.fingerprint();
    }

    /// How its weights are kept, in a word or two: `fp32`, `int4-32`.
    public String precision() {
        return precision;
    }

    public TextGenerator text() {
        return text;
    }

    /// By the model's own chat template; empty where it has none.
    public Optional<TurnGenerator> turns() {
        return turns;
    }

    @Override
    public void close() {
        generator.close();
        checkpoint.close();
    }
}
