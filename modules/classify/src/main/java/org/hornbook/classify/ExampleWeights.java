package org.hornbook.classify;

import java.util.Arrays;
import java.util.Map;
import java.util.TreeMap;

/// How much each example counts.
final class ExampleWeights {
    private ExampleWeights() {}

    /// 1 for each; or, balanced, `n / (kinds * count of its kind)` as scikit-learn has it, so that
    /// rare labels count as much together as frequent ones.
    static double[] of(boolean balanced, int[] labels) {
        double[] weights = new double[labels.length];
        Arrays.fill(weights, 1);
        if (!balanced) {
            return weights;
        }
        Map<Integer, Integer> counts = new TreeMap<>();
        for (int label : labels) {
            counts.merge(label, 1, Integer::sum);
        }
        for (int i = 0; i < labels.length; i++) {
            weights[i] = labels.length / ((double) counts.size() * counts.get(labels[i]));
        }
        return weights;
    }
}
