package org.hornbook.checkpoint;

import com.fasterxml.jackson.core.JsonProcessingException;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.zip.CRC32C;
import org.hornbook.store.Json;

/// Which tensors of a data file are finished, in a file beside it: one line each, written after the
/// tensor. A conversion that was killed goes on behind the last of them whose bytes are still what
/// they were.
final class FinishedTensors implements AutoCloseable {
    static final String NAME = ".finished";
    private static final int BUFFER = 1 << 20; // bytes
    private static final int GAP = 4096; // bytes

    private final Map<String, Entry> entries = new LinkedHashMap<>();
    private final FileChannel out;
    private long end;

    /// @param from byte of the data file where it begins
    /// @param bytes 0 for a tensor that is too small to lie there
    /// @param crc CRC-32C of its bytes
    /// @param inline the values of such a small one; else empty
    record Entry(String name, long from, long bytes, int crc, byte[] inline) {}

    private FinishedTensors(FileChannel out) {
        this.out = out;
    }

    /// For a file that is written anew in any case.
    static FinishedTensors none() {
        return new FinishedTensors(null);
    }

    /// Of `data`, whose end is cut off where nothing is known of it.
    static FinishedTensors open(Path data) throws IOException {
        Path list = data.resolveSibling(NAME);
        List<Entry> sound = Files.isRegularFile(list) ? sound(list, data) : List.of();
        StringBuilder kept = new StringBuilder();
        sound.forEach(entry -> kept.append(Json.write(entry)).append('\n'));
        Path fresh = data.resolveSibling(NAME + ".new");
        Files.writeString(fresh, kept);
        Files.move(
                fresh, list, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
        FinishedTensors finished =
                new FinishedTensors(
                        FileChannel.open(
                                list, StandardOpenOption.WRITE, StandardOpenOption.APPEND));
        sound.forEach(finished::keep);
        return finished;
    }

    private void keep(Entry entry) {
        entries.put(entry.name(), entry);
        end = Math.max(end, entry.from() + entry.bytes());
    }

    /// Those up to the first that is not what it was.
    private static List<Entry> sound(Path list, Path data) throws IOException {
        List<Entry> sound = new ArrayList<>();
        if (!Files.isRegularFile(data)) {
            return sound;
        }
        try (FileChannel in = FileChannel.open(data, StandardOpenOption.READ)) {
            long end = 0;
            for (String line : Files.readString(list).lines().toList()) {
                Entry entry = Json.mapper().readValue(line, Entry.class);
                if (entry.name() == null
                        || entry.inline() == null
                        || !holds(in, entry)
                        || !empty(in, end, entry.from())) {
                    return sound;
                }
                sound.add(entry);
                end = Math.max(end, entry.from() + entry.bytes());
            }
        } catch (JsonProcessingException e) {
            return sound; // the last line of a killed writer
        }
        return sound;
    }

    /// Whether there is nothing in the gap that aligns a tensor; what is longer is no gap.
    private static boolean empty(FileChannel in, long from, long to) throws IOException {
        if (to <= from || to - from > GAP) {
            return true;
        }
        ByteBuffer gap = ByteBuffer.allocate((int) (to - from));
        while (gap.hasRemaining() && in.read(gap, from + gap.position()) >= 0) {
            // all of it
        }
        for (byte b : gap.array()) {
            if (b != 0) {
                return false;
            }
        }
        return true;
    }

    private static boolean holds(FileChannel in, Entry entry) throws IOException {
        if (entry.from() < 0 || entry.bytes() < 0 || entry.from() + entry.bytes() > in.size()) {
            return false;
        }
        CRC32C crc = new CRC32C();
        ByteBuffer some = ByteBuffer.allocateDirect(BUFFER);
        long at = entry.from();
        long to = entry.from() + entry.bytes();
        while (at < to) {
            some.clear().limit((int) Math.min(BUFFER, to - at));
            int read = in.read(some, at);
            if (read < 0) {
                return false;
            }
            crc.update(some.flip());
            at += read;
        }
        return (int) crc.getValue() == entry.crc();
    }

    /// Byte behind the last of them.
    long end() {
        return end;
    }

    Optional<Entry> find(String name) {
        return Optional.ofNullable(entries.get(name));
    }

    /// Notes tensors that are written; all of them or none.
    void add(Entry... written) throws IOException {
        if (out == null) {
            return;
        }
        StringBuilder lines = new StringBuilder();
        for (Entry entry : written) {
            keep(entry);
            lines.append(Json.write(entry)).append('\n');
        }
        ByteBuffer bytes = ByteBuffer.wrap(lines.toString().getBytes(StandardCharsets.UTF_8));
        while (bytes.hasRemaining()) {
            out.write(bytes);
        }
    }

    @Override
    public void close() throws IOException {
        if (out != null) {
            out.close();
        }
    }
}
