package org.hornbook.app;

import com.fasterxml.jackson.core.type.TypeReference;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.TreeMap;
import org.hornbook.checkpoint.Precision;
import org.hornbook.store.Json;

/// In which precision each model of a workspace is opened to chat, where a person chose another
/// than fp32: its plain file `precisions.json`. Waits for files.
public final class Precisions {
    private final Path file;

    public Precisions(Path workspace) {
        this.file = workspace.resolve("precisions.json");
    }

    /// That of the model of that name; fp32 where none was chosen.
    public Precision of(String model) {
        return Precision.of(Precision.Kind.of(all().getOrDefault(model, "fp32")));
    }

    /// As above, of the model in `folder` whose graphs are kept below `graphs`: int4 is then the
    /// best there is of it, calibrated where it is.
    public Precision of(String model, Path folder, Path graphs) {
        Precision chosen = of(model);
        return chosen.layers() == Precision.Kind.INT4
                ? ModelPrecision.int4(folder, graphs)
                : chosen;
    }

    /// Chooses one of fp32, int8 and int4.
    public void choose(String model, Precision.Kind kind) {
        Map<String, String> all = new TreeMap<>(all());
        all.put(model, kind.name().toLowerCase(java.util.Locale.ROOT));
        PlainFile.write(file, all);
    }

    private Map<String, String> all() {
        if (!Files.isRegularFile(file)) {
            return Map.of();
        }
        try {
            return Json.mapper()
                    .readValue(file.toFile(), new TypeReference<Map<String, String>>() {});
        } catch (IOException e) {
            throw new UncheckedIOException(file + " cannot be read: " + e.getMessage(), e);
        }
    }
}
