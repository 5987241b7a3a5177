package org.hornbook.classify;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.Arrays;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;

class DenseLogisticTest {
    private static final int DIMENSIONS = 12;

    @Test
    void theHeadStartOfManyRowsLeadsToTheSameHead() {
        assertThat(furthest(45_000, 1)).isLessThan(1e-6);
    }

    @Test
    void aRareKindThatSomeRowsMayLackLeadsToTheSameHead() {
        assertThat(furthest(45_000, 0.0005)).isLessThan(1e-6);
    }

    /// The largest difference of a weight to what is found without a head start.
    ///
    /// @param share of the positive rows that stay positive
    private static double furthest(int count, double share) {
        SplittableRandom random = new SplittableRandom(7);
        float[][] rows = new float[count][DIMENSIONS];
        boolean[] positive = new boolean[count];
        double[] weights = new double[count];
        for (int i = 0; i < count; i++) {
            double margin = 0.5;
            for (int k = 0; k < DIMENSIONS; k++) {
                rows[i][k] = (float) (random.nextGaussian() * (1 + k));
                margin += rows[i][k] * (k % 3 - 1) / (1 + k);
            }
            boolean chance = random.nextDouble() < LogisticRegression.sigmoid(margin);
            positive[i] = chance && random.nextDouble() < share;
            weights[i] = 0.5 + random.nextDouble();
        }
        LinearHead.Step found = DenseLogistic.train(rows, positive, weights, 1, 1e-10);
        double[] straight = straight(rows, positive, weights);
        double[] both = Arrays.copyOf(found.weights(), DIMENSIONS + 1);
        both[DIMENSIONS] = found.bias();
        double furthest = 0;
        for (int k = 0; k <= DIMENSIONS; k++) {
            furthest = Math.max(furthest, Math.abs(both[k] - straight[k]));
        }
        assertThat(found.bias()).isCloseTo(straight[DIMENSIONS], within(1e-6));
        return furthest;
    }

    /// By the sparse trainer, which knows no head start.
    private static double[] straight(float[][] rows, boolean[] positive, double[] weights) {
        int[] places = new int[DIMENSIONS];
        Arrays.setAll(places, k -> k);
        double total = Arrays.stream(weights).sum();
        double mean = total / rows.length;
        double[] importance = Arrays.stream(weights).map(w -> w / mean).toArray();
        LogisticRegression found =
                LogisticRegression.train(
                        Arrays.stream(rows).map(row -> new SparseVector(places, row)).toList(),
                        positive,
                        importance,
                        DIMENSIONS,
                        1 / total,
                        1e-11);
        double[] both = Arrays.copyOf(found.weights(), DIMENSIONS + 1);
        both[DIMENSIONS] = found.bias();
        return both;
    }
}
