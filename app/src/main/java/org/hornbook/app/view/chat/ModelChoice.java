package org.hornbook.app.view.chat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.stream.Stream;
import org.hornbook.app.AddedModels;
import org.hornbook.app.desk.Settings;
import org.hornbook.chat.Source;
import org.hornbook.checkpoint.Checkpoint;
import org.hornbook.checkpoint.CheckpointException;
import org.hornbook.store.Json;

/// A model that a pane can be set to.
///
/// @param about where it is: a folder, or a server's address and model
/// @param stamp changes when its files do
/// @param template whether it brings a chat template of its own
public record ModelChoice(Source source, String about, long stamp, boolean template) {
    /// The checkpoints of a workspace, the newest first; the folders that were added to it; the
    /// models behind addresses. Waits for files.
    static List<ModelChoice> all(Path workspace, List<Settings.Endpoint> endpoints)
            throws IOException {
        List<ModelChoice> all = new ArrayList<>(checkpoints(workspace.resolve("checkpoints")));
        for (AddedModels.Added added : new AddedModels(workspace).all()) {
            if (isModel(added.path())) {
                all.add(of(Source.folder(added.name(), added.folder()), added.path()));
            }
        }
        for (Settings.Endpoint e : endpoints) {
            all.add(
                    new ModelChoice(
                            Source.remote(e.name()),
                            e.model() + ", " + e.url(),
                            (e.url() + e.model()).hashCode(),
                            false));
        }
        return all;
    }

    private static List<ModelChoice> checkpoints(Path folder) throws IOException {
        if (!Files.isDirectory(folder)) {
            return List.of();
        }
        try (Stream<Path> entries = Files.list(folder)) {
            return entries.filter(ModelChoice::isModel)
                    .map(f -> of(Source.checkpoint(f.getFileName().toString()), f))
                    .sorted(Comparator.comparingLong(ModelChoice::stamp).reversed())
                    .toList();
        }
    }

    private static boolean isModel(Path folder) {
        return Checkpoint.claimsText(folder) && !folder.getFileName().toString().startsWith(".");
    }

    private static ModelChoice of(Source source, Path folder) {
        return new ModelChoice(
                source,
                folder.toString(),
                Stream.of(
                                "config.json",
                                "genai_config.json",
                                "tokenizer_config.json",
                                "chat_template.jinja")
                        .map(folder::resolve)
                        .map(path -> Files.isRegularFile(folder) ? folder : path)
                        .mapToLong(path -> path.toFile().lastModified())
                        .max()
                        .orElse(0),
                hasTemplate(folder));
    }

    private static boolean hasTemplate(Path folder) {
        if (Files.isRegularFile(folder)) {
            return inGguf(folder);
        }
        Path config = folder.resolve("tokenizer_config.json");
        try {
            return Files.isRegularFile(folder.resolve("chat_template.jinja"))
                    || Files.isRegularFile(config)
                            && Json.mapper()
                                    .readTree(Files.readString(config))
                                    .hasNonNull("chat_template");
        } catch (IOException e) {
            return false; // said when the model is opened
        }
    }

    private static boolean inGguf(Path file) {
        try (Checkpoint checkpoint = Checkpoint.open(file)) {
            return checkpoint.template().isPresent();
        } catch (CheckpointException e) {
            return false; // said when the model is opened
        }
    }
}
