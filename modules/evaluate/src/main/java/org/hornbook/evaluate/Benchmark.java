package org.hornbook.evaluate;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.zip.GZIPInputStream;
import org.hornbook.store.Json;
import org.hornbook.store.Sha256;

/// A list of tasks, read from a file in HumanEval's form or in MBPP's: JSON Lines, plain or `.gz`.
///
/// @param fingerprint the SHA-256 of the file
public record Benchmark(String name, List<Task> tasks, String fingerprint) {
    /// Where the body of a function has ended, and something else begins.
    public static final List<String> AFTER_A_BODY =
            List.of("\nclass ", "\ndef ", "\n#", "\nif ", "\nprint(", "\n@");

    private static final List<String> AFTER_A_FUNCTION =
            List.of("\nclass ", "\nassert", "\n\"\"\"", "\nprint(", "\nif ", "\n```");

    public Benchmark {
        tasks = List.copyOf(tasks);
    }

    /// Where an answer has ended, and something else begins: after the body of a function whose
    /// head the prompt gives, or after a whole function.
    public List<String> stops() {
        return tasks.getFirst().prompt().startsWith("\"\"\"") ? AFTER_A_FUNCTION : AFTER_A_BODY;
    }

    /// Throws `IllegalArgumentException` naming file and line if a row is not a task, or the file
    /// holds none.
    public static Benchmark read(Path file) throws IOException {
        List<Task> tasks = new ArrayList<>();
        Set<String> ids = new HashSet<>();
        int number = 0;
        try (BufferedReader lines = open(file)) {
            for (String line; (line = lines.readLine()) != null; ) {
                number++;
                if (line.isBlank()) {
                    continue;
                }
                Task task = task(line, file, number);
                if (!ids.add(task.taskId())) {
                    throw new IllegalArgumentException(
                            "task "
                                    + task.taskId()
                                    + " occurs twice ["
                                    + file.getFileName()
                                    + ":"
                                    + number
                                    + "]");
                }
                tasks.add(task);
            }
        }
        if (tasks.isEmpty()) {
            throw new IllegalArgumentException(
                    "no task in " + file + ": expected JSON Lines in HumanEval's or MBPP's form");
        }
        String name = file.getFileName().toString().replaceAll("\\.jsonl(\\.gz)?$", "");
        return new Benchmark(name, tasks, Sha256.of(file));
    }

    private static Task task(String line, Path file, int number) {
        try {
            return Mbpp.is(line) ? Mbpp.task(line) : Json.read(line, Task.class);
        } catch (IllegalArgumentException e) {
            throw new IllegalArgumentException(
                    "not a task: "
                            + rootMessage(e)
                            + " ["
                            + file.getFileName()
                            + ":"
                            + number
                            + "]",
                    e);
        }
    }

    private static String rootMessage(Throwable e) {
        Throwable root = e;
        while (root.getCause() != null) {
            root = root.getCause();
        }
        return root.getMessage().lines().findFirst().orElse("");
    }

    private static BufferedReader open(Path file) throws IOException {
        InputStream in = Files.newInputStream(file);
        if (file.toString().endsWith(".gz")) {
            in = new GZIPInputStream(in);
        }
        return new BufferedReader(new InputStreamReader(in, StandardCharsets.UTF_8));
    }
}
