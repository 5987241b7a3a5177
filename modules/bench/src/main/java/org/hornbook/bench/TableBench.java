package org.hornbook.bench;

import java.lang.management.ManagementFactory;
import java.lang.management.ThreadMXBean;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.SplittableRandom;
import java.util.concurrent.CountDownLatch;
import javafx.application.Platform;
import javafx.scene.Scene;
import javafx.scene.layout.StackPane;
import javafx.stage.Stage;
import org.hornbook.app.desk.Theme;
import org.hornbook.app.kit.RowsTable;

/// Milliseconds of the FX thread for one step, and for one jump to any place, in a table of five
/// million rows. Everything the thread does until the next pulse is over is counted.
final class TableBench {
    private static final int ROWS = 5_000_000;
    private static final int WARM = 400;
    private static final int MEASURED = 200;

    private final ThreadMXBean threads = ManagementFactory.getThreadMXBean();
    private final float[] scores = new float[ROWS];
    private final int[] lengths = new int[ROWS];
    private RowsTable table;

    void run() throws Exception {
        SplittableRandom random = new SplittableRandom(1);
        for (int i = 0; i < ROWS; i++) {
            scores[i] = (float) (5 * random.nextDouble());
            lengths[i] = random.nextInt(20_000);
        }
        Windowless.start();
        Windowless.onFx(
                () -> {
                    table = new RowsTable();
                    table.columns(
                            List.of(
                                    new RowsTable.Column("t", "First line", 120, true, false, true),
                                    new RowsTable.Column("s", "source", 92, false, false, false),
                                    new RowsTable.Column("l", "Length", 86, false, true, false),
                                    new RowsTable.Column("a", "author-a", 76, false, true, false),
                                    new RowsTable.Column("c", "n-gram", 126, false, true, false)));
                    table.show(new Rows());
                    Stage stage = new Stage();
                    Scene scene = new Scene(new StackPane(table), 1280, 800);
                    scene.getStylesheets()
                            .addAll(
                                    Theme.LIGHT.tokens(),
                                    RowsTable.class
                                            .getResource("/org/hornbook/app/desktop/hornbook.css")
                                            .toExternalForm());
                    stage.setScene(scene);
                    stage.show();
                    return null;
                });
        SplittableRandom places = new SplittableRandom(2);
        System.out.printf("table of %,d rows%n", ROWS);
        measure("one step down", i -> i);
        measure("a jump to any place", i -> places.nextInt(ROWS));
    }

    private void measure(String what, java.util.function.IntUnaryOperator place) throws Exception {
        double[] millis = new double[MEASURED];
        for (int i = -WARM; i < MEASURED; i++) {
            int row = place.applyAsInt(i + WARM);
            long before = Windowless.onFx(threads::getCurrentThreadCpuTime);
            CountDownLatch drawn = new CountDownLatch(1);
            Windowless.onFx(
                    () -> {
                        table.jump(row);
                        table.getScene().addPostLayoutPulseListener(new Once(drawn, table));
                        Platform.requestNextPulse();
                        return null;
                    });
            drawn.await();
            long after = Windowless.onFx(threads::getCurrentThreadCpuTime);
            if (i >= 0) {
                millis[i] = (after - before) / 1e6;
            }
        }
        Arrays.sort(millis);
        System.out.printf(
                Locale.ROOT,
                "  %s: median %.2f ms, 95th percentile %.2f ms of the FX thread%n",
                what,
                millis[MEASURED / 2],
                millis[MEASURED * 95 / 100]);
    }

    /// Counts down after one pulse.
    private record Once(CountDownLatch drawn, RowsTable table) implements Runnable {
        @Override
        public void run() {
            table.getScene().removePostLayoutPulseListener(this);
            Platform.runLater(drawn::countDown);
        }
    }

    private final class Rows implements RowsTable.Source {
        @Override
        public int size() {
            return ROWS;
        }

        @Override
        public RowsTable.Cell cell(int row, RowsTable.Column column) {
            return switch (column.id()) {
                case "t" ->
                        RowsTable.Cell.of("def function_" + row + "(numbers): return sum(numbers)");
                case "s" -> RowsTable.Cell.of(row % 3 == 0 ? "stdlib" : "exercises");
                case "l" -> RowsTable.Cell.of(String.format(Locale.ROOT, "%,d", lengths[row]));
                case "a" -> RowsTable.Cell.of(String.valueOf(row % 6));
                default ->
                        new RowsTable.Cell(
                                String.format(Locale.ROOT, "%.1f", scores[row]),
                                -1,
                                -1,
                                scores[row] / 5);
            };
        }
    }
}
