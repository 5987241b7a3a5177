package org.hornbook.infer;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.Random;
import java.util.concurrent.CancellationException;
import java.util.stream.Stream;
import org.hornbook.checkpoint.Checkpoint;
import org.hornbook.checkpoint.CheckpointFolder;
import org.hornbook.checkpoint.GraphProgress;
import org.hornbook.checkpoint.ModelGraph;
import org.hornbook.checkpoint.NamedTensor;
import org.hornbook.checkpoint.Parameter;
import org.hornbook.checkpoint.PhiConfig;
import org.hornbook.checkpoint.PhiParameters;
import org.hornbook.checkpoint.Precision;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestReporter;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;

/// Graphs with rounded weights: against the same weights rounded here, one by one, and against what
/// they were rounded from.
class RoundedGraphTest {
    private static final PhiConfig CONFIG =
            PhiConfig.phi(96, 128, 256, 2, 2, 64, 0.5, OptionalInt.empty());
    private static final int[] TOKENS = {3, 14, 15, 92, 65, 35, 89, 79, 32, 38, 46, 26};

    @TempDir Path folder;

    @ParameterizedTest
    @CsvSource({
        "INT4, 32, INT4, INT4",
        "INT4, 64, INT8, FP32",
        "INT4, 128, INT4, INT8",
        "INT8, 32, INT8, INT8",
        "INT8, 128, FP32, INT4",
    })
    void theLogitsAreThoseOfTheWeightsRoundedOneByOne(
            Precision.Kind layers, int block, Precision.Kind head, Precision.Kind embedding)
            throws IOException {
        Precision precision = new Precision(layers, block, head, embedding, false);
        Path model =
                random(
                        folder.resolve("model"),
                        new Precision(
                                Precision.Kind.FP32,
                                32,
                                Precision.Kind.FP32,
                                Precision.Kind.FP32,
                                false));
        Path rounded = random(folder.resolve("rounded"), precision);
        float[][] expected = logits(rounded, Precision.FP32);
        float[][] actual = logits(model, precision);
        for (int t = 0; t < expected.length; t++) {
            for (int v = 0; v < expected[t].length; v++) {
                assertThat(actual[t][v])
                        .isCloseTo(expected[t][v], org.assertj.core.data.Offset.offset(1e-3f));
            }
        }
        assertThat(Divergence.of(logits(model, Precision.FP32), actual).mean()).isPositive();
    }

    @ParameterizedTest
    @MethodSource("org.hornbook.infer.Golden#decoders")
    void eightBitsStayNearTheExactModelAndFourBitsNearerThanChance(
            String name, TestReporter reporter) {
        Golden golden = Golden.in(Golden.DECODERS.resolve(name));
        Path model = Golden.DECODERS.resolve(name);
        int[] tokens = golden.input_ids();
        float[][] exact = logits(model, Precision.FP32, tokens);
        double eight =
                Divergence.of(exact, logits(model, Precision.of(Precision.Kind.INT8), tokens))
                        .mean();
        double four =
                Divergence.of(exact, logits(model, Precision.of(Precision.Kind.INT4), tokens))
                        .mean();
        double nothing = Divergence.of(exact, new float[exact.length][exact[0].length]).mean();
        reporter.publishEntry(
                Map.of("int8", "" + eight, "int4", "" + four, "uniform", "" + nothing));
        assertThat(eight).isLessThan(four).isLessThan(0.05 * nothing);
        assertThat(four).isLessThan(nothing);
    }

    @Test
    void aGraphIsMadeOnceToldOfAndMadeAgainIfAFileWasCutShort() throws IOException {
        Path model = Golden.DECODERS.resolve("llama2-f16");
        Precision precision = Precision.of(Precision.Kind.INT4).inBlocksOf(64);
        long[] told = new long[3];
        GraphProgress progress =
                (bytes, of) -> {
                    assertThat(bytes).isLessThanOrEqualTo(of);
                    told[0]++;
                    told[1] = bytes;
                    told[2] = of;
                };
        Path weights = write(model, precision, progress).decoder().resolveSibling("weights.bin");
        assertThat(told[0]).isPositive();
        assertThat(told[1]).isEqualTo(told[2]).isEqualTo(told[2]);
        assertThat(weights.resolveSibling("manifest.json")).content().contains("\"sha256\"");
        assertThat(weights.getParent().getFileName().toString()).contains("-int4-64-");
        long count = told[0];
        write(model, precision, progress);
        assertThat(told[0]).isEqualTo(count);
        byte[] whole = Files.readAllBytes(weights);
        Files.write(weights, Arrays.copyOf(whole, whole.length / 2));
        write(model, precision, progress);
        assertThat(told[0]).isGreaterThan(count);
        assertThat(weights).hasBinaryContent(whole);
    }

    @Test
    void aChangedCheckpointGetsAGraphOfItsOwn() throws IOException {
        Path model = random(folder.resolve("model"), Precision.FP32);
        ModelGraph first = write(model, Precision.FP32, GraphProgress.SILENT);
        Path file = model.resolve("model.safetensors");
        byte[] bytes = Files.readAllBytes(file);
        bytes[bytes.length - 1] ^= 64;
        Files.write(file, bytes);
        assertThat(write(model, Precision.FP32, GraphProgress.SILENT)).isNotEqualTo(first);
    }

    @Test
    void interruptedItLeavesNothingBehind() throws IOException {
        Path model = Golden.DECODERS.resolve("llama2-f16");
        assertThatThrownBy(
                        () ->
                                write(
                                        model,
                                        Precision.of(Precision.Kind.INT8),
                                        (bytes, of) -> Thread.currentThread().interrupt()))
                .isInstanceOf(CancellationException.class)
                .hasMessage("the graph of " + model + " was not finished: it was stopped");
        assertThat(Thread.interrupted()).isTrue();
        try (Stream<Path> left = Files.list(folder.resolve("graphs"))) {
            assertThat(left).isEmpty();
        }
    }

    private ModelGraph write(Path model, Precision precision, GraphProgress progress) {
        try (Checkpoint checkpoint = Checkpoint.open(model)) {
            return ModelGraph.write(checkpoint, folder.resolve("graphs"), precision, progress);
        }
    }

    private float[][] logits(Path model, Precision precision) {
        return logits(model, precision, TOKENS);
    }

    private float[][] logits(Path model, Precision precision, int[] tokens) {
        try (Checkpoint checkpoint = Checkpoint.open(model);
                OnnxGenerator generator =
                        OnnxGenerator.open(
                                checkpoint,
                                folder.resolve("graphs"),
                                1,
                                precision,
                                GraphProgress.SILENT)) {
            return generator.logits(tokens);
        }
    }

    /// A random model whose weights are what `precision` can say.
    private static Path random(Path folder, Precision precision) throws IOException {
        Random random = new Random(11);
        List<NamedTensor> tensors =
                PhiParameters.of(CONFIG).stream()
                        .map(parameter -> tensor(parameter, random, precision))
                        .toList();
        new CheckpointFolder(
                        CONFIG, tensors, Optional.empty(), Map.of(), CheckpointFolder.More.NOTHING)
                .write(folder);
        return folder;
    }

    private static NamedTensor tensor(Parameter parameter, Random random, Precision precision) {
        float[] values = new float[(int) parameter.size()];
        boolean matrix = parameter.shape().length == 2;
        for (int i = 0; i < values.length; i++) {
            values[i] = (float) random.nextGaussian() * (matrix ? 0.15f : 0.1f);
            values[i] += parameter.name().endsWith("norm.weight") ? 1 : 0;
        }
        Precision.Kind kind =
                switch (parameter.name()) {
                    case PhiParameters.EMBEDDING -> precision.embedding();
                    case "lm_head.weight" -> precision.head();
                    default -> precision.layers();
                };
        if (matrix && kind != Precision.Kind.FP32) {
            for (int at = 0; at < values.length; at += precision.block()) {
                round(values, at, at + precision.block(), kind);
            }
        }
        return NamedTensor.of(parameter, values);
    }

    private static void round(float[] values, int from, int to, Precision.Kind kind) {
        float furthest = 0;
        for (int i = from; i < to; i++) {
            furthest = Math.abs(values[i]) > Math.abs(furthest) ? values[i] : furthest;
        }
        float scale = kind == Precision.Kind.INT4 ? furthest / -8 : Math.abs(furthest) / 127;
        for (int i = from; i < to; i++) {
            int q = (int) Math.floor(values[i] * (1 / scale) + 0.5f);
            values[i] = scale * (kind == Precision.Kind.INT4 ? Math.min(q, 7) : q);
        }
    }
}
