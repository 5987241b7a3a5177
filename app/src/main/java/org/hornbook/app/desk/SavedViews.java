package org.hornbook.app.desk;

import com.fasterxml.jackson.core.type.TypeReference;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.hornbook.app.PlainFile;
import org.hornbook.store.Json;

/// Queries kept under a name, in a plain file of the workspace. Waits for files: not for the FX
/// thread.
public final class SavedViews {
    private final Path file;

    public SavedViews(Path workspace) {
        this.file = workspace.resolve("views.json");
    }

    /// A saved view is its query text.
    public record View(String name, String corpus, String query) {}

    public List<View> all() {
        if (!Files.isRegularFile(file)) {
            return List.of();
        }
        try {
            return Json.mapper().readValue(file.toFile(), new TypeReference<List<View>>() {});
        } catch (IOException e) {
            throw new UncheckedIOException(file + " cannot be read", e);
        }
    }

    /// Adds a view, or replaces the one of that name.
    public List<View> put(View view) {
        List<View> all = new ArrayList<>(all());
        all.removeIf(v -> v.name().equals(view.name()));
        all.add(view);
        return write(all);
    }

    public List<View> remove(View view) {
        List<View> all = new ArrayList<>(all());
        all.remove(view);
        return write(all);
    }

    private List<View> write(List<View> all) {
        PlainFile.write(file, all);
        return List.copyOf(all);
    }
}
