package org.hornbook.app;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import org.hornbook.checkpoint.CheckpointException;
import org.hornbook.classify.Embedder;
import org.hornbook.infer.Encoder;
import org.hornbook.store.Sha256;

/// The encoders that a workspace knows: of its own checkpoints and of the models added from
/// elsewhere those that can turn a text into a vector, encoders of sentence-transformers and phi
/// models alike. One that was opened stays open until this is closed. Waits for files: not for the
/// FX thread.
public final class Encoders implements AutoCloseable {
    private final Path workspace;
    private final Map<String, Named> opened = new HashMap<>();
    private final Map<String, String> fingerprints = new HashMap<>();

    Encoders(Path workspace) {
        this.workspace = workspace;
    }

    /// @param name under which it is called in this workspace
    public record Known(String name, Path folder) {}

    /// Those of `workspace`, its own checkpoints first, in order of their names.
    public static List<Known> of(Path workspace) {
        List<Known> known = new ArrayList<>();
        Path checkpoints = workspace.resolve("checkpoints");
        if (Files.isDirectory(checkpoints)) {
            try (Stream<Path> entries = Files.list(checkpoints)) {
                entries.filter(p -> !p.getFileName().toString().startsWith("."))
                        .sorted()
                        .forEach(p -> known.add(new Known(p.getFileName().toString(), p)));
            } catch (IOException e) {
                throw new UncheckedIOException(
                        checkpoints + " cannot be read: " + e.getMessage(), e);
            }
        }
        new AddedModels(workspace).all().forEach(a -> known.add(new Known(a.name(), a.path())));
        return known.stream().filter(k -> Encoder.isIn(k.folder())).toList();
    }

    /// Those of this workspace.
    public List<Known> all() {
        return of(workspace);
    }

    /// The one with this fingerprint. Reads the files of each the first time.
    public Optional<Known> find(String fingerprint) {
        for (Known known : all()) {
            try {
                if (fingerprint(known.folder()).equals(fingerprint)) {
                    return Optional.of(known);
                }
            } catch (CheckpointException | UncheckedIOException e) {
                // One that cannot be read is not the one.
            }
        }
        return Optional.empty();
    }

    /// The fingerprint of the one of this name; empty if there is none. Reads its files the first
    /// time.
    public Optional<String> fingerprint(String name) {
        return all().stream()
                .filter(k -> k.name().equals(name))
                .findFirst()
                .map(k -> fingerprint(k.folder()));
    }

    private synchronized String fingerprint(Path folder) {
        return fingerprints.computeIfAbsent(state(folder), k -> Encoder.fingerprint(folder));
    }

    /// Opens it, or takes the one that is open. Throws `CheckpointException`, in one sentence, if
    /// it cannot be used.
    synchronized Embedder open(String name, Path folder) {
        return opened.computeIfAbsent(
                state(folder),
                k ->
                        new Named(
                                name,
                                Encoder.open(
                                        folder,
                                        workspace.resolve("graphs"),
                                        Runtime.getRuntime().availableProcessors())));
    }

    /// Changes when a file of the folder does.
    private static String state(Path folder) {
        try (Stream<Path> files = Files.walk(folder)) {
            StringBuilder state = new StringBuilder(folder.toAbsolutePath().normalize().toString());
            for (Path file : files.filter(Files::isRegularFile).sorted().toList()) {
                state.append('\n')
                        .append(folder.relativize(file))
                        .append(' ')
                        .append(Files.size(file))
                        .append(' ')
                        .append(Files.getLastModifiedTime(file).toMillis());
            }
            return Sha256.of(state.toString());
        } catch (IOException e) {
            throw new UncheckedIOException(folder + " cannot be read: " + e.getMessage(), e);
        }
    }

    /// An encoder as classify sees it.
    private record Named(String name, Encoder encoder) implements Embedder {
        @Override
        public String fingerprint() {
            return encoder.fingerprint();
        }

        @Override
        public int dimension() {
            return encoder.dimension();
        }

        @Override
        public float[] embed(String text) {
            return encoder.embed(text);
        }

        @Override
        public List<float[]> embedAll(List<String> texts) {
            return encoder.embedAll(texts);
        }
    }

    @Override
    public synchronized void close() {
        opened.values().forEach(named -> named.encoder().close());
        opened.clear();
    }
}
