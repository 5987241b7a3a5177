package org.hornbook.app.kit;

import javafx.geometry.VPos;
import javafx.scene.canvas.GraphicsContext;
import javafx.scene.text.TextAlignment;

import org.hornbook.app.desk.Texts;
import org.hornbook.app.desk.Theme;
import org.hornbook.app.desk.Token;
import org.hornbook.app.desk.Value;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/// Shares with their 95% intervals, one line each, on one scale from 0 to 100%: where intervals do
/// not overlap, the difference is real.
public final class IntervalChart extends Chart {
    private static final double ROW = 46;

    /// @param words beside the name, such as `166 of 240`
    public record Bar(
            String name, String words, double low, double value, double high, Token color) {}

    private List<Bar> bars = List.of();

    public IntervalChart(Value<Theme> theme) {
        super(theme);
    }

    public void show(List<Bar> next) {
        bars = List.copyOf(next);
        setMinHeight(bars.size() * ROW + 24);
        setPrefHeight(bars.size() * ROW + 24);
        StringBuilder said = new StringBuilder();
        bars.forEach(b -> said.append(b.name()).append(' ').append(b.words()).append(". "));
        setAccessibleText(said.toString());
        redraw();
    }

    @Override
    public ChartTable table() {
        List<List<String>> rows = new ArrayList<>();
        for (Bar bar : bars) {
            rows.add(
                    List.of(
                            bar.name(),
                            bar.words(),
                            percent(bar.value()),
                            percent(bar.low()) + "\u2013" + percent(bar.high())));
        }
        return new ChartTable(
                List.of(
                        Texts.of("home.results.model"),
                        Texts.of("home.results.passed"),
                        Texts.of("home.results.share"),
                        Texts.of("home.results.interval")),
                rows);
    }

    private static String percent(double share) {
        return String.format(Locale.ROOT, "%.0f%%", 100 * share);
    }

    @Override
    protected void draw(GraphicsContext g, double width, double height) {
        double left = 2;
        double right = width - 16;
        g.setTextBaseline(VPos.CENTER);
        double foot = bars.size() * ROW + 12;
        for (int i = 0; i <= 4; i++) {
            double x = Math.floor(left + (right - left) * i / 4) + 0.5;
            g.setStroke(color(Token.GRID));
            g.setLineWidth(1);
            g.strokeLine(x, 20, x, foot - 6);
            g.setFont(small());
            g.setFill(color(Token.MUT));
            g.setTextAlign(
                    i == 0
                            ? TextAlignment.LEFT
                            : i == 4 ? TextAlignment.RIGHT : TextAlignment.CENTER);
            g.fillText(25 * i + "%", x, foot + 4);
        }
        for (int i = 0; i < bars.size(); i++) {
            Bar bar = bars.get(i);
            double y = 30 + i * ROW;
            double from = left + (right - left) * bar.low();
            double to = left + (right - left) * bar.high();
            double at = left + (right - left) * bar.value();
            g.setFill(color(bar.color()).deriveColor(0, 1, 1, 0.28));
            g.fillRoundRect(from, y - 5, Math.max(2, to - from), 10, 10, 10);
            g.setFill(color(bar.color()));
            g.fillOval(at - 5, y - 5, 10, 10);
            g.setTextAlign(TextAlignment.LEFT);
            g.setFont(smallBold());
            g.setFill(words(bar.color()));
            double nameWidth = width(bar.name(), smallBold());
            String words = percent(bar.value()) + " \u00b7 " + bar.words();
            double wide = nameWidth + 8 + width(words, small());
            double x = Math.clamp(from, left, Math.max(left, right - wide));
            g.fillText(bar.name(), x, y - 15);
            g.setFont(small());
            g.setFill(color(Token.MUT));
            g.fillText(words, x + nameWidth + 8, y - 15);
        }
    }
}
