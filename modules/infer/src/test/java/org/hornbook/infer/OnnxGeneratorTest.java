package org.hornbook.infer;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.BitSet;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicInteger;
import org.hornbook.checkpoint.Checkpoint;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class OnnxGeneratorTest {
    private static final TokenSink ON = token -> true;

    @TempDir Path cache;

    @ParameterizedTest
    @MethodSource("org.hornbook.infer.Golden#checkpoints")
    void logitsEqualThoseOfTransformers(String name) {
        Golden golden = Golden.of(name);
        try (OnnxGenerator generator = open(name, 256)) {
            assertThat(furthest(generator.logits(golden.input_ids()), golden.logits()))
                    .isLessThan(1e-3f);
        }
    }

    @ParameterizedTest
    @MethodSource("org.hornbook.infer.Golden#checkpoints")
    void logitsReadInChunksAreTheSame(String name) {
        Golden golden = Golden.of(name);
        try (OnnxGenerator generator = open(name, 7)) {
            assertThat(furthest(generator.logits(golden.input_ids()), golden.logits()))
                    .isLessThan(1e-3f);
        }
    }

    @ParameterizedTest
    @MethodSource("org.hornbook.infer.Golden#checkpoints")
    void greedyTokensEqualThoseOfTransformersHoweverThePromptIsCut(String name) {
        Golden golden = Golden.of(name);
        for (int chunk : new int[] {256, 25, 7, 1}) {
            try (OnnxGenerator generator = open(name, chunk)) {
                Sampling greedy = Sampling.greedy(golden.greedy().length);
                GeneratedTokens made = generator.generate(golden.input_ids(), greedy, ON);
                assertThat(made.tokens()).isEqualTo(golden.greedy());
                assertThat(made.stop()).isEqualTo(StopReason.MAX_TOKENS);
            }
        }
    }

    @Test
    void aSecondPromptIsNotTouchedByTheFirst() {
        Golden golden = Golden.of("sharded-f32");
        try (OnnxGenerator generator = open("sharded-f32", 8)) {
            generator.generate(new int[] {5, 4, 3, 2, 1}, Sampling.greedy(50), ON);
            GeneratedTokens made = generator.generate(golden.input_ids(), Sampling.greedy(32), ON);
            assertThat(made.tokens()).isEqualTo(golden.greedy());
        }
    }

    @Test
    void theSameSeedDrawsTheSameTokensAndAnotherSeedOthers() {
        Golden golden = Golden.of("two-fifths-rotary-bf16");
        try (OnnxGenerator generator = open("two-fifths-rotary-bf16", 64)) {
            int[] first = drawn(generator, golden, 1);
            assertThat(drawn(generator, golden, 1)).isEqualTo(first);
            assertThat(drawn(generator, golden, 2)).isNotEqualTo(first);
        }
    }

    @Test
    void aLowTemperatureOrOneCandidateIsGreedy() {
        Golden golden = Golden.of("first-files-f16");
        try (OnnxGenerator generator = open("first-files-f16", 64)) {
            for (Sampling sampling :
                    List.of(
                            new Sampling(32, 1e-4, 1, 0, 3, List.of()),
                            new Sampling(32, 1, 1, 1, 3, List.of()),
                            new Sampling(32, 1, 1e-9, 0, 3, List.of()))) {
                assertThat(generator.generate(golden.input_ids(), sampling, ON).tokens())
                        .isEqualTo(golden.greedy());
            }
        }
    }

    @Test
    void theContextEndsAGenerationAndRefusesAPromptThatFillsIt() {
        Golden golden = Golden.of("sharded-f32");
        try (OnnxGenerator generator = open("sharded-f32", 64)) {
            GeneratedTokens made =
                    generator.generate(golden.input_ids(), Sampling.greedy(1000), ON);
            assertThat(made.stop()).isEqualTo(StopReason.CONTEXT_FULL);
            assertThat(made.tokens()).hasSize(64 - golden.input_ids().length);
            assertThatThrownBy(() -> generator.generate(new int[64], Sampling.greedy(1), ON))
                    .hasMessage(
                            "a prompt of 64 tokens leaves no room in the context of 64: shorten it");
            assertThat(generator.logits(new int[64])).hasNumberOfRows(64);
            assertThatThrownBy(() -> generator.logits(new int[65]))
                    .hasMessage("65 tokens do not fit the context of 64");
        }
    }

    @Test
    void idsOutsideTheVocabularyAndEmptyPromptsAreRefused() {
        try (OnnxGenerator generator = open("sharded-f32", 64)) {
            assertThatThrownBy(() -> generator.logits(new int[] {1, 64}))
                    .hasMessage("token 64 is outside the vocabulary of 64");
            assertThatThrownBy(() -> generator.generate(new int[] {-1}, Sampling.greedy(1), ON))
                    .hasMessage("token -1 is outside the vocabulary of 64");
            assertThatThrownBy(() -> generator.generate(new int[0], Sampling.greedy(1), ON))
                    .hasMessage("there are no tokens to continue");
        }
    }

    @Test
    void aListenerThatHasEnoughStopsIt() {
        try (OnnxGenerator generator = open("sharded-f32", 64)) {
            AtomicInteger heard = new AtomicInteger();
            GeneratedTokens made =
                    generator.generate(
                            new int[] {1},
                            Sampling.greedy(50),
                            token -> heard.incrementAndGet() < 3);
            assertThat(made.stop()).isEqualTo(StopReason.STOPPED);
            assertThat(made.tokens()).hasSize(3);
        }
    }

    @Test
    void anInterruptEndsItAndStaysVisible() {
        try (OnnxGenerator generator = open("sharded-f32", 64)) {
            GeneratedTokens made =
                    generator.generate(
                            new int[] {1},
                            Sampling.greedy(50),
                            token -> {
                                Thread.currentThread().interrupt();
                                return true;
                            });
            assertThat(Thread.interrupted()).isTrue();
            assertThat(made.stop()).isEqualTo(StopReason.CANCELLED);
            assertThat(made.tokens()).hasSize(1);
        }
    }

    @Test
    void theTokenThatEndsATextEndsTheGeneration() {
        try (OnnxGenerator generator = open("half-rotary-f32", 64)) {
            TokenRule thenTheEnd = only(List.of(7, 9, 0));
            GeneratedTokens made =
                    generator.generate(new int[] {1}, Sampling.greedy(50), thenTheEnd, ON);
            assertThat(made.tokens()).containsExactly(7, 9);
            assertThat(made.stop()).isEqualTo(StopReason.END_OF_TEXT);
        }
    }

    private static TokenRule only(List<Integer> tokens) {
        List<Integer> left = new ArrayList<>(tokens);
        return new TokenRule() {
            @Override
            public Optional<BitSet> allowed() {
                BitSet next = new BitSet();
                next.set(left.getFirst());
                return Optional.of(next);
            }

            @Override
            public void chosen(int token) {
                left.remove(Integer.valueOf(token));
            }
        };
    }

    private static int[] drawn(OnnxGenerator generator, Golden golden, long seed) {
        Sampling sampling = new Sampling(40, 3, 0.95, 50, seed, List.of());
        return generator.generate(golden.input_ids(), sampling, ON).tokens();
    }

    private OnnxGenerator open(String name, int chunk) {
        try (Checkpoint checkpoint = Checkpoint.open(Golden.FOLDER.resolve(name))) {
            return OnnxGenerator.open(checkpoint, cache, 2, chunk, true);
        }
    }

    private static float furthest(float[][] actual, float[][] expected) {
        assertThat(actual).hasDimensions(expected.length, expected[0].length);
        float most = 0;
        for (int t = 0; t < expected.length; t++) {
            for (int v = 0; v < expected[t].length; v++) {
                float distance = Math.abs(actual[t][v] - expected[t][v]);
                most = Float.isNaN(distance) ? Float.NaN : Math.max(most, distance);
            }
        }
        return most;
    }
}
