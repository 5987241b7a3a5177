package org.hornbook.classify;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.List;

/// Embeddings in 16-bit floats, as they are stored. Heads are trained and asked on values rounded
/// to them, so that it makes no difference whether a vector was read or computed. What exceeds
/// 65504 becomes that.
final class Half {
    private static final float LARGEST = 65_504;

    private Half() {}

    private static short of(float value) {
        return Float.floatToFloat16(Math.clamp(value, -LARGEST, LARGEST));
    }

    static float[] rounded(float[] vector) {
        float[] rounded = new float[vector.length];
        for (int k = 0; k < rounded.length; k++) {
            rounded[k] = Float.float16ToFloat(of(vector[k]));
        }
        return rounded;
    }

    /// Two bytes a value, little-endian, one vector behind the other.
    static byte[] bytes(List<float[]> vectors) {
        int size = vectors.isEmpty() ? 0 : vectors.getFirst().length;
        ByteBuffer bytes =
                ByteBuffer.allocate(vectors.size() * size * Short.BYTES)
                        .order(ByteOrder.LITTLE_ENDIAN);
        for (float[] vector : vectors) {
            for (float value : vector) {
                bytes.putShort(of(value));
            }
        }
        return bytes.array();
    }

    /// Reads `count` values from value `from` on.
    static void read(byte[] bytes, int from, float[] into, int offset, int count) {
        short[] halves = new short[count];
        ByteBuffer.wrap(bytes, from * Short.BYTES, count * Short.BYTES)
                .order(ByteOrder.LITTLE_ENDIAN)
                .asShortBuffer()
                .get(halves);
        for (int k = 0; k < count; k++) {
            into[offset + k] = Float.float16ToFloat(halves[k]);
        }
    }
}
