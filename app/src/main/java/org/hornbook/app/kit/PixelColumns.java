package org.hornbook.app.kit;

import javafx.scene.canvas.GraphicsContext;

/// A curve as what it covers of each pixel column, in pixels from the top; NaN where nothing was
/// measured. A hundred thousand points are drawn at the cost of a thousand.
///
/// @param high the smallest distance from the top, `low` the greatest
/// @param count how many columns there are; the arrays may be longer
record PixelColumns(double[] x, double[] high, double[] low, int count) {
    static final double LINE = 1.7;

    static PixelColumns of(Curve curve, Plot plot) {
        double[] xs = curve.x();
        double[] ys = curve.y();
        int most = Math.min(xs.length, (int) plot.width() + 3);
        double[] x = new double[most];
        double[] high = new double[most];
        double[] low = new double[most];
        double pixel = (plot.x().high() - plot.x().low()) / plot.width();
        int count = 0;
        for (int i = 0; i < xs.length && count < most; ) {
            double at = plot.px(xs[i]);
            double end = xs[i] + (Math.floor(at) + 1 - at) * pixel;
            double least = Double.MAX_VALUE;
            double greatest = -Double.MAX_VALUE;
            int first = i;
            do {
                double y = ys[i];
                if (y < least) {
                    least = y;
                }
                if (y > greatest) {
                    greatest = y;
                }
                i++;
            } while (i < xs.length && (xs[i] < end || count == most - 1));
            x[count] = i - first == 1 ? at : Math.floor(at) + 0.5;
            high[count] = least > greatest ? Double.NaN : plot.py(greatest);
            low[count] = least > greatest ? Double.NaN : plot.py(least);
            count++;
        }
        return new PixelColumns(x, high, low, count);
    }

    /// Many points a column: the area between their highest and lowest, which costs a fraction of a
    /// line through them and looks the same.
    void envelope(GraphicsContext g, int from, int to) {
        for (int i = from + 1; i < to; i++) {
            high[i] = Math.min(high[i], low[i - 1]);
            low[i] = Math.max(low[i], high[i - 1]);
        }
        g.beginPath();
        for (int i = from; i < to; i++) {
            if (i == from) {
                g.moveTo(x[i], high[i] - LINE / 2);
            } else {
                g.lineTo(x[i], high[i] - LINE / 2);
            }
        }
        for (int i = to - 1; i >= from; i--) {
            g.lineTo(x[i], low[i] + LINE / 2);
        }
        g.closePath();
        g.fill();
    }

    /// Few points a column: a line through the highest and the lowest, the nearer to what was drawn
    /// before first.
    void stroke(GraphicsContext g, boolean dashed, int from, int to) {
        if (dashed) {
            g.setLineDashes(4, 4);
        }
        g.beginPath();
        double before = from < to ? high[from] : 0;
        for (int i = from; i < to; i++) {
            boolean down = Math.abs(high[i] - before) <= Math.abs(low[i] - before);
            double first = down ? high[i] : low[i];
            before = down ? low[i] : high[i];
            if (i == from) {
                g.moveTo(x[i], first);
            } else {
                g.lineTo(x[i], first);
            }
            if (before != first) {
                g.lineTo(x[i], before);
            }
        }
        g.stroke();
        g.setLineDashes();
    }
}
