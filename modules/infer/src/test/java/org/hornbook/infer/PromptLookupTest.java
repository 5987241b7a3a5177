package org.hornbook.infer;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.List;
import org.hornbook.checkpoint.Checkpoint;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class PromptLookupTest {
    private static final TokenSink ON = token -> true;

    @TempDir Path cache;

    @Test
    void whatFollowedTheLongestEarlierMatchIsGuessed() {
        PromptLookup lookup = new PromptLookup(new int[] {1, 2, 3, 7, 8, 9, 2, 3, 4, 5, 1, 2, 3});
        assertThat(lookup.guess(16)).containsExactly(7, 8, 9, 2);
        assertThat(lookup.guess(3)).containsExactly(7, 8);
        assertThat(lookup.guess(1)).isEmpty();
    }

    @Test
    void aRepetitionThatGoesOnIsGuessedBeyondItsEnd() {
        PromptLookup lookup = new PromptLookup(new int[] {0, 5, 6, 5, 6});
        assertThat(lookup.guess(16)).containsExactly(5, 6, 5, 6);
    }

    @Test
    void nothingIsGuessedWhereNothingWasAlike() {
        assertThat(new PromptLookup(new int[] {1, 2, 3, 4, 5, 6}).guess(16)).isEmpty();
        assertThat(new PromptLookup(new int[] {1}).guess(16)).isEmpty();
    }

    @Test
    void guessesGrowWhileTheyComeTrueAndBecomeRarerWhenTheyDoNot() {
        PromptLookup lookup = new PromptLookup(new int[] {0, 5, 6, 5, 6});
        lookup.learn(4, 4);
        assertThat(lookup.guess(16)).hasSize(8);
        lookup.learn(8, 0);
        assertThat(lookup.guess(16)).isEmpty();
        lookup.add(5);
        assertThat(lookup.guess(16)).hasSize(2);
    }

    @ParameterizedTest
    @MethodSource("org.hornbook.infer.Golden#checkpoints")
    void theTextIsTheSameWithAndWithoutGuessing(String name) {
        int[] prompt = Golden.of(name).input_ids();
        int foreseen = 0;
        try (OnnxGenerator guessing = open(name, true);
                OnnxGenerator plain = open(name, false)) {
            for (Sampling sampling :
                    List.of(
                            Sampling.greedy(35),
                            Sampling.greedy(35).withRepetitionPenalty(1.3),
                            new Sampling(35, 0.7, 1, 0, 1, List.of()),
                            new Sampling(35, 1.5, 0.9, 20, 2, List.of()),
                            new Sampling(35, 1, 1, 0, 3, List.of()).withMinP(0.1))) {
                GeneratedTokens with = guessing.generate(prompt, sampling, ON);
                GeneratedTokens without = plain.generate(prompt, sampling, ON);
                assertThat(with.tokens()).isEqualTo(without.tokens());
                assertThat(with.stop()).isEqualTo(without.stop());
                assertThat(without.foreseen()).isZero();
                foreseen += with.foreseen();
            }
        }
        assertThat(foreseen).as("tokens foreseen").isPositive();
    }

    @Test
    void mostOfARepetitionTakesNoCallOfItsOwn() {
        ChainModel model =
                ChainModel.learn(
                        cache.resolve("m"),
                        "tokenizer-gpt2-style",
                        List.of(new int[] {40, 41, 42, 43, 44, 45, 40}));
        try (Checkpoint checkpoint = Checkpoint.open(model.folder());
                OnnxGenerator guessing =
                        OnnxGenerator.open(checkpoint, cache.resolve("g"), 1, true)) {
            GeneratedTokens made = guessing.generate(new int[] {40}, Sampling.greedy(200), ON);
            assertThat(made.tokens()).hasSize(200).startsWith(41, 42, 43, 44, 45, 40, 41);
            assertThat(made.foreseen()).isGreaterThan(160);
            GeneratedTokens longer = guessing.generate(new int[] {40}, Sampling.greedy(1000), ON);
            assertThat(longer.stop()).isEqualTo(StopReason.CONTEXT_FULL);
            assertThat(longer.tokens()).hasSize(255);
        }
    }

    private OnnxGenerator open(String name, boolean lookup) {
        try (Checkpoint checkpoint = Checkpoint.open(Golden.FOLDER.resolve(name))) {
            return OnnxGenerator.open(checkpoint, cache, 1, 64, lookup);
        }
    }
}
