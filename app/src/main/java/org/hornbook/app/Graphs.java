package org.hornbook.app;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;

/// Where graphs written from checkpoints are kept: in the workspace if there is one, else in the
/// user's cache folder.
public final class Graphs {
    private Graphs() {}

    public static Path of(Path workspace) {
        return Files.isRegularFile(workspace.resolve("hornbook.db"))
                ? workspace.resolve("graphs")
                : shared();
    }

    private static Path shared() {
        String home = System.getenv().getOrDefault("XDG_CACHE_HOME", "");
        Path cache =
                home.isEmpty() ? Path.of(System.getProperty("user.home"), ".cache") : Path.of(home);
        try {
            return Files.createDirectories(cache.resolve("hornbook").resolve("graphs"));
        } catch (IOException e) {
            throw new UncheckedIOException("cannot create " + cache + ": " + e.getMessage(), e);
        }
    }
}
