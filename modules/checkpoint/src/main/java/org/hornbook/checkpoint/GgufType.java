package org.hornbook.checkpoint;

import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;
import java.nio.ByteOrder;
import java.util.Optional;

/// How GGUF stores the values of a tensor: in blocks of `values`, each of `bytes`.
enum GgufType {
    F32(0, 1, 4) {
        @Override
        void unpack(MemorySegment data, long at, float[] into) {
            into[0] = data.get(FLOAT, at);
        }
    },
    F16(1, 1, 2) {
        @Override
        void unpack(MemorySegment data, long at, float[] into) {
            into[0] = half(data, at);
        }
    },
    BF16(30, 1, 2) {
        @Override
        void unpack(MemorySegment data, long at, float[] into) {
            into[0] = Float.intBitsToFloat(data.get(SHORT, at) << 16);
        }
    },
    Q4_0(2, 32, 18) {
        @Override
        void unpack(MemorySegment data, long at, float[] into) {
            float scale = half(data, at);
            for (int i = 0; i < 16; i++) {
                int pair = at(data, at + 2 + i);
                into[i] = scale * ((pair & 15) - 8);
                into[i + 16] = scale * ((pair >> 4) - 8);
            }
        }
    },
    Q8_0(8, 32, 34) {
        @Override
        void unpack(MemorySegment data, long at, float[] into) {
            float scale = half(data, at);
            for (int i = 0; i < 32; i++) {
                into[i] = scale * data.get(ValueLayout.JAVA_BYTE, at + 2 + i);
            }
        }
    },
    /// Eight runs of 32, each with a scale and a least value of 6 bits.
    Q4_K(12, 256, 144) {
        @Override
        void unpack(MemorySegment data, long at, float[] into) {
            float scale = half(data, at);
            float least = half(data, at + 2);
            for (int run = 0; run < 8; run++) {
                long six = at + 4;
                int s;
                int m;
                if (run < 4) {
                    s = at(data, six + run) & 63;
                    m = at(data, six + run + 4) & 63;
                } else {
                    int low = at(data, six + run + 4);
                    s = low & 15 | at(data, six + run - 4) >> 6 << 4;
                    m = low >> 4 | at(data, six + run) >> 6 << 4;
                }
                float d = scale * s;
                float min = least * m;
                for (int i = 0; i < 32; i++) {
                    int pair = at(data, at + 16 + run / 2 * 32 + i);
                    into[run * 32 + i] = d * (run % 2 == 0 ? pair & 15 : pair >> 4) - min;
                }
            }
        }
    },
    /// Sixteen runs of 16, each with a scale of 8 bits; the upper two bits of a value lie apart.
    Q6_K(14, 256, 210) {
        @Override
        void unpack(MemorySegment data, long at, float[] into) {
            float scale = half(data, at + 208);
            for (int i = 0; i < 256; i++) {
                int side = i / 128;
                int row = i % 128 / 32;
                int column = i % 32;
                int low = at(data, at + side * 64 + row % 2 * 32 + column) >> row / 2 * 4 & 15;
                int high = at(data, at + 128 + side * 32 + column) >> 2 * row & 3;
                int of = data.get(ValueLayout.JAVA_BYTE, at + 192 + i / 16);
                into[i] = scale * of * ((low | high << 4) - 32);
            }
        }
    };

    private static final ValueLayout.OfFloat FLOAT =
            ValueLayout.JAVA_FLOAT_UNALIGNED.withOrder(ByteOrder.LITTLE_ENDIAN);
    private static final ValueLayout.OfShort SHORT =
            ValueLayout.JAVA_SHORT_UNALIGNED.withOrder(ByteOrder.LITTLE_ENDIAN);

    private final int id;
    private final int values;
    private final int bytes;

    GgufType(int id, int values, int bytes) {
        this.id = id;
        this.values = values;
        this.bytes = bytes;
    }

    static Optional<GgufType> of(int id) {
        for (GgufType type : values()) {
            if (type.id == id) {
                return Optional.of(type);
            }
        }
        return Optional.empty();
    }

    int blockValues() {
        return values;
    }

    int blockBytes() {
        return bytes;
    }

    /// Puts the values of the block at `at` into the first of `into`.
    abstract void unpack(MemorySegment data, long at, float[] into);

    private static float half(MemorySegment data, long at) {
        return Float.float16ToFloat(data.get(SHORT, at));
    }

    private static int at(MemorySegment data, long at) {
        return data.get(ValueLayout.JAVA_BYTE, at) & 255;
    }
}
