package org.hornbook.train;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/// The folder in which a run keeps its plan and its newest states, each a model folder that
/// `Checkpoint` opens.
public record RunFolder(Path path) {
    private static final String FINISH = "finish";

    /// A state of the run on disk.
    ///
    /// @param step after which it was saved
    public record Saved(int step, Path folder) {}

    /// The folder below `runs` of the run called `name` whose job has this fingerprint.
    public static RunFolder of(Path runs, String name, String fingerprint) {
        return new RunFolder(runs.resolve(name + "-" + fingerprint.substring(0, 12)));
    }

    /// What the run was started with. Throws `IOException` if it never was.
    public RunPlan plan() throws IOException {
        return RunPlan.read(path);
    }

    /// The states that are kept, the newest last.
    public List<Saved> saved() throws IOException {
        if (!Files.isDirectory(path)) {
            return List.of();
        }
        try (Stream<Path> entries = Files.list(path)) {
            return entries.filter(p -> p.getFileName().toString().matches("step-\\d{6,}"))
                    .map(
                            p ->
                                    new Saved(
                                            Integer.parseInt(
                                                    p.getFileName().toString().substring(5)),
                                            p))
                    .sorted(Comparator.comparingInt(Saved::step))
                    .toList();
        }
    }

    public Optional<Saved> newest() throws IOException {
        List<Saved> all = saved();
        return all.isEmpty() ? Optional.empty() : Optional.of(all.getLast());
    }

    /// Asks whoever trains the run, now or when it goes on, to end after the step it is at: with a
    /// checkpoint of what it has learned, as if its last step had come. At least one step is made.
    public void finish() throws IOException {
        Files.createDirectories(path);
        Files.write(path.resolve(FINISH), new byte[0]);
    }

    boolean finishing() {
        return Files.exists(path.resolve(FINISH));
    }

    /// The wish to finish has been fulfilled, or is of an earlier life of the run.
    void forgetFinish() throws IOException {
        Files.deleteIfExists(path.resolve(FINISH));
    }

    Path state(int step) {
        return path.resolve("step-%06d".formatted(step));
    }

    /// Removes a state so that it is either there or not.
    static void delete(Path state) throws IOException {
        Path old = state.resolveSibling("old-" + System.nanoTime());
        Files.move(state, old);
        try (Stream<Path> entries = Files.walk(old)) {
            for (Path entry : entries.sorted(Comparator.reverseOrder()).toList()) {
                Files.delete(entry);
            }
        }
    }
}
