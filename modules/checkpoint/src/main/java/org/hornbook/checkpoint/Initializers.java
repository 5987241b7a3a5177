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
import java.util.function.LongConsumer;

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

    private final LongConsumer written;

    Initializers(Path dataFile) throws IOException {
        this(dataFile, bytes -> {});
    }

    /// `written` is told now and then how many bytes the data file has.
    Initializers(Path dataFile, LongConsumer written) throws IOException {
        this.written = written;
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

    /// Adds the tensors `name`, uint8 `(rows, bytes of a row)`, and `name.scales`, `(rows, blocks
    /// of a row)`, once.
    String rounded(String name, Matrix matrix, BlockQuantizer quantizer) throws IOException {
        if (tensors.containsKey(name)) {
            return name;
        }
        RoundedRows rows = new RoundedRows(matrix, quantizer);
        int rowBytes = quantizer.rowBytes(matrix.columns());
        TensorProto.Builder tensor =
                TensorProto.newBuilder()
                        .setName(name)
                        .setDataType(TensorProto.DataType.UINT8.getNumber())
                        .addDims(matrix.rows())
                        .addDims(rowBytes);
        long from = aligned();
        rows.writeTo(this::append);
        place(tensor, from, (long) matrix.rows() * rowBytes);
        tensors.put(name, tensor.build());
        floats(
                name + ".scales",
                new int[] {matrix.rows(), quantizer.blocks(matrix.columns())},
                FloatSource.of(rows.scales()));
        return name;
    }

    /// As `rounded`, of a weight that was calibrated; the tensors are called `name.calibrated` and
    /// `name.calibrated.scales`.
    String stored(
            String name, Matrix matrix, BlockQuantizer quantizer, CalibratedWeights calibrated)
            throws IOException {
        String stored = name + ".calibrated";
        if (tensors.containsKey(stored)) {
            return stored;
        }
        int rowBytes = quantizer.rowBytes(matrix.columns());
        TensorProto.Builder tensor =
                TensorProto.newBuilder()
                        .setName(stored)
                        .setDataType(TensorProto.DataType.UINT8.getNumber())
                        .addDims(matrix.rows())
                        .addDims(rowBytes);
        long from = aligned();
        calibrated.packed(name, this::append);
        place(tensor, from, (long) matrix.rows() * rowBytes);
        tensors.put(stored, tensor.build());
        floats(
                stored + ".scales",
                new int[] {matrix.rows(), quantizer.blocks(matrix.columns())},
                FloatSource.of(calibrated.scales(name)));
        return stored;
    }

    /// The values of `of` once more in another shape, without storing them twice.
    String alias(String name, String of, long... shape) {
        TensorProto.Builder tensor = tensors.get(of).toBuilder().setName(name).clearDims();
        for (long size : shape) {
            tensor.addDims(size);
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
        long from = aligned();
        source.writeTo(this::append);
        place(tensor, from, size * Float.BYTES);
    }

    private long aligned() throws IOException {
        flush();
        long from = Math.ceilDiv(file.position(), ALIGNMENT) * ALIGNMENT;
        file.position(from);
        return from;
    }

    private void place(TensorProto.Builder tensor, long from, long size) throws IOException {
        flush();
        long bytes = file.position() - from;
        if (bytes != size) {
            throw new IllegalStateException(
                    tensor.getName() + " needs " + size + " bytes, got " + bytes);
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

    private void append(byte[] bytes, int count) throws IOException {
        flush();
        ByteBuffer all = ByteBuffer.wrap(bytes, 0, count);
        while (all.hasRemaining()) {
            file.write(all);
        }
        written.accept(file.position());
    }

    private void flush() throws IOException {
        buffer.flip();
        while (buffer.hasRemaining()) {
            file.write(buffer);
        }
        buffer.clear();
        written.accept(file.position());
    }

    private static StringStringEntryProto entry(String key, String value) {
        return StringStringEntryProto.newBuilder().setKey(key).setValue(value).build();
    }

    @Override
    public void close() throws IOException {
        file.close();
    }
}
