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
    private static final int MOST_COLUMNS =
            64; // tried at a split; more make trees slow, not better
    private static final int TOGETHER = 32; // columns whose histograms the first cache holds
    private static final int FEW = 64; // rows; below, only the bins that were met are looked at

    private final BinnedRows rows;
    private final Targets targets;
    private final int depth;
    private final SplittableRandom random;
    private final int[] order;
    private final long[] histogram = new long[TOGETHER * BinnedRows.BINS];
    private final long[] met = new long[TOGETHER];
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

    TreeGrowth(BinnedRows rows, Targets targets, int depth, long seed) {
        this.rows = rows;
        this.targets = targets;
        this.depth = depth;
        this.random = new SplittableRandom(seed);
        this.order = new int[rows.columns()];
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
        threshold[node] = rows.edges()[best.column][best.bin];
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
        int tries = Math.clamp(order.length / 3, 1, MOST_COLUMNS);
        for (int t = 0; t < tries; t++) {
            int swap = t + random.nextInt(order.length - t);
            int column = order[swap];
            order[swap] = order[t];
            order[t] = column;
        }
        for (int first = 0; first < tries; first += TOGETHER) {
            int some = Math.min(TOGETHER, tries - first);
            if (to - from < FEW) {
                few(from, to, first, some, all, best);
            } else {
                many(from, to, first, some, all, best);
            }
        }
        return best;
    }

    /// Tries the columns `order[first]` on, `some` of them.
    private void many(int from, int to, int first, int some, long all, Best best) {
        Arrays.fill(histogram, 0);
        for (int i = from; i < to; i++) {
            byte[] row = rows.bins()[sample[i]];
            long h = held[i];
            for (int c = 0; c < some; c++) {
                histogram[(c << 6) + row[order[first + c]]] += h;
            }
        }
        for (int c = 0; c < some; c++) {
            int column = order[first + c];
            int edges = rows.edges()[column].length;
            long seen = 0;
            for (int b = 0; b < edges; b++) {
                long here = histogram[(c << 6) + b];
                if (here != 0) {
                    seen += here;
                    weigh(seen, all, column, b, best);
                }
            }
        }
    }

    /// The same, looking only at the bins that were met.
    private void few(int from, int to, int first, int some, long all, Best best) {
        Arrays.fill(histogram, 0);
        Arrays.fill(met, 0);
        for (int i = from; i < to; i++) {
            byte[] row = rows.bins()[sample[i]];
            long h = held[i];
            for (int c = 0; c < some; c++) {
                int bin = row[order[first + c]];
                histogram[(c << 6) + bin] += h;
                met[c] |= 1L << bin;
            }
        }
        for (int c = 0; c < some; c++) {
            int column = order[first + c];
            int edges = rows.edges()[column].length;
            long seen = 0;
            for (long left = met[c]; left != 0; left &= left - 1) {
                int b = Long.numberOfTrailingZeros(left);
                seen += histogram[(c << 6) + b];
                if (b < edges) {
                    weigh(seen, all, column, b, best);
                }
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
        int middle = from;
        int right = 0;
        for (int i = from; i < to; i++) {
            int row = sample[i];
            if (rows.bins()[row][split.column] <= split.bin) {
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
