package org.hornbook.app.window;

import java.io.IOException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import org.hornbook.app.desk.Settings;

/// Gives the window the memory a person has chosen. A running JVM cannot be given more, so a choice
/// that differs from what the launcher gives starts the program once more, and stands behind it.
final class Heap {
    private static final String AGAIN = "HORNBOOK_STARTED_AGAIN";
    private static final double NEAR = 0.1;
    private static final long MEGABYTE = 1 << 20;

    private Heap() {}

    /// The exit status of the second start, if one was needed and possible.
    static Optional<Integer> startedAgain(Settings settings) {
        long now = Runtime.getRuntime().maxMemory() / MEGABYTE;
        if (System.getenv(AGAIN) != null
                || System.getenv("HORNBOOK_MEMORY") != null
                || settings.memoryMegabytes() == Settings.USUAL.memoryMegabytes()
                || near(now, settings.memoryMegabytes())) {
            return Optional.empty();
        }
        ProcessHandle.Info info = ProcessHandle.current().info();
        if (info.command().isEmpty() || info.arguments().isEmpty()) {
            return Optional.empty();
        }
        List<String> command = new ArrayList<>(List.of(info.command().get()));
        command.addAll(Arrays.asList(info.arguments().get()));
        ProcessBuilder again = new ProcessBuilder(command).inheritIO();
        again.environment().put(AGAIN, "1");
        again.environment().put("_JAVA_OPTIONS", "-Xmx" + settings.memoryMegabytes() + "m");
        try {
            return Optional.of(again.start().waitFor());
        } catch (IOException e) {
            return Optional.empty();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return Optional.empty();
        }
    }

    static boolean near(long now, long chosen) {
        return Math.abs(now - chosen) <= NEAR * chosen;
    }
}
