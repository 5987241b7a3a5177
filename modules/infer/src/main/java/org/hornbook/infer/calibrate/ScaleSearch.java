package org.hornbook.infer.calibrate;

/// Finds the scales of 4-bit blocks that lose least: the error of each weight squared, times how
/// much it weighs. Works on many blocks side by side, so that its loops are of one kind.
final class ScaleSearch {
    private static final float LOW = -8;
    private static final float HIGH = 7;
    private static final float TO_NEAREST = 12_582_912; // 1.5 * 2^23: adding it drops fractions
    private static final int STEPS = 18;
    private static final float STEP = 0.025f;

    private final int width;
    private final float[] low;
    private final float[] high;
    private final float[] scale;
    private final float[] inverse;
    private final float[] error;
    private final float[] least;

    /// For up to `width` blocks at a time.
    ScaleSearch(int width) {
        this.width = width;
        low = new float[width];
        high = new float[width];
        scale = new float[width];
        inverse = new float[width];
        error = new float[width];
        least = new float[width];
    }

    /// The scale of block t, of the values `values[i * width + t]` for `first` <= i < `end`, into
    /// `best[t]`, t < `count`; value i weighs `weights[i]`. Tried are those in which the value
    /// furthest from zero becomes -8 or 7, and smaller ones, which cut it off.
    void search(float[] values, int first, int end, float[] weights, float[] best, int count) {
        for (int t = 0; t < count; t++) {
            low[t] = 0;
            high[t] = 0;
            best[t] = 0;
            least[t] = Float.MAX_VALUE;
        }
        for (int i = first; i < end; i++) {
            int at = i * width;
            for (int t = 0; t < count; t++) {
                low[t] = Math.min(low[t], values[at + t]);
                high[t] = Math.max(high[t], values[at + t]);
            }
        }
        for (int sign = 0; sign < 2; sign++) {
            for (int step = 0; step < STEPS; step++) {
                float part = 1 - step * STEP;
                for (int t = 0; t < count; t++) {
                    boolean up = high[t] > -low[t];
                    float far = up ? high[t] : -low[t];
                    float to = sign == 0 ? 8 : 7;
                    scale[t] = (up == (sign == 0) ? -far : far) / to * part;
                    inverse[t] = scale[t] == 0 ? 0 : 1 / scale[t];
                    error[t] = 0;
                }
                for (int i = first; i < end; i++) {
                    lost(values, i * width, weights[i], count);
                }
                for (int t = 0; t < count; t++) {
                    boolean better = error[t] < least[t];
                    best[t] = better ? scale[t] : best[t];
                    least[t] = better ? error[t] : least[t];
                }
            }
        }
    }

    private void lost(float[] values, int at, float weight, int count) {
        for (int t = 0; t < count; t++) {
            float value = values[at + t];
            float q = value * inverse[t] + TO_NEAREST - TO_NEAREST;
            q = Math.max(LOW, Math.min(HIGH, q));
            float difference = value - q * scale[t];
            error[t] += weight * difference * difference;
        }
    }

    /// The step nearest to `scaled`, -8 to 7.
    static float step(float scaled) {
        float q = scaled + TO_NEAREST - TO_NEAREST;
        return Math.max(LOW, Math.min(HIGH, q));
    }
}
