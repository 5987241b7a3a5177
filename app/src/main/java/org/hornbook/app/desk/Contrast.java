package org.hornbook.app.desk;

import javafx.scene.paint.Color;

/// How well a colour is seen on another, after WCAG 2.2.
public final class Contrast {
    /// What words need (AA).
    public static final double WORDS = 4.5;

    /// What icons, lines and bars need (AA).
    public static final double SIGNS = 3;

    private static final int STEPS = 40;

    private Contrast() {}

    /// 1 for equal colours, 21 for black on white.
    public static double ratio(Color one, Color other) {
        double a = luminance(one);
        double b = luminance(other);
        return (Math.max(a, b) + 0.05) / (Math.min(a, b) + 0.05);
    }

    /// `color`, or the nearest to it on the way to `toward` that words can have on `ground`.
    public static Color readable(Color color, Color ground, Color toward) {
        for (int i = 0; i < STEPS; i++) {
            Color next = color.interpolate(toward, (double) i / STEPS);
            if (ratio(next, ground) >= WORDS) {
                return next;
            }
        }
        return toward;
    }

    private static double luminance(Color c) {
        return 0.2126 * linear(c.getRed())
                + 0.7152 * linear(c.getGreen())
                + 0.0722 * linear(c.getBlue());
    }

    private static double linear(double channel) {
        return channel <= 0.04045 ? channel / 12.92 : Math.pow((channel + 0.055) / 1.055, 2.4);
    }
}
