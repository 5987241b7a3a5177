package org.hornbook.classify;

import java.util.Arrays;
import java.util.SplittableRandom;

/// One tree of a forest while it grows. A histogram holds, in one number for each bin, how many
/// drawn rows fell into it (above bit 40) and the sum of their targets in 16-bit steps (below): one
/// addition a row, and sums that are exact.
final class TreeGrowth {
    private static final int SMALLEST_LEAF = 3; // drawn rows
    private static final int COUNT = 40; // the bit at which counts begin
    private static final long SUM = (1L << COUNT) - 1;
    private static final int FEW = 64; // rows; below, only the bins that were met are looked at

    private final BinnedColumns columns;
    private final Targets targets;
    private final int depth;
    private final SplittableRandom random;
    private final int[] order;
    private final long[] histogram = new long[BinnedColumns.BINS];
    private int[] sample;
    private long[] held;
    private int[] spareSample;
    private long[] spareHeld;
    private double[] inverse;
    private int[] feature = new int[64];
    private float[] threshold = new float[64];
    private int[] left = new int[64];
    private float[] value = new float[64];
    private int nodes;

    /// Targets as whole numbers from 0 to 65535.
    record Targets(int[] steps, double lowest, double step) {
        static Targets of(double[] targets) {
            double lowest = Arrays.stream(targets).min().orElse(0);
            double highest = Arrays.stream(targets).max().orElse(0);
            double step = highest > lowest ? (highest - lowest) / 65_535 : 1;
            int[] steps = new int[targets.length];
            for (int i = 0; i < steps.length; i++) {
                steps[i] = (int) Math.round((targets[i] - lowest) / step);
            }
            return new Targets(steps, lowest, step);
        }
    }

    TreeGrowth(BinnedColumns columns, Targets targets, int depth, long seed) {
        this.columns = columns;
        this.targets = targets;
        this.depth = depth;
        this.random = new SplittableRandom(seed);
        this.order = new int[columns.columns()];
        Arrays.setAll(order, k -> k);
    }

    /// `reach` holds the sums of the rows' weights from the first on.
    RandomForest.Tree tree(double[] reach) {
        draw(reach);
        grow(node(), 0, sample.length, 0);
        return new RandomForest.Tree(
                Arrays.copyOf(feature, nodes),
                Arrays.copyOf(threshold, nodes),
                Arrays.copyOf(left, nodes),
                Arrays.copyOf(value, nodes));
    }

    /// As many rows as there are, drawn with replacement; each kept once with how often it came.
    private void draw(double[] reach) {
        int n = reach.length;
        int[] times = new int[n];
        double whole = reach[n - 1];
        for (int i = 0; i < n; i++) {
            int at = Arrays.binarySearch(reach, random.nextDouble() * whole);
            times[Math.min(n - 1, at >= 0 ? at + 1 : -at - 1)]++;
        }
        int distinct = 0;
        for (int t : times) {
            distinct += t > 0 ? 1 : 0;
        }
        sample = new int[distinct];
        held = new long[distinct];
        spareSample = new int[distinct];
        spareHeld = new long[distinct];
        int m = 0;
        for (int i = 0; i < n; i++) {
            if (times[i] > 0) {
                sample[m] = i;
                held[m++] = times[i] * ((1L << COUNT) + targets.steps()[i]);
            }
        }
        inverse = new double[n + 1];
        for (int i = 1; i <= n; i++) {
            inverse[i] = 1.0 / i;
        }
    }

    private void grow(int node, int from, int to, int level) {
        long all = 0;
        for (int i = from; i < to; i++) {
            all += held[i];
        }
        int count = (int) (all >>> COUNT);
        value[node] = (float) (targets.lowest() + (double) (all & SUM) / count * targets.step());
        feature[node] = -1;
        if (level >= depth || count < 2 * SMALLEST_LEAF || to - from < 2) {
            return;
        }
        Best best = bestSplit(from, to, all);
        if (best.column < 0) {
            return;
        }
        int middle = partition(from, to, best);
        int child = node();
        node();
        feature[node] = best.column;
        threshold[node] = columns.edges()[best.column][best.bin];
        left[node] = child;
        grow(child, from, middle, level + 1);
        grow(child + 1, middle, to, level + 1);
    }

    /// Rows whose bin of `column` is at most `bin` go left.
    private static final class Best {
        private int column = -1;
        private int bin;
        private double gain;
    }

    private Best bestSplit(int from, int to, long all) {
        double sum = all & SUM;
        int count = (int) (all >>> COUNT);
        double parent = sum * sum / count;
        Best best = new Best();
        best.gain = parent * (1 + 1e-9);
        int tries = Math.max(1, order.length / 3);
        for (int t = 0; t < tries; t++) {
            int swap = t + random.nextInt(order.length - t);
            int column = order[swap];
            order[swap] = order[t];
            order[t] = column;
            int edges = columns.edges()[column].length;
            if (edges == 0) {
                continue;
            }
            byte[] bins = columns.bins()[column];
            if (to - from < FEW) {
                few(bins, from, to, column, edges, all, best);
            } else {
                many(bins, from, to, column, edges, all, best);
            }
        }
        return best;
    }

    private void many(byte[] bins, int from, int to, int column, int edges, long all, Best best) {
        for (int i = from; i < to; i++) {
            histogram[bins[sample[i]] & 63] += held[i];
        }
        long seen = 0;
        for (int b = 0; b < edges; b++) {
            long here = histogram[b];
            histogram[b] = 0;
            if (here != 0) {
                seen += here;
                weigh(seen, all, column, b, best);
            }
        }
        histogram[edges] = 0;
    }

    private void few(byte[] bins, int from, int to, int column, int edges, long all, Best best) {
        long met = 0;
        for (int i = from; i < to; i++) {
            int bin = bins[sample[i]] & 63;
            histogram[bin] += held[i];
            met |= 1L << bin;
        }
        long seen = 0;
        for (; met != 0; met &= met - 1) {
            int b = Long.numberOfTrailingZeros(met);
            seen += histogram[b];
            histogram[b] = 0;
            if (b < edges) {
                weigh(seen, all, column, b, best);
            }
        }
    }

    private void weigh(long seen, long all, int column, int bin, Best best) {
        int leftCount = (int) (seen >>> COUNT);
        int rightCount = (int) (all >>> COUNT) - leftCount;
        if (leftCount < SMALLEST_LEAF || rightCount < SMALLEST_LEAF) {
            return;
        }
        double leftSum = seen & SUM;
        double rightSum = (all & SUM) - leftSum;
        double gain =
                leftSum * leftSum * inverse[leftCount] + rightSum * rightSum * inverse[rightCount];
        if (gain > best.gain) {
            best.gain = gain;
            best.column = column;
            best.bin = bin;
        }
    }

    /// Keeps the order on both sides, so that rows are always read in ascending order.
    private int partition(int from, int to, Best split) {
        byte[] bins = columns.bins()[split.column];
        int middle = from;
        int right = 0;
        for (int i = from; i < to; i++) {
            int row = sample[i];
            if (bins[row] <= split.bin) {
                sample[middle] = row;
                held[middle++] = held[i];
            } else {
                spareSample[right] = row;
                spareHeld[right++] = held[i];
            }
        }
        System.arraycopy(spareSample, 0, sample, middle, right);
        System.arraycopy(spareHeld, 0, held, middle, right);
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
