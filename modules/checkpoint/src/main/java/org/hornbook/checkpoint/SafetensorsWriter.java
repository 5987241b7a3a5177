package org.hornbook.checkpoint;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import org.hornbook.store.Json;

/// Writes a .safetensors file of 32-bit floats.
public final class SafetensorsWriter {
    private static final int BUFFER = 1 << 20; // bytes
    private static final int ALIGNMENT = 8; // bytes, of the first value

    private SafetensorsWriter() {}

    /// Writes `tensors` in their order and forces them to disk. `metadata` gets `format` = `pt` if
    /// it has none, without which older readers refuse the file. Throws `IllegalArgumentException`
    /// if a name occurs twice or a tensor has not as many values as its shape.
    public static void write(Path file, List<NamedTensor> tensors, Map<String, String> metadata)
            throws IOException {
        byte[] header = header(tensors, metadata);
        try (FileChannel channel =
                FileChannel.open(
                        file,
                        StandardOpenOption.CREATE,
                        StandardOpenOption.TRUNCATE_EXISTING,
                        StandardOpenOption.WRITE)) {
            ByteBuffer buffer = ByteBuffer.allocateDirect(BUFFER).order(ByteOrder.LITTLE_ENDIAN);
            buffer.putLong(header.length);
            drain(buffer, channel);
            writeAll(ByteBuffer.wrap(header), channel);
            for (NamedTensor tensor : tensors) {
                write(tensor, buffer, channel);
            }
            channel.force(true);
        }
    }

    private static byte[] header(List<NamedTensor> tensors, Map<String, String> metadata)
            throws IOException {
        ObjectNode json = Json.mapper().createObjectNode();
        Map<String, String> notes = new TreeMap<>(metadata);
        notes.putIfAbsent("format", "pt");
        ObjectNode notesJson = json.putObject("__metadata__");
        notes.forEach(notesJson::put);
        Set<String> names = new HashSet<>();
        long at = 0;
        for (NamedTensor tensor : tensors) {
            if (!names.add(tensor.name())) {
                throw new IllegalArgumentException("tensor " + tensor.name() + " occurs twice");
            }
            ObjectNode entry = json.putObject(tensor.name());
            entry.put("dtype", "F32");
            ArrayNode shape = entry.putArray("shape");
            Arrays.stream(tensor.shape()).forEach(shape::add);
            long to = Math.addExact(at, Math.multiplyExact(tensor.size(), Float.BYTES));
            entry.putArray("data_offsets").add(at).add(to);
            at = to;
        }
        String text = Json.mapper().writeValueAsString(json);
        byte[] bytes = text.getBytes(StandardCharsets.UTF_8);
        byte[] padded = Arrays.copyOf(bytes, Math.ceilDiv(bytes.length, ALIGNMENT) * ALIGNMENT);
        Arrays.fill(padded, bytes.length, padded.length, (byte) ' ');
        return padded;
    }

    private static void write(NamedTensor tensor, ByteBuffer buffer, FileChannel channel)
            throws IOException {
        float[] values = tensor.values().get();
        if (values.length != tensor.size()) {
            throw new IllegalArgumentException(
                    "tensor "
                            + tensor.name()
                            + " "
                            + Arrays.toString(tensor.shape())
                            + " came with "
                            + values.length
                            + " values");
        }
        for (int at = 0; at < values.length; ) {
            int count = Math.min(values.length - at, BUFFER / Float.BYTES);
            buffer.asFloatBuffer().put(values, at, count);
            buffer.position(count * Float.BYTES);
            drain(buffer, channel);
            at += count;
        }
    }

    private static void drain(ByteBuffer buffer, FileChannel channel) throws IOException {
        writeAll(buffer.flip(), channel);
        buffer.clear();
    }

    private static void writeAll(ByteBuffer buffer, FileChannel channel) throws IOException {
        while (buffer.hasRemaining()) {
            channel.write(buffer);
        }
    }
}
