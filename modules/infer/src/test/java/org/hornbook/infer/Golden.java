package org.hornbook.infer;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.stream.Stream;
import org.hornbook.store.Json;

/// What transformers computed for one of the checkpoints in datasets/golden/phi.
record Golden(int[] input_ids, float[][] logits, int[] greedy, float[] pooled) {
    static final Path FOLDER = Path.of(System.getProperty("hornbook.datasets"), "golden", "phi");

    static Stream<String> checkpoints() {
        return Stream.of(
                "half-rotary-f32",
                "two-fifths-rotary-bf16",
                "sharded-f32",
                "first-files-f16",
                "tied-qknorm-f32");
    }

    static Golden of(String name) {
        try {
            String json = Files.readString(FOLDER.resolve(name).resolve("expected.json"));
            return Json.read(json, Golden.class);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
