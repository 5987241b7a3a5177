package org.hornbook.infer;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Optional;
import java.util.Set;
import java.util.SplittableRandom;
import java.util.concurrent.CancellationException;
import org.hornbook.checkpoint.CacheScales;
import org.hornbook.checkpoint.Checkpoint;
import org.hornbook.checkpoint.DecoderVariant;
import org.hornbook.checkpoint.GraphProgress;
import org.hornbook.checkpoint.ModelGraph;
import org.hornbook.checkpoint.Precision;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/// Decoders that keep keys and values in 8 bits.
class SmallCacheTest {
    private static final TokenSink ON = token -> true;

    @TempDir Path cache;

    @ParameterizedTest
    @MethodSource("org.hornbook.infer.Golden#decoders")
    void everyArchitectureSaysNearlyWhatItSaysWithAnExactCache(String name) throws IOException {
        int[] tokens = Golden.in(Golden.DECODERS.resolve(name)).input_ids();
        try (Checkpoint checkpoint = Checkpoint.open(Golden.DECODERS.resolve(name))) {
            ModelGraph exact =
                    ModelGraph.write(checkpoint, cache, Precision.FP32, GraphProgress.SILENT);
            float[][] expected;
            CacheScales.Seen seen = new CacheScales.Seen(checkpoint.config());
            try (OnnxGenerator generator = OnnxGenerator.open(checkpoint, exact, 1)) {
                expected = generator.logits(tokens);
                generator.cache(tokens, seen, () -> {});
            }
            try (OnnxGenerator generator =
                    OnnxGenerator.open(checkpoint, small(exact, seen.scales()), 1)) {
                double small = Divergence.of(expected, generator.logits(tokens)).mean();
                float[][] nothing = new float[expected.length][expected[0].length];
                assertThat(small)
                        .isPositive()
                        .isLessThan(0.05 * Divergence.of(expected, nothing).mean())
                        .as("about as far as 8-bit weights")
                        .isLessThan(
                                2 * Divergence.of(expected, eightBits(checkpoint, tokens)).mean());
            }
        }
    }

    @Test
    void aLongTextGoesBackOnAndBeyondTheRoomItBeganWith() throws IOException {
        Path model = cache.resolve("model");
        RandomModel.write(model, 64, 2, 600);
        try (Checkpoint checkpoint = Checkpoint.open(model)) {
            ModelGraph exact =
                    ModelGraph.write(checkpoint, cache, Precision.FP32, GraphProgress.SILENT);
            int[] text = new SplittableRandom(3).ints(400, 0, RandomModel.VOCABULARY).toArray();
            CacheScales.Seen seen = new CacheScales.Seen(checkpoint.config());
            try (OnnxGenerator generator = OnnxGenerator.open(checkpoint, exact, 1)) {
                generator.cache(text, seen, () -> {});
            }
            ModelGraph graph = small(exact, seen.scales());
            int[] whole;
            try (OnnxGenerator generator = OnnxGenerator.open(checkpoint, graph, 1)) {
                whole = generator.generate(text, Sampling.greedy(32), ON).tokens();
            }
            try (OnnxGenerator generator = OnnxGenerator.open(checkpoint, graph, 1)) {
                generator.generate(Arrays.copyOf(text, 100), Sampling.greedy(4), ON);
                GeneratedTokens grown = generator.generate(text, Sampling.greedy(32), ON);
                assertThat(grown.reused()).isGreaterThanOrEqualTo(100);
                assertThat(grown.tokens()).isEqualTo(whole);
                generator.generate(Arrays.copyOf(text, 50), Sampling.greedy(4), ON);
                assertThat(generator.generate(text, Sampling.greedy(32), ON).tokens())
                        .isEqualTo(whole);
            }
        }
    }

    @Test
    void aTextThatIsMeasuredIsReadInPiecesBetweenWhichItCanBeEnded() throws IOException {
        Path model = cache.resolve("model");
        RandomModel.write(model, 64, 2, 600);
        int[] text = new SplittableRandom(5).ints(300, 0, RandomModel.VOCABULARY).toArray();
        try (Checkpoint checkpoint = Checkpoint.open(model);
                OnnxGenerator generator =
                        OnnxGenerator.open(checkpoint, cache.resolve("graphs"), 1)) {
            int[] told = {0};
            float[][] pieces = generator.logits(text, () -> told[0]++);
            assertThat(told[0]).isEqualTo(10);
            assertThat(Divergence.of(generator.logits(text), pieces).mean()).isLessThan(1e-9);
            assertThatThrownBy(
                            () ->
                                    generator.logits(
                                            text,
                                            () -> {
                                                throw new CancellationException("stopped");
                                            }))
                    .hasMessage("stopped");
            assertThat(Divergence.of(generator.logits(text), pieces).mean()).isLessThan(1e-9);
        }
    }

    private float[][] eightBits(Checkpoint checkpoint, int[] tokens) {
        Precision precision = Precision.of(Precision.Kind.INT8);
        try (OnnxGenerator generator =
                OnnxGenerator.open(checkpoint, cache, 1, precision, GraphProgress.SILENT)) {
            return generator.logits(tokens);
        }
    }

    private static ModelGraph small(ModelGraph graph, CacheScales scales) throws IOException {
        return new DecoderVariant(Set.of(), Optional.of(scales)).write(graph, "decoder-small.onnx");
    }
}
