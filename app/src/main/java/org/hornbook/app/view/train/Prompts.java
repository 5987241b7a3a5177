package org.hornbook.app.view.train;

import com.fasterxml.jackson.core.type.TypeReference;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.hornbook.evaluate.Benchmark;
import org.hornbook.evaluate.Task;
import org.hornbook.store.Json;
import org.hornbook.store.Sha256;

/// What runs are asked to continue: some held-out tasks of the sample data, and what a person
/// wrote, kept in the workspace. Waits for files.
final class Prompts {
    private static final int HELD_OUT = 8;

    private final Path own;
    private final Path benchmark;
    private List<Prompt> heldOut;

    /// @param task whose tests say whether the continuation is right; empty for a person's own
    record Prompt(String id, String text, Optional<Task> task) {
        static Prompt own(String text) {
            return new Prompt("own/" + Sha256.of(text).substring(0, 12), text, Optional.empty());
        }
    }

    /// @param benchmark a file of tasks, which need not be there
    Prompts(Path workspace, Path benchmark) {
        this.own = workspace.resolve("prompts.json");
        this.benchmark = benchmark;
    }

    /// A person's own first.
    synchronized List<Prompt> all() throws IOException {
        List<Prompt> all = new ArrayList<>(own().stream().map(Prompt::own).toList());
        if (heldOut == null) {
            heldOut = heldOut();
        }
        all.addAll(heldOut);
        return List.copyOf(all);
    }

    /// Some tasks, from the whole length of the file.
    private List<Prompt> heldOut() throws IOException {
        if (!Files.isRegularFile(benchmark)) {
            return List.of();
        }
        List<Task> tasks = Benchmark.read(benchmark).tasks();
        List<Prompt> some = new ArrayList<>();
        int count = Math.min(HELD_OUT, tasks.size());
        for (int i = 0; i < count; i++) {
            Task task = tasks.get((int) ((long) i * tasks.size() / count));
            some.add(new Prompt(task.taskId(), task.prompt(), Optional.of(task)));
        }
        return List.copyOf(some);
    }

    synchronized void add(String text) throws IOException {
        List<String> all = new ArrayList<>(own());
        all.remove(text);
        all.addFirst(text);
        write(all);
    }

    synchronized void remove(String text) throws IOException {
        List<String> all = new ArrayList<>(own());
        all.remove(text);
        write(all);
    }

    private List<String> own() throws IOException {
        return Files.isRegularFile(own)
                ? Json.mapper().readValue(own.toFile(), new TypeReference<List<String>>() {})
                : List.of();
    }

    private void write(List<String> all) throws IOException {
        Path part = own.resolveSibling(own.getFileName() + ".part");
        Files.writeString(part, Json.write(all));
        Files.move(part, own, StandardCopyOption.REPLACE_EXISTING, StandardCopyOption.ATOMIC_MOVE);
    }
}
