package org.hornbook.app;

import com.fasterxml.jackson.core.type.TypeReference;

import org.hornbook.store.Json;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/// Checkpoint folders and GGUF files that lie elsewhere and were added to a workspace: names and
/// places in its plain file `models.json`. They themselves are never touched. Waits for files: not
/// for the FX thread.
public final class AddedModels {
    private final Path file;

    public AddedModels(Path workspace) {
        this.file = workspace.resolve("models.json");
    }

    /// @param name under which it is called in this workspace
    /// @param folder absolute; a GGUF file stands for itself
    public record Added(String name, String folder) {
        public Path path() {
            return Path.of(folder);
        }
    }

    /// In the order in which they were added.
    public List<Added> all() {
        if (!Files.isRegularFile(file)) {
            return List.of();
        }
        try {
            return Json.mapper().readValue(file.toFile(), new TypeReference<List<Added>>() {});
        } catch (IOException e) {
            throw new UncheckedIOException(file + " cannot be read: " + e.getMessage(), e);
        }
    }

    /// The folder that was added under that name.
    public Optional<Path> find(String name) {
        return all().stream().filter(a -> a.name().equals(name)).findFirst().map(Added::path);
    }

    /// Adds `folder` under its own name, or that name with a number if it is among `taken` or added
    /// already. A folder that is on the list stays as it is.
    public Added add(Path folder, Set<String> taken) {
        String name = folder.toAbsolutePath().normalize().getFileName().toString();
        return add(name.replaceFirst("(?i)\\.gguf$", ""), folder, taken);
    }

    /// Likewise under the name `base`, for a folder whose own name says little.
    public Added add(String base, Path folder, Set<String> taken) {
        List<Added> all = new ArrayList<>(all());
        String place = folder.toAbsolutePath().normalize().toString();
        for (Added known : all) {
            if (known.folder().equals(place)) {
                return known;
            }
        }
        String name = base;
        for (int i = 2; taken.contains(name) || named(all, name); i++) {
            name = base + "-" + i;
        }
        Added added = new Added(name, place);
        all.add(added);
        PlainFile.write(file, all);
        return added;
    }

    /// Puts back what was removed.
    public void put(Added added) {
        List<Added> all = new ArrayList<>(all());
        all.remove(added);
        all.add(added);
        PlainFile.write(file, all);
    }

    /// Takes it off the list.
    public void remove(Added added) {
        List<Added> all = new ArrayList<>(all());
        all.remove(added);
        PlainFile.write(file, all);
    }

    private static boolean named(List<Added> all, String name) {
        return all.stream().anyMatch(a -> a.name().equals(name));
    }
}
