package org.hornbook.infer.calibrate;

import java.io.IOException;
import java.lang.foreign.Arena;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.hornbook.store.Json;

/// What a checkpoint says of texts when nothing in it is rounded, kept small: what its last layer
/// gives, from which the head makes logits.
record Reference(List<int[]> texts, Rows last) {
    private static final String TOKENS = "held.json";
    private static final String VALUES = "held.bin";

    static Reference of(List<int[]> texts, Rows last) {
        return new Reference(texts, last);
    }

    void write(Path folder) throws IOException {
        new Streams(last, last.part(0, 0)).write(folder.resolve(VALUES));
        Files.writeString(folder.resolve(TOKENS), Json.write(texts) + "\n");
    }

    /// What was written into `folder`, for as long as `arena` lives.
    static Reference read(Path folder, int hidden, Arena arena) throws IOException {
        List<int[]> texts =
                List.of(
                        Json.mapper()
                                .readValue(
                                        Files.readString(folder.resolve(TOKENS)), int[][].class));
        Rows last = Rows.of(arena, texts.stream().mapToInt(t -> t.length).sum(), hidden);
        new Streams(last, last.part(0, 0)).read(folder.resolve(VALUES));
        return new Reference(texts, last);
    }
}
