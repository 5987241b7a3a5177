package org.hornbook.checkpoint;

import com.fasterxml.jackson.core.JsonProcessingException;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.hornbook.store.Json;
import org.hornbook.store.Sha256;

/// The rounded matrices of one layer as they lie in two files of a folder: `layer-3.bin` and,
/// written after it, `layer-3.json`, which says what is in it.
///
/// @param sha256 of the first
public record RoundedLayer(int layer, String sha256, List<Held> matrices) {
    private static final int BUFFER = 1 << 20; // bytes

    /// @param at where its packed rows begin, in bytes
    /// @param scalesAt where its scales begin
    public record Held(String name, int rows, int columns, int block, long at, long scalesAt) {}

    static Path data(Path folder, int layer) {
        return folder.resolve("layer-" + layer + ".bin");
    }

    private static Path index(Path folder, int layer) {
        return folder.resolve("layer-" + layer + ".json");
    }

    /// The layer is there from the moment its index is, and whole if its hash is right.
    public static RoundedLayer write(Path folder, int layer, List<RoundedMatrix> matrices)
            throws IOException {
        Path data = data(folder, layer);
        List<Held> held = new ArrayList<>();
        try (FileChannel out =
                FileChannel.open(
                        data,
                        StandardOpenOption.CREATE,
                        StandardOpenOption.TRUNCATE_EXISTING,
                        StandardOpenOption.WRITE)) {
            for (RoundedMatrix matrix : matrices) {
                long at = out.position();
                all(out, ByteBuffer.wrap(matrix.packed()));
                long scalesAt = out.position();
                floats(out, matrix.scales());
                held.add(
                        new Held(
                                matrix.name(),
                                matrix.rows(),
                                matrix.columns(),
                                matrix.block(),
                                at,
                                scalesAt));
            }
        }
        RoundedLayer written = new RoundedLayer(layer, Sha256.of(data), List.copyOf(held));
        Path fresh = folder.resolve("layer-" + layer + ".part");
        Files.writeString(fresh, Json.write(written) + "\n");
        Files.move(
                fresh,
                index(folder, layer),
                StandardCopyOption.ATOMIC_MOVE,
                StandardCopyOption.REPLACE_EXISTING);
        return written;
    }

    /// What the folder says of the layer; empty if nothing that can be read.
    static Optional<RoundedLayer> read(Path folder, int layer) {
        try {
            Path index = index(folder, layer);
            if (!Files.isRegularFile(index)) {
                return Optional.empty();
            }
            RoundedLayer read =
                    Json.mapper().readValue(Files.readString(index), RoundedLayer.class);
            return Optional.of(read)
                    .filter(r -> r.layer() == layer && r.sha256() != null && r.matrices() != null);
        } catch (JsonProcessingException e) {
            return Optional.empty();
        } catch (IOException e) {
            return Optional.empty();
        }
    }

    /// The layer if it is there, byte for byte as it was written.
    public static Optional<RoundedLayer> whole(Path folder, int layer) throws IOException {
        Optional<RoundedLayer> read = read(folder, layer);
        return read.isPresent()
                        && Files.isRegularFile(data(folder, layer))
                        && Sha256.of(data(folder, layer)).equals(read.get().sha256())
                ? read
                : Optional.empty();
    }

    private static void floats(FileChannel out, float[] values) throws IOException {
        ByteBuffer bytes = ByteBuffer.allocate(BUFFER).order(ByteOrder.LITTLE_ENDIAN);
        for (int at = 0; at < values.length; ) {
            int some = Math.min(values.length - at, BUFFER / Float.BYTES);
            bytes.clear().limit(some * Float.BYTES);
            bytes.asFloatBuffer().put(values, at, some);
            all(out, bytes);
            at += some;
        }
    }

    private static void all(FileChannel out, ByteBuffer bytes) throws IOException {
        while (bytes.hasRemaining()) {
            out.write(bytes);
        }
    }
}
