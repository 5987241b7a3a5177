package org.hornbook.checkpoint;

import java.io.IOException;
import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;
import java.nio.channels.FileChannel;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.function.Function;

/// A whole file in memory as the system maps it; nothing of it may be read after `close`.
record MappedFile(MemorySegment bytes, Arena arena) implements AutoCloseable {
    /// What `reader` makes of `file`. Throws `CheckpointException` if it is missing or cannot be
    /// read, and what `reader` throws; the file is let go of then.
    static <T> T open(Path file, Function<MappedFile, T> reader) {
        Arena arena = Arena.ofShared();
        try (FileChannel channel = FileChannel.open(file, StandardOpenOption.READ)) {
            MemorySegment bytes =
                    channel.map(FileChannel.MapMode.READ_ONLY, 0, channel.size(), arena);
            return reader.apply(new MappedFile(bytes, arena));
        } catch (NoSuchFileException e) {
            arena.close();
            throw new CheckpointException(file + " is missing", e);
        } catch (IOException e) {
            arena.close();
            throw new CheckpointException(file + " cannot be read: " + e.getMessage(), e);
        } catch (RuntimeException e) {
            arena.close();
            throw e;
        }
    }

    @Override
    public void close() {
        arena.close();
    }
}
