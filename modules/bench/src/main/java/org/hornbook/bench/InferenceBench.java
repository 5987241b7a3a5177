package org.hornbook.bench;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.hornbook.checkpoint.GraphProgress;
import org.hornbook.checkpoint.Precision;
import org.hornbook.infer.InferencePace;

/// How fast a checkpoint reads and writes: that in `-Dinference.model=`, or one of random weights
/// in phi-1.5's shape (`-Dinference.shape=phi15`) or small (`small`, the default), which
/// `-Dinference.keep=` names a folder for.
final class InferenceBench {
    private static final int RUNS = 3;

    private final Path folder;

    InferenceBench(Path folder) {
        this.folder = folder;
    }

    void run() throws IOException {
        Path graphs = Files.createDirectories(folder.resolve("graphs"));
        int threads = Runtime.getRuntime().availableProcessors();
        InferencePace pace =
                InferencePace.measure(
                        model(),
                        graphs,
                        threads,
                        precision(),
                        GraphProgress.SILENT,
                        new int[] {128, 1024},
                        RUNS);
        System.out.printf(
                "%s: %,d parameters, %d threads, loads in %.2f s, %.0f MB of memory%n",
                pace.folder(),
                pace.parameters(),
                threads,
                pace.loadSeconds(),
                pace.memoryBytes() / 1e6);
        for (InferencePace.AtContext at : pace.contexts()) {
            System.out.printf(
                    "| at %4d tokens | prefill %,8.1f | decode %,8.1f | tokens/s, median of %d%n",
                    at.context(), at.prefill(), at.decode(), RUNS);
        }
        System.out.printf(
                "| repeated text | guessing %,8.1f | plain %,8.1f | ratio %.2f%n",
                pace.copied(), pace.copiedPlainly(), pace.copied() / pace.copiedPlainly());
        System.out.printf(
                "| interrupted in the middle of the longest prompt | ended after %.0f ms | goal, at most 200%n",
                pace.cancelSeconds() * 1e3);
    }

    private Path model() throws IOException {
        String given = System.getProperty("inference.model", "");
        if (!given.isEmpty()) {
            return Path.of(given);
        }
        String kept = System.getProperty("inference.keep", "");
        Path place = kept.isEmpty() ? folder.resolve("model") : Path.of(kept);
        if (!Files.isRegularFile(place.resolve("config.json"))) {
            boolean full = System.getProperty("inference.shape", "small").equals("phi15");
            RandomPhi.write(full ? RandomPhi.phi15() : RandomPhi.small(), place);
        }
        return place;
    }

    private static Precision precision() {
        return Precision.of(Precision.Kind.of(System.getProperty("inference.precision", "fp32")))
                .inBlocksOf(Integer.getInteger("inference.block", Precision.USUAL_BLOCK));
    }
}
