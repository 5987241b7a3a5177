package org.hornbook.classify;

import java.util.Arrays;
import java.util.SplittableRandom;
import java.util.stream.IntStream;

/// A regression forest on dense rows: trees on bootstrap samples, a random third of the columns at
/// each split but at most 64 of them, columns cut into at most 64 bins. The score is the mean of
/// the trees' leaves.
public final class RandomForest implements DenseHead {
    private static final int ROWS_AT_ONCE = 128; // of a block, so that a tree stays in the cache

    private final Tree[] trees;

    RandomForest(Tree[] trees) {
        this.trees = trees;
    }

    /// A tree in arrays: node i asks `row[feature[i]] <= threshold[i]` and goes to `left[i]` or
    /// `left[i] + 1`; a leaf has feature -1 and answers `value[i]`.
    record Tree(int[] feature, float[] threshold, int[] left, float[] value) {
        double score(float[] block, int from) {
            int node = 0;
            for (int k; (k = feature[node]) >= 0; ) {
                node = block[from + k] <= threshold[node] ? left[node] : left[node] + 1;
            }
            return value[node];
        }
    }

    Tree[] trees() {
        return trees;
    }

    /// Trains on `rows` (n, d) and `targets` (n), each row drawn as often as its weight says.
    /// Deterministic for one seed, on any number of threads.
    public static RandomForest train(
            float[][] rows, double[] targets, double[] weights, int trees, int depth, long seed) {
        if (rows.length == 0 || rows.length != targets.length) {
            throw new IllegalArgumentException(
                    rows.length + " rows and " + targets.length + " targets");
        }
        BinnedRows binned = BinnedRows.of(rows);
        TreeGrowth.Targets aims = TreeGrowth.Targets.of(targets);
        double[] reach = reach(weights);
        SplittableRandom random = new SplittableRandom(seed);
        long[] seeds = IntStream.range(0, trees).mapToLong(i -> random.nextLong()).toArray();
        return new RandomForest(
                IntStream.range(0, trees)
                        .parallel()
                        .mapToObj(i -> new TreeGrowth(binned, aims, depth, seeds[i]).tree(reach))
                        .toArray(Tree[]::new));
    }

    /// Sums of the weights from the first on.
    private static double[] reach(double[] weights) {
        double[] reach = weights.clone();
        Arrays.parallelPrefix(reach, Double::sum);
        return reach;
    }

    @Override
    public void score(float[] block, int d, int rows, double[] into) {
        Arrays.fill(into, 0, rows, 0);
        for (int from = 0; from < rows; from += ROWS_AT_ONCE) {
            int to = Math.min(rows, from + ROWS_AT_ONCE);
            for (Tree tree : trees) {
                for (int i = from; i < to; i++) {
                    into[i] += tree.score(block, i * d);
                }
            }
        }
        for (int i = 0; i < rows; i++) {
            into[i] /= trees.length;
        }
    }
}
