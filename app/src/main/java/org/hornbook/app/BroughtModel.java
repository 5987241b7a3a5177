package org.hornbook.app;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashSet;
import java.util.Set;
import java.util.stream.Stream;
import org.hornbook.checkpoint.Checkpoint;
import org.hornbook.hub.DownloadReport;
import org.hornbook.hub.HubRepository;

/// A model that was downloaded becomes one of the workspace's models: it stays in the cache, and is
/// put on the list under its repository's name. Waits for files.
public final class BroughtModel {
    private BroughtModel() {}

    /// The name under which it is on the list now. Throws `CheckpointException`, in one sentence,
    /// if it cannot be opened.
    public static String add(Path workspace, DownloadReport report) throws IOException {
        Path folder = Path.of(report.folder());
        Checkpoint.open(folder).close();
        Set<String> taken = new HashSet<>();
        Path here = workspace.resolve("checkpoints");
        if (Files.isDirectory(here)) {
            try (Stream<Path> all = Files.list(here)) {
                all.forEach(p -> taken.add(p.getFileName().toString()));
            }
        }
        String name =
                new HubRepository(report.kind(), report.repository(), report.revision()).name();
        return new AddedModels(workspace).add(name, folder, taken).name();
    }
}
