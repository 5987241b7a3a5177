package org.hornbook.checkpoint;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import java.util.OptionalInt;
import org.junit.jupiter.api.Test;

/// The steps of a cache in 8 bits.
class CacheScalesTest {
    /// Two layers of two heads of 16 dimensions, of which the first 16 turn in pairs of 8.
    private static final ModelConfig CONFIG =
            PhiConfig.phi(96, 32, 64, 2, 2, 64, 1, OptionalInt.empty()).model();

    @Test
    void aTurnedPairCountsInTheStepsOfItsLengthSinceEitherMayBecomeAsLarge() {
        CacheScales.Seen seen = new CacheScales.Seen(CONFIG);
        float[] key = new float[16];
        key[0] = 3;
        key[8] = -4;
        key[1] = 2;
        seen.key(1, 0, key);
        float[] steps = seen.scales().keys().get(1);
        assertThat(steps[0]).isEqualTo(steps[8]).isEqualTo(5 * 1.25f / 127);
        assertThat(steps[1]).isEqualTo(steps[9]).isEqualTo(2 * 1.25f / 127);
    }

    @Test
    void theLargestOfAllTokensCountsByHeadAndDimension() {
        CacheScales.Seen seen = new CacheScales.Seen(CONFIG);
        float[] value = new float[16];
        value[5] = -7;
        seen.value(0, 1, value);
        value[5] = 6;
        value[6] = 1;
        seen.value(0, 1, value);
        float[] steps = seen.scales().values().get(0);
        assertThat(steps[16 + 5]).isEqualTo(7 * 1.25f / 127);
        assertThat(steps[16 + 6]).isEqualTo(1 * 1.25f / 127);
        assertThat(steps[5]).as("never seen: the finest").isEqualTo(steps[16 + 6]);
    }

    @Test
    void aLayerOfZerosHasStepsAllTheSame() {
        CacheScales scales = new CacheScales.Seen(CONFIG).scales();
        for (float step : scales.keys().get(0)) {
            assertThat(step).isPositive();
        }
    }

    @Test
    void stepsThatAreNotAboveZeroAreRefused() {
        for (float step : new float[] {0, -1, Float.NaN, Float.POSITIVE_INFINITY}) {
            List<float[]> steps = List.of(new float[] {1, step});
            assertThatThrownBy(() -> new CacheScales(steps, steps))
                    .isInstanceOf(IllegalArgumentException.class)
                    .hasMessage("a step of the cache is not above zero");
        }
    }
}
