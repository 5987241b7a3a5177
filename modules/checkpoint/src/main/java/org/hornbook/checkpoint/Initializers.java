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
import java.util.Optional;
import java.util.function.LongConsumer;
import java.util.zip.CRC32C;

/// The constant tensors of ONNX graphs: large ones stream into one data file that several graphs
/// share, each at a multiple of 4096 bytes so that a runtime can map it; small ones stay inline, as
/// the runtime must see shapes before it maps anything.
final class Initializers implements AutoCloseable {
    private static final long ALIGNMENT = 4096; // bytes
    private static final long INLINE = 1024; // values
    private static final int BUFFER = 1 << 20; // bytes
    private static final String SCALES = ".scales";

    private final Map<String, TensorProto> tensors = new LinkedHashMap<>();
    private final String fileName;
    private final FileChannel file;
    private final ByteBuffer buffer =
            ByteBuffer.allocateDirect(BUFFER).order(ByteOrder.LITTLE_ENDIAN);

    private final LongConsumer written;
    private final FinishedTensors finished;
    private final CRC32C crc = new CRC32C(); // of the tensor that is being written

    Initializers(Path dataFile) throws IOException {
        this(dataFile, bytes -> {});
    }

    /// `written` is told now and then how many bytes the data file has.
    Initializers(Path dataFile, LongConsumer written) throws IOException {
        this.written = written;
        fileName = dataFile.getFileName().toString();
        finished = FinishedTensors.none();
        file = FileChannel.open(dataFile, StandardOpenOption.CREATE_NEW, StandardOpenOption.WRITE);
    }

    /// Goes on with a data file of which tensors are `finished`.
    Initializers(Path dataFile, FinishedTensors finished, LongConsumer written) throws IOException {
        this.written = written;
        this.finished = finished;
        fileName = dataFile.getFileName().toString();
        file = FileChannel.open(dataFile, StandardOpenOption.CREATE, StandardOpenOption.WRITE);
        file.truncate(finished.end());
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
        if (found(name, matrix, quantizer)) {
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
        FinishedTensors.Entry packed = entry(name, from, (long) matrix.rows() * rowBytes);
        TensorProto.Builder scales = scales(name, matrix, quantizer);
        FloatSource values = FloatSource.of(rows.scales());
        FinishedTensors.Entry kept;
        long size = (long) matrix.rows() * quantizer.blocks(matrix.columns());
        if (size <= INLINE) {
            scales.setRawData(inline((int) size, values));
            byte[] raw = scales.getRawData().toByteArray();
            kept = new FinishedTensors.Entry(name + SCALES, 0, 0, 0, raw);
        } else {
            kept = written(scales, size, values);
        }
        tensors.put(name, tensor.build());
        tensors.put(name + SCALES, scales.build());
        finished.add(packed, kept);
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
        long bytes = (long) matrix.rows() * rowBytes;
        Optional<FinishedTensors.Entry> there = finished.find(stored);
        if (there.isPresent() && there.get().bytes() == bytes) {
            take(tensor, there.get());
        } else {
            long from = aligned();
            calibrated.packed(name, this::append);
            place(tensor, from, bytes);
            finished.add(entry(stored, from, bytes));
        }
        tensors.put(stored, tensor.build());
        floats(
                stored + SCALES,
                new int[] {matrix.rows(), quantizer.blocks(matrix.columns())},
                FloatSource.of(calibrated.scales(name)));
        return stored;
    }

    private static TensorProto.Builder scales(
            String name, Matrix matrix, BlockQuantizer quantizer) {
        return TensorProto.newBuilder()
                .setName(name + SCALES)
                .setDataType(TensorProto.DataType.FLOAT.getNumber())
                .addDims(matrix.rows())
                .addDims(quantizer.blocks(matrix.columns()));
    }

    /// Takes both tensors of a rounded weight as they are, if they are finished.
    private boolean found(String name, Matrix matrix, BlockQuantizer quantizer) throws IOException {
        Optional<FinishedTensors.Entry> packed = finished.find(name);
        Optional<FinishedTensors.Entry> kept = finished.find(name + SCALES);
        int rowBytes = quantizer.rowBytes(matrix.columns());
        if (packed.isEmpty()
                || kept.isEmpty()
                || packed.get().bytes() != (long) matrix.rows() * rowBytes) {
            return false;
        }
        TensorProto.Builder tensor =
                TensorProto.newBuilder()
                        .setName(name)
                        .setDataType(TensorProto.DataType.UINT8.getNumber())
                        .addDims(matrix.rows())
                        .addDims(rowBytes);
        take(tensor, packed.get());
        TensorProto.Builder scales = scales(name, matrix, quantizer);
        if (kept.get().inline().length > 0) {
            scales.setRawData(ByteString.copyFrom(kept.get().inline()));
        } else {
            take(scales, kept.get());
        }
        tensors.put(name, tensor.build());
        tensors.put(name + SCALES, scales.build());
        return true;
    }

    /// Goes on behind a tensor that is finished.
    private void take(TensorProto.Builder tensor, FinishedTensors.Entry entry) throws IOException {
        flush();
        located(tensor, entry.from(), entry.bytes());
        file.position(entry.from() + entry.bytes());
        written.accept(file.position());
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
        Optional<FinishedTensors.Entry> there = finished.find(tensor.getName());
        if (there.isPresent() && there.get().bytes() == size * Float.BYTES) {
            take(tensor, there.get());
            return;
        }
        finished.add(written(tensor, size, source));
    }

    private FinishedTensors.Entry written(TensorProto.Builder tensor, long size, FloatSource source)
            throws IOException {
        long from = aligned();
        source.writeTo(this::append);
        place(tensor, from, size * Float.BYTES);
        return entry(tensor.getName(), from, size * Float.BYTES);
    }

    private FinishedTensors.Entry entry(String name, long from, long bytes) {
        return new FinishedTensors.Entry(name, from, bytes, (int) crc.getValue(), new byte[0]);
    }

    private long aligned() throws IOException {
        flush();
        long from = Math.ceilDiv(file.position(), ALIGNMENT) * ALIGNMENT;
        file.position(from);
        crc.reset();
        return from;
    }

    private void place(TensorProto.Builder tensor, long from, long size) throws IOException {
        flush();
        long bytes = file.position() - from;
        if (bytes != size) {
            throw new IllegalStateException(
                    tensor.getName() + " needs " + size + " bytes, got " + bytes);
        }
        located(tensor, from, bytes);
    }

    private void located(TensorProto.Builder tensor, long from, long bytes) {
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
        crc.update(bytes, 0, count);
        ByteBuffer all = ByteBuffer.wrap(bytes, 0, count);
        while (all.hasRemaining()) {
            file.write(all);
        }
        written.accept(file.position());
    }

    private void flush() throws IOException {
        buffer.flip();
        crc.update(buffer.duplicate());
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
        finished.close();
        file.close();
    }
}
