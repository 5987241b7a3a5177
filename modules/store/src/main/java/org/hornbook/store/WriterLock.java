package org.hornbook.store;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.channels.OverlappingFileLockException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.LocalTime;
import java.time.temporal.ChronoUnit;

/// The operating system's lock on `writer.lock`: it vanishes with the process that held it, kill -9
/// included. Who holds it stands in `writer.txt` beside it, since a locked file cannot be read
/// everywhere.
final class WriterLock implements AutoCloseable {
    private final FileChannel channel;

    private WriterLock(FileChannel channel) {
        this.channel = channel;
    }

    static WriterLock take(Path folder, String holder) {
        Path note = folder.resolve("writer.txt");
        try {
            FileChannel channel =
                    FileChannel.open(
                            folder.resolve("writer.lock"),
                            StandardOpenOption.CREATE,
                            StandardOpenOption.WRITE);
            if (!tryLock(channel)) {
                channel.close();
                throw new WorkspaceBusyException(
                        folder,
                        Files.exists(note) ? Files.readString(note).strip() : "another process");
            }
            String text =
                    "`%s` (process %d, since %s)"
                            .formatted(
                                    holder,
                                    ProcessHandle.current().pid(),
                                    LocalTime.now().truncatedTo(ChronoUnit.SECONDS));
            Files.writeString(note, text);
            return new WriterLock(channel);
        } catch (IOException e) {
            throw new UncheckedIOException(
                    "cannot lock workspace " + folder + ": " + e.getMessage(), e);
        }
    }

    private static boolean tryLock(FileChannel channel) throws IOException {
        try {
            FileLock lock = channel.tryLock();
            return lock != null;
        } catch (OverlappingFileLockException e) {
            return false;
        }
    }

    @Override
    public void close() {
        try {
            channel.close();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
