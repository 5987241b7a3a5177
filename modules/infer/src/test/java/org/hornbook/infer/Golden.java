package org.hornbook.infer;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.stream.Stream;
import org.hornbook.store.Json;

/// What transformers computed for one of the checkpoints in datasets/golden/phi.
record Golden(int[] input_ids, float[][] logits, int[] greedy, float[] pooled) {
    private static final Path ALL = Path.of(System.getProperty("hornbook.datasets"), "golden");
    static final Path FOLDER = ALL.resolve("phi");
    static final Path DECODERS = ALL.resolve("decoders");

    static Stream<String> checkpoints() {
        return Stream.of(
                "half-rotary-f32",
                "two-fifths-rotary-bf16",
                "sharded-f32",
                "first-files-f16",
                "tied-qknorm-f32");
    }

    /// The names in datasets/golden/decoders, which has all architectures.
    static Stream<String> decoders() {
        try (Stream<Path> folders = Files.list(DECODERS)) {
            return folders
                    .filter(Files::isDirectory)
                    .map(folder -> folder.getFileName().toString())
                    .sorted()
                    .toList()
                    .stream();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    static Golden of(String name) {
        return in(FOLDER.resolve(name));
    }

    static Golden in(Path folder) {
        try {
            String json = Files.readString(folder.resolve("expected.json"));
            return Json.read(json, Golden.class);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
