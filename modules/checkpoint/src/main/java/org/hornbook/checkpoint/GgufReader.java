package org.hornbook.checkpoint;

import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/// Reads the head of a GGUF file from its beginning on. Whatever a length claims, nothing is taken
/// that does not lie in the file.
final class GgufReader {
    private static final ValueLayout.OfInt INT =
            ValueLayout.JAVA_INT_UNALIGNED.withOrder(ByteOrder.LITTLE_ENDIAN);
    private static final ValueLayout.OfLong LONG =
            ValueLayout.JAVA_LONG_UNALIGNED.withOrder(ByteOrder.LITTLE_ENDIAN);
    private static final int STRING = 8; // the format's numbers for types of values
    private static final int ARRAY = 9;
    private static final int DEEPEST = 4;

    private final Path file;
    private final MemorySegment bytes;
    private long at;

    GgufReader(Path file, MemorySegment bytes) {
        this.file = file;
        this.bytes = bytes;
    }

    /// The byte that is read next.
    long position() {
        return at;
    }

    int int32() {
        return bytes.get(INT, take(Integer.BYTES));
    }

    long int64() {
        return bytes.get(LONG, take(Long.BYTES));
    }

    /// How many things follow, each of at least `least` bytes.
    int count(long least) {
        long count = int64();
        if (count < 0 || count > Integer.MAX_VALUE - 8 || count > left() / least) {
            throw broken(Long.toUnsignedString(count) + " entries are said to follow");
        }
        return (int) count;
    }

    String text() {
        int length = count(1);
        byte[] text = bytes.asSlice(take(length), length).toArray(ValueLayout.JAVA_BYTE);
        return new String(text, StandardCharsets.UTF_8);
    }

    /// A number, a Boolean, a String or a List of such.
    Object value() {
        return value(int32(), 0);
    }

    private Object value(int type, int depth) {
        return switch (type) {
            case 0 -> (long) (bytes.get(ValueLayout.JAVA_BYTE, take(1)) & 0xFF);
            case 1 -> (long) bytes.get(ValueLayout.JAVA_BYTE, take(1));
            case 2 -> (long) (short16() & 0xFFFF);
            case 3 -> (long) short16();
            case 4 -> int32() & 0xFFFFFFFFL;
            case 5 -> (long) int32();
            case 6 -> (double) Float.intBitsToFloat(int32());
            case 7 -> bytes.get(ValueLayout.JAVA_BYTE, take(1)) != 0;
            case STRING -> text();
            case ARRAY -> array(depth);
            case 10, 11 -> int64();
            case 12 -> Double.longBitsToDouble(int64());
            default -> throw broken("a value has the unknown type " + type);
        };
    }

    private short short16() {
        long from = take(2);
        return (short)
                (bytes.get(ValueLayout.JAVA_BYTE, from) & 0xFF
                        | bytes.get(ValueLayout.JAVA_BYTE, from + 1) << 8);
    }

    /// Of texts only where they are is kept: a vocabulary is large, and not always needed.
    private Object array(int depth) {
        int type = int32();
        if (depth == DEEPEST) {
            throw broken("lists lie in lists more than " + DEEPEST + " deep");
        }
        int count = count(type == STRING || type == ARRAY ? Long.BYTES : 1);
        if (type == STRING) {
            long from = at;
            for (int i = 0; i < count; i++) {
                take(count(1));
            }
            return new Texts(count, from);
        }
        List<Object> all = new ArrayList<>();
        for (int i = 0; i < count; i++) {
            all.add(value(type, depth + 1));
        }
        return all;
    }

    /// A list of texts that were passed over, the first lying at byte `from`.
    record Texts(int count, long from) {}

    /// Those texts.
    List<String> texts(Texts passed) {
        at = passed.from();
        List<String> all = new ArrayList<>(passed.count());
        for (int i = 0; i < passed.count(); i++) {
            all.add(text());
        }
        return all;
    }

    private long take(long size) {
        if (size > left()) {
            throw broken("it ends in the middle of its head");
        }
        at += size;
        return at - size;
    }

    private long left() {
        return bytes.byteSize() - at;
    }

    CheckpointException broken(String what) {
        return new CheckpointException(
                file + " is cut short or damaged: " + what + " at byte " + at);
    }
}
