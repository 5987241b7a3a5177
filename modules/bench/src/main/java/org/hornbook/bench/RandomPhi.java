package org.hornbook.bench;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.Arrays;
import java.util.List;
import java.util.OptionalInt;
import java.util.SplittableRandom;
import org.hornbook.checkpoint.Parameter;
import org.hornbook.checkpoint.PhiConfig;
import org.hornbook.checkpoint.PhiParameters;
import org.hornbook.store.Json;

/// A folder as phi-1.5's, in any size, with random weights: config.json and model.safetensors of
/// 16-bit floats. Written in a stream, so that the full size needs no more memory than a small one.
final class RandomPhi {
    private static final int POOL = 1 << 20; // different values
    private static final double SPREAD = 0.02;

    private RandomPhi() {}

    /// The shape of phi-1.5: 1.4 billion parameters, 2.8 GB.
    static PhiConfig phi15() {
        return PhiConfig.phi(51_200, 2048, 8192, 24, 32, 2048, 0.5, OptionalInt.of(50_256));
    }

    /// The same in small.
    static PhiConfig small() {
        return PhiConfig.phi(1024, 128, 512, 4, 4, 2048, 0.5, OptionalInt.of(0));
    }

    static void write(PhiConfig config, Path folder) throws IOException {
        Files.createDirectories(folder);
        config.write(folder.resolve("config.json"));
        List<Parameter> parameters = PhiParameters.of(config);
        byte[] header = header(parameters);
        try (FileChannel out =
                FileChannel.open(
                        folder.resolve("model.safetensors"),
                        StandardOpenOption.CREATE,
                        StandardOpenOption.TRUNCATE_EXISTING,
                        StandardOpenOption.WRITE)) {
            ByteBuffer size =
                    ByteBuffer.allocate(Long.BYTES)
                            .order(ByteOrder.LITTLE_ENDIAN)
                            .putLong(0, header.length);
            all(out, size);
            all(out, ByteBuffer.wrap(header));
            ByteBuffer noise = pool(0);
            ByteBuffer aroundOne = pool(1);
            int from = 0;
            for (Parameter parameter : parameters) {
                boolean norm = parameter.name().endsWith("norm.weight");
                from = values(out, norm ? aroundOne : noise, from, parameter.size() * Short.BYTES);
            }
        }
    }

    private static byte[] header(List<Parameter> parameters) throws IOException {
        ObjectNode json = Json.mapper().createObjectNode();
        json.putObject("__metadata__").put("format", "pt");
        long at = 0;
        for (Parameter parameter : parameters) {
            ObjectNode entry = json.putObject(parameter.name());
            entry.put("dtype", "F16");
            entry.set("shape", Json.tree(parameter.shape()));
            long to = at + parameter.size() * Short.BYTES;
            entry.putArray("data_offsets").add(at).add(to);
            at = to;
        }
        byte[] text = Json.mapper().writeValueAsString(json).getBytes(StandardCharsets.UTF_8);
        byte[] padded = Arrays.copyOf(text, Math.ceilDiv(text.length, Long.BYTES) * Long.BYTES);
        Arrays.fill(padded, text.length, padded.length, (byte) ' ');
        return padded;
    }

    private static ByteBuffer pool(double middle) {
        SplittableRandom random = new SplittableRandom(3);
        ByteBuffer values =
                ByteBuffer.allocateDirect(POOL * Short.BYTES).order(ByteOrder.LITTLE_ENDIAN);
        for (int i = 0; i < POOL; i++) {
            values.putShort(
                    i * Short.BYTES,
                    Float.floatToFloat16((float) (middle + SPREAD * random.nextGaussian())));
        }
        return values;
    }

    /// Begins each round at another place of the pool, so that no two rows are the same, nor two
    /// tensors: a runtime that keeps equal tensors once would compute from a cache what it has to
    /// read from memory for a real model. Gives where the next tensor begins.
    private static int values(FileChannel out, ByteBuffer pool, int begin, long bytes)
            throws IOException {
        int from = begin;
        for (long left = bytes; left > 0; ) {
            ByteBuffer part = pool.duplicate().position(from);
            part.limit((int) Math.min(pool.capacity(), from + left));
            left -= part.remaining();
            all(out, part);
            from = (from + 7919 * Short.BYTES) % (pool.capacity() / 2);
        }
        return from;
    }

    private static void all(FileChannel out, ByteBuffer bytes) throws IOException {
        while (bytes.hasRemaining()) {
            out.write(bytes);
        }
    }
}
