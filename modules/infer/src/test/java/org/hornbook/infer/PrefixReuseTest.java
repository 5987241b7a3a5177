package org.hornbook.infer;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.Arrays;
import java.util.SplittableRandom;
import java.util.stream.IntStream;
import org.hornbook.checkpoint.Checkpoint;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class PrefixReuseTest {
    private static final TokenSink ON = token -> true;

    @TempDir Path cache;

    @ParameterizedTest
    @MethodSource("org.hornbook.infer.Golden#checkpoints")
    void aConversationThatGoesOnReadsOnlyWhatIsNew(String name) {
        Golden golden = Golden.of(name);
        int[] prompt = golden.input_ids();
        int[] greedy = golden.greedy();
        try (OnnxGenerator generator = open(name, 7)) {
            GeneratedTokens first = generator.generate(prompt, Sampling.greedy(10), ON);
            assertThat(first.reused()).isZero();
            assertThat(first.tokens()).isEqualTo(Arrays.copyOf(greedy, 10));
            int[] longer = joined(prompt, Arrays.copyOf(greedy, 12));
            GeneratedTokens next = generator.generate(longer, Sampling.greedy(20), ON);
            assertThat(next.reused()).isGreaterThanOrEqualTo(prompt.length + 9);
            assertThat(next.tokens()).isEqualTo(Arrays.copyOfRange(greedy, 12, 32));
        }
    }

    @ParameterizedTest
    @MethodSource("org.hornbook.infer.Golden#checkpoints")
    void anEditedPromptIsReadFromWhereItDiffersAndTheFirstOneAgain(String name) {
        Golden golden = Golden.of(name);
        int[] prompt = golden.input_ids();
        int[] edited = prompt.clone();
        edited[12] = (edited[12] + 1) % 60;
        int[] fresh;
        try (OnnxGenerator generator = open(name, 64)) {
            fresh = generator.generate(edited, Sampling.greedy(24), ON).tokens();
        }
        try (OnnxGenerator generator = open(name, 64)) {
            generator.generate(prompt, Sampling.greedy(32), ON);
            GeneratedTokens other = generator.generate(edited, Sampling.greedy(24), ON);
            assertThat(other.reused()).isEqualTo(12);
            assertThat(other.tokens()).isEqualTo(fresh);
            GeneratedTokens again = generator.generate(prompt, Sampling.greedy(32), ON);
            assertThat(again.reused()).isEqualTo(12);
            assertThat(again.tokens()).isEqualTo(golden.greedy());
        }
    }

    @Test
    void aReplyMadeAgainReadsNothingAndIsTheSameToTheBit() {
        Golden golden = Golden.of("two-fifths-rotary-bf16");
        Sampling drawn = new Sampling(60, 2, 0.99, 0, 5, java.util.List.of()).withAlternatives(2);
        try (OnnxGenerator generator = open("two-fifths-rotary-bf16", 7)) {
            GeneratedTokens first = generator.generate(golden.input_ids(), drawn, ON);
            GeneratedTokens again = generator.generate(golden.input_ids(), drawn, ON);
            assertThat(again.reused()).isEqualTo(golden.input_ids().length);
            assertThat(again.tokens()).isEqualTo(first.tokens());
            assertThat(again.choices()).isEqualTo(first.choices());
        }
    }

    @Test
    void whatIsKeptOutlivesTheGrowthOfItsRoom() {
        Path folder = cache.resolve("random");
        RandomModel.write(folder, 64, 2, 600);
        int[] prompt = new SplittableRandom(3).ints(100, 0, RandomModel.VOCABULARY).toArray();
        int[] whole = new SplittableRandom(3).ints(400, 0, RandomModel.VOCABULARY).toArray();
        int[] fresh;
        try (OnnxGenerator generator = at(folder, 512)) {
            fresh = generator.generate(whole, Sampling.greedy(20), ON).tokens();
        }
        try (OnnxGenerator generator = at(folder, 50)) {
            generator.generate(prompt, Sampling.greedy(5), ON);
            GeneratedTokens next = generator.generate(whole, Sampling.greedy(20), ON);
            assertThat(next.reused()).isEqualTo(100);
            assertThat(next.tokens()).isEqualTo(fresh);
        }
    }

    @Test
    void anInterruptInTheMiddleOfALongPromptEndsItAndTheModelStaysUsable() throws Exception {
        Path folder = cache.resolve("random");
        RandomModel.write(folder, 256, 6, 2048);
        int[] longest = new SplittableRandom(3).ints(2000, 0, RandomModel.VOCABULARY).toArray();
        int[] some = Arrays.copyOf(longest, 40);
        try (OnnxGenerator generator = at(folder, 2048)) {
            int[] before = generator.generate(some, Sampling.greedy(8), ON).tokens();
            Thread caller = Thread.currentThread();
            Thread stopping =
                    Thread.ofPlatform()
                            .start(
                                    () -> {
                                        try {
                                            Thread.sleep(15);
                                        } catch (InterruptedException e) {
                                            return;
                                        }
                                        caller.interrupt();
                                    });
            GeneratedTokens stopped =
                    generator.generate(
                            longest,
                            Sampling.greedy(8),
                            token -> { // only where the machine was quicker than the interrupt
                                while (!caller.isInterrupted()) {
                                    Thread.onSpinWait();
                                }
                                return true;
                            });
            assertThat(Thread.interrupted()).isTrue();
            stopping.join();
            assertThat(stopped.stop()).isEqualTo(StopReason.CANCELLED);
            assertThat(stopped.tokens().length).isLessThan(2);
            assertThat(generator.generate(some, Sampling.greedy(8), ON).tokens()).isEqualTo(before);
        }
    }

    @ParameterizedTest
    @MethodSource("org.hornbook.infer.Golden#checkpoints")
    void scoresAreTheLogSoftmaxOfTheLogitsWhateverWasReadBefore(String name) {
        Golden golden = Golden.of(name);
        int[] tokens = golden.input_ids();
        try (OnnxGenerator generator = open(name, 7)) {
            Choice[] all = generator.score(tokens, 1, 3);
            Choice[] last = generator.score(tokens, 20, 3);
            for (int i = 1; i < tokens.length; i++) {
                float[] row = golden.logits()[i - 1];
                double expected = row[tokens[i]] - Choice.logSum(row);
                assertThat(all[i - 1].chosen().token()).isEqualTo(tokens[i]);
                near(all[i - 1].chosen().logProbability(), expected);
                if (i >= 20) {
                    near(last[i - 20].chosen().logProbability(), expected);
                }
                int best =
                        IntStream.range(0, row.length).reduce(0, (a, b) -> row[b] > row[a] ? b : a);
                assertThat(all[i - 1].likeliest()).hasSize(3);
                assertThat(all[i - 1].likeliest().getFirst().token()).isEqualTo(best);
            }
        }
    }

    private static void near(double actual, double expected) {
        assertThat(Math.abs(actual - expected)).isLessThan(1e-3);
    }

    private static int[] joined(int[] one, int[] other) {
        return IntStream.concat(Arrays.stream(one), Arrays.stream(other)).toArray();
    }

    private OnnxGenerator open(String name, int chunk) {
        return at(Golden.FOLDER.resolve(name), chunk);
    }

    private OnnxGenerator at(Path folder, int chunk) {
        try (Checkpoint checkpoint = Checkpoint.open(folder)) {
            return OnnxGenerator.open(checkpoint, cache, 2, chunk, true);
        }
    }
}
