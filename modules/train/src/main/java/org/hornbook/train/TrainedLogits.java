package org.hornbook.train;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;

/// The forward pass of training itself, on a run's newest state: what every other reader of the
/// checkpoint must agree with.
public final class TrainedLogits {
    private TrainedLogits() {}

    /// The logits after each of `tokens`, (T, V), by the newest state of the only run in `runs`.
    /// Loads PyTorch into this process.
    public static float[][] of(Path runs, int[] tokens) throws IOException {
        Path run = only(runs);
        TrainingConfig config = RunPlan.read(run).config();
        RunState state =
                RunState.newest(run, config)
                        .orElseThrow(
                                () ->
                                        new IllegalArgumentException(
                                                run + " has saved no state yet"));
        try (PhiEngine engine = new PhiEngine(config, state.engine())) {
            float[] flat = engine.logits(tokens);
            float[][] rows = new float[tokens.length][];
            for (int t = 0; t < rows.length; t++) {
                rows[t] =
                        java.util.Arrays.copyOfRange(
                                flat, t * config.vocab(), (t + 1) * config.vocab());
            }
            return rows;
        }
    }

    private static Path only(Path runs) throws IOException {
        try (Stream<Path> entries = Files.list(runs)) {
            List<Path> all = entries.filter(Files::isDirectory).toList();
            if (all.size() != 1) {
                throw new IllegalArgumentException(all.size() + " runs in " + runs);
            }
            return all.getFirst();
        }
    }
}
