package org.hornbook.bench;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.OptionalInt;
import org.hornbook.checkpoint.Checkpoint;
import org.hornbook.checkpoint.PhiConfig;
import org.hornbook.checkpoint.Precision;
import org.hornbook.infer.calibrate.Calibration;
import org.hornbook.infer.calibrate.ModelQuality;
import org.hornbook.infer.calibrate.Texts;

/// How long it takes to calibrate a folder in phi-1.5's shape, random weights and random tokens,
/// and the most memory the process has held. `-Dcalibration.layers=` takes fewer layers than its
/// 24, `-Dcalibration.pieces=` another number of pieces of 256 tokens than 64,
/// `-Dcalibration.keep=` names a folder for the model.
final class CalibrationBench {
    private static final int LAYERS = 24;
    private static final Path STATUS = Path.of("/proc/self/status");

    private final Path folder;
    private final int layers = Integer.getInteger("calibration.layers", LAYERS);
    private final int pieces = Integer.getInteger("calibration.pieces", Texts.USUAL_PIECES);

    CalibrationBench(Path folder) {
        this.folder = folder;
    }

    void run() throws IOException {
        String kept = System.getProperty("calibration.keep", "");
        Path model = kept.isEmpty() ? folder.resolve("model") : Path.of(kept);
        if (!Files.isRegularFile(model.resolve("config.json"))) {
            RandomPhi.write(
                    PhiConfig.phi(
                            51_200, 2048, 8192, layers, 32, 2048, 0.5, OptionalInt.of(50_256)),
                    model);
        }
        try (Checkpoint checkpoint = Checkpoint.open(model)) {
            checkpoint.fingerprint();
            Texts texts = Texts.random(checkpoint, pieces, 1);
            long start = System.nanoTime();
            String[] doing = {""};
            long[] at = {start, start};
            double[] slowest = {0};
            String[] silent = {""};
            Calibration.run(
                    checkpoint,
                    Files.createDirectories(folder.resolve("graphs")),
                    128,
                    texts,
                    Runtime.getRuntime().availableProcessors(),
                    (done, of, now) -> {
                        if (seconds(at[1]) > slowest[0]) {
                            slowest[0] = seconds(at[1]);
                            silent[0] = doing[0] + ", " + done + " of " + of;
                        }
                        at[1] = System.nanoTime();
                        if (!now.equals(doing[0])) {
                            System.out.printf(
                                    "%6.1f s  %3d%%  %s%n", seconds(start), 100 * done / of, now);
                            doing[0] = now;
                        }
                    });
            System.out.printf(
                    "| calibrated %,d parameters (%d layers) on %d pieces | %.0f s | goal, at most 1200 of 24 layers%n"
                            + "| most memory held, the weights' file mapped included | %.2f GB | goal, under 6%n"
                            + "| longest without a word of progress (%s) | %.2f s | goal, at most 1%n",
                    checkpoint.config().parameters(),
                    layers,
                    pieces,
                    seconds(start),
                    peak() / 1e9,
                    silent[0],
                    slowest[0]);
            long measured = System.nanoTime();
            int[] probes = {0};
            ModelQuality quality =
                    ModelQuality.measure(
                            checkpoint,
                            folder.resolve("graphs"),
                            Precision.calibrated(),
                            texts,
                            Runtime.getRuntime().availableProcessors(),
                            (done, of, now) -> {
                                if (!now.equals(doing[0])) {
                                    doing[0] = now;
                                    probes[0]++;
                                }
                            });
            System.out.printf(
                    "| graph written, %d products chosen to have exact activations, in %d parts | %.0f s%n"
                            + "| most memory held until then | %.2f GB | goal, under 6%n",
                    quality.activations().orElseThrow().exact().size(),
                    probes[0],
                    seconds(measured),
                    peak() / 1e9);
        }
    }

    private static double seconds(long since) {
        return (System.nanoTime() - since) / 1e9;
    }

    private static double peak() throws IOException {
        return Files.isReadable(STATUS)
                ? Files.readAllLines(STATUS).stream()
                        .filter(line -> line.startsWith("VmHWM:"))
                        .mapToDouble(line -> Long.parseLong(line.replaceAll("\\D", "")) * 1024.0)
                        .findFirst()
                        .orElse(0)
                : 0;
    }
}
