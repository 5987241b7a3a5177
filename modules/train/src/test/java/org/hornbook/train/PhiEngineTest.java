package org.hornbook.train;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;

class PhiEngineTest {
    private static final TrainingConfig CONFIG =
            new TrainingConfig(
                    2,
                    32,
                    4,
                    16,
                    64,
                    4,
                    50,
                    3e-3,
                    5,
                    Schedule.LINEAR,
                    0.1,
                    0.9,
                    0.95,
                    1e-8,
                    1,
                    0.5,
                    1,
                    1,
                    10);

    @Test
    void trainingOnOneBatchDrivesItsLossDown() throws Exception {
        try (PhiEngine engine = new PhiEngine(CONFIG, Weights.fresh(CONFIG))) {
            int[] ids = ids(4 * 17);
            double first = engine.step(ids, 3e-3).loss();
            double last = first;
            for (int i = 0; i < 60; i++) {
                last = engine.step(ids, 3e-3).loss();
            }
            assertThat(first).isBetween(4.0, 4.4); // ln 64 = 4.16
            assertThat(last).isLessThan(1.0);
        }
    }

    static int[] ids(int n) {
        SplittableRandom random = new SplittableRandom(3);
        int[] ids = new int[n];
        for (int i = 0; i < n; i++) {
            ids[i] = random.nextInt(64);
        }
        return ids;
    }
}
