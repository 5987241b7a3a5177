package org.hornbook.checkpoint;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.code_intelligence.jazzer.junit.FuzzTest;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class GgufFileTest {
    private static final Path GOLDEN =
            Path.of(System.getProperty("hornbook.datasets"), "golden", "gguf");

    @TempDir Path folder;

    @ParameterizedTest
    @ValueSource(strings = {"Q8_0", "Q4_0", "Q4_K", "Q6_K"})
    void blocksAreWidenedAsGgufPyDoes(String type) {
        try (GgufFile file = GgufFile.open(GOLDEN.resolve("blocks.gguf"))) {
            float[] expected = file.floats(type + ".expected");
            float[] actual = file.floats(type);
            assertThat(file.storedAs(type)).isEqualTo(type);
            assertThat(actual).hasSameSizeAs(expected);
            for (int i = 0; i < expected.length; i++) {
                float near = 2e-6f * Math.max(1, Math.abs(expected[i]));
                assertThat(Math.abs(actual[i] - expected[i])).isLessThanOrEqualTo(near);
            }
            float[] inside = new float[5];
            file.read(type, 253, inside, 0, 5);
            assertThat(inside).isEqualTo(Arrays.copyOfRange(actual, 253, 258));
        }
    }

    @Test
    void aFolderWithOneGgufFileIsACheckpoint() throws IOException {
        Files.copy(GOLDEN.resolve("llama2-f16.gguf"), folder.resolve("model.gguf"));
        try (Checkpoint checkpoint = Checkpoint.open(folder)) {
            assertThat(checkpoint.config().family()).isEqualTo("llama");
            assertThat(checkpoint.elements()).containsKeys("F16", "F32");
            assertThat(checkpoint.tokenizer()).isEmpty();
            assertThat(checkpoint.fingerprint()).hasSize(64);
        }
        Files.copy(GOLDEN.resolve("llama2-f16.gguf"), folder.resolve("second.gguf"));
        assertThatThrownBy(() -> Checkpoint.open(folder))
                .hasMessage(folder.resolve("config.json") + " is missing");
    }

    @Test
    void whatIsNoModelOfAKnownArchitectureIsRefused() throws IOException {
        Path file = Files.write(folder.resolve("a.gguf"), new byte[30]);
        assertThatThrownBy(() -> Checkpoint.open(file)).hasMessage(file + " is no GGUF file");
        assertThatThrownBy(() -> Checkpoint.open(GOLDEN.resolve("blocks.gguf")))
                .isInstanceOf(CheckpointException.class)
                .hasMessageEndingWith(": llama.embedding_length is missing");
    }

    @Test
    void filesThatWereChangedAtRandomOpenOrAreRefusedInOneSentence() throws IOException {
        byte[] whole = Files.readAllBytes(GOLDEN.resolve("phi3-longrope-beyond-f16.gguf"));
        int refused = 0;
        for (int seed = 0; seed < 200; seed++) {
            Random random = new Random(seed);
            byte[] data = whole.clone();
            for (int n = 1 + random.nextInt(4); n > 0; n--) {
                data[random.nextInt(random.nextInt(3) == 0 ? 64 : 5000)] =
                        (byte) random.nextInt(256);
            }
            if (random.nextInt(4) == 0) {
                data = Arrays.copyOf(data, random.nextInt(data.length));
            }
            refused += file(data) ? 0 : 1;
        }
        assertThat(refused).isBetween(50, 199);
    }

    /// `data` is the whole file.
    @FuzzTest
    void head(byte[] data) throws IOException {
        file(data);
    }

    private boolean file(byte[] data) throws IOException {
        Path file = Files.write(folder.resolve("f.gguf"), data);
        try (Checkpoint checkpoint = Checkpoint.open(file)) {
            for (String name : checkpoint.tensors().names()) {
                checkpoint.tensors().read(name, 0, new float[1], 0, 1);
            }
            return true;
        } catch (CheckpointException e) {
            assertThat(e.getMessage()).isNotBlank().doesNotContain("\n", "Exception");
            return false;
        }
    }
}
