package org.hornbook.app.view.compare;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import javafx.geometry.VPos;
import javafx.scene.canvas.GraphicsContext;
import javafx.scene.text.TextAlignment;
import org.hornbook.app.Words;
import org.hornbook.app.desk.Texts;
import org.hornbook.app.desk.Theme;
import org.hornbook.app.desk.Token;
import org.hornbook.app.desk.Value;
import org.hornbook.app.kit.Axis;
import org.hornbook.app.kit.Chart;
import org.hornbook.app.kit.ChartTable;

/// How the scores of each label lie, a row for each, the highest label on top: where rows overlap,
/// no threshold parts them. What lies above the line is filled as kept.
final class LabelHistograms extends Chart {
    private static final double LEFT = 22;
    private static final double RIGHT = 46;
    private static final double FOOT = 24;

    private int[][] counts = {};
    private int lowest;
    private double threshold = Double.NaN;
    private double[] marks = {};

    LabelHistograms(Value<Theme> theme) {
        super(theme);
        setMinSize(120, 90);
    }

    /// `bars[label - from][step]`, in equal steps over the scale of the labels. `second` is what
    /// another annotator says on average for each label, drawn as a mark; NaN or empty for nothing.
    void show(int[][] bars, int from, double at, double[] second) {
        counts = bars;
        lowest = from;
        threshold = at;
        marks = second;
        redraw();
    }

    private double high() {
        return lowest + Math.max(1, counts.length - 1);
    }

    @Override
    public ChartTable table() {
        List<String> columns = new ArrayList<>();
        columns.add(Texts.of("score"));
        for (int label = 0; label < counts.length; label++) {
            columns.add(
                    label < marks.length && !Double.isNaN(marks[label])
                            ? Texts.of(
                                    "compare.bylabel.label.second",
                                    lowest + label,
                                    Words.figure(marks[label]))
                            : Texts.of("compare.bylabel.label", lowest + label));
        }
        List<List<String>> rows = new ArrayList<>();
        int bins = counts.length == 0 ? 0 : counts[0].length;
        for (int i = 0; i < bins; i++) {
            double step = (high() - lowest) / bins;
            List<String> row = new ArrayList<>();
            row.add(
                    String.format(
                            Locale.ROOT,
                            "%.2f\u2013%.2f",
                            lowest + i * step,
                            lowest + (i + 1) * step));
            for (int[] label : counts) {
                row.add(Words.count(label[i]));
            }
            rows.add(row);
        }
        return new ChartTable(columns, rows);
    }

    @Override
    protected void draw(GraphicsContext g, double width, double height) {
        int n = counts.length;
        if (n == 0) {
            return;
        }
        double row = (height - FOOT) / n;
        double wide = width - LEFT - RIGHT;
        Axis axis = Axis.linear(lowest, high());
        g.setFont(small());
        g.setTextBaseline(VPos.CENTER);
        for (int label = 0; label < n; label++) {
            double base = (n - label) * row - 3;
            row(g, counts[label], base, row - 8, wide);
            g.setStroke(color(Token.GRID));
            g.setLineWidth(1);
            g.strokeLine(LEFT, Math.floor(base) + 0.5, LEFT + wide, Math.floor(base) + 0.5);
            g.setFill(color(Token.MUT));
            g.setTextAlign(TextAlignment.LEFT);
            g.fillText(String.valueOf(lowest + label), 2, base - row / 2 + 4);
            int sum = 0;
            for (int count : counts[label]) {
                sum += count;
            }
            g.setTextAlign(TextAlignment.RIGHT);
            g.fillText(Words.compact(sum), width - 2, base - row / 2 + 4);
            if (label < marks.length && !Double.isNaN(marks[label])) {
                double x = LEFT + Math.clamp(axis.place(marks[label]), 0, 1) * wide;
                g.setFill(color(Token.INK));
                g.fillPolygon(
                        new double[] {x - 5, x + 5, x},
                        new double[] {base + 3, base + 3, base - 5},
                        3);
            }
        }
        g.setTextAlign(TextAlignment.CENTER);
        for (double tick : axis.ticks(5)) {
            g.fillText(axis.words(tick), LEFT + axis.place(tick) * wide, height - FOOT / 2 + 2);
        }
        if (!Double.isNaN(threshold)) {
            double x = Math.floor(LEFT + Math.clamp(axis.place(threshold), 0, 1) * wide) + 0.5;
            g.setStroke(color(Token.INK));
            g.setLineWidth(1.5);
            g.strokeLine(x, 0, x, height - FOOT);
        }
    }

    /// Each row has its own scale: labels that are rare are read as well as others.
    private void row(GraphicsContext g, int[] bars, double base, double tall, double wide) {
        double most = 1;
        for (int bar : bars) {
            most = Math.max(most, bar);
        }
        double step = wide / bars.length;
        for (int i = 0; i < bars.length; i++) {
            double from = lowest + (high() - lowest) * i / bars.length;
            double to = lowest + (high() - lowest) * (i + 1) / bars.length;
            double dropped =
                    Double.isNaN(threshold)
                            ? 0
                            : Math.clamp((threshold - from) / (to - from), 0, 1);
            double h = bars[i] == 0 ? 0 : Math.max(1.5, bars[i] / most * tall);
            double bar = Math.max(1, step - 1);
            g.setFill(color(Token.QUIET_BAR));
            g.fillRect(LEFT + i * step, base - h, bar * dropped, h);
            g.setFill(color(Token.KEEP));
            g.fillRect(LEFT + i * step + bar * dropped, base - h, bar * (1 - dropped), h);
        }
    }
}
