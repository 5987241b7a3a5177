package org.hornbook.app.kit;

/// Where the curves of a chart stand, in pixels: values become places.
///
/// @param logLow of a logarithmic y axis, and `logSpan`: computed once for all points
record Plot(
        Axis x,
        Axis y,
        double left,
        double top,
        double width,
        double height,
        double logLow,
        double logSpan) {
    static final double TOP = 10;

    static Plot of(Axis x, Axis y, double left, double width, double height) {
        return new Plot(
                x,
                y,
                left,
                TOP,
                width,
                height,
                y.log() ? Math.log(y.low()) : 0,
                y.log() ? Math.log(y.high()) - Math.log(y.low()) : 0);
    }

    double px(double value) {
        return left + x.place(value) * width;
    }

    double py(double value) {
        return logLow == 0 && logSpan == 0
                ? top + (1 - y.place(value)) * height
                : top + (1 - (Math.log(Math.max(value, 1e-12)) - logLow) / logSpan) * height;
    }
}
