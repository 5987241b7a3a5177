package org.hornbook.checkpoint;

import java.util.Arrays;
import java.util.List;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/// The steps in which a decoder's keys and values are counted where they are kept in 8 bits: for
/// each layer one a dimension of each head, `(keyValueHeads * headDim)` as the graph has them. What
/// lies beyond 127 steps is cut off there.
///
/// @param keys after they were turned
/// @param values of the same layers
public record CacheScales(List<float[]> keys, List<float[]> values) {
    private static final int STEPS = 127;

    /// More than the largest that was seen, for texts that were not.
    private static final float HEADROOM = 1.25f;

    /// Gathers them from the keys and values of some texts.
    public static final class Seen {
        private final HeadLayout layout;
        private final float[][] keys; // largest so far, of a turned pair its length
        private final float[][] values;

        public Seen(ModelConfig config) {
            layout = HeadLayout.of(config);
            int size = config.keyValueHeads() * layout.width();
            keys = new float[config.layers()][size];
            values = new float[config.layers()][size];
        }

        /// One token of one layer.
        ///
        /// @param head of keys and values
        /// @param vector `headDim` numbers, the graph's
        public void key(int layer, int head, float[] vector) {
            float[] largest = keys[layer];
            int pairs = layout.pairs();
            int start = head * layout.width();
            for (int i = 0; i < pairs; i++) {
                float length = (float) Math.hypot(vector[i], vector[pairs + i]);
                largest[start + i] = Math.max(largest[start + i], length);
                largest[start + pairs + i] = largest[start + i];
            }
            for (int i = 2 * pairs; i < vector.length; i++) {
                largest[start + i] = Math.max(largest[start + i], Math.abs(vector[i]));
            }
        }

        /// As `key`.
        public void value(int layer, int head, float[] vector) {
            float[] largest = values[layer];
            int start = head * layout.width();
            for (int i = 0; i < vector.length; i++) {
                largest[start + i] = Math.max(largest[start + i], Math.abs(vector[i]));
            }
        }

        public CacheScales scales() {
            return new CacheScales(steps(keys), steps(values));
        }

        private static List<float[]> steps(float[][] largest) {
            return Stream.of(largest).map(Seen::steps).toList();
        }

        /// A dimension that was always zero counts in the steps of the finest other one.
        private static float[] steps(float[] largest) {
            float least = Float.MAX_VALUE;
            for (float one : largest) {
                least = one > 0 ? Math.min(least, one) : least;
            }
            float[] steps = new float[largest.length];
            for (int i = 0; i < steps.length; i++) {
                float most = largest[i] > 0 ? largest[i] : least == Float.MAX_VALUE ? 1 : least;
                steps[i] = most * HEADROOM / STEPS;
            }
            return steps;
        }
    }

    /// Throws `IllegalArgumentException` if a step is not above zero.
    public CacheScales {
        keys = List.copyOf(keys);
        values = List.copyOf(values);
        boolean wrong =
                Stream.concat(keys.stream(), values.stream())
                        .flatMapToDouble(s -> IntStream.range(0, s.length).mapToDouble(i -> s[i]))
                        .anyMatch(step -> !(step > 0) || Double.isInfinite(step));
        if (wrong) {
            throw new IllegalArgumentException("a step of the cache is not above zero");
        }
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof CacheScales(var k, var v)
                && Arrays.deepEquals(k.toArray(), keys.toArray())
                && Arrays.deepEquals(v.toArray(), values.toArray());
    }

    @Override
    public int hashCode() {
        return Arrays.deepHashCode(keys.toArray());
    }
}
