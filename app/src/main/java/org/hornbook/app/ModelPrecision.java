package org.hornbook.app;

import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import org.hornbook.checkpoint.CalibratedWeights;
import org.hornbook.checkpoint.Checkpoint;
import org.hornbook.checkpoint.Precision;

/// Which 4 bits a checkpoint is best run in.
public final class ModelPrecision {
    private static final List<Integer> BLOCKS = List.of(128, 64, 32); // the fastest first

    private ModelPrecision() {}

    /// The block in which the checkpoint in `folder` is calibrated, that of `block` or the largest;
    /// empty if it is not. Reads all weights the first time that nothing is known of them.
    public static Optional<Integer> calibrated(Path folder, Path graphs, Optional<Integer> block) {
        try (Checkpoint checkpoint = Checkpoint.open(folder)) {
            return block.map(List::of).orElse(BLOCKS).stream()
                    .filter(b -> CalibratedWeights.isThere(checkpoint, graphs, b))
                    .findFirst();
        }
    }

    /// int4 as it is best run now: calibrated where it is, else plain; activations as measured.
    public static Precision int4(Path folder, Path graphs) {
        return calibrated(folder, graphs, Optional.empty())
                .map(block -> Precision.calibrated().inBlocksOf(block))
                .orElse(Precision.of(Precision.Kind.INT4).with(Precision.Activations.MEASURED));
    }
}
