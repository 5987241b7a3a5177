package org.hornbook.app.kit;

import javafx.geometry.VPos;
import javafx.scene.canvas.GraphicsContext;
import javafx.scene.input.KeyCode;
import javafx.scene.paint.Color;
import javafx.scene.shape.StrokeLineCap;
import javafx.scene.text.TextAlignment;

import org.hornbook.app.desk.Theme;
import org.hornbook.app.desk.Token;
import org.hornbook.app.desk.Value;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.function.DoubleFunction;

/// Lines over a common axis: many runs overlaid, a precision-recall curve, a learning curve. Drawn
/// with two points a pixel column, so that a hundred thousand points cost no more than a thousand.
/// Names stand at the ends of lines that are not dashed, and a hover line (or the arrow keys) reads
/// the values.
public final class CurveChart extends Chart {
    private static final double GAP = 8;
    private static final int TABLE_ROWS = 200;

    /// How the chart is framed.
    ///
    /// @param x the axis; null to fit the curves
    /// @param y likewise
    /// @param log whether a fitted y axis is logarithmic
    /// @param xName under the axis, empty for none
    /// @param labels whether names stand at the ends of lines
    public record Frame(
            Axis x,
            Axis y,
            boolean log,
            String xName,
            boolean labels,
            DoubleFunction<String> xWords) {
        public static final Frame FITTED = new Frame(null, null, false, "", true, null);

        public static Frame unit(String xName) {
            return new Frame(
                    Axis.linear(0, 1), Axis.linear(0, 1), false, xName, false, Frame::plain);
        }

        public Frame logarithmic(boolean on) {
            return new Frame(x, y, on, xName, labels, xWords);
        }

        public Frame named(String name, DoubleFunction<String> words) {
            return new Frame(x, y, log, name, labels, words);
        }

        public Frame over(Axis nextX, Axis nextY) {
            return new Frame(nextX, nextY, log, xName, labels, xWords);
        }

        private static String plain(double value) {
            return value == 0 || value == 1
                    ? String.valueOf((int) value)
                    : String.valueOf(Math.round(value * 100) / 100.0);
        }
    }

    /// A single point with words beside it, such as the threshold; or a horizontal line if x is
    /// NaN.
    public record Mark(double x, double y, String words, Token color) {}

    private List<Curve> curves = List.of();
    private List<Mark> marks = List.of();
    private Frame frame = Frame.FITTED;
    private double hover = Double.NaN;
    private Plot plot;
    private final Map<double[], Extent> extents = new IdentityHashMap<>();
    private final Map<String, Double> widths = new HashMap<>();
    private javafx.scene.text.Font widthsIn;

    /// The least and the greatest of some values.
    private record Extent(double low, double high) {
        static Extent of(double[] values) {
            double low = Double.MAX_VALUE;
            double high = -Double.MAX_VALUE;
            for (double value : values) {
                if (value < low) {
                    low = value;
                }
                if (value > high) {
                    high = value;
                }
            }
            return new Extent(low, high);
        }
    }

    public CurveChart(Value<Theme> theme) {
        super(theme);
        setFocusTraversable(true);
        setMinSize(120, 90);
        setOnMouseMoved(e -> hoverAt(e.getX()));
        setOnMouseExited(e -> hover(Double.NaN));
        setOnKeyPressed(
                e -> {
                    if (e.getCode() == KeyCode.LEFT || e.getCode() == KeyCode.RIGHT) {
                        step(e.getCode() == KeyCode.LEFT ? -1 : 1);
                        e.consume();
                    } else if (e.getCode() == KeyCode.ESCAPE && !Double.isNaN(hover)) {
                        hover(Double.NaN);
                        e.consume();
                    }
                });
    }

    public void show(List<Curve> next, List<Mark> points, Frame in) {
        curves = List.copyOf(next);
        extents.keySet().retainAll(curves.stream().map(Curve::y).toList());
        marks = List.copyOf(points);
        frame = in;
        setAccessibleText(said());
        redraw();
    }

    public List<Curve> curves() {
        return curves;
    }

    private String said() {
        StringBuilder words = new StringBuilder();
        for (Curve curve : curves) {
            if (curve.y().length > 0) {
                words.append(curve.name())
                        .append(' ')
                        .append(String.format(Locale.ROOT, "%.3g", curve.y()[curve.y().length - 1]))
                        .append(". ");
            }
        }
        return words.toString();
    }

    @Override
    public ChartTable table() {
        List<String> columns = new ArrayList<>();
        columns.add(frame.xName().isEmpty() ? "x" : frame.xName());
        curves.forEach(c -> columns.add(c.name()));
        List<Double> xs =
                curves.stream()
                        .flatMap(c -> java.util.Arrays.stream(c.x()).boxed())
                        .distinct()
                        .sorted()
                        .toList();
        List<List<String>> rows = new ArrayList<>();
        int stride = Math.max(1, xs.size() / TABLE_ROWS);
        for (int i = 0; i < xs.size(); i++) {
            if (i % stride != 0 && i != xs.size() - 1) {
                continue;
            }
            List<String> row = new ArrayList<>();
            row.add(xWords(xs.get(i)));
            for (Curve curve : curves) {
                double value = curve.at(xs.get(i));
                row.add(Double.isNaN(value) ? "" : String.format(Locale.ROOT, "%.4g", value));
            }
            rows.add(row);
        }
        return new ChartTable(columns, rows);
    }

    @Override
    protected void draw(GraphicsContext g, double width, double height) {
        List<Curve> drawn = curves.stream().filter(c -> c.x().length > 0).toList();
        Axis y = frame.y() != null ? frame.y() : fitY(drawn);
        double right = frame.labels() ? labelWidth(drawn) + GAP : GAP;
        double left = 0;
        for (double tick : y.ticks(ticksFor(height))) {
            left = Math.max(left, width(y.words(tick), small()));
        }
        double bottom = frame.xName().isEmpty() ? 24 : 42;
        Axis x = frame.x() != null ? frame.x() : fitX(drawn);
        plot =
                Plot.of(
                        x,
                        y,
                        left + GAP,
                        Math.max(10, width - left - GAP - right),
                        Math.max(10, height - Plot.TOP - bottom));
        axes(g, height);
        drawn.forEach(c -> band(g, c));
        drawn.forEach(c -> line(g, c));
        if (frame.labels()) {
            names(g, drawn);
        }
        marks.forEach(m -> mark(g, m));
    }

    @Override
    protected void drawOver(GraphicsContext g) {
        if (plot != null && !Double.isNaN(hover)) {
            g.setTextBaseline(VPos.CENTER);
            readout(g, curves.stream().filter(c -> c.x().length > 0).toList());
        }
    }

    private int ticksFor(double height) {
        return (int) Math.clamp(height / 60, 2, 7);
    }

    private double labelWidth(List<Curve> drawn) {
        List<String> labels =
                drawn.stream().filter(c -> !c.dashed()).map(CurveChart::label).toList();
        if (!smallBold().equals(widthsIn)) {
            widthsIn = smallBold();
            widths.clear();
        }
        widths.keySet().retainAll(labels);
        return labels.stream()
                        .mapToDouble(
                                l -> widths.computeIfAbsent(l, words -> width(words, smallBold())))
                        .max()
                        .orElse(0)
                + 6;
    }

    private static String label(Curve curve) {
        return curve.note().isEmpty() ? curve.name() : curve.name() + " " + curve.note();
    }

    private static Axis fitX(List<Curve> curves) {
        double low = curves.stream().mapToDouble(c -> c.x()[0]).min().orElse(0);
        double high = curves.stream().mapToDouble(c -> c.x()[c.x().length - 1]).max().orElse(1);
        return Axis.linear(low < high * 0.1 ? Math.min(0, low) : low, high);
    }

    private Axis fitY(List<Curve> curves) {
        double low = Double.MAX_VALUE;
        double high = -Double.MAX_VALUE;
        for (Curve curve : curves) {
            Extent extent = extents.computeIfAbsent(curve.y(), Extent::of);
            low = Math.min(low, extent.low());
            high = Math.max(high, extent.high());
        }
        if (low > high) {
            return Axis.linear(0, 1);
        }
        if (frame.log()) {
            return Axis.log(low * 0.9, high * 1.05);
        }
        double room = Math.max((high - low) * 0.06, 1e-9);
        return Axis.linear(low >= 0 && low - room < 0 ? 0 : low - room, high + room);
    }

    private void axes(GraphicsContext g, double height) {
        g.setFont(small());
        g.setLineWidth(1);
        g.setLineDashes();
        g.setTextBaseline(VPos.CENTER);
        g.setTextAlign(TextAlignment.RIGHT);
        for (double tick : plot.y().ticks(ticksFor(height))) {
            double at = Math.floor(plot.py(tick)) + 0.5;
            g.setStroke(color(Token.GRID));
            g.strokeLine(plot.left(), at, plot.left() + plot.width(), at);
            g.setFill(color(Token.MUT));
            g.fillText(plot.y().words(tick), plot.left() - GAP, at);
        }
        g.setTextAlign(TextAlignment.CENTER);
        double under = plot.top() + plot.height() + 16;
        for (double tick : plot.x().ticks((int) Math.clamp(plot.width() / 110, 2, 8))) {
            g.setFill(color(Token.MUT));
            g.fillText(xWords(tick), plot.px(tick), under);
        }
        if (!frame.xName().isEmpty()) {
            g.fillText(frame.xName(), plot.left() + plot.width() / 2, under + 18);
        }
    }

    private String xWords(double value) {
        if (frame.xWords() != null) {
            return frame.xWords().apply(value);
        }
        return plot == null ? String.format(Locale.ROOT, "%,.0f", value) : plot.x().words(value);
    }

    private void band(GraphicsContext g, Curve curve) {
        int n = Math.min(curve.low().length, curve.high().length);
        if (n < 2) {
            return;
        }
        g.setFill(color(curve.color()).deriveColor(0, 1, 1, 0.15));
        g.beginPath();
        g.moveTo(plot.px(curve.x()[0]), plot.py(curve.high()[0]));
        for (int i = 1; i < n; i++) {
            g.lineTo(plot.px(curve.x()[i]), plot.py(curve.high()[i]));
        }
        for (int i = n - 1; i >= 0; i--) {
            g.lineTo(plot.px(curve.x()[i]), plot.py(curve.low()[i]));
        }
        g.closePath();
        g.fill();
    }

    private void line(GraphicsContext g, Curve curve) {
        PixelColumns columns = PixelColumns.of(curve, plot);
        g.setStroke(color(curve.color()));
        g.setFill(color(curve.color()));
        g.setLineWidth(curve.dashed() ? 1.2 : PixelColumns.LINE);
        g.setLineCap(StrokeLineCap.ROUND);
        boolean dense = curve.x().length > 2 * columns.count();
        for (int from = 0; from < columns.count(); ) {
            int to = from;
            while (to < columns.count() && !Double.isNaN(columns.high()[to])) {
                to++;
            }
            if (dense && !curve.dashed()) {
                columns.envelope(g, from, to);
            } else {
                columns.stroke(g, curve.dashed(), from, to);
            }
            from = to + 1;
        }
        if (curve.dots() || curve.x().length == 1) {
            for (int i = 0; i < curve.x().length; i++) {
                g.fillOval(plot.px(curve.x()[i]) - 3, plot.py(curve.y()[i]) - 3, 6, 6);
            }
        }
    }

    /// Names at the ends of their lines, pushed apart where they would overlap.
    private void names(GraphicsContext g, List<Curve> drawn) {
        record Name(Curve curve, double x, double wanted) {}
        List<Name> names =
                drawn.stream()
                        .filter(c -> !c.dashed() && !label(c).isEmpty())
                        .map(
                                c ->
                                        new Name(
                                                c,
                                                plot.px(c.x()[c.x().length - 1]) + 8,
                                                plot.py(c.y()[c.y().length - 1])))
                        .sorted(Comparator.comparingDouble(Name::wanted))
                        .toList();
        g.setFont(smallBold());
        g.setTextAlign(TextAlignment.LEFT);
        double free = -Double.MAX_VALUE;
        double rest = names.size() * 15.0;
        for (Name name : names) {
            double limit = plot.top() + plot.height() - rest + 8;
            double at = Math.max(free, Math.min(name.wanted(), Math.max(limit, plot.top())));
            free = at + 15;
            rest -= 15;
            g.setFill(words(name.curve().color()));
            g.fillText(label(name.curve()), name.x(), at);
        }
    }

    private void mark(GraphicsContext g, Mark mark) {
        Color color = color(mark.color());
        g.setFont(small());
        if (Double.isNaN(mark.x())) {
            double at = Math.floor(plot.py(mark.y())) + 0.5;
            g.setStroke(color);
            g.setLineWidth(1);
            g.setLineDashes(4, 4);
            g.strokeLine(plot.left(), at, plot.left() + plot.width(), at);
            g.setLineDashes();
            g.setFill(words(mark.color()));
            g.setTextAlign(TextAlignment.RIGHT);
            g.fillText(mark.words(), plot.left() + plot.width(), at - 9);
            return;
        }
        double x = plot.px(mark.x());
        double y = plot.py(mark.y());
        g.setFill(color(Token.PANEL));
        g.fillOval(x - 5, y - 5, 10, 10);
        g.setStroke(color);
        g.setLineWidth(2);
        g.strokeOval(x - 5, y - 5, 10, 10);
        g.setFill(color(Token.INK));
        boolean rightHalf = x > plot.left() + plot.width() / 2;
        g.setTextAlign(rightHalf ? TextAlignment.RIGHT : TextAlignment.LEFT);
        g.fillText(mark.words(), rightHalf ? x - 8 : x + 8, y + 17);
    }

    private void readout(GraphicsContext g, List<Curve> drawn) {
        double x = Math.floor(plot.px(hover)) + 0.5;
        g.setStroke(color(Token.FAINT));
        g.setLineWidth(1);
        g.strokeLine(x, plot.top(), x, plot.top() + plot.height());
        record Line(String words, Color color) {}
        List<Line> lines = new ArrayList<>();
        lines.add(new Line(xWords(hover), color(Token.MUT)));
        for (Curve curve : drawn) {
            double value = curve.at(hover);
            if (!Double.isNaN(value)) {
                double y = plot.py(value);
                g.setFill(color(curve.color()));
                g.fillOval(x - 3, y - 3, 6, 6);
                lines.add(
                        new Line(
                                curve.name() + "  " + String.format(Locale.ROOT, "%.3g", value),
                                words(curve.color())));
            }
        }
        double wide = lines.stream().mapToDouble(l -> width(l.words(), small())).max().orElse(0);
        double boxWidth = wide + 16;
        double boxHeight = lines.size() * 16.0 + 10;
        double boxX = x + 10 + boxWidth > plot.left() + plot.width() ? x - 10 - boxWidth : x + 10;
        g.setFill(color(Token.PANEL));
        g.fillRoundRect(boxX, plot.top() + 4, boxWidth, boxHeight, 8, 8);
        g.setStroke(color(Token.LINE));
        g.strokeRoundRect(boxX, plot.top() + 4, boxWidth, boxHeight, 8, 8);
        g.setTextAlign(TextAlignment.LEFT);
        g.setFont(small());
        for (int i = 0; i < lines.size(); i++) {
            g.setFill(lines.get(i).color());
            g.fillText(lines.get(i).words(), boxX + 8, plot.top() + 18 + i * 16.0);
        }
    }

    private void hoverAt(double px) {
        if (plot == null || curves.isEmpty()) {
            return;
        }
        hover(plot.x().value(Math.clamp((px - plot.left()) / plot.width(), 0, 1)));
    }

    private void step(int by) {
        if (plot != null) {
            double from = Double.isNaN(hover) ? plot.x().low() : hover;
            hover(
                    Math.clamp(
                            from + by * (plot.x().high() - plot.x().low()) / 50,
                            plot.x().low(),
                            plot.x().high()));
        }
    }

    private void hover(double at) {
        hover = at;
        redrawOver();
    }
}
