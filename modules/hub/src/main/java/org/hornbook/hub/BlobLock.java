package org.hornbook.hub;

import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.channels.OverlappingFileLockException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;

/// One blob is written by one process at a time: the operating system's lock on a file in `.locks`,
/// which vanishes with the process that held it.
final class BlobLock {
    private static final long LOOK_MILLIS = 100;

    private final Path file;

    BlobLock(Path file) {
        this.file = file;
    }

    /// A lock that is held.
    record Held(FileChannel channel) implements AutoCloseable {
        @Override
        public void close() throws IOException {
            channel.close();
        }
    }

    /// Waits for the lock, saying so.
    Held take(Waits waits) throws IOException, InterruptedException {
        Files.createDirectories(file.getParent());
        FileChannel channel =
                FileChannel.open(file, StandardOpenOption.CREATE, StandardOpenOption.WRITE);
        boolean told = false;
        try {
            while (!locked(channel)) {
                if (!told) {
                    told = true;
                    waits.told("another process fetches the same file: waiting for it");
                }
                Thread.sleep(LOOK_MILLIS);
            }
        } catch (IOException | InterruptedException | RuntimeException e) {
            channel.close();
            throw e;
        }
        if (told) {
            waits.told("");
        }
        return new Held(channel);
    }

    private static boolean locked(FileChannel channel) throws IOException {
        try {
            FileLock lock = channel.tryLock();
            return lock != null;
        } catch (OverlappingFileLockException e) {
            return false;
        }
    }
}
