package org.hornbook.hub;

import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;

/// What to download, decided before it begins.
///
/// @param repository with the revision as it was asked for
/// @param commit what that means now; the files are those of this commit, whatever comes after it
/// @param choice how the files were chosen
/// @param to a folder to which the files are copied as well; empty leaves them in the cache alone
/// @param parallel files at a time, 1-16
public record DownloadPlan(
        HubRepository repository,
        String commit,
        FileChoice choice,
        List<HubFile> files,
        Optional<Path> to,
        int parallel) {
    public static final int USUAL_PARALLEL = 4;

    public DownloadPlan {
        files = List.copyOf(files);
        if (parallel < 1 || parallel > 16) {
            throw new IllegalArgumentException(parallel + " files at a time is not in 1-16");
        }
    }

    /// Asks the Hub what the revision holds, and chooses. Throws `IllegalArgumentException` if the
    /// choice leaves nothing.
    public static DownloadPlan of(
            Hub hub, HubRepository repository, FileChoice choice, Optional<Path> to)
            throws IOException, InterruptedException {
        return of(hub.files(repository), choice, to);
    }

    public static DownloadPlan of(Listing listing, FileChoice choice, Optional<Path> to) {
        return new DownloadPlan(
                listing.repository(),
                listing.commit(),
                choice,
                choice.of(listing),
                to.map(t -> t.toAbsolutePath().normalize()),
                USUAL_PARALLEL);
    }

    public long bytes() {
        return files.stream().mapToLong(HubFile::size).sum();
    }

    /// Where the files will be: the folder that was named, or the snapshot in the cache.
    public Path folder(HubCache cache) {
        return to.orElseGet(() -> cache.snapshot(repository, commit));
    }
}
