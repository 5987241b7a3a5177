package org.hornbook.bench;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;

/// How long the packaged program takes from the start of its process to its first window, and to
/// the home view filled; and how much memory it holds then, and after every view was visited.
///
/// The program itself says when (`hornbook.started`): with the second frame that begins after the
/// window is on the screen, so that the first is drawn. Cold means that the system's file cache was
/// emptied before, which only root may do.
final class StartBench {
    private static final int RUNS = 9;
    private static final int VIEWS = 8;
    private static final long IDLE_SECONDS = 30;
    private static final Path CACHES = Path.of("/proc/sys/vm/drop_caches");

    private final Path folder;
    private final Path launcher;
    private final Path workspace;

    StartBench(Path folder) {
        this.folder = folder;
        this.launcher =
                Path.of(System.getProperty("image", "packaging/target/image/hornbook"))
                        .resolve("bin/hornbook")
                        .toAbsolutePath();
        this.workspace = Path.of(System.getProperty("workspace", "")).toAbsolutePath();
    }

    void run() throws Exception {
        Files.createDirectories(folder);
        if (!Files.isExecutable(launcher)) {
            throw new IllegalArgumentException(
                    launcher + " is not there: run packaging/build, or name another with -Dimage=");
        }
        try (VirtualDisplay display = VirtualDisplay.open();
                Stream<Path> entries = Files.list(workspace)) {
            Path mark =
                    entries.filter(e -> e.toString().endsWith(".hornbook"))
                            .findFirst()
                            .orElseThrow(
                                    () ->
                                            new IllegalArgumentException(
                                                    "no workspace in "
                                                            + workspace
                                                            + ": make one with `hornbook demo` and"
                                                            + " name it with -Dworkspace="));
            System.out.printf("start of %s on %s%n", launcher, mark);
            if (Files.isWritable(CACHES)) {
                starts("cold", display, mark, true);
            } else {
                System.out.println("cold: only root can empty the file cache, so it is left out");
            }
            starts("warm", display, mark, false);
            memory(display, mark);
        }
    }

    private void starts(String name, VirtualDisplay display, Path mark, boolean cold)
            throws Exception {
        List<Long> windows = new ArrayList<>();
        List<Long> homes = new ArrayList<>();
        for (int run = 0; run < RUNS; run++) {
            if (cold) {
                new ProcessBuilder("sync").start().waitFor();
                Files.writeString(CACHES, "3");
            }
            try (Started program = start(display, mark)) {
                homes.add(program.until("home"));
                windows.add(program.until("window"));
            }
        }
        System.out.printf(
                "%s: first window %s, home view filled %s; %d runs%n",
                name, seconds(windows), seconds(homes), RUNS);
    }

    private static String seconds(List<Long> millis) {
        List<Long> sorted = millis.stream().sorted().toList();
        return String.format(
                Locale.ROOT,
                "%.2f s (least %.2f)",
                sorted.get(sorted.size() / 2) / 1000.0,
                sorted.getFirst() / 1000.0);
    }

    private void memory(VirtualDisplay display, Path mark) throws Exception {
        try (Started program = start(display, mark)) {
            program.until("home");
            TimeUnit.SECONDS.sleep(IDLE_SECONDS);
            long open = program.residentMegabytes();
            long highest = open;
            display.focus("Hornbook");
            for (int view = 1; view <= VIEWS; view++) {
                display.press("ctrl+" + view);
                for (int look = 0; look < 20; look++) {
                    TimeUnit.MILLISECONDS.sleep(150);
                    highest = Math.max(highest, program.residentMegabytes());
                }
            }
            display.press("ctrl+1");
            TimeUnit.SECONDS.sleep(IDLE_SECONDS);
            System.out.printf(
                    "memory (RSS): %d MB %d s after opening, %d MB at most in a walk through all"
                            + " views, %d MB %d s after it%n%n",
                    open, IDLE_SECONDS, highest, program.residentMegabytes(), IDLE_SECONDS);
        }
    }

    private Started start(VirtualDisplay display, Path mark) throws IOException {
        Path told = Files.createTempFile(folder, "started", ".txt");
        ProcessBuilder builder = new ProcessBuilder(launcher.toString(), mark.toString());
        builder.environment()
                .put(
                        "JAVA_TOOL_OPTIONS",
                        "-Dhornbook.started=" + told + " -Dhornbook.config=" + folder);
        builder.environment().put("DISPLAY", display.name());
        builder.redirectErrorStream(true).redirectOutput(folder.resolve("hornbook.log").toFile());
        long begun = System.currentTimeMillis();
        return new Started(builder.start(), told, begun);
    }

    /// A running program and what it has said of itself.
    private record Started(Process process, Path told, long begun) implements AutoCloseable {
        private static final int PATIENCE = 1_200;

        /// Milliseconds from the start of the process.
        long until(String name) throws Exception {
            for (int look = 0; look < PATIENCE; look++) {
                for (String line : Files.readAllLines(told)) {
                    if (line.startsWith(name + " ")) {
                        return Long.parseLong(line.substring(name.length() + 1)) - begun;
                    }
                }
                TimeUnit.MILLISECONDS.sleep(50);
            }
            throw new IllegalStateException("the program did not say `" + name + "` in a minute");
        }

        long residentMegabytes() throws IOException {
            for (String line : Files.readAllLines(Path.of("/proc/" + process.pid() + "/status"))) {
                if (line.startsWith("VmRSS:")) {
                    return Long.parseLong(line.replaceAll("\\D", "")) / 1024;
                }
            }
            throw new IllegalStateException("the program has ended");
        }

        @Override
        public void close() throws InterruptedException {
            process.destroy();
            process.waitFor();
        }
    }
}
