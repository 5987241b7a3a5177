package org.hornbook.app.kit;

import javafx.geometry.VPos;
import javafx.scene.canvas.GraphicsContext;
import javafx.scene.input.KeyCode;
import javafx.scene.paint.Color;
import javafx.scene.text.TextAlignment;

import org.hornbook.app.Words;
import org.hornbook.app.desk.Texts;
import org.hornbook.app.desk.Contrast;
import org.hornbook.app.desk.Theme;
import org.hornbook.app.desk.Token;
import org.hornbook.app.desk.Value;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.BiConsumer;

/// Labels against rounded scores, a cell for each pair; the highest label on top. Cells are chosen
/// by pointer or arrow keys. Counts of any size fit: beyond four digits they are written short.
public final class LabelGrid extends Chart {
    private static final double LEFT = 24;
    private static final double FOOT = 24;
    private static final double GAP = 2;

    /// A cell: indexes from the lowest label.
    public record Cell(int label, int score) {}

    private int[][] table = {};
    private int lowest;
    private Cell chosen;
    private BiConsumer<Integer, Integer> onChosen = (l, s) -> {};

    public LabelGrid(Value<Theme> theme) {
        super(theme);
        setFocusTraversable(true);
        setMinSize(150, 150);
        setOnMouseClicked(
                e -> {
                    requestFocus();
                    at(e.getX(), e.getY()).ifPresent(this::choose);
                });
        focusedProperty().addListener(o -> redraw());
        setOnKeyPressed(
                e -> {
                    int dx =
                            e.getCode() == KeyCode.LEFT ? -1 : e.getCode() == KeyCode.RIGHT ? 1 : 0;
                    int dy = e.getCode() == KeyCode.DOWN ? -1 : e.getCode() == KeyCode.UP ? 1 : 0;
                    if (dx != 0 || dy != 0) {
                        Cell from = chosen == null ? new Cell(0, 0) : chosen;
                        choose(
                                new Cell(
                                        Math.clamp(from.label() + dy, 0, table.length - 1),
                                        Math.clamp(from.score() + dx, 0, table.length - 1)));
                        e.consume();
                    }
                });
    }

    /// `counts[label - from][score - from]`
    public void show(int[][] counts, int from, Cell cell) {
        table = counts;
        lowest = from;
        chosen = cell;
        redraw();
    }

    /// Hears label and score of a cell that was chosen.
    public void onChosen(BiConsumer<Integer, Integer> listener) {
        onChosen = listener;
    }

    @Override
    public ChartTable table() {
        List<String> columns = new ArrayList<>();
        columns.add(Texts.of("compare.grid.corner"));
        for (int i = 0; i < table.length; i++) {
            columns.add(String.valueOf(lowest + i));
        }
        List<List<String>> rows = new ArrayList<>();
        for (int label = table.length - 1; label >= 0; label--) {
            List<String> row = new ArrayList<>();
            row.add(String.valueOf(lowest + label));
            for (int count : table[label]) {
                row.add(Words.count(count));
            }
            rows.add(row);
        }
        return new ChartTable(columns, rows);
    }

    @Override
    protected void draw(GraphicsContext g, double width, double height) {
        int n = table.length;
        if (n == 0) {
            return;
        }
        double most = 1;
        for (int[] row : table) {
            for (int count : row) {
                most = Math.max(most, count);
            }
        }
        double side = side(width, height);
        g.setFont(small());
        g.setTextAlign(TextAlignment.CENTER);
        g.setTextBaseline(VPos.CENTER);
        Color low = color(Token.ACCBG).interpolate(color(Token.PANEL), 0.35);
        Color high = color(Token.S1);
        for (int label = 0; label < n; label++) {
            double y = (n - 1 - label) * side;
            g.setFill(color(Token.MUT));
            g.fillText(String.valueOf(lowest + label), LEFT / 2 - 2, y + side / 2);
            for (int score = 0; score < n; score++) {
                int count = table[label][score];
                double x = LEFT + score * side;
                double strength = count == 0 ? 0 : 0.12 + 0.88 * Math.sqrt(count / most);
                Color fill = count == 0 ? low : low.interpolate(high, strength);
                g.setFill(fill);
                g.fillRoundRect(x, y, side - GAP, side - GAP, 4, 4);
                g.setFill(count == 0 ? color(Token.MUT) : readable(fill));
                g.fillText(
                        count == 0
                                ? "\u00b7"
                                : count < 10_000 ? Words.count(count) : Words.compact(count),
                        x + (side - GAP) / 2,
                        y + (side - GAP) / 2,
                        side - 4);
            }
        }
        g.setFill(color(Token.MUT));
        for (int score = 0; score < n; score++) {
            g.fillText(
                    String.valueOf(lowest + score),
                    LEFT + score * side + side / 2,
                    n * side + FOOT / 2);
        }
        if (chosen != null) {
            g.setStroke(color(Token.INK));
            g.setLineWidth(2);
            g.strokeRoundRect(
                    LEFT + chosen.score() * side,
                    (n - 1 - chosen.label()) * side + 1,
                    side - GAP,
                    side - GAP - 1,
                    4,
                    4);
        }
    }

    /// Ink or paper, whichever is read better on `fill`.
    private Color readable(Color fill) {
        Color ink = color(Token.INK);
        Color paper = color(Token.PANEL);
        return Contrast.ratio(ink, fill) >= Contrast.ratio(paper, fill) ? ink : paper;
    }

    private double side(double width, double height) {
        int n = Math.max(1, table.length);
        return Math.floor(Math.min(72, Math.min((width - LEFT) / n, (height - FOOT) / n)));
    }

    private Optional<Cell> at(double px, double py) {
        int n = table.length;
        double side = side(getWidth(), getHeight());
        int score = (int) Math.floor((px - LEFT) / side);
        int label = n - 1 - (int) Math.floor(py / side);
        return n == 0 || score < 0 || score >= n || label < 0 || label >= n
                ? Optional.empty()
                : Optional.of(new Cell(label, score));
    }

    private void choose(Cell cell) {
        if (table.length > 0) {
            chosen = cell;
            redraw();
            onChosen.accept(lowest + cell.label(), lowest + cell.score());
        }
    }
}
