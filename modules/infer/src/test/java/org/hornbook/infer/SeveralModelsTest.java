package org.hornbook.infer;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicReference;
import org.hornbook.checkpoint.Checkpoint;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class SeveralModelsTest {
    @TempDir Path folder;

    @Test
    void oneOfTwoModelsThatWriteAtOnceIsStoppedAndTheOtherWritesAsIfAlone() throws Exception {
        RandomModel.write(folder.resolve("one"), 64, 2, 1024);
        RandomModel.write(folder.resolve("two"), 128, 3, 1024);
        int[] prompt = {4, 8, 15, 16, 23, 42};
        Sampling drawn = new Sampling(300, 0.9, 0.95, 0, 7, List.of());
        int[] alone;
        try (OnnxGenerator one = open("one")) {
            alone = one.generate(prompt, drawn, token -> true).tokens();
        }
        try (OnnxGenerator one = open("one");
                OnnxGenerator two = open("two")) {
            CountDownLatch both = new CountDownLatch(2);
            CountDownLatch stopped = new CountDownLatch(1);
            AtomicReference<GeneratedTokens> cut = new AtomicReference<>();
            Thread other =
                    Thread.ofPlatform()
                            .start(
                                    () -> {
                                        int[] heard = {0};
                                        cut.set(
                                                two.generate(
                                                        prompt,
                                                        drawn.withMaxTokens(1000),
                                                        token -> {
                                                            if (++heard[0] == 20) {
                                                                both.countDown();
                                                                await(both);
                                                            }
                                                            return true;
                                                        }));
                                        stopped.countDown();
                                    });
            int[] heard = {0};
            GeneratedTokens made =
                    one.generate(
                            prompt,
                            drawn,
                            token -> {
                                if (++heard[0] == 20) {
                                    both.countDown();
                                    await(both);
                                    other.interrupt();
                                } else if (heard[0] == 200) {
                                    await(stopped); // the rest is written after it has ended
                                }
                                return true;
                            });
            other.join();
            assertThat(cut.get().stop()).isEqualTo(StopReason.CANCELLED);
            assertThat(cut.get().tokens().length).isLessThan(1000);
            assertThat(made.tokens()).isEqualTo(alone);
            assertThat(two.generate(prompt, Sampling.greedy(5), token -> true).tokens()).hasSize(5);
        }
    }

    private static void await(CountDownLatch latch) {
        try {
            latch.await();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private OnnxGenerator open(String name) {
        try (Checkpoint checkpoint = Checkpoint.open(folder.resolve(name))) {
            return OnnxGenerator.open(checkpoint, folder.resolve("graphs"), 1, 64, true);
        }
    }
}
