package org.hornbook.app.kit;

import org.hornbook.app.desk.Token;

import java.util.Arrays;

/// One line of a `CurveChart`.
///
/// @param x ascending
/// @param low and `high` the band around it; empty for none
/// @param note drawn after the name at its end, such as the last value
/// @param dots whether the points are marked
public record Curve(
        String name,
        Token color,
        double[] x,
        double[] y,
        double[] low,
        double[] high,
        boolean dashed,
        boolean dots,
        String note) {
    private static final double[] NONE = {};

    public static Curve of(String name, Token color, double[] x, double[] y) {
        return new Curve(name, color, x, y, NONE, NONE, false, false, "");
    }

    public Curve withBand(double[] from, double[] to) {
        return new Curve(name, color, x, y, from, to, dashed, dots, note);
    }

    public Curve dashes() {
        return new Curve(name, color, x, y, low, high, true, dots, note);
    }

    public Curve marked() {
        return new Curve(name, color, x, y, low, high, dashed, true, note);
    }

    public Curve noted(String words) {
        return new Curve(name, color, x, y, low, high, dashed, dots, words);
    }

    /// Each value as a running mean: `weight` of what was before, the rest of what is new; 0 leaves
    /// the curve as it is. Corrected for the start, as the field's tools do.
    public Curve smoothed(double weight) {
        if (weight <= 0) {
            return this;
        }
        double[] mean = new double[y.length];
        double last = 0;
        double mass = 0;
        for (int i = 0; i < y.length; i++) {
            last = weight * last + (1 - weight) * y[i];
            mass = weight * mass + (1 - weight);
            mean[i] = last / mass;
        }
        return new Curve(name, color, x, mean, NONE, NONE, dashed, dots, note);
    }

    /// The value at the last point not after `at`; NaN before the first.
    public double at(double at) {
        int place = Arrays.binarySearch(x, at);
        int index = place >= 0 ? place : -place - 2;
        return index < 0 || (place < 0 && index == x.length - 1 && at > x[index])
                ? Double.NaN
                : y[index];
    }
}
