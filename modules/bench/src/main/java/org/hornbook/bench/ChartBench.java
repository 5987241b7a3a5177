package org.hornbook.bench;

import java.lang.management.ManagementFactory;
import java.lang.management.ThreadMXBean;
import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;
import javafx.scene.Scene;
import javafx.scene.layout.StackPane;
import javafx.stage.Stage;
import org.hornbook.app.desk.Theme;
import org.hornbook.app.desk.Token;
import org.hornbook.app.desk.Value;
import org.hornbook.app.kit.Curve;
import org.hornbook.app.kit.CurveChart;

/// Milliseconds of the FX thread for one redraw of many long curves, in a window without a display.
final class ChartBench {
    private static final int RUNS = 20;
    private static final int POINTS = 10_000;
    private static final int WARM = 30;
    private static final int MEASURED = 100;

    private final ThreadMXBean threads = ManagementFactory.getThreadMXBean();

    void run() throws Exception {
        Windowless.start();
        measure(false);
        measure(true);
    }

    private void measure(boolean log) throws Exception {
        CurveChart chart =
                Windowless.onFx(
                        () -> {
                            CurveChart made = new CurveChart(new Value<>(Theme.LIGHT));
                            Stage stage = new Stage();
                            stage.setScene(new Scene(new StackPane(made), 1280, 800));
                            stage.show();
                            return made;
                        });
        List<Curve> curves = curves();
        double[] millis = new double[MEASURED];
        for (int i = -WARM; i < MEASURED; i++) {
            double took =
                    Windowless.onFx(
                            () -> {
                                // The processor's time: what else runs on the machine is left out.
                                long start = threads.getCurrentThreadCpuTime();
                                chart.show(
                                        curves,
                                        List.of(),
                                        CurveChart.Frame.FITTED.logarithmic(log));
                                chart.layout();
                                return (threads.getCurrentThreadCpuTime() - start) / 1e6;
                            });
            if (i >= 0) {
                millis[i] = took;
            }
        }
        java.util.Arrays.sort(millis);
        System.out.printf(
                "%d runs of %,d points, %s scale, 1280 x 800: %.2f ms of the FX thread a redraw (median of %d; 95%% below %.2f, most %.2f)%n",
                RUNS,
                POINTS,
                log ? "log" : "linear",
                millis[MEASURED / 2],
                MEASURED,
                millis[MEASURED * 95 / 100],
                millis[MEASURED - 1]);
    }

    private static List<Curve> curves() {
        SplittableRandom random = new SplittableRandom(1);
        List<Curve> curves = new ArrayList<>();
        for (int run = 0; run < RUNS; run++) {
            double[] x = new double[POINTS];
            double[] y = new double[POINTS];
            for (int i = 0; i < POINTS; i++) {
                x[i] = (i + 1) * 2048.0;
                y[i] = (0.4 + run * 0.05 + 6 / (1 + i / 100.0)) * (0.9 + 0.2 * random.nextDouble());
            }
            curves.add(Curve.of("run-" + run, Token.SERIES[run % Token.SERIES.length], x, y));
        }
        return curves;
    }
}
