import java.io.File;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;

/// Runs other programs. What they print goes to a log, which is named when one fails.
record Shell(Path log, Map<String, String> environment) {
    private static final int PATIENCE_MINUTES = 10;

    static Shell in(Path folder) throws IOException {
        Files.createDirectories(folder);
        Path log = folder.resolve("build.log");
        Files.deleteIfExists(log);
        return new Shell(log, Map.of());
    }

    Shell with(Map<String, String> more) {
        return new Shell(log, more);
    }

    void run(List<String> command) throws IOException, InterruptedException {
        Files.writeString(
                log,
                "\n$ " + String.join(" ", command) + "\n",
                java.nio.file.StandardOpenOption.CREATE,
                java.nio.file.StandardOpenOption.APPEND);
        ProcessBuilder builder =
                new ProcessBuilder(command)
                        .redirectErrorStream(true)
                        .redirectOutput(ProcessBuilder.Redirect.appendTo(log.toFile()));
        builder.environment().putAll(environment);
        Process process = builder.start();
        if (!process.waitFor(PATIENCE_MINUTES, TimeUnit.MINUTES)) {
            process.destroyForcibly();
            throw new Trouble(
                    command.getFirst()
                            + " did not end within "
                            + PATIENCE_MINUTES
                            + " minutes; what it said is in "
                            + log);
        }
        int status = process.exitValue();
        if (status != 0) {
            throw new Trouble(
                    command.getFirst() + " ended with " + status + "; what it said is in " + log);
        }
    }

    /// Whether a program of that name is on the path.
    static boolean has(String program) {
        return Arrays.stream(System.getenv("PATH").split(File.pathSeparator))
                .anyMatch(folder -> Files.isExecutable(Path.of(folder, program)));
    }

    /// Says in one sentence which program is missing, and what for.
    static void need(String program, String what) {
        if (!has(program)) {
            throw new Trouble("needs " + program + " " + what);
        }
    }
}
