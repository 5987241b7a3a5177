package org.hornbook.infer.calibrate;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.SplittableRandom;
import java.util.zip.GZIPInputStream;
import org.hornbook.checkpoint.Checkpoint;
import org.hornbook.checkpoint.CheckpointFolder;
import org.hornbook.checkpoint.GraphProgress;
import org.hornbook.checkpoint.MeasuredActivations;
import org.hornbook.checkpoint.NamedTensor;
import org.hornbook.checkpoint.Parameter;
import org.hornbook.checkpoint.PhiConfig;
import org.hornbook.checkpoint.PhiParameters;
import org.hornbook.checkpoint.Precision;
import org.hornbook.infer.Divergence;
import org.hornbook.infer.OnnxGenerator;
import org.hornbook.infer.Sampling;
import org.hornbook.store.Json;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// What is measured of a rounded model, and what is chosen by it.
class ModelQualityTest {
    private static final Path DATASETS = Path.of(System.getProperty("hornbook.datasets"));
    private static final int LARGE_CHANNEL = 5;

    @TempDir Path folder;

    @Test
    void aTrainedModelIsLessThanHalfAsFarAwayCalibratedInBlocksOf128AsPlainlyInBlocksOf32()
            throws IOException {
        try (Checkpoint checkpoint = Checkpoint.open(DATASETS.resolve("golden/rounding/trained"))) {
            Texts texts = Texts.of(checkpoint, exercises(), 48, () -> false);
            assertThat(texts.used()).hasSize(48);
            assertThat(texts.held()).hasSize(6);
            Quality plain = measure(checkpoint, Precision.of(Precision.Kind.INT4), texts);
            Calibration.run(checkpoint, folder, 128, texts, 1, CalibrationProgress.SILENT);
            Quality calibrated = measure(checkpoint, Precision.calibrated(), texts);
            assertThat(calibrated.tokens()).isEqualTo(plain.tokens());
            assertThat(calibrated.divergence()).isLessThan(0.5 * plain.divergence());
            assertThat(calibrated.agreeing()).isGreaterThan(plain.agreeing());
            assertThat(calibrated.perplexity())
                    .isCloseTo(
                            calibrated.exactPerplexity(),
                            within(0.02 * calibrated.exactPerplexity()));
            try (OnnxGenerator generator =
                    OnnxGenerator.open(
                            checkpoint, folder, 1, Precision.calibrated(), GraphProgress.SILENT)) {
                int[] prompt = checkpoint.tokenizer().orElseThrow().encode("def largest(numbers):");
                assertThat(generator.generate(prompt, Sampling.greedy(12), token -> true).tokens())
                        .isNotEmpty();
            }
        }
    }

    @Test
    void keysAndValuesAreKeptInEightBitsWhereThatCostsNearlyNothing() throws IOException {
        try (Checkpoint checkpoint = Checkpoint.open(DATASETS.resolve("golden/rounding/trained"))) {
            Texts texts = Texts.of(checkpoint, exercises(), 16, () -> false);
            MeasuredActivations four = chosen(checkpoint, Precision.Kind.INT4, texts);
            assertThat(four.smallCache()).isTrue();
            assertThat(four.cached()).isLessThan(1.05 * four.chosen() + 1e-5);
            MeasuredActivations eight = chosen(checkpoint, Precision.Kind.INT8, texts);
            assertThat(eight.smallCache())
                    .as("what 8-bit weights lose is less than what the cache would")
                    .isFalse();
            assertThat(eight.cached()).isGreaterThan(1.5 * eight.chosen());
        }
    }

    private MeasuredActivations chosen(Checkpoint checkpoint, Precision.Kind kind, Texts texts) {
        return ModelQuality.measure(
                        checkpoint,
                        folder,
                        Precision.of(kind).with(Precision.Activations.MEASURED),
                        texts,
                        1,
                        CalibrationProgress.SILENT)
                .activations()
                .orElseThrow();
    }

    @Test
    void theExactModelRunLayerByLayerSaysWhatTheWholeOneSays() {
        for (String name : List.of("phi3-grouped-f32", "falcon-grouped-f32", "qwen2-tied-f32")) {
            Path model = DATASETS.resolve("golden/decoders").resolve(name);
            try (Checkpoint checkpoint = Checkpoint.open(model)) {
                Texts texts = Texts.random(checkpoint, 4, 3);
                Quality exact = measure(checkpoint, Precision.FP32, texts);
                assertThat(exact.divergence()).isLessThan(1e-6);
                assertThat(exact.perplexity())
                        .isCloseTo(exact.exactPerplexity(), within(1e-3 * exact.perplexity()));
                Precision plain = Precision.of(Precision.Kind.INT4);
                int[] held = texts.held().getFirst();
                assertThat(measure(checkpoint, plain, texts).divergence())
                        .isCloseTo(
                                Divergence.of(
                                                logits(checkpoint, Precision.FP32, held),
                                                logits(checkpoint, plain, held))
                                        .mean(),
                                within(1e-4));
            }
        }
    }

    @Test
    void whereAChannelIsVeryLargeThoseProductsKeepTheirActivationsExact() throws IOException {
        Path model = withLargeChannel(folder.resolve("model"));
        try (Checkpoint checkpoint = Checkpoint.open(model)) {
            Texts texts = Texts.random(checkpoint, 4, 3);
            Precision rounded = Precision.of(Precision.Kind.INT4);
            Precision measured = rounded.with(Precision.Activations.MEASURED);
            int[] held = texts.held().getFirst();
            assertThat(logits(checkpoint, measured, held)) // before: as rounded
                    .isDeepEqualTo(logits(checkpoint, rounded, held));
            MeasuredActivations chosen =
                    ModelQuality.measure(
                                    checkpoint,
                                    folder,
                                    measured,
                                    texts,
                                    1,
                                    CalibrationProgress.SILENT)
                            .activations()
                            .orElseThrow();
            assertThat(chosen.exact())
                    .isNotEmpty()
                    .allMatch(product -> product.endsWith(".mlp.fc2.weight"));
            assertThat(chosen.rounded()).isGreaterThan(1.2 * chosen.none());
            assertThat(chosen.chosen()).isLessThan(1.05 * chosen.none() + 1e-5);
            Precision exact = rounded.with(Precision.Activations.EXACT);
            assertThat(greedy(checkpoint, measured, held))
                    .isEqualTo(greedy(checkpoint, exact, held));
            double mixed =
                    Divergence.of(
                                    logits(checkpoint, exact, held),
                                    logits(checkpoint, measured, held))
                            .mean();
            double all =
                    Divergence.of(
                                    logits(checkpoint, exact, held),
                                    logits(checkpoint, rounded, held))
                            .mean();
            assertThat(mixed).isLessThan(0.1 * all);
        }
    }

    private Quality measure(Checkpoint checkpoint, Precision precision, Texts texts) {
        return ModelQuality.measure(
                        checkpoint, folder, precision, texts, 1, CalibrationProgress.SILENT)
                .quality();
    }

    private float[][] logits(Checkpoint checkpoint, Precision precision, int[] tokens) {
        try (OnnxGenerator generator =
                OnnxGenerator.open(checkpoint, folder, 1, precision, GraphProgress.SILENT)) {
            return generator.logits(tokens);
        }
    }

    private int[] greedy(Checkpoint checkpoint, Precision precision, int[] text) {
        try (OnnxGenerator generator =
                OnnxGenerator.open(checkpoint, folder, 1, precision, GraphProgress.SILENT)) {
            int[] prompt = java.util.Arrays.copyOf(text, 8);
            return generator.generate(prompt, Sampling.greedy(16), token -> true).tokens();
        }
    }

    private static List<String> exercises() throws IOException {
        List<String> texts = new ArrayList<>();
        try (BufferedReader lines =
                new BufferedReader(
                        new InputStreamReader(
                                new GZIPInputStream(
                                        Files.newInputStream(
                                                DATASETS.resolve("exercises/documents.jsonl.gz"))),
                                StandardCharsets.UTF_8))) {
            for (int i = 0; i < 400; i++) {
                texts.add(Json.mapper().readTree(lines.readLine()).get("text").asText());
            }
        }
        return texts;
    }

    /// A random model whose MLPs have one channel that is always very large and that nothing reads.
    private static Path withLargeChannel(Path folder) throws IOException {
        PhiConfig config = PhiConfig.phi(96, 64, 128, 2, 4, 128, 0.5, OptionalInt.empty());
        SplittableRandom random = new SplittableRandom(17);
        List<NamedTensor> tensors =
                PhiParameters.of(config).stream().map(p -> tensor(p, random)).toList();
        new CheckpointFolder(
                        config, tensors, Optional.empty(), Map.of(), CheckpointFolder.More.NOTHING)
                .write(folder);
        return folder;
    }

    private static NamedTensor tensor(Parameter parameter, SplittableRandom random) {
        float[] values = new float[(int) parameter.size()];
        int columns = parameter.shape()[parameter.shape().length - 1];
        boolean norm = parameter.name().endsWith("norm.weight");
        for (int i = 0; i < values.length; i++) {
            float noise = (float) (0.2 * random.nextGaussian());
            boolean unread =
                    parameter.name().endsWith("mlp.fc2.weight") && i % columns == LARGE_CHANNEL;
            values[i] = unread ? 0 : norm ? 1 + noise : noise;
        }
        if (parameter.name().endsWith("mlp.fc1.bias")) {
            values[LARGE_CHANNEL] = 3000;
        }
        return NamedTensor.of(parameter, values);
    }
}
