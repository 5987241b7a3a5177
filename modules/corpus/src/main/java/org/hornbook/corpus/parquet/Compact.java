package org.hornbook.corpus.parquet;

import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;

/// Thrift's compact protocol, as far as Parquet's headers and footer use it.
final class Compact {
    static final int I32 = 5;
    static final int BINARY = 8;
    static final int STRUCT = 12;

    private static final int TRUE = 1;
    private static final int FALSE = 2;
    private static final int I16 = 4;
    private static final int I64 = 6;
    private static final int LIST = 9;
    private static final int SHORT_LIST = 15;

    private final ByteArrayOutputStream out = new ByteArrayOutputStream(256);
    private int last;

    /// A structure; its fields are written in ascending order of their numbers.
    interface Fields {
        void to(Compact out);
    }

    static byte[] struct(Fields fields) {
        Compact compact = new Compact();
        fields.to(compact);
        compact.out.write(0);
        return compact.out.toByteArray();
    }

    Compact i16(int field, int value) {
        begin(field, I16);
        varint(zigzag(value));
        return this;
    }

    Compact i32(int field, int value) {
        begin(field, I32);
        varint(zigzag(value));
        return this;
    }

    Compact i64(int field, long value) {
        begin(field, I64);
        varint(zigzag(value));
        return this;
    }

    Compact truth(int field, boolean value) {
        begin(field, value ? TRUE : FALSE);
        return this;
    }

    Compact binary(int field, byte[] value) {
        begin(field, BINARY);
        bytes(value);
        return this;
    }

    Compact text(int field, String value) {
        return binary(field, value.getBytes(StandardCharsets.UTF_8));
    }

    Compact inner(int field, Fields fields) {
        begin(field, STRUCT);
        out.writeBytes(struct(fields));
        return this;
    }

    Compact list(int field, int type, int size) {
        begin(field, LIST);
        if (size < SHORT_LIST) {
            out.write(size << 4 | type);
        } else {
            out.write(0xf0 | type);
            varint(size);
        }
        return this;
    }

    /// A structure that was written before.
    Compact packed(int field, byte[] struct) {
        begin(field, STRUCT);
        out.writeBytes(struct);
        return this;
    }

    Compact packedElement(byte[] struct) {
        out.writeBytes(struct);
        return this;
    }

    /// An element of a list of structures.
    Compact element(Fields fields) {
        out.writeBytes(struct(fields));
        return this;
    }

    Compact element(int value) {
        varint(zigzag(value));
        return this;
    }

    Compact element(String value) {
        bytes(value.getBytes(StandardCharsets.UTF_8));
        return this;
    }

    private void begin(int field, int type) {
        int step = field - last;
        if (step <= 0 || step > 15) {
            throw new IllegalStateException("field " + field + " behind " + last);
        }
        out.write(step << 4 | type);
        last = field;
    }

    private void bytes(byte[] value) {
        varint(value.length);
        out.writeBytes(value);
    }

    private static long zigzag(long value) {
        return value << 1 ^ value >> 63;
    }

    private void varint(long value) {
        long rest = value;
        while ((rest & ~0x7fL) != 0) {
            out.write((int) (rest & 0x7f | 0x80));
            rest >>>= 7;
        }
        out.write((int) rest);
    }
}
