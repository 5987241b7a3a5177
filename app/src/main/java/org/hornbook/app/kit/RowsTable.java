package org.hornbook.app.kit;

import java.util.ArrayList;
import java.util.List;
import java.util.function.BiConsumer;
import java.util.function.Consumer;
import java.util.function.IntConsumer;
import javafx.geometry.Orientation;
import javafx.scene.AccessibleRole;
import javafx.scene.control.Button;
import javafx.scene.control.Label;
import javafx.scene.control.ScrollBar;
import javafx.scene.input.KeyEvent;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Pane;
import javafx.scene.layout.Region;
import org.hornbook.app.desk.Texts;

/// A table of any number of rows: only those in sight exist, and moving to any place costs the
/// same. What a row shows is asked for when it comes into sight, and must be at hand; what is not
/// yet read is a skeleton.
public final class RowsTable extends Region {
    private static final double ROW_AT_13 = 29;
    private static final double HEAD_AT_13 = 31;
    private static final double BAR = 14;

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

    private final HBox head = new HBox();
    private final Pane body = new Pane();
    private final ScrollBar bar = new ScrollBar();
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
    private String sorted = "";
    private boolean descending;
    private IntConsumer onChosen = r -> {};
    private IntConsumer onOpened = r -> {};
    private BiConsumer<String, Boolean> onSort = (c, d) -> {};

    public RowsTable() {
        getStyleClass().add("hb-rows");
        head.getStyleClass().add("hb-rows-head");
        bar.setOrientation(Orientation.VERTICAL);
        bar.setFocusTraversable(false);
        bar.valueProperty().addListener(o -> scrolled());
        getChildren().addAll(head, body, bar);
        setFocusTraversable(true);
        setAccessibleRole(AccessibleRole.TABLE_VIEW);
        setOnScroll(
                e -> {
                    jump(first + Math.round(-e.getDeltaY() / rowHeight));
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
        buildHead();
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
        if (!sorted.equals(column) || descending != down) {
            sorted = column;
            descending = down;
            buildHead();
        }
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
        onSort = listener;
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
        return Math.max(1, (int) ((getHeight() - headHeight) / rowHeight));
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

    private void buildHead() {
        head.getChildren().clear();
        for (Column column : columns) {
            boolean on = column.id().equals(sorted);
            Button button =
                    new Button(column.title() + (on ? descending ? " \u2193" : " \u2191" : ""));
            button.setMnemonicParsing(false);
            button.getStyleClass().setAll("button", "hb-column");
            if (on) {
                button.getStyleClass().add("hb-on");
            }
            button.setAlignment(
                    column.right()
                            ? javafx.geometry.Pos.CENTER_RIGHT
                            : javafx.geometry.Pos.CENTER_LEFT);
            button.setMinWidth(0);
            button.setFocusTraversable(false);
            button.setAccessibleText(Texts.of("rows.sort", column.title()));
            button.setOnAction(e -> onSort.accept(column.id(), !on || !descending));
            head.getChildren().add(button);
        }
        requestLayout();
    }

    @Override
    protected void layoutChildren() {
        double width = getWidth() - BAR;
        double height = getHeight() - headHeight;
        widths = widths(width);
        head.resizeRelocate(0, 0, getWidth(), headHeight);
        for (int i = 0; i < head.getChildren().size(); i++) {
            Button button = (Button) head.getChildren().get(i);
            button.setPrefWidth(widths[i]);
            button.setMaxWidth(widths[i]);
        }
        body.resizeRelocate(0, headHeight, width, height);
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
                row.resizeRelocate(0, i * rowHeight, width, rowHeight);
                row.show((int) first + i);
            }
        }
        body.setClip(new javafx.scene.shape.Rectangle(width, Math.max(0, height)));
    }

    /// What is left goes to the columns that grow; if there is too little, the others give way.
    private double[] widths(double all) {
        double[] wide = columns.stream().mapToDouble(c -> c.width() * scale).toArray();
        double rest = all - java.util.stream.DoubleStream.of(wide).sum();
        long growing = columns.stream().filter(Column::grows).count();
        if (rest < 0) {
            double firm =
                    columns.stream()
                            .filter(c -> !c.grows())
                            .mapToDouble(c -> c.width() * scale)
                            .sum();
            double share = firm == 0 ? 1 : Math.max(0.3, (firm + rest) / firm);
            for (int i = 0; i < wide.length; i++) {
                wide[i] *= columns.get(i).grows() ? 1 : share;
            }
        }
        for (int i = 0; i < wide.length && rest > 0; i++) {
            if (columns.get(i).grows()) {
                wide[i] += rest / growing;
            }
        }
        return wide;
    }

    /// One row's nodes, used again for whichever row is in their place.
    private final class Row extends Region {
        private final List<CellNode> cells = new ArrayList<>();
        private int row = -1;

        Row() {
            getStyleClass().add("hb-row");
            columns.forEach(c -> cells.add(new CellNode(c)));
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

    private static final class CellNode extends HBox {
        private final Label before = new Label();
        private final Label marked = new Label();
        private final Label after = new Label();
        private final Region skeleton = new Region();
        private final Region track = new Region();
        private final Region share = new Region();
        private final Pane gauge = new Pane(track, share);
        private final String face;
        private boolean clipped;
        private Cell shown;

        CellNode(Column column) {
            face = column.mono() ? "hb-mono" : "hb-cell-words";
            getStyleClass().add("hb-cell");
            setAlignment(
                    column.right()
                            ? javafx.geometry.Pos.CENTER_RIGHT
                            : javafx.geometry.Pos.CENTER_LEFT);
            marked.getStyleClass().add("hb-cell-marked");
            skeleton.getStyleClass().add("hb-skeleton");
            skeleton.setMinSize(40, 8);
            skeleton.setPrefWidth(Math.max(40, column.width() - 30));
            skeleton.setMaxHeight(8);
            track.getStyleClass().add("hb-gauge-track");
            share.getStyleClass().add("hb-gauge-share");
            track.setManaged(false);
            share.setManaged(false);
            track.resizeRelocate(0, 0, 34, 6);
            gauge.setMinSize(34, 6);
            gauge.setMaxSize(34, 6);
            setMargin(gauge, new javafx.geometry.Insets(0, 8, 0, 0));
            marked.setMinWidth(Region.USE_PREF_SIZE);
            after.setMinWidth(0);
            before.setMinWidth(column.right() ? Region.USE_PREF_SIZE : 0);
            for (Label label : List.of(before, marked, after)) {
                label.getStyleClass().add(face);
            }
            getChildren().addAll(gauge, before, marked, after, skeleton);
        }

        @Override
        protected void layoutChildren() {
            super.layoutChildren();
            clip();
        }

        /// Only where words could run over: a clip costs more than a cell.
        private void clip() {
            setClip(clipped ? new javafx.scene.shape.Rectangle(getWidth(), getHeight()) : null);
        }

        void show(Cell cell) {
            if (cell.equals(shown)) {
                return;
            }
            shown = cell;
            boolean waits = cell.text() == null;
            String text = waits ? "" : cell.text();
            boolean marks = cell.mark() >= 0;
            boolean emoji = !marks && !Emoji.runs(text).isEmpty();
            before.setText(emoji ? "" : marks ? text.substring(0, cell.mark()) : text);
            before.setGraphic(emoji ? Emoji.line(text, face) : null);
            clipped = emoji;
            clip();
            Parts.show(before, !waits && !(marks && cell.mark() == 0));
            Parts.show(marked, marks);
            Parts.show(after, marks);
            if (marks) {
                marked.setText(text.substring(cell.mark(), cell.markEnd()));
                after.setText(text.substring(cell.markEnd()));
                before.setMinWidth(Region.USE_PREF_SIZE);
            }
            Parts.show(skeleton, waits);
            boolean gauges = !Double.isNaN(cell.bar());
            Parts.show(gauge, gauges);
            if (gauges) {
                share.resizeRelocate(0, 0, Math.clamp(cell.bar(), 0, 1) * 34, 6);
            }
        }
    }

    /// Runs through every cell in sight, for tests.
    public void eachCell(Consumer<String> text) {
        for (Row row : pool) {
            if (row.isVisible()) {
                row.cells.forEach(c -> text.accept(c.shown == null ? "" : c.shown.text()));
            }
        }
    }
}
