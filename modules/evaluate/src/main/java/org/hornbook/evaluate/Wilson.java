package org.hornbook.evaluate;

/// The Wilson score interval of a proportion (Wilson 1927): honest for small counts and at 0 and
/// 100%, where the normal approximation is not.
///
/// @param low lower end at 95%, in 0..1
/// @param high upper end at 95%, in 0..1
public record Wilson(double low, double high) {
    private static final double Z = 1.959963984540054;

    /// The 95% interval of `passed` out of `of`. Throws `IllegalArgumentException` if `of` is not
    /// positive or `passed` lies outside `0..of`.
    public static Wilson of(long passed, long of) {
        if (of <= 0 || passed < 0 || passed > of) {
            throw new IllegalArgumentException("passed " + passed + " of " + of);
        }
        double p = (double) passed / of;
        double z2 = Z * Z;
        double centre = p + z2 / (2 * of);
        double spread = Z * Math.sqrt(p * (1 - p) / of + z2 / (4.0 * of * of));
        double scale = 1 + z2 / of;
        return new Wilson(
                Math.max(0, (centre - spread) / scale), Math.min(1, (centre + spread) / scale));
    }

    /// Whether the whole of this interval lies above the other.
    public boolean above(Wilson other) {
        return low > other.high;
    }
}
