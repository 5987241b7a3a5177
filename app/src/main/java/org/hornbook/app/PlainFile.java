package org.hornbook.app;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import org.hornbook.store.Json;

/// Writes the small JSON files of a workspace, each whole or not at all.
public final class PlainFile {
    private PlainFile() {}

    /// Throws `UncheckedIOException` if that is not possible; what was there is then still there.
    public static void write(Path file, Object value) {
        try {
            Path part = file.resolveSibling(file.getFileName() + ".part");
            Files.writeString(part, Json.write(value));
            Files.move(
                    part,
                    file,
                    StandardCopyOption.REPLACE_EXISTING,
                    StandardCopyOption.ATOMIC_MOVE);
        } catch (IOException e) {
            throw new UncheckedIOException(file + " cannot be written: " + e.getMessage(), e);
        }
    }
}
