package org.hornbook.checkpoint;

import ai.onnx.proto.OnnxMl.StringStringEntryProto;
import ai.onnx.proto.OnnxMl.TensorProto;
import com.google.protobuf.ByteString;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.channels.FileChannel;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.LinkedHashMap;
import java.util.Map;

/// The constant tensors of ONNX graphs: large ones stream into one data file that several graphs
/// share, each at a multiple of 4096 bytes so that a runtime can map it; small ones stay inline, as
/// the runtime must see shapes before it maps anything.
final class Initializers implements AutoCloseable {
    private static final long ALIGNMENT = 4096; // bytes
    private static final long INLINE = 1024; // values
    private static final int BUFFER = 1 << 20; // bytes

    private final Map<String, TensorProto> tensors = new LinkedHashMap<>();
    private final String fileName;
    private final FileChannel file;
    private final ByteBuffer buffer =
            ByteBuffer.allocateDirect(BUFFER).order(ByteOrder.LITTLE_ENDIAN);

    Initializers(Path dataFile) throws IOException {
        fileName = dataFile.getFileName().toString();
        file = FileChannel.open(dataFile, StandardOpenOption.CREATE_NEW, StandardOpenOption.WRITE);
    }

    /// Adds the tensor once; a later call with the same name changes nothing.
    String floats(String name, int[] shape, FloatSource source) throws IOException {
        if (tensors.containsKey(name)) {
            return name;
        }
        TensorProto.Builder tensor =
                TensorProto.newBuilder()
                        .setName(name)
                        .setDataType(TensorProto.DataType.FLOAT.getNumber());
        for (int size : shape) {
            tensor.addDims(size);
        }
        long size = new Parameter(name, shape).size();
        if (size <= INLINE) {
            tensor.setRawData(inline((int) size, source));
        } else {
            external(tensor, size, source);
        }
        tensors.put(name, tensor.build());
        return name;
    }

    String longs(String name, long... values) {
        TensorProto.Builder tensor =
                TensorProto.newBuilder()
                        .setName(name)
                        .setDataType(TensorProto.DataType.INT64.getNumber())
                        .addDims(values.length);
        for (long value : values) {
            tensor.addInt64Data(value);
        }
        tensors.put(name, tensor.build());
        return name;
    }

    String longScalar(String name, long value) {
        tensors.put(
                name,
                TensorProto.newBuilder()
                        .setName(name)
                        .setDataType(TensorProto.DataType.INT64.getNumber())
                        .addInt64Data(value)
                        .build());
        return name;
    }

    /// Null if there is none of that name.
    TensorProto find(String name) {
        return tensors.get(name);
    }

    private static ByteString inline(int size, FloatSource source) throws IOException {
        ByteBuffer bytes = ByteBuffer.allocate(size * Float.BYTES).order(ByteOrder.LITTLE_ENDIAN);
        source.writeTo(
                (values, count) -> {
                    for (int i = 0; i < count; i++) {
                        bytes.putFloat(values[i]);
                    }
                });
        return ByteString.copyFrom(bytes.flip());
    }

    private void external(TensorProto.Builder tensor, long size, FloatSource source)
            throws IOException {
        flush();
        long from = Math.ceilDiv(file.position(), ALIGNMENT) * ALIGNMENT;
        file.position(from);
        source.writeTo(this::append);
        flush();
        long bytes = file.position() - from;
        if (bytes != size * Float.BYTES) {
            throw new IllegalStateException(
                    tensor.getName() + " needs " + size * Float.BYTES + " bytes, got " + bytes);
        }
        tensor.setDataLocation(TensorProto.DataLocation.EXTERNAL)
                .addExternalData(entry("location", fileName))
                .addExternalData(entry("offset", Long.toString(from)))
                .addExternalData(entry("length", Long.toString(bytes)));
    }

    private void append(float[] values, int count) throws IOException {
        for (int at = 0; at < count; ) {
            if (!buffer.hasRemaining()) {
                flush();
            }
            int some = Math.min(count - at, buffer.remaining() / Float.BYTES);
            buffer.asFloatBuffer().put(values, at, some);
            buffer.position(buffer.position() + some * Float.BYTES);
            at += some;
        }
    }

    private void flush() throws IOException {
        buffer.flip();
        while (buffer.hasRemaining()) {
            file.write(buffer);
        }
        buffer.clear();
    }

    private static StringStringEntryProto entry(String key, String value) {
        return StringStringEntryProto.newBuilder().setKey(key).setValue(value).build();
    }

    @Override
    public void close() throws IOException {
        file.close();
    }
}
