package org.hornbook.app.kit;

import org.hornbook.app.desk.Desk;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;

/// Shows files in the system's file manager.
public final class Shown {
    private Shown() {}

    /// Opens the folder of `path`, or the path itself if it is a folder.
    public static void inFolder(Desk desk, Path path) {
        desk.background()
                .run(
                        () -> {
                            start(Files.isDirectory(path) ? path : path.getParent());
                            return path;
                        },
                        done -> {},
                        desk::tell);
    }

    private static void start(Path folder) throws IOException {
        String system = System.getProperty("os.name").toLowerCase(Locale.ROOT);
        String opener =
                system.contains("mac") ? "open" : system.contains("win") ? "explorer" : "xdg-open";
        new ProcessBuilder(List.of(opener, folder.toString()))
                .redirectErrorStream(true)
                .redirectOutput(ProcessBuilder.Redirect.DISCARD)
                .start();
    }
}
