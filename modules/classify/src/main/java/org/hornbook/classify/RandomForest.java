package org.hornbook.classify;

import java.util.Arrays;
import java.util.SplittableRandom;
import java.util.stream.IntStream;

/// A regression forest on dense rows: trees on bootstrap samples, a random third of the columns at
/// each split, columns cut into at most 64 bins. The score is the mean of the trees' leaves.
public final class RandomForest {
    private static final int BINS = 64;
    private static final int SMALLEST_LEAF = 3;

    private final Tree[] trees;

    RandomForest(Tree[] trees) {
        this.trees = trees;
    }

    /// A tree in arrays: node i asks `row[feature[i]] <= threshold[i]` and goes to `left[i]` or
    /// `left[i] + 1`; a leaf has feature -1 and answers `value[i]`.
    record Tree(int[] feature, float[] threshold, int[] left, float[] value) {
        double score(float[] row) {
            int node = 0;
            while (feature[node] >= 0) {
                node = row[feature[node]] <= threshold[node] ? left[node] : left[node] + 1;
            }
            return value[node];
        }
    }

    Tree[] trees() {
        return trees;
    }

    /// Trains on `rows` (n, d) and `targets` (n). Deterministic for one seed, on any number of
    /// threads.
    public static RandomForest train(
            float[][] rows, double[] targets, int trees, int depth, long seed) {
        if (rows.length == 0 || rows.length != targets.length) {
            throw new IllegalArgumentException(
                    rows.length + " rows and " + targets.length + " targets");
        }
        float[][] edges = edges(rows);
        byte[][] bins = bins(rows, edges);
        SplittableRandom random = new SplittableRandom(seed);
        long[] seeds = IntStream.range(0, trees).mapToLong(i -> random.nextLong()).toArray();
        return new RandomForest(
                IntStream.range(0, trees)
                        .parallel()
                        .mapToObj(i -> new Growing(bins, edges, targets, depth, seeds[i]).tree())
                        .toArray(Tree[]::new));
    }

    public double score(float[] row) {
        double sum = 0;
        for (Tree tree : trees) {
            sum += tree.score(row);
        }
        return sum / trees.length;
    }

    /// The upper edges of each column's bins, at its quantiles.
    private static float[][] edges(float[][] rows) {
        int d = rows[0].length;
        float[][] edges = new float[d][];
        for (int k = 0; k < d; k++) {
            int column = k;
            float[] sorted = new float[rows.length];
            for (int i = 0; i < rows.length; i++) {
                sorted[i] = rows[i][column];
            }
            Arrays.sort(sorted);
            float[] cuts = new float[BINS - 1];
            int n = 0;
            for (int b = 1; b < BINS; b++) {
                float cut = sorted[(int) ((long) b * (sorted.length - 1) / BINS)];
                if (cut < sorted[sorted.length - 1] && (n == 0 || cut > cuts[n - 1])) {
                    cuts[n++] = cut;
                }
            }
            edges[k] = Arrays.copyOf(cuts, n);
        }
        return edges;
    }

    /// The bin of each value, column by column: (d, n).
    private static byte[][] bins(float[][] rows, float[][] edges) {
        byte[][] bins = new byte[edges.length][rows.length];
        for (int k = 0; k < edges.length; k++) {
            for (int i = 0; i < rows.length; i++) {
                int at = Arrays.binarySearch(edges[k], rows[i][k]);
                bins[k][i] = (byte) (at >= 0 ? at : -at - 1);
            }
        }
        return bins;
    }

    /// One tree while it grows.
    private static final class Growing {
        private final byte[][] bins;
        private final float[][] edges;
        private final double[] targets;
        private final int depth;
        private final SplittableRandom random;
        private int[] feature = new int[64];
        private float[] threshold = new float[64];
        private int[] left = new int[64];
        private float[] value = new float[64];
        private int nodes;

        Growing(byte[][] bins, float[][] edges, double[] targets, int depth, long seed) {
            this.bins = bins;
            this.edges = edges;
            this.targets = targets;
            this.depth = depth;
            this.random = new SplittableRandom(seed);
        }

        Tree tree() {
            int[] sample = new int[targets.length];
            for (int i = 0; i < sample.length; i++) {
                sample[i] = random.nextInt(sample.length);
            }
            grow(node(), sample, 0, sample.length, 0);
            return new Tree(
                    Arrays.copyOf(feature, nodes),
                    Arrays.copyOf(threshold, nodes),
                    Arrays.copyOf(left, nodes),
                    Arrays.copyOf(value, nodes));
        }

        private void grow(int node, int[] sample, int from, int to, int level) {
            double sum = 0;
            for (int i = from; i < to; i++) {
                sum += targets[sample[i]];
            }
            value[node] = (float) (sum / (to - from));
            feature[node] = -1;
            if (level >= depth || to - from < 2 * SMALLEST_LEAF) {
                return;
            }
            Split best = bestSplit(sample, from, to, sum);
            if (best == null) {
                return;
            }
            int middle = partition(sample, from, to, best);
            int child = node();
            node();
            feature[node] = best.feature();
            threshold[node] = edges[best.feature()][best.bin()];
            left[node] = child;
            grow(child, sample, from, middle, level + 1);
            grow(child + 1, sample, middle, to, level + 1);
        }

        /// Rows whose bin of `feature` is at most `bin` go left.
        private record Split(int feature, int bin, double gain) {}

        private Split bestSplit(int[] sample, int from, int to, double sum) {
            int n = to - from;
            double parent = sum * sum / n;
            Split best = null;
            int tries = Math.max(1, bins.length / 3);
            double[] sums = new double[BINS];
            int[] counts = new int[BINS];
            for (int t = 0; t < tries; t++) {
                int k = random.nextInt(bins.length);
                if (edges[k].length == 0) {
                    continue;
                }
                Arrays.fill(sums, 0);
                Arrays.fill(counts, 0);
                byte[] column = bins[k];
                for (int i = from; i < to; i++) {
                    int bin = column[sample[i]];
                    sums[bin] += targets[sample[i]];
                    counts[bin]++;
                }
                double leftSum = 0;
                int leftCount = 0;
                for (int b = 0; b < edges[k].length; b++) {
                    leftSum += sums[b];
                    leftCount += counts[b];
                    int rightCount = n - leftCount;
                    if (leftCount < SMALLEST_LEAF || rightCount < SMALLEST_LEAF) {
                        continue;
                    }
                    double rightSum = sum - leftSum;
                    double gain =
                            leftSum * leftSum / leftCount
                                    + rightSum * rightSum / rightCount
                                    - parent;
                    if (gain > 1e-9 && (best == null || gain > best.gain())) {
                        best = new Split(k, b, gain);
                    }
                }
            }
            return best;
        }

        private int partition(int[] sample, int from, int to, Split split) {
            byte[] column = bins[split.feature()];
            int middle = from;
            for (int i = from; i < to; i++) {
                if (column[sample[i]] <= split.bin()) {
                    int swap = sample[middle];
                    sample[middle++] = sample[i];
                    sample[i] = swap;
                }
            }
            return middle;
        }

        private int node() {
            if (nodes == feature.length) {
                feature = Arrays.copyOf(feature, 2 * nodes);
                threshold = Arrays.copyOf(threshold, 2 * nodes);
                left = Arrays.copyOf(left, 2 * nodes);
                value = Arrays.copyOf(value, 2 * nodes);
            }
            return nodes++;
        }
    }
}
