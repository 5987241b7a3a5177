package org.hornbook.app.kit;

import java.util.List;
import java.util.function.BiConsumer;
import java.util.function.IntConsumer;
import javafx.geometry.Pos;
import javafx.scene.Cursor;
import javafx.scene.control.Button;
import javafx.scene.control.Tooltip;
import javafx.scene.input.MouseEvent;
import javafx.scene.layout.Pane;
import org.hornbook.app.desk.Texts;

/// The heading of a table: a click on a title sorts, the border behind it is dragged to make the
/// column wider or narrower, and two clicks on the border give it the room its cells need.
final class RowsHead extends Pane {
    private static final double GRIP = 5;

    /// Hears how wide a column is to be, in pixels.
    interface Widening {
        void wide(int column, double width);
    }

    private List<RowsTable.Column> columns = List.of();
    private double[] widths = {};
    private String sorted = "";
    private boolean descending;
    private int dragged = -1;
    private double grabbed;
    private BiConsumer<String, Boolean> onSort = (c, d) -> {};
    private final Widening widening;

    /// `fitting` hears of a column that is to be as wide as its cells need.
    RowsHead(Widening widening, IntConsumer fitting) {
        this.widening = widening;
        getStyleClass().add("hb-rows-head");
        addEventFilter(
                MouseEvent.MOUSE_MOVED,
                e -> setCursor(border(e.getX()) >= 0 ? Cursor.H_RESIZE : null));
        addEventFilter(
                MouseEvent.MOUSE_PRESSED,
                e -> {
                    dragged = border(e.getX());
                    if (dragged >= 0) {
                        grabbed = e.getX() - widths[dragged];
                        e.consume();
                    }
                });
        addEventFilter(
                MouseEvent.MOUSE_DRAGGED,
                e -> {
                    if (dragged >= 0) {
                        widening.wide(dragged, e.getX() - grabbed);
                        e.consume();
                    }
                });
        addEventFilter(
                MouseEvent.MOUSE_RELEASED,
                e -> {
                    if (dragged >= 0) {
                        e.consume();
                    }
                });
        addEventFilter(
                MouseEvent.MOUSE_CLICKED,
                e -> {
                    if (dragged >= 0) {
                        if (e.getClickCount() == 2) {
                            fitting.accept(dragged);
                        }
                        dragged = -1;
                        e.consume();
                    }
                });
    }

    void onSort(BiConsumer<String, Boolean> listener) {
        onSort = listener;
    }

    void columns(List<RowsTable.Column> next) {
        columns = next;
        build();
    }

    void sorted(String column, boolean down) {
        if (!sorted.equals(column) || descending != down) {
            sorted = column;
            descending = down;
            build();
        }
    }

    void widths(double[] next) {
        widths = next;
        requestLayout();
    }

    /// The column whose right border is near `x`; -1 if none is.
    private int border(double x) {
        double at = 0;
        for (int i = 0; i < widths.length; i++) {
            at += widths[i];
            if (Math.abs(x - at) <= GRIP) {
                return i;
            }
        }
        return -1;
    }

    private void build() {
        getChildren().clear();
        for (RowsTable.Column column : columns) {
            boolean on = column.id().equals(sorted);
            Button button =
                    new Button(column.title() + (on ? descending ? " \u2193" : " \u2191" : ""));
            button.setMnemonicParsing(false);
            button.getStyleClass().setAll("button", "hb-column");
            if (on) {
                button.getStyleClass().add("hb-on");
            }
            button.setAlignment(column.right() ? Pos.CENTER_RIGHT : Pos.CENTER_LEFT);
            button.setMinWidth(0);
            button.setFocusTraversable(false);
            button.setAccessibleText(Texts.of("rows.sort", column.title()));
            button.setTooltip(new Tooltip(Texts.of("rows.sort", column.title())));
            button.setOnAction(e -> onSort.accept(column.id(), !on || !descending));
            getChildren().add(button);
        }
        requestLayout();
    }

    @Override
    protected void layoutChildren() {
        double x = 0;
        for (int i = 0; i < Math.min(widths.length, getChildren().size()); i++) {
            getChildren().get(i).resizeRelocate(x, 0, widths[i], getHeight());
            x += widths[i];
        }
    }
}
