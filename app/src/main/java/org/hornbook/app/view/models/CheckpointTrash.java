package org.hornbook.app.view.models;

import com.fasterxml.jackson.databind.JsonNode;

import org.hornbook.store.Json;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.time.Instant;
import java.time.LocalDateTime;
import java.time.ZoneId;
import java.time.format.DateTimeFormatter;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;

/// Deleted checkpoints of a workspace, in `trash/checkpoints` of the same workspace: a folder as it
/// was, and beside it a small JSON file that says where it was. Each move is one rename, so that a
/// folder is always whole in one place or the other. Waits for files: not for the FX thread.
public final class CheckpointTrash {
    private static final DateTimeFormatter TIME = DateTimeFormatter.ofPattern("yyyyMMdd-HHmmss");

    private final Path workspace;
    private final Path trash;

    /// @param workspace its folder
    public CheckpointTrash(Path workspace) {
        this.workspace = workspace;
        this.trash = workspace.resolve("trash").resolve("checkpoints");
    }

    /// A checkpoint in the trash.
    ///
    /// @param entry the name of its folder there
    /// @param name what it was called
    /// @param from where it was, below the workspace
    public record Trashed(String entry, String name, String from, Instant when, long bytes) {}

    /// What is in the trash, the newest first.
    public List<Trashed> all() throws IOException {
        List<Trashed> all = new ArrayList<>();
        for (Path note : notes()) {
            read(note).ifPresent(all::add);
        }
        all.sort(Comparator.comparing(Trashed::when).reversed());
        return List.copyOf(all);
    }

    /// Moves a checkpoint folder of the workspace into the trash. Throws `IOException` if it cannot
    /// be moved; it is where it was then.
    public Trashed put(Path folder) throws IOException {
        Path from = workspace.toAbsolutePath().relativize(folder.toAbsolutePath());
        if (from.startsWith("..") || from.getNameCount() < 2) {
            throw new IllegalArgumentException(
                    folder + " is no checkpoint of the workspace " + workspace);
        }
        Files.createDirectories(trash);
        String name = folder.getFileName().toString();
        Instant when = Instant.now();
        String base =
                name + "-" + LocalDateTime.ofInstant(when, ZoneId.systemDefault()).format(TIME);
        String entry = base;
        for (int i = 2; Files.exists(trash.resolve(entry)) || Files.exists(note(entry)); i++) {
            entry = base + "-" + i;
        }
        Path part = trash.resolve(entry + ".part");
        Files.writeString(
                part,
                Json.write(
                        Map.of(
                                "name", name,
                                "from", from.toString().replace('\\', '/'),
                                "when", when.toString())));
        Files.move(part, note(entry), StandardCopyOption.ATOMIC_MOVE);
        try {
            Files.move(folder, trash.resolve(entry), StandardCopyOption.ATOMIC_MOVE);
        } catch (IOException e) {
            Files.deleteIfExists(note(entry));
            throw new IOException(name + " cannot be moved to the trash: " + e.getMessage(), e);
        }
        return read(note(entry)).orElseThrow();
    }

    /// Moves it back and returns where. Throws `IllegalArgumentException` if something is there.
    public Path restore(Trashed trashed) throws IOException {
        Path to = workspace.resolve(trashed.from());
        if (Files.exists(to)) {
            throw new IllegalArgumentException(
                    "a checkpoint called "
                            + trashed.name()
                            + " is there again: it is not overwritten. Delete or rename that one"
                            + " first.");
        }
        Files.createDirectories(to.getParent());
        Files.move(trash.resolve(trashed.entry()), to, StandardCopyOption.ATOMIC_MOVE);
        Files.deleteIfExists(note(trashed.entry()));
        return to;
    }

    /// Deletes for good what is in the trash.
    public void empty() throws IOException {
        if (!Files.isDirectory(trash)) {
            return;
        }
        for (Path note : notes()) {
            Files.delete(note);
        }
        List<Path> inner;
        try (Stream<Path> files = Files.walk(trash)) {
            inner = files.sorted(Comparator.reverseOrder()).toList();
        }
        for (Path path : inner) {
            if (!path.equals(trash)) {
                Files.delete(path);
            }
        }
    }

    private List<Path> notes() throws IOException {
        if (!Files.isDirectory(trash)) {
            return List.of();
        }
        try (Stream<Path> entries = Files.list(trash)) {
            return entries.filter(p -> p.toString().endsWith(".json"))
                    .filter(Files::isRegularFile)
                    .toList();
        }
    }

    private Path note(String entry) {
        return trash.resolve(entry + ".json");
    }

    /// Empty for a note whose folder is not there: it was written, and the move did not come.
    private Optional<Trashed> read(Path note) throws IOException {
        String file = note.getFileName().toString();
        String entry = file.substring(0, file.length() - ".json".length());
        Path folder = trash.resolve(entry);
        if (!Files.isDirectory(folder)) {
            return Optional.empty();
        }
        JsonNode json = Json.mapper().readTree(Files.readString(note));
        return Optional.of(
                new Trashed(
                        entry,
                        json.path("name").asText(),
                        json.path("from").asText(),
                        Instant.parse(json.path("when").asText()),
                        bytes(folder)));
    }

    static long bytes(Path folder) throws IOException {
        long bytes = 0;
        try (Stream<Path> files = Files.walk(folder)) {
            for (Path file : files.filter(Files::isRegularFile).toList()) {
                bytes += Files.size(file);
            }
        }
        return bytes;
    }
}
