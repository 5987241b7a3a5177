package org.hornbook.app.window;

import org.hornbook.app.desk.SettingsFile;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.lang.management.ManagementFactory;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.OptionalInt;

/// The Java heap a person has set in the settings. A running JVM cannot be given more, so a process
/// that was started with another one starts the program again with that one, and waits for it. Not
/// through the environment, which the training and sandbox processes would inherit with their own
/// limits overruled.
final class Heap {
    /// Set in the second process, and in the environment by who wants something else.
    private static final String SET = "hornbook.memory";

    private static final String OVERRULED = "HORNBOOK_MEMORY";
    private static final String MAIN = "org.hornbook.app.cli.Main";

    private Heap() {}

    /// The exit status of the program started again; empty if this process has the heap that is
    /// wanted, or was not told how much to have.
    static OptionalInt restarted(SettingsFile files, String... arguments) {
        List<String> given = ManagementFactory.getRuntimeMXBean().getInputArguments();
        OptionalInt wanted = files.memoryMegabytes();
        if (wanted.isEmpty()
                || System.getProperty(SET) != null
                || System.getenv(OVERRULED) != null
                || given.stream().noneMatch(a -> a.startsWith("-Xmx"))
                || given.contains(flag(wanted.getAsInt()))) {
            return OptionalInt.empty();
        }
        try {
            Process process =
                    new ProcessBuilder(command(given, wanted.getAsInt(), arguments))
                            .inheritIO()
                            .start();
            return OptionalInt.of(process.waitFor());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return OptionalInt.of(1);
        }
    }

    static List<String> command(List<String> given, int megabytes, String... arguments) {
        List<String> command = new ArrayList<>();
        command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
        given.stream().filter(a -> !a.startsWith("-Xmx")).forEach(command::add);
        command.add(flag(megabytes));
        command.add("-D" + SET + "=" + megabytes);
        command.add("-cp");
        command.add(System.getProperty("java.class.path"));
        command.add(MAIN);
        command.addAll(List.of(arguments));
        return command;
    }

    /// As the launchers write it: whole gigabytes with a `g`.
    private static String flag(int megabytes) {
        return megabytes % 1024 == 0 ? "-Xmx" + megabytes / 1024 + "g" : "-Xmx" + megabytes + "m";
    }
}
