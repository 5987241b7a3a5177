package org.hornbook.infer.calibrate;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.CancellationException;
import java.util.stream.Stream;
import org.hornbook.checkpoint.CalibratedWeights;
import org.hornbook.checkpoint.Checkpoint;
import org.hornbook.checkpoint.CheckpointException;
import org.hornbook.checkpoint.GraphProgress;
import org.hornbook.checkpoint.Precision;
import org.hornbook.infer.OnnxGenerator;
import org.hornbook.store.Sha256;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/// Calibration of whole checkpoints.
class CalibrationTest {
    private static final Path DECODERS =
            Path.of(System.getProperty("hornbook.datasets"), "golden", "decoders");

    @TempDir Path folder;

    @ParameterizedTest
    @ValueSource(
            strings = {
                "codegen-wide-f32",
                "falcon-grouped-f32",
                "falcon-sequential-f32",
                "llama3-grouped-sharded-f32",
                "phi3-longrope-beyond-f16",
                "qwen2-window-bf16",
                "../phi/tied-qknorm-f32",
                "../phi/two-fifths-rotary-bf16"
            })
    void everyArchitectureIsNearerToItsModelThanPlainlyRounded(String name) {
        try (Checkpoint checkpoint = Checkpoint.open(DECODERS.resolve(name))) {
            Texts texts = Texts.random(checkpoint, 12, 1);
            calibrate(checkpoint, texts, folder, CalibrationProgress.SILENT);
            Precision plain =
                    new Precision(
                            Precision.Kind.INT4,
                            32,
                            Precision.Kind.INT4,
                            Precision.Kind.FP32,
                            false);
            assertThat(divergence(checkpoint, texts, plain.rounded(Precision.Rounding.CALIBRATED)))
                    .isLessThan(divergence(checkpoint, texts, plain));
        }
    }

    @Test
    void stoppedAtAnyMomentItGoesOnAndGivesTheSameBytes() throws IOException {
        try (Checkpoint checkpoint = open()) {
            Texts texts = Texts.random(checkpoint, 6, 2);
            long[] calls = {0};
            CalibratedWeights straight =
                    calibrate(
                            checkpoint,
                            texts,
                            folder.resolve("straight"),
                            (done, of, doing) -> calls[0]++);
            assertThat(calls[0]).isGreaterThan(20);
            for (int part = 1; part < 4; part++) {
                long stop = calls[0] * part / 4;
                Path graphs = folder.resolve("stopped-" + part);
                long[] before = {0};
                assertThatThrownBy(
                                () ->
                                        calibrate(
                                                checkpoint,
                                                texts,
                                                graphs,
                                                (done, of, doing) -> stopAt(before, stop)))
                        .isInstanceOf(CancellationException.class);
                assertThat(CalibratedWeights.isThere(checkpoint, graphs, 32)).isFalse();
                long[] after = {0};
                CalibratedWeights resumed =
                        calibrate(checkpoint, texts, graphs, (done, of, doing) -> after[0]++);
                assertThat(files(resumed.folder())).isEqualTo(files(straight.folder()));
                assertThat(after[0]).isLessThanOrEqualTo(calls[0]);
                long[] again = {0};
                calibrate(checkpoint, texts, graphs, (done, of, doing) -> again[0]++);
                assertThat(again[0]).isZero(); // it is there
                if (part > 2) {
                    assertThat(after[0]).isLessThan(calls[0]);
                }
            }
        }
    }

    @Test
    void whatWasDamagedMeanwhileIsMadeAgain() throws IOException {
        try (Checkpoint checkpoint = open()) {
            Texts texts = Texts.random(checkpoint, 6, 2);
            CalibratedWeights straight =
                    calibrate(
                            checkpoint,
                            texts,
                            folder.resolve("straight"),
                            CalibrationProgress.SILENT);
            Path graphs = folder.resolve("damaged");
            assertThatThrownBy(
                            () ->
                                    calibrate(
                                            checkpoint,
                                            texts,
                                            graphs,
                                            (done, of, doing) -> {
                                                if (doing.startsWith("layer 2")) {
                                                    throw new CancellationException();
                                                }
                                            }))
                    .isInstanceOf(CancellationException.class);
            Path layer;
            try (Stream<Path> all = Files.walk(graphs)) {
                layer = all.filter(p -> p.endsWith("layer-0.bin")).findFirst().orElseThrow();
            }
            byte[] bytes = Files.readAllBytes(layer);
            bytes[bytes.length / 2] ^= 1;
            Files.write(layer, bytes);
            assertThat(
                            files(
                                    calibrate(checkpoint, texts, graphs, CalibrationProgress.SILENT)
                                            .folder()))
                    .isEqualTo(files(straight.folder()));
        }
    }

    @Test
    void otherTextsReplaceItAtOneStroke() throws IOException {
        try (Checkpoint checkpoint = open()) {
            calibrate(
                    checkpoint, Texts.random(checkpoint, 6, 2), folder, CalibrationProgress.SILENT);
            float[][] first = logits(checkpoint, new int[] {1, 2, 3}, calibrated());
            assertThatThrownBy(
                            () ->
                                    calibrate(
                                            checkpoint,
                                            Texts.random(checkpoint, 6, 3),
                                            folder,
                                            (done, of, doing) -> {
                                                if (done > of / 2) {
                                                    throw new CancellationException();
                                                }
                                            }))
                    .isInstanceOf(CancellationException.class);
            assertThat(logits(checkpoint, new int[] {1, 2, 3}, calibrated())).isDeepEqualTo(first);
            calibrate(
                    checkpoint, Texts.random(checkpoint, 6, 3), folder, CalibrationProgress.SILENT);
            assertThat(
                            Arrays.deepEquals(
                                    logits(checkpoint, new int[] {1, 2, 3}, calibrated()), first))
                    .isFalse();
            try (Stream<Path> graphs = Files.list(folder)) {
                assertThat(graphs.filter(p -> p.toString().contains("-int4-32-c-"))).hasSize(1);
            }
        }
    }

    @Test
    void withoutACalibrationThatIsSaid() {
        try (Checkpoint checkpoint = open()) {
            assertThatThrownBy(() -> logits(checkpoint, new int[] {1}, calibrated()))
                    .isInstanceOf(CheckpointException.class)
                    .hasMessageContaining("is not calibrated in blocks of 32 yet");
        }
    }

    @Test
    void aFolderThatCannotBeWrittenIsNamed() throws IOException {
        Path file = Files.writeString(folder.resolve("file"), "");
        try (Checkpoint checkpoint = open()) {
            assertThatThrownBy(
                            () ->
                                    calibrate(
                                            checkpoint,
                                            Texts.random(checkpoint, 2, 2),
                                            file.resolve("graphs"),
                                            CalibrationProgress.SILENT))
                    .isInstanceOf(UncheckedIOException.class)
                    .hasMessageContaining("cannot keep what is calibrated of")
                    .hasMessageContaining(file.toString());
        }
    }

    @Test
    void twoAtOnceAreOneTooMany() {
        try (Checkpoint checkpoint = open()) {
            Texts texts = Texts.random(checkpoint, 2, 2);
            boolean[] tried = {false};
            calibrate(
                    checkpoint,
                    texts,
                    folder,
                    (done, of, doing) -> {
                        if (!tried[0]) {
                            tried[0] = true;
                            assertThatThrownBy(
                                            () ->
                                                    calibrate(
                                                            checkpoint,
                                                            texts,
                                                            folder,
                                                            CalibrationProgress.SILENT))
                                    .isInstanceOf(CheckpointException.class)
                                    .hasMessageContaining("is being calibrated");
                        }
                    });
            assertThat(tried[0]).isTrue();
        }
    }

    private static Checkpoint open() {
        return Checkpoint.open(DECODERS.resolve("llama2-f16"));
    }

    private static void stopAt(long[] calls, long stop) {
        if (++calls[0] > stop) {
            throw new CancellationException();
        }
    }

    private static Precision calibrated() {
        return Precision.of(Precision.Kind.INT4).rounded(Precision.Rounding.CALIBRATED);
    }

    private static CalibratedWeights calibrate(
            Checkpoint checkpoint, Texts texts, Path graphs, CalibrationProgress progress) {
        return Calibration.run(checkpoint, graphs, 32, texts, 1, progress);
    }

    private double divergence(Checkpoint checkpoint, Texts texts, Precision precision) {
        return ModelQuality.measure(
                        checkpoint, folder, precision, texts, 1, CalibrationProgress.SILENT)
                .quality()
                .divergence();
    }

    private float[][] logits(Checkpoint checkpoint, int[] tokens, Precision precision) {
        try (OnnxGenerator generator =
                OnnxGenerator.open(checkpoint, folder, 1, precision, GraphProgress.SILENT)) {
            return generator.logits(tokens);
        }
    }

    private static Map<String, String> files(Path folder) throws IOException {
        Map<String, String> files = new TreeMap<>();
        try (Stream<Path> all = Files.list(folder)) {
            for (Path file : all.toList()) {
                files.put(file.getFileName().toString(), Sha256.of(file));
            }
        }
        return files;
    }
}
