package org.hornbook.app.kit;

import javafx.geometry.VPos;
import javafx.scene.canvas.GraphicsContext;
import javafx.scene.input.KeyCode;
import javafx.scene.text.TextAlignment;

import org.hornbook.app.Words;
import org.hornbook.app.desk.Theme;
import org.hornbook.app.desk.Token;
import org.hornbook.app.desk.Value;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.function.DoubleConsumer;

/// A histogram of scores with the threshold as a line that is dragged, or moved by the arrow keys:
/// what is kept is filled, what is dropped is quiet. Without a threshold all bars are one colour.
public final class ScoreBars extends Chart {
    private static final double FOOT = 26;
    private static final double SIDE = 6;

    private long[] counts = {};
    private double low;
    private double high = 5;
    private double threshold = Double.NaN;
    private DoubleConsumer moved = t -> {};

    public ScoreBars(Value<Theme> theme) {
        super(theme);
        setFocusTraversable(true);
        setMinHeight(60);
        setOnMousePressed(
                e -> {
                    requestFocus();
                    drag(e.getX());
                });
        setOnMouseDragged(e -> drag(e.getX()));
        setOnKeyPressed(
                e -> {
                    double step = (high - low) / (e.isShiftDown() ? 20 : 100);
                    if (e.getCode() == KeyCode.LEFT) {
                        move(threshold - step);
                        e.consume();
                    } else if (e.getCode() == KeyCode.RIGHT) {
                        move(threshold + step);
                        e.consume();
                    } else if (e.getCode() == KeyCode.HOME) {
                        move(low);
                        e.consume();
                    } else if (e.getCode() == KeyCode.END) {
                        move(high);
                        e.consume();
                    }
                });
    }

    /// `counts` in equal steps from `from` to `to`; a NaN threshold shows none.
    public void show(long[] bars, double from, double to, double at) {
        counts = bars.clone();
        low = from;
        high = to;
        threshold = at;
        say();
        redraw();
    }

    public void onMoved(DoubleConsumer listener) {
        moved = listener;
    }

    public double threshold() {
        return threshold;
    }

    @Override
    public ChartTable table() {
        List<List<String>> rows = new ArrayList<>();
        double step = (high - low) / Math.max(1, counts.length);
        for (int i = 0; i < counts.length; i++) {
            rows.add(
                    List.of(
                            String.format(
                                    Locale.ROOT,
                                    "%.2f\u2013%.2f",
                                    low + i * step,
                                    low + (i + 1) * step),
                            Words.count(counts[i])));
        }
        return new ChartTable(
                List.of(
                        org.hornbook.app.desk.Texts.of("score"),
                        org.hornbook.app.desk.Texts.of("documents")),
                rows);
    }

    @Override
    protected void draw(GraphicsContext g, double width, double height) {
        double most = 1;
        for (long count : counts) {
            most = Math.max(most, count);
        }
        double body = height - FOOT - 4;
        double wide = (width - 2 * SIDE) / Math.max(1, counts.length);
        for (int i = 0; i < counts.length; i++) {
            double tall = counts[i] == 0 ? 0 : Math.max(2, counts[i] / most * body);
            double x = SIDE + i * wide;
            double from = low + (high - low) * i / counts.length;
            double to = low + (high - low) * (i + 1) / counts.length;
            double keptFrom =
                    Double.isNaN(threshold)
                            ? 0
                            : Math.clamp((threshold - from) / (to - from), 0, 1);
            double bar = Math.max(1, wide - 2);
            g.setFill(color(Token.QUIET_BAR));
            g.fillRect(x, 4 + body - tall, bar * keptFrom, tall);
            g.setFill(color(Double.isNaN(threshold) ? Token.ACC : Token.KEEP));
            g.fillRect(x + bar * keptFrom, 4 + body - tall, bar * (1 - keptFrom), tall);
        }
        axis(g, width, body);
        if (!Double.isNaN(threshold)) {
            line(g, width, body);
        }
    }

    private void axis(GraphicsContext g, double width, double body) {
        g.setFont(small());
        g.setFill(color(Token.MUT));
        g.setTextBaseline(VPos.CENTER);
        Axis axis = Axis.linear(low, high);
        for (double tick : axis.ticks(5)) {
            double x = SIDE + axis.place(tick) * (width - 2 * SIDE);
            g.setTextAlign(
                    tick <= low + 1e-9
                            ? TextAlignment.LEFT
                            : tick >= high - 1e-9 ? TextAlignment.RIGHT : TextAlignment.CENTER);
            g.fillText(axis.words(tick), x, 4 + body + 17);
        }
    }

    private void line(GraphicsContext g, double width, double body) {
        double x = Math.floor(SIDE + (threshold - low) / (high - low) * (width - 2 * SIDE)) + 0.5;
        g.setStroke(color(Token.INK));
        g.setLineWidth(2);
        g.strokeLine(x, 0, x, 4 + body);
        g.setFill(color(Token.PANEL));
        g.fillOval(x - 5.5, body - 1, 11, 11);
        g.setStroke(color(isFocused() ? Token.ACC : Token.INK));
        g.strokeOval(x - 5.5, body - 1, 11, 11);
    }

    private void drag(double px) {
        move(low + (high - low) * (px - SIDE) / Math.max(1, getWidth() - 2 * SIDE));
    }

    private void move(double to) {
        if (Double.isNaN(threshold)) {
            return;
        }
        double next = Math.clamp(Math.round(to * 100) / 100.0, low, high);
        if (next != threshold) {
            threshold = next;
            say();
            redraw();
            moved.accept(next);
        }
    }

    private void say() {
        setAccessibleText(
                Double.isNaN(threshold)
                        ? ""
                        : org.hornbook.app.desk.Texts.of(
                                "compare.threshold.said",
                                String.format(Locale.ROOT, "%.2f", threshold)));
    }
}
