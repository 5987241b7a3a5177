package org.hornbook.checkpoint;

import com.fasterxml.jackson.core.JsonProcessingException;
import java.io.IOException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.UUID;
import org.hornbook.store.Json;
import org.hornbook.store.Sha256;

/// What a folder of graphs was made of and what must lie in it.
///
/// @param form the version of the writer and the precision
/// @param source the checkpoint's fingerprint
/// @param stamp names, sizes and times of the checkpoint's files when that was last computed: while
///   they are the same, it need not be computed again
/// @param files by name, with their sizes and SHA-256
record GraphManifest(String form, String source, String stamp, Map<String, Entry> files) {
    private static final String NAME = "manifest.json";

    record Entry(long bytes, String sha256) {}

    /// Of the files in `folder` as they are now.
    static GraphManifest of(String form, String source, String stamp, Path folder)
            throws IOException {
        Map<String, Entry> files = new TreeMap<>();
        try (DirectoryStream<Path> all = Files.newDirectoryStream(folder)) {
            for (Path file : all) {
                if (file.getFileName().toString().startsWith(".")) {
                    continue; // what the writer noted for itself
                }
                files.put(
                        file.getFileName().toString(),
                        new Entry(Files.size(file), Sha256.of(file)));
            }
        }
        return new GraphManifest(form, source, stamp, files);
    }

    /// Appears whole or not at all.
    void write(Path folder) throws IOException {
        Path fresh = folder.resolve(".manifest-" + UUID.randomUUID());
        Files.writeString(fresh, Json.write(this) + "\n");
        Files.move(fresh, folder.resolve(NAME), StandardCopyOption.ATOMIC_MOVE);
    }

    /// Empty if there is none or it cannot be read.
    static Optional<GraphManifest> read(Path folder) {
        Path file = folder.resolve(NAME);
        if (!Files.isRegularFile(file)) {
            return Optional.empty();
        }
        try {
            GraphManifest manifest =
                    Json.mapper().readValue(Files.readString(file), GraphManifest.class);
            boolean whole =
                    manifest.form != null && manifest.source != null && manifest.files != null;
            return whole ? Optional.of(manifest) : Optional.empty();
        } catch (JsonProcessingException e) {
            return Optional.empty();
        } catch (IOException e) {
            return Optional.empty();
        }
    }

    /// Whether `folder` still holds every file in its full length.
    boolean holds(Path folder) throws IOException {
        for (Map.Entry<String, Entry> file : files.entrySet()) {
            Path path = folder.resolve(file.getKey());
            if (!Files.isRegularFile(path) || Files.size(path) != file.getValue().bytes()) {
                return false;
            }
        }
        return !files.isEmpty();
    }

    GraphManifest stamped(String newStamp) {
        return new GraphManifest(form, source, newStamp, files);
    }

    /// The fingerprint that a checkpoint with `stamp` had when a graph below `cacheDir` was made of
    /// it; empty if there is none.
    static Optional<String> sourceOf(String stamp, Path cacheDir) throws IOException {
        if (!Files.isDirectory(cacheDir)) {
            return Optional.empty();
        }
        try (DirectoryStream<Path> folders = Files.newDirectoryStream(cacheDir)) {
            for (Path folder : folders) {
                Optional<GraphManifest> manifest = read(folder);
                if (manifest.isPresent() && stamp.equals(manifest.get().stamp())) {
                    return Optional.of(manifest.get().source());
                }
            }
        }
        return Optional.empty();
    }

    /// Changes when one of `files` is written to, moved or replaced.
    static String stamp(List<Path> files) throws IOException {
        StringBuilder all = new StringBuilder();
        for (Path file : files) {
            all.append(file.toRealPath())
                    .append(' ')
                    .append(Files.size(file))
                    .append(' ')
                    .append(Files.getLastModifiedTime(file))
                    .append('\n');
        }
        return Sha256.of(all.toString());
    }
}
