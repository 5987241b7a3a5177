package org.hornbook.checkpoint;

import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;
import java.nio.ByteOrder;
import java.nio.file.Path;
import java.util.Collections;
import java.util.Map;
import java.util.Set;

/// One memory-mapped .safetensors file. Values of type F32, F16 and BF16 can be read. Use by many
/// threads is fine; nothing may be read after `close`.
public final class SafetensorsFile implements Tensors, AutoCloseable {
    private static final long LARGEST_HEADER = 100_000_000; // bytes, as the format's own reader
    private static final ValueLayout.OfLong LONG =
            ValueLayout.JAVA_LONG_UNALIGNED.withOrder(ByteOrder.LITTLE_ENDIAN);
    private static final ValueLayout.OfFloat FLOAT =
            ValueLayout.JAVA_FLOAT_UNALIGNED.withOrder(ByteOrder.LITTLE_ENDIAN);
    private static final ValueLayout.OfShort SHORT =
            ValueLayout.JAVA_SHORT_UNALIGNED.withOrder(ByteOrder.LITTLE_ENDIAN);

    private final Path file;
    private final MappedFile mapped;
    private final MemorySegment bytes;
    private final SafetensorsHeader header;

    private SafetensorsFile(Path file, MappedFile mapped, SafetensorsHeader header) {
        this.file = file;
        this.mapped = mapped;
        this.bytes = mapped.bytes();
        this.header = header;
    }

    /// Throws `CheckpointException`, in one sentence, for a file that is missing, cut short or not
    /// what its header says.
    public static SafetensorsFile open(Path file) {
        return MappedFile.open(
                file, mapped -> new SafetensorsFile(file, mapped, header(file, mapped.bytes())));
    }

    private static SafetensorsHeader header(Path file, MemorySegment bytes) {
        long length = bytes.byteSize();
        if (length < Long.BYTES) {
            throw new CheckpointException(
                    file + " is no safetensors file: it has only " + length + " bytes");
        }
        long size = bytes.get(LONG, 0);
        if (size < 2 || size > Math.min(LARGEST_HEADER, length - Long.BYTES)) {
            throw new CheckpointException(
                    file
                            + " claims a header of "
                            + Long.toUnsignedString(size)
                            + " bytes in a file of "
                            + length
                            + ": it is cut short or no safetensors file");
        }
        byte[] json = bytes.asSlice(Long.BYTES, size).toArray(ValueLayout.JAVA_BYTE);
        return SafetensorsHeader.parse(file, json, Long.BYTES + size, length);
    }

    public Path file() {
        return file;
    }

    /// What the writer noted, such as `format` = `pt`.
    public Map<String, String> metadata() {
        return Collections.unmodifiableMap(header.metadata());
    }

    @Override
    public Set<String> names() {
        return Collections.unmodifiableSet(header.entries().keySet());
    }

    ElementType type(String name) {
        return entry(name).type();
    }

    @Override
    public int[] shape(String name) {
        return entry(name).shape().clone();
    }

    @Override
    public void read(String name, long from, float[] into, int offset, int count) {
        SafetensorsHeader.Entry entry = entry(name);
        long start = entry.from() + from * entry.type().bytes();
        if (from < 0
                || start + (long) count * entry.type().bytes() > entry.from() + entry.bytes()) {
            throw new IndexOutOfBoundsException(from + " + " + count + " of tensor " + name);
        }
        switch (entry.type()) {
            case F32 -> MemorySegment.copy(bytes, FLOAT, start, into, offset, count);
            case F16, BF16 -> {
                short[] halves = new short[count];
                MemorySegment.copy(bytes, SHORT, start, halves, 0, count);
                widen(entry.type(), halves, into, offset);
            }
            case F64, F8_E4M3, F8_E5M2, I64, I32, I16, I8, U64, U32, U16, U8, BOOL ->
                    throw new CheckpointException(
                            file
                                    + ": tensor "
                                    + name
                                    + " is stored as "
                                    + entry.type()
                                    + "; only F32, F16 and BF16 can be read");
        }
    }

    /// Loops over arrays, which the compiler turns into vector instructions.
    private static void widen(ElementType type, short[] halves, float[] into, int offset) {
        if (type == ElementType.F16) {
            for (int i = 0; i < halves.length; i++) {
                into[offset + i] = Float.float16ToFloat(halves[i]);
            }
        } else {
            for (int i = 0; i < halves.length; i++) {
                into[offset + i] = Float.intBitsToFloat(halves[i] << 16);
            }
        }
    }

    private SafetensorsHeader.Entry entry(String name) {
        SafetensorsHeader.Entry entry = header.entries().get(name);
        if (entry == null) {
            throw new CheckpointException(file + " has no tensor " + name);
        }
        return entry;
    }

    @Override
    public void close() {
        mapped.close();
    }
}
