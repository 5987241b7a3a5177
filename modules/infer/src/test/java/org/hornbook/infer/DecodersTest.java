package org.hornbook.infer;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.Arrays;
import org.hornbook.checkpoint.Checkpoint;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/// Every architecture against what transformers computes from the same files.
class DecodersTest {
    private static final TokenSink ON = token -> true;

    @TempDir Path cache;

    @ParameterizedTest
    @MethodSource("org.hornbook.infer.Golden#decoders")
    void logitsEqualThoseOfTransformersHoweverTheTokensAreCut(String name) {
        Golden golden = Golden.in(Golden.DECODERS.resolve(name));
        for (int chunk : new int[] {256, 7}) {
            try (OnnxGenerator generator = open(name, chunk)) {
                close(generator.logits(golden.input_ids()), golden.logits());
            }
        }
    }

    @ParameterizedTest
    @MethodSource("org.hornbook.infer.Golden#decoders")
    void greedyTokensEqualThoseOfTransformersHoweverThePromptIsCut(String name) {
        Golden golden = Golden.in(Golden.DECODERS.resolve(name));
        assertThat(golden.greedy()).hasSize(64);
        for (int chunk : new int[] {256, 7, 1}) {
            try (OnnxGenerator generator = open(name, chunk)) {
                GeneratedTokens made =
                        generator.generate(golden.input_ids(), Sampling.greedy(64), ON);
                assertThat(made.tokens()).isEqualTo(golden.greedy());
            }
        }
    }

    @ParameterizedTest
    @MethodSource("org.hornbook.infer.Golden#decoders")
    void aConversationThatGoesOnSaysWhatItWouldHaveSaidInOneGo(String name) {
        Golden golden = Golden.in(Golden.DECODERS.resolve(name));
        int[] prompt = golden.input_ids();
        try (OnnxGenerator generator = open(name, 16)) {
            for (int said = 0; said < 64; said += 16) {
                int[] before = Arrays.copyOf(prompt, prompt.length + said);
                System.arraycopy(golden.greedy(), 0, before, prompt.length, said);
                assertThat(generator.generate(before, Sampling.greedy(16), ON).tokens())
                        .isEqualTo(Arrays.copyOfRange(golden.greedy(), said, said + 16));
            }
        }
    }

    @Test
    void aShortPromptAfterALongOneIsTurnedAsAShortOneAgain() {
        String name = "phi3-longrope-crossing-f32";
        Golden golden = Golden.in(Golden.DECODERS.resolve(name));
        try (OnnxGenerator generator = open(name, 64)) {
            generator.generate(new int[90], Sampling.greedy(5), ON);
            assertThat(generator.generate(golden.input_ids(), Sampling.greedy(64), ON).tokens())
                    .isEqualTo(golden.greedy());
        }
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "decoders/llama2-f16",
                "decoders/phi3-longrope-beyond-f16",
                "decoders/qwen2-tied-f32",
                "phi/two-fifths-rotary-bf16"
            })
    void aGgufFileOfTheSameWeightsGivesTheSame(String name) {
        Path golden = Golden.DECODERS.resolveSibling(name);
        Path file = Golden.DECODERS.resolveSibling("gguf").resolve(golden.getFileName() + ".gguf");
        try (Checkpoint checkpoint = Checkpoint.open(file);
                OnnxGenerator generator = OnnxGenerator.open(checkpoint, cache, 1)) {
            Golden expected = Golden.in(golden);
            close(generator.logits(expected.input_ids()), expected.logits());
        }
    }

    /// To 1e-3 and to a ten-thousandth of the largest.
    private static void close(float[][] actual, float[][] expected) {
        assertThat(actual).hasDimensions(expected.length, expected[0].length);
        double largest = 0;
        double furthest = 0;
        for (int t = 0; t < expected.length; t++) {
            for (int v = 0; v < expected[t].length; v++) {
                assertThat(actual[t][v]).isFinite();
                largest = Math.max(largest, Math.abs(expected[t][v]));
                furthest = Math.max(furthest, Math.abs(actual[t][v] - expected[t][v]));
            }
        }
        assertThat(furthest).isLessThanOrEqualTo(Math.min(1e-3, 1e-4 * largest));
    }

    private OnnxGenerator open(String name, int chunk) {
        try (Checkpoint checkpoint = Checkpoint.open(Golden.DECODERS.resolve(name))) {
            return OnnxGenerator.open(checkpoint, cache, 2, chunk, true);
        }
    }
}
