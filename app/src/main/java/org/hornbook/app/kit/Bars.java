package org.hornbook.app.kit;

import java.util.ArrayList;
import java.util.List;
import java.util.function.IntConsumer;
import java.util.function.IntFunction;
import javafx.scene.canvas.GraphicsContext;
import javafx.scene.control.Tooltip;
import javafx.scene.input.KeyCode;
import org.hornbook.app.Words;
import org.hornbook.app.desk.Texts;
import org.hornbook.app.desk.Theme;
import org.hornbook.app.desk.Token;
import org.hornbook.app.desk.Value;

/// A small histogram whose bars are chosen by pointer, or by arrow keys and Enter.
public final class Bars extends Chart {
    private static final double GAP = 1;

    private final Tooltip tip = new Tooltip();
    private long[] counts = {};
    private IntFunction<String> names = String::valueOf;
    private int at = -1;
    private IntConsumer chosen = i -> {};

    public Bars(Value<Theme> theme) {
        super(theme);
        setFocusTraversable(true);
        setMinHeight(34);
        setPrefHeight(42);
        focusedProperty().addListener(o -> redraw());
        setOnMouseMoved(
                e -> {
                    over(place(e.getX()));
                    Tooltip.install(this, tip);
                });
        setOnMouseExited(e -> over(-1));
        setOnMouseClicked(
                e -> {
                    requestFocus();
                    over(place(e.getX()));
                    choose();
                });
        setOnKeyPressed(
                e -> {
                    if (e.getCode() == KeyCode.LEFT || e.getCode() == KeyCode.RIGHT) {
                        int next = at + (e.getCode() == KeyCode.LEFT ? -1 : 1);
                        over(Math.clamp(next, 0, Math.max(0, counts.length - 1)));
                        e.consume();
                    } else if (e.getCode() == KeyCode.ENTER || e.getCode() == KeyCode.SPACE) {
                        choose();
                        e.consume();
                    }
                });
    }

    /// `step` names a bar, such as `2.0-2.5`.
    public void show(long[] bars, IntFunction<String> step) {
        counts = bars.clone();
        names = step;
        redraw();
    }

    public void onChosen(IntConsumer listener) {
        chosen = listener;
    }

    private int place(double x) {
        return counts.length == 0
                ? -1
                : Math.clamp((int) (x / getWidth() * counts.length), 0, counts.length - 1);
    }

    private void over(int bar) {
        if (bar != at) {
            at = bar;
            String words =
                    at < 0 || at >= counts.length
                            ? ""
                            : names.apply(at) + ": " + Words.count(counts[at]);
            tip.setText(words);
            setAccessibleText(words);
            redraw();
        }
    }

    private void choose() {
        if (at >= 0 && at < counts.length) {
            chosen.accept(at);
        }
    }

    @Override
    public ChartTable table() {
        List<List<String>> rows = new ArrayList<>();
        for (int i = 0; i < counts.length; i++) {
            rows.add(List.of(names.apply(i), Words.count(counts[i])));
        }
        return new ChartTable(List.of("", Texts.of("documents")), rows);
    }

    @Override
    protected void draw(GraphicsContext g, double width, double height) {
        long most = 1;
        for (long count : counts) {
            most = Math.max(most, count);
        }
        double wide = width / Math.max(1, counts.length);
        for (int i = 0; i < counts.length; i++) {
            double tall =
                    counts[i] == 0 ? 1 : Math.max(2, (double) counts[i] / most * (height - 2));
            g.setFill(color(counts[i] == 0 ? Token.TRACK : i == at ? Token.INK : Token.ACC));
            g.fillRoundRect(i * wide, height - tall, Math.max(1, wide - GAP), tall, 2, 2);
        }
    }
}
