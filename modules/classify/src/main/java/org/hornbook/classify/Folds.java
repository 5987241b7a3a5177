package org.hornbook.classify;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.SplittableRandom;
import java.util.TreeMap;

/// A stratified k-fold split: each label is spread evenly over the folds.
///
/// @param of (n) the fold of each example, in 0..k-1
record Folds(int[] of, int k) {
    /// Deterministic for one seed. Throws `IllegalArgumentException` if there are fewer examples
    /// than folds.
    static Folds stratified(int[] labels, int k, long seed) {
        if (k < 2 || labels.length < 2 * k) {
            throw new IllegalArgumentException(
                    labels.length
                            + " labels are too few for "
                            + k
                            + " folds: label at least "
                            + 2 * Math.max(2, k));
        }
        TreeMap<Integer, List<Integer>> byLabel = new TreeMap<>();
        for (int i = 0; i < labels.length; i++) {
            byLabel.computeIfAbsent(labels[i], x -> new ArrayList<>()).add(i);
        }
        SplittableRandom random = new SplittableRandom(seed);
        int[] folds = new int[labels.length];
        int next = 0;
        for (List<Integer> rows : byLabel.values()) {
            for (int i = rows.size() - 1; i > 0; i--) {
                java.util.Collections.swap(rows, i, random.nextInt(i + 1));
            }
            for (int row : rows) {
                folds[row] = next++ % k;
            }
        }
        return new Folds(folds, k);
    }

    int[] training(int fold) {
        return java.util.stream.IntStream.range(0, of.length).filter(i -> of[i] != fold).toArray();
    }

    int[] heldOut(int fold) {
        return java.util.stream.IntStream.range(0, of.length).filter(i -> of[i] == fold).toArray();
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof Folds f && f.k == k && Arrays.equals(f.of, of);
    }

    @Override
    public int hashCode() {
        return Arrays.hashCode(of);
    }
}
