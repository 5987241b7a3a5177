package org.hornbook.app;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;
import org.hornbook.checkpoint.Checkpoint;
import org.hornbook.checkpoint.CheckpointException;
import org.hornbook.checkpoint.SentenceModel;
import org.hornbook.hub.DownloadReport;
import org.hornbook.hub.HubRepository;
import org.hornbook.job.Job;
import org.hornbook.job.JobContext;
import org.hornbook.job.JobSpec;

/// A model that was downloaded becomes one of the workspace's models: it stays in the cache, and is
/// put on the list under its repository's name. Waits for files.
public final class BroughtModel {
    private BroughtModel() {}

    /// The name under which it is on the list now; of several that a repository holds, packages for
    /// several machines or GGUF files, the last. Throws `CheckpointException`, in one sentence, if
    /// one cannot be opened.
    public static String add(Path workspace, DownloadReport report) throws IOException {
        Path folder = Path.of(report.folder());
        List<Path> all = List.of(folder);
        if (SentenceModel.isIn(folder)) {
            SentenceModel.open(folder);
        } else {
            List<Path> inside = Checkpoint.modelsIn(folder);
            all = inside.isEmpty() ? all : inside;
            all.forEach(place -> Checkpoint.open(place).close());
        }
        Set<String> taken = new HashSet<>();
        Path here = workspace.resolve("checkpoints");
        if (Files.isDirectory(here)) {
            try (Stream<Path> entries = Files.list(here)) {
                entries.forEach(p -> taken.add(p.getFileName().toString()));
            }
        }
        String name =
                new HubRepository(report.kind(), report.repository(), report.revision()).name();
        String last = name;
        for (Path place : all) {
            last = new AddedModels(workspace).add(within(name, folder, place), place, taken).name();
        }
        return last;
    }

    /// `phi-3-mini-cpu_and_mobile-cpu-int4` for a package in a folder of its repository.
    private static String within(String name, Path folder, Path place) {
        if (place.equals(folder)) {
            return name;
        }
        String inner = folder.relativize(place).toString().replace('\\', '-').replace('/', '-');
        return Checkpoint.isGguf(place)
                ? inner.replaceFirst("(?i)\\.gguf$", "")
                : name + "-" + inner;
    }

    /// The same download, which at its end puts the model on the list if it can be opened.
    public static Job<DownloadReport> adding(Path workspace, Job<DownloadReport> download) {
        return new Adding(workspace, download);
    }

    private record Adding(Path workspace, Job<DownloadReport> download)
            implements Job<DownloadReport> {
        @Override
        public JobSpec spec() {
            return download.spec();
        }

        @Override
        public Class<DownloadReport> resultType() {
            return download.resultType();
        }

        @Override
        public DownloadReport run(JobContext context) throws Exception {
            DownloadReport report = download.run(context);
            try {
                add(workspace, report);
            } catch (CheckpointException | IllegalArgumentException e) {
                // It is downloaded all the same: whoever looks for it in Models is told there.
            }
            return report;
        }
    }
}
