package org.hornbook.app.desk;

import com.fasterxml.jackson.core.JsonProcessingException;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.LinkedHashMap;
import java.util.Map;
import org.hornbook.store.Json;

/// Names and values in a file that only this user can read. A damaged one is put aside under
/// another name, never overwritten.
record SecretFile(Path path) {
    Map<String, String> read() {
        Map<String, String> all = new LinkedHashMap<>();
        try {
            Json.mapper()
                    .readTree(Files.readString(path))
                    .properties()
                    .forEach(e -> all.put(e.getKey(), e.getValue().asText()));
        } catch (NoSuchFileException e) {
            return all;
        } catch (JsonProcessingException e) {
            putAside(path);
        } catch (IOException e) {
            return all;
        }
        return all;
    }

    void write(Map<String, String> all) {
        replace(path, Json.write(all), true);
    }

    static void putAside(Path file) {
        try {
            Files.move(
                    file,
                    file.resolveSibling(file.getFileName() + ".damaged"),
                    StandardCopyOption.REPLACE_EXISTING);
        } catch (IOException e) {
            throw new UncheckedIOException(file + " is damaged and cannot be put aside", e);
        }
    }

    /// Writes a file whole or not at all.
    ///
    /// @param secret whether nobody else may read it, at no moment
    static void replace(Path file, String content, boolean secret) {
        try {
            Files.createDirectories(file.getParent());
            Path next = file.resolveSibling(file.getFileName() + ".next");
            Files.deleteIfExists(next);
            if (secret && Files.getFileStore(file.getParent()).supportsFileAttributeView("posix")) {
                Files.createFile(
                        next,
                        PosixFilePermissions.asFileAttribute(
                                PosixFilePermissions.fromString("rw-------")));
            }
            Files.writeString(next, content);
            Files.move(
                    next,
                    file,
                    StandardCopyOption.REPLACE_EXISTING,
                    StandardCopyOption.ATOMIC_MOVE);
        } catch (IOException e) {
            throw new UncheckedIOException("cannot write " + file + ": " + e.getMessage(), e);
        }
    }
}
