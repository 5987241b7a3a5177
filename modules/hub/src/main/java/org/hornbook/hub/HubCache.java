package org.hornbook.hub;

import java.io.IOException;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/// The cache on disk that huggingface_hub, transformers and others share: contents by their hash in
/// `blobs`, revisions as folders of relative links in `snapshots`, branches in `refs`. Where links
/// cannot be made, a snapshot holds the files themselves. What others have put there is used as it
/// is, and the other way round.
public final class HubCache {
    private final Path folder;
    private final boolean links;

    public HubCache(Path folder) {
        this(folder, true);
    }

    /// @param links whether to try links at all
    HubCache(Path folder, boolean links) {
        this.folder = folder;
        this.links = links;
    }

    public Path folder() {
        return folder;
    }

    /// The folder of all that is kept of a repository.
    public Path repository(HubRepository repository) {
        return folder.resolve(repository.folder());
    }

    /// The folder that looks like the repository at that commit.
    public Path snapshot(HubRepository repository, String commit) {
        return repository(repository).resolve("snapshots").resolve(commit);
    }

    Path blob(HubRepository repository, String hash) {
        return repository(repository).resolve("blobs").resolve(hash);
    }

    /// A blob that is not whole yet. The name is this program's own: another program's unfinished
    /// file may be written to at this moment.
    Path part(HubRepository repository, String hash) {
        return repository(repository).resolve("blobs").resolve(hash + ".hornbook.incomplete");
    }

    BlobLock lock(HubRepository repository, String hash) {
        return new BlobLock(
                folder.resolve(".locks").resolve(repository.folder()).resolve(hash + ".lock"));
    }

    /// The commit that the revision meant when it was last asked for.
    public Optional<String> commit(HubRepository repository) throws IOException {
        if (repository.pinned()) {
            return Optional.of(repository.revision());
        }
        try {
            String text = Files.readString(ref(repository)).strip();
            return Optional.of(text).filter(HubRepository::isCommit);
        } catch (NoSuchFileException e) {
            return Optional.empty();
        }
    }

    /// Notes what the revision means.
    void note(HubRepository repository, String commit) throws IOException {
        if (repository.pinned() || commit(repository).equals(Optional.of(commit))) {
            return;
        }
        Path ref = ref(repository);
        Files.createDirectories(ref.getParent());
        Path next = Files.createTempFile(ref.getParent(), ".ref", ".hornbook");
        try {
            Files.writeString(next, commit);
            Files.move(
                    next, ref, StandardCopyOption.REPLACE_EXISTING, StandardCopyOption.ATOMIC_MOVE);
        } finally {
            Files.deleteIfExists(next);
        }
    }

    private Path ref(HubRepository repository) {
        return repository(repository).resolve("refs").resolve(repository.revision());
    }

    /// The file, if it is here whole: in the snapshot, or as a blob that another revision brought.
    public Optional<Path> find(HubRepository repository, String commit, HubFile file)
            throws IOException {
        Path shown = snapshot(repository, commit).resolve(file.path());
        if (whole(shown, file)) {
            return Optional.of(shown);
        }
        Path blob = blob(repository, file.hash());
        return !file.hash().isEmpty() && whole(blob, file) ? Optional.of(blob) : Optional.empty();
    }

    private static boolean whole(Path path, HubFile file) throws IOException {
        return Files.isRegularFile(path) && Files.size(path) == file.size();
    }

    /// Shows a file that is here in its snapshot, and returns where it stands there.
    Path link(HubRepository repository, String commit, HubFile file) throws IOException {
        Path shown = snapshot(repository, commit).resolve(file.path());
        if (whole(shown, file)) {
            return shown;
        }
        Path blob = blob(repository, file.hash());
        Files.createDirectories(shown.getParent());
        Files.deleteIfExists(shown); // a link to what is gone, or a copy of another size
        if (links) {
            try {
                Files.createSymbolicLink(shown, shown.getParent().relativize(blob));
                return shown;
            } catch (FileAlreadyExistsException e) {
                return shown; // another process was as fast
            } catch (IOException | UnsupportedOperationException | SecurityException e) {
                // No links on this system or disk: the file itself, then.
            }
        }
        Files.move(blob, shown, StandardCopyOption.REPLACE_EXISTING);
        return shown;
    }

    /// What the cache holds of the repository at its revision, as a listing; empty if it has never
    /// been here.
    public Optional<Listing> listing(HubRepository repository) throws IOException {
        Optional<String> commit = commit(repository);
        if (commit.isEmpty() || !Files.isDirectory(snapshot(repository, commit.get()))) {
            return Optional.empty();
        }
        Path snapshot = snapshot(repository, commit.get());
        List<Path> paths;
        try (Stream<Path> all = Files.walk(snapshot)) {
            paths = all.filter(Files::isRegularFile).sorted().toList();
        }
        List<HubFile> files = new ArrayList<>();
        for (Path path : paths) {
            files.add(
                    new HubFile(
                            snapshot.relativize(path).toString().replace('\\', '/'),
                            Files.size(path),
                            hash(path)));
        }
        return Optional.of(new Listing(repository, commit.get(), files));
    }

    private static String hash(Path path) throws IOException {
        if (!Files.isSymbolicLink(path)) {
            return "";
        }
        String name = Files.readSymbolicLink(path).getFileName().toString();
        return name.matches("[0-9a-f]{40}|[0-9a-f]{64}") ? name : "";
    }

    /// The nearest folder that is there, for its free space.
    static Path existing(Path folder) {
        Path at = folder.toAbsolutePath();
        while (at.getParent() != null && !Files.exists(at, LinkOption.NOFOLLOW_LINKS)) {
            at = at.getParent();
        }
        return at;
    }
}
