package org.hornbook.checkpoint;

import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.channels.OverlappingFileLockException;
import java.nio.file.DirectoryStream;
import java.nio.file.FileSystemException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.time.Duration;
import java.time.Instant;
import java.util.Comparator;
import java.util.List;
import java.util.UUID;
import java.util.stream.Stream;

/// Makes a folder appear whole or not at all: filled under a hidden name beside it, forced to disk,
/// renamed.
final class AtomicFolder {
    private static final Duration ABANDONED = Duration.ofHours(6);
    private static final Duration FORGOTTEN = Duration.ofDays(14);

    private AtomicFolder() {}

    /// Fills the folder it is given.
    @FunctionalInterface
    interface Content {
        void writeInto(Path folder) throws IOException;
    }

    /// Replaces `target` if it exists; one process at a time may write it. If `content` fails,
    /// `target` is as before.
    static void write(Path target, Content content) throws IOException {
        Path parent = Files.createDirectories(target.toAbsolutePath().getParent());
        clearLeftovers(parent, target, Duration.ZERO);
        Path fresh = hidden(parent, target, "new");
        Path old = hidden(parent, target, "old");
        try {
            Files.createDirectory(fresh);
            content.writeInto(fresh);
            force(fresh);
            if (Files.exists(target)) {
                Files.move(target, old, StandardCopyOption.ATOMIC_MOVE);
            }
            Files.move(fresh, target, StandardCopyOption.ATOMIC_MOVE);
            forceEntry(parent);
        } finally {
            if (!Files.exists(target) && Files.exists(old)) {
                Files.move(old, target, StandardCopyOption.ATOMIC_MOVE);
            }
            delete(fresh);
            delete(old);
        }
    }

    /// Does nothing if `target` exists, also if another process makes it first: for content that
    /// its name determines.
    static void writeOnce(Path target, Content content) throws IOException {
        if (Files.exists(target)) {
            return;
        }
        Path parent = Files.createDirectories(target.toAbsolutePath().getParent());
        clearLeftovers(parent, target, ABANDONED);
        Path fresh = hidden(parent, target, "new");
        try {
            Files.createDirectory(fresh);
            content.writeInto(fresh);
            force(fresh);
            Files.move(fresh, target, StandardCopyOption.ATOMIC_MOVE);
            forceEntry(parent);
        } catch (FileSystemException e) {
            if (!Files.exists(target)) {
                throw e;
            }
        } finally {
            delete(fresh);
        }
    }

    /// As `writeOnce`, but what a killed process wrote stays, and is handed to `content` the next
    /// time. A second writer meanwhile begins one of its own.
    static void resume(Path target, Content content) throws IOException {
        if (Files.exists(target)) {
            return;
        }
        Path parent = Files.createDirectories(target.toAbsolutePath().getParent());
        clearParts(parent);
        Path part = part(target);
        Path lockFile = parent.resolve("." + target.getFileName() + ".lock");
        try (FileChannel channel =
                        FileChannel.open(
                                lockFile, StandardOpenOption.CREATE, StandardOpenOption.WRITE);
                FileLock lock = alone(channel)) {
            if (lock == null) {
                writeOnce(target, content);
                return;
            }
            if (Files.exists(target)) {
                return;
            }
            try {
                Files.createDirectories(part);
                content.writeInto(part);
                force(part);
                Files.move(part, target, StandardCopyOption.ATOMIC_MOVE);
                forceEntry(parent);
            } finally {
                delete(part);
                Files.deleteIfExists(lockFile);
            }
        }
    }

    /// Where `resume` writes what becomes `target`.
    static Path part(Path target) {
        Path absolute = target.toAbsolutePath();
        return absolute.resolveSibling("." + absolute.getFileName() + ".part");
    }

    private static FileLock alone(FileChannel channel) throws IOException {
        try {
            return channel.tryLock();
        } catch (OverlappingFileLockException e) {
            return null; // by this very process
        }
    }

    /// Removes what nobody has gone on with for long.
    private static void clearParts(Path parent) throws IOException {
        Instant limit = Instant.now().minus(FORGOTTEN);
        try (DirectoryStream<Path> parts = Files.newDirectoryStream(parent, ".*.part")) {
            for (Path part : parts) {
                if (Files.getLastModifiedTime(part).toInstant().isBefore(limit)) {
                    delete(part);
                }
            }
        }
    }

    private static Path hidden(Path parent, Path target, String kind) {
        return parent.resolve("." + target.getFileName() + "." + kind + "-" + UUID.randomUUID());
    }

    /// Removes what a killed process left of `target`, if nothing was added to it for `age`.
    private static void clearLeftovers(Path parent, Path target, Duration age) throws IOException {
        Instant limit = Instant.now().minus(age);
        String prefix = "." + target.getFileName() + ".";
        try (DirectoryStream<Path> leftovers =
                Files.newDirectoryStream(parent, path -> isHidden(path, prefix))) {
            for (Path leftover : leftovers) {
                if (!Files.getLastModifiedTime(leftover).toInstant().isAfter(limit)) {
                    delete(leftover);
                }
            }
        }
    }

    private static boolean isHidden(Path path, String prefix) {
        String name = path.getFileName().toString();
        return name.startsWith(prefix + "new-") || name.startsWith(prefix + "old-");
    }

    private static void force(Path folder) throws IOException {
        try (Stream<Path> files = Files.walk(folder)) {
            for (Path path : files.toList()) {
                if (Files.isDirectory(path)) {
                    forceEntry(path);
                } else {
                    try (FileChannel file = FileChannel.open(path, StandardOpenOption.WRITE)) {
                        file.force(true);
                    }
                }
            }
        }
    }

    /// A directory can be forced on Unix only; Windows journals renames by itself.
    private static void forceEntry(Path directory) throws IOException {
        if (directory.getFileSystem().supportedFileAttributeViews().contains("posix")) {
            try (FileChannel entry = FileChannel.open(directory, StandardOpenOption.READ)) {
                entry.force(true);
            }
        }
    }

    static void delete(Path folder) throws IOException {
        if (!Files.exists(folder)) {
            return;
        }
        List<Path> inner;
        try (Stream<Path> files = Files.walk(folder)) {
            inner = files.sorted(Comparator.reverseOrder()).toList();
        }
        for (Path path : inner) {
            Files.deleteIfExists(path);
        }
    }
}
