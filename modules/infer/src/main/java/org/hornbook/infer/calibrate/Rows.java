package org.hornbook.infer.calibrate;

import ai.onnxruntime.OnnxTensor;
import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;
import java.nio.ByteOrder;
import org.hornbook.infer.OnnxModel;

/// A matrix of 32-bit floats in native memory, row-major, that may be larger than an array.
///
/// @param memory (count, width)
record Rows(MemorySegment memory, long count, int width) {
    private static final int ALIGNMENT = 64; // bytes

    static Rows of(Arena arena, long count, int width) {
        long bytes = Math.multiplyExact(Math.multiplyExact(count, (long) width), Float.BYTES);
        return new Rows(arena.allocate(Math.max(bytes, 1), ALIGNMENT), count, width);
    }

    /// `some` of them from `first` on, the same memory.
    Rows part(long first, long some) {
        long row = (long) width * Float.BYTES;
        return new Rows(memory.asSlice(first * row, some * row), some, width);
    }

    /// The same values as rows of another width.
    Rows shaped(long rows, int columns) {
        long bytes = rows * columns * Float.BYTES;
        return new Rows(memory.asSlice(0, bytes), rows, columns);
    }

    /// What the runtime sees of it without a copy; at most 2 GB.
    OnnxTensor tensor(OnnxModel model) {
        return model.floats(memory.asByteBuffer().order(ByteOrder.nativeOrder()), count, width);
    }

    /// Row `row`, from `column` on.
    void get(long row, int column, float[] into, int offset, int some) {
        MemorySegment.copy(memory, ValueLayout.JAVA_FLOAT, at(row, column), into, offset, some);
    }

    void put(long row, int column, float[] from, int offset, int some) {
        MemorySegment.copy(from, offset, memory, ValueLayout.JAVA_FLOAT, at(row, column), some);
    }

    private long at(long row, int column) {
        return (row * width + column) * Float.BYTES;
    }

    void clear() {
        memory.fill((byte) 0);
    }
}
