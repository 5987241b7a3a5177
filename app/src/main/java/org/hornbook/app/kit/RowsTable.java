package org.hornbook.app.kit;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.BiConsumer;
import java.util.function.Consumer;
import java.util.function.IntConsumer;
import java.util.stream.DoubleStream;
import javafx.geometry.Orientation;
import javafx.scene.AccessibleRole;
import javafx.scene.control.ScrollBar;
import javafx.scene.input.KeyEvent;
import javafx.scene.layout.Pane;
import javafx.scene.layout.Region;
import javafx.scene.shape.Rectangle;

/// A table of any number of rows: only those in sight exist, and moving to any place costs the
/// same. What a row shows is asked for when it comes into sight, and must be at hand; what is not
/// yet read is a skeleton.
public final class RowsTable extends Region {
    private static final double ROW_AT_13 = 29;
    private static final double HEAD_AT_13 = 31;
    private static final double BAR = 14;
    private static final double NARROWEST = 28;
    private static final double LEAST_SHARE = 0.75;

    /// A column.
    ///
    /// @param id what `onSort` is told
    /// @param width in pixels; of a column that `grows`, the least
    public record Column(
            String id, String title, double width, boolean grows, boolean right, boolean mono) {}

    /// One cell.
    ///
    /// @param text null while it is being read
    /// @param mark from where to where the text is marked; -1 for nothing
    /// @param bar 0-1 for a bar beside the text, NaN for none
    public record Cell(String text, int mark, int markEnd, double bar) {
        public static final Cell WAITING = new Cell(null, -1, -1, Double.NaN);

        public static Cell of(String text) {
            return new Cell(text, -1, -1, Double.NaN);
        }
    }

    /// What is in the rows.
    public interface Source {
        int size();

        /// Must not wait.
        Cell cell(int row, Column column);

        /// These rows have come into sight.
        default void inSight(int from, int to) {}
    }

    private final RowsHead head = new RowsHead(this::widen, this::fit);
    private final Pane body = new Pane();
    private final ScrollBar bar = new ScrollBar();
    private final ScrollBar across = new ScrollBar();
    private final List<Row> pool = new ArrayList<>();
    private double scale = 1;
    private double rowHeight = ROW_AT_13;
    private double headHeight = HEAD_AT_13;
    private List<Column> columns = List.of();
    private double[] widths = {};
    private Source source =
            new Source() {
                @Override
                public int size() {
                    return 0;
                }

                @Override
                public Cell cell(int row, Column column) {
                    return Cell.WAITING;
                }
            };
    private long first;
    private int chosen = -1;
    private double sideways;
    private final Map<String, Double> chosenWidths = new HashMap<>();
    private IntConsumer onChosen = r -> {};
    private IntConsumer onOpened = r -> {};

    public RowsTable() {
        getStyleClass().add("hb-rows");
        bar.setOrientation(Orientation.VERTICAL);
        bar.setFocusTraversable(false);
        bar.valueProperty().addListener(o -> scrolled());
        across.setFocusTraversable(false);
        across.valueProperty().addListener(o -> slid());
        getChildren().addAll(head, body, bar, across);
        setFocusTraversable(true);
        setAccessibleRole(AccessibleRole.TABLE_VIEW);
        setOnScroll(
                e -> {
                    jump(first + Math.round(-e.getDeltaY() / rowHeight));
                    across.setValue(
                            Math.clamp(across.getValue() - e.getDeltaX(), 0, across.getMax()));
                    e.consume();
                });
        setOnMousePressed(e -> requestFocus());
        addEventHandler(KeyEvent.KEY_PRESSED, this::key);
    }

    /// For a text of `size` pixels: rows and columns grow with it.
    public void fontSize(double size) {
        scale = size / 13;
        rowHeight = Math.ceil(ROW_AT_13 * scale);
        headHeight = Math.ceil(HEAD_AT_13 * scale);
        pool.clear();
        body.getChildren().clear();
        requestLayout();
    }

    public void columns(List<Column> next) {
        columns = List.copyOf(next);
        pool.clear();
        body.getChildren().clear();
        head.columns(columns);
        requestLayout();
    }

    /// Shows other rows, from the top.
    public void show(Source next) {
        source = next;
        first = 0;
        chosen = source.size() > 0 ? 0 : -1;
        requestLayout();
        if (chosen >= 0) {
            onChosen.accept(chosen);
        }
    }

    /// Shows the same rows anew, since more of them is known, or they have changed a little.
    public void refresh(Source next) {
        source = next;
        chosen = Math.min(chosen, source.size() - 1);
        requestLayout();
    }

    public void sorted(String column, boolean down) {
        head.sorted(column, down);
    }

    public void onChosen(IntConsumer listener) {
        onChosen = listener;
    }

    /// Enter or a second click.
    public void onOpened(IntConsumer listener) {
        onOpened = listener;
    }

    /// Hears a column's id and whether downwards.
    public void onSort(BiConsumer<String, Boolean> listener) {
        head.onSort(listener);
    }

    public int chosen() {
        return chosen;
    }

    /// Puts `row` on top.
    public void jump(long row) {
        long next = Math.clamp(row, 0, Math.max(0, source.size() - whole()));
        if (next != first) {
            first = next;
            requestLayout();
        }
    }

    /// Chooses a row and brings it into sight.
    public void choose(int row) {
        if (source.size() == 0) {
            return;
        }
        chosen = Math.clamp(row, 0, source.size() - 1);
        if (chosen < first) {
            first = chosen;
        } else if (chosen >= first + whole()) {
            first = chosen - whole() + 1L;
        }
        requestLayout();
        onChosen.accept(chosen);
    }

    private int whole() {
        return Math.max(1, (int) ((getHeight() - headHeight - below()) / rowHeight));
    }

    private double below() {
        return across.isVisible() ? BAR : 0;
    }

    /// A person chooses how wide a column is.
    private void widen(int column, double width) {
        chosenWidths.put(columns.get(column).id(), Math.max(NARROWEST, width / scale));
        requestLayout();
    }

    /// As wide as the widest cell in sight.
    private void fit(int column) {
        double wanted =
                pool.stream()
                        .filter(Row::isVisible)
                        .mapToDouble(r -> r.cells.get(column).wanted())
                        .max()
                        .orElse(NARROWEST);
        widen(column, Math.min(wanted + 2, getWidth()));
    }

    private void slid() {
        if (across.getValue() != sideways) {
            sideways = across.getValue();
            requestLayout();
        }
    }

    private void key(KeyEvent e) {
        boolean plain = !e.isShortcutDown() && !e.isAltDown();
        int to =
                switch (e.getCode()) {
                    case UP -> chosen - 1;
                    case DOWN, SPACE -> chosen + 1;
                    case PAGE_UP -> chosen - whole();
                    case PAGE_DOWN -> chosen + whole();
                    case HOME -> 0;
                    case END -> source.size() - 1;
                    default -> Integer.MIN_VALUE;
                };
        if (plain && to != Integer.MIN_VALUE) {
            choose(to);
            e.consume();
        } else if (plain && e.getCode() == javafx.scene.input.KeyCode.ENTER && chosen >= 0) {
            onOpened.accept(chosen);
            e.consume();
        }
    }

    private void scrolled() {
        long to = Math.round(bar.getValue());
        if (to != first) {
            first = to;
            requestLayout();
        }
    }

    @Override
    protected void layoutChildren() {
        double width = getWidth() - BAR;
        widths = widths(width);
        double all = Math.max(width, DoubleStream.of(widths).sum());
        across.setVisible(all > width + 1);
        double height = getHeight() - headHeight - below();
        across.setMax(all - width);
        across.setVisibleAmount(across.getMax() * width / all);
        across.setValue(across.isVisible() ? Math.min(sideways, all - width) : 0);
        sideways = across.getValue();
        across.resizeRelocate(0, getHeight() - BAR, width, BAR);
        head.resizeRelocate(-sideways, 0, all, headHeight);
        head.widths(widths);
        head.setClip(new Rectangle(sideways, 0, width, headHeight));
        body.resizeRelocate(-sideways, headHeight, all, height);
        bar.resizeRelocate(width, headHeight, BAR, height);
        int rows = (int) Math.ceil(Math.max(0, height) / rowHeight);
        while (pool.size() < rows) {
            Row row = new Row();
            row.setManaged(false);
            pool.add(row);
            body.getChildren().add(row);
        }
        first = Math.clamp(first, 0, Math.max(0, source.size() - whole()));
        bar.setMax(Math.max(0, source.size() - whole()));
        bar.setVisibleAmount(bar.getMax() * whole() / Math.max(1, source.size()));
        bar.setVisible(source.size() > whole());
        bar.setValue(first);
        int to = (int) Math.min(source.size(), first + rows);
        source.inSight((int) first, to);
        for (int i = 0; i < pool.size(); i++) {
            Row row = pool.get(i);
            boolean there = i < rows && first + i < source.size();
            row.setVisible(there);
            if (there) {
                row.resizeRelocate(0, i * rowHeight, all, rowHeight);
                row.show((int) first + i);
            }
        }
        body.setClip(new Rectangle(sideways, 0, width, Math.max(0, height)));
    }

    /// What is left goes to the columns that grow; if there is too little, the others give way a
    /// little, and what still does not fit is scrolled to. A width that a person chose stays.
    private double[] widths(double all) {
        double[] wide = new double[columns.size()];
        double rest = all;
        double yielding = 0;
        int growing = 0;
        for (int i = 0; i < wide.length; i++) {
            Column c = columns.get(i);
            wide[i] = chosenWidths.getOrDefault(c.id(), c.width()) * scale;
            rest -= wide[i];
            yielding += yields(c) ? wide[i] : 0;
            growing += grows(c) ? 1 : 0;
        }
        double share = yielding == 0 ? 1 : Math.clamp(1 + rest / yielding, LEAST_SHARE, 1);
        for (int i = 0; i < wide.length; i++) {
            if (rest < 0 && yields(columns.get(i))) {
                wide[i] *= share;
            } else if (rest > 0 && grows(columns.get(i))) {
                wide[i] += rest / growing;
            }
        }
        return wide;
    }

    private boolean grows(Column c) {
        return c.grows() && !chosenWidths.containsKey(c.id());
    }

    private boolean yields(Column c) {
        return !c.grows() && !chosenWidths.containsKey(c.id());
    }

    /// One row's nodes, used again for whichever row is in their place.
    private final class Row extends Region {
        private final List<RowCell> cells = new ArrayList<>();
        private int row = -1;

        Row() {
            getStyleClass().add("hb-row");
            columns.forEach(c -> cells.add(new RowCell(c)));
            getChildren().addAll(cells);
            setOnMouseClicked(
                    e -> {
                        if (e.getClickCount() == 2) {
                            onOpened.accept(row);
                        } else {
                            RowsTable.this.requestFocus();
                            choose(row);
                        }
                    });
        }

        void show(int next) {
            row = next;
            boolean on = row == chosen;
            if (on != getStyleClass().contains("hb-on")) {
                if (on) {
                    getStyleClass().add("hb-on");
                } else {
                    getStyleClass().remove("hb-on");
                }
            }
            for (int i = 0; i < cells.size(); i++) {
                cells.get(i).show(source.cell(row, columns.get(i)));
            }
        }

        @Override
        protected void layoutChildren() {
            double x = 0;
            for (int i = 0; i < cells.size(); i++) {
                cells.get(i).resizeRelocate(x, 0, widths[i], rowHeight - 1);
                x += widths[i];
            }
        }
    }

    /// Runs through every cell in sight, for tests.
    public void eachCell(Consumer<String> text) {
        for (Row row : pool) {
            if (row.isVisible()) {
                row.cells.forEach(c -> text.accept(c.words()));
            }
        }
    }
}
