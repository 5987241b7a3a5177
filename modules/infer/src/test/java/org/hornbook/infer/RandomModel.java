package org.hornbook.infer;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.SplittableRandom;
import org.hornbook.checkpoint.CheckpointFolder;
import org.hornbook.checkpoint.NamedTensor;
import org.hornbook.checkpoint.Parameter;
import org.hornbook.checkpoint.PhiConfig;
import org.hornbook.checkpoint.PhiParameters;

/// A checkpoint of random weights, without a tokenizer.
final class RandomModel {
    static final int VOCABULARY = 96;

    private RandomModel() {}

    static void write(Path folder, int hidden, int layers, int context) {
        PhiConfig config =
                PhiConfig.phi(
                        VOCABULARY,
                        hidden,
                        4 * hidden,
                        layers,
                        4,
                        context,
                        0.5,
                        OptionalInt.empty());
        SplittableRandom random = new SplittableRandom(11);
        List<NamedTensor> tensors =
                PhiParameters.of(config).stream().map(p -> tensor(p, random, hidden)).toList();
        try {
            new CheckpointFolder(
                            config,
                            tensors,
                            Optional.empty(),
                            Map.of(),
                            CheckpointFolder.More.NOTHING)
                    .write(folder);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static NamedTensor tensor(Parameter parameter, SplittableRandom random, int hidden) {
        float[] values = new float[(int) parameter.size()];
        boolean norm = parameter.name().endsWith("norm.weight");
        for (int i = 0; i < values.length; i++) {
            float noise = (float) (random.nextGaussian() * 2 / Math.sqrt(hidden));
            values[i] = norm ? 1 + noise : noise;
        }
        return NamedTensor.of(parameter, values);
    }
}
