package org.hornbook.classify;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.BitSet;
import java.util.List;
import java.util.SplittableRandom;
import java.util.stream.IntStream;

/// Measures a learning curve: for each seed the labels are split into folds anew, and for each fold
/// classifiers are trained on growing beginnings of one shuffled training part. Only what each kept
/// of its fold is remembered, so that the work can be stored and gone on with fold by fold.
final class CurveSamples {
    private static final double[] SHARES = {0.1, 0.2, 0.35, 0.6, 1};
    private static final int LEAST = 8;
    private static final int RESAMPLES = 400;

    private final int[] labels;
    private final int keepFrom;
    private final long seed;
    private final int[] sizes;
    private final Folds[] folds;
    private final BitSet[][] kept; // [seed][size]
    private final BitSet[] tested; // [seed]

    CurveSamples(int[] labels, int keepFrom, int folds, int seeds, long seed) {
        checkEnough(labels.length, folds);
        this.labels = labels;
        this.keepFrom = keepFrom;
        this.seed = seed;
        this.folds = new Folds[seeds];
        this.kept = new BitSet[seeds][];
        this.tested = new BitSet[seeds];
        int training = labels.length;
        for (int s = 0; s < seeds; s++) {
            this.folds[s] = Folds.stratified(labels, folds, seed + s);
            this.tested[s] = new BitSet();
            for (int fold = 0; fold < folds; fold++) {
                training = Math.min(training, this.folds[s].training(fold).length);
            }
        }
        int all = training;
        this.sizes =
                Arrays.stream(SHARES)
                        .mapToInt(share -> Math.clamp(Math.round(share * all), LEAST, all))
                        .distinct()
                        .toArray();
        for (int s = 0; s < seeds; s++) {
            this.kept[s] = new BitSet[sizes.length];
            Arrays.setAll(this.kept[s], i -> new BitSet());
        }
    }

    static void checkEnough(int labels, int folds) {
        if (labels < 4 * folds) {
            throw new IllegalArgumentException(
                    labels + " labels are too few for a curve: label at least " + 4 * folds);
        }
    }

    int sizes() {
        return sizes.length;
    }

    /// Trains and measures on one fold; `done` is told after each classifier.
    void measure(Examples examples, int s, int fold, Runnable done) {
        int[] order = shuffled(folds[s].training(fold), seed + 31 * s + fold);
        int[] heldOut = folds[s].heldOut(fold);
        for (int i = 0; i < sizes.length; i++) {
            int[] part = Arrays.copyOf(order, sizes[i]);
            if (IntStream.of(part).map(row -> labels[row]).distinct().count() > 1) {
                Classifier classifier = examples.fit(part, labels, seed + s);
                for (int row : heldOut) {
                    kept[s][i].set(row, examples.score(classifier, row) >= keepFrom - 0.5);
                }
            }
            done.run();
        }
        for (int row : heldOut) {
            tested[s].set(row);
        }
    }

    private static int[] shuffled(int[] rows, long seed) {
        int[] order = rows.clone();
        SplittableRandom random = new SplittableRandom(seed);
        for (int i = order.length - 1; i > 0; i--) {
            int j = random.nextInt(i + 1);
            int held = order[i];
            order[i] = order[j];
            order[j] = held;
        }
        return order;
    }

    /// What has been measured so far.
    ///
    /// @param kept `[seed][size]`, as `BitSet.toLongArray`
    record State(long[][][] kept, long[][] tested) {}

    State state() {
        return new State(
                Arrays.stream(kept)
                        .map(
                                of ->
                                        Arrays.stream(of)
                                                .map(BitSet::toLongArray)
                                                .toArray(long[][]::new))
                        .toArray(long[][][]::new),
                Arrays.stream(tested).map(BitSet::toLongArray).toArray(long[][]::new));
    }

    void restore(State state) {
        for (int s = 0; s < kept.length; s++) {
            tested[s] = BitSet.valueOf(state.tested()[s]);
            for (int i = 0; i < sizes.length; i++) {
                kept[s][i] = BitSet.valueOf(state.kept()[s][i]);
            }
        }
    }

    /// The curve of what was measured.
    LearningCurve curve() {
        int[] once = new int[labels.length];
        Arrays.fill(once, 1);
        int[] everySeed = IntStream.range(0, kept.length).toArray();
        double[] f1 = f1(once, everySeed);
        LearningCurve.Fit fit = LearningCurve.Fit.of(sizes, f1);
        double[][] resampled = new double[sizes.length][RESAMPLES];
        List<LearningCurve.Fit> fits = new ArrayList<>();
        SplittableRandom random = new SplittableRandom(seed);
        for (int r = 0; r < RESAMPLES; r++) {
            int[] counts = new int[labels.length];
            for (int i = 0; i < counts.length; i++) {
                counts[random.nextInt(counts.length)]++;
            }
            int[] seeds = new int[kept.length];
            Arrays.setAll(seeds, i -> random.nextInt(seeds.length));
            double[] again = f1(counts, seeds);
            for (int i = 0; i < again.length; i++) {
                resampled[i][r] = again[i];
            }
            fits.add(LearningCurve.Fit.of(sizes, again));
        }
        List<LearningCurve.Point> points = new ArrayList<>();
        for (int i = 0; i < sizes.length; i++) {
            points.add(new LearningCurve.Point(sizes[i], f1[i], Interval.percentile(resampled[i])));
        }
        return new LearningCurve(labels.length, points, fit.level(), fit.bend(), fits);
    }

    /// F1 at each size over the folds of a seed together, the mean of `seeds`.
    private double[] f1(int[] counts, int[] seeds) {
        double[] f1 = new double[sizes.length];
        for (int s : seeds) {
            long[] both = new long[sizes.length];
            long[] either = new long[sizes.length];
            for (int row = tested[s].nextSetBit(0); row >= 0; row = tested[s].nextSetBit(row + 1)) {
                boolean worth = labels[row] >= keepFrom;
                for (int i = 0; i < sizes.length && counts[row] > 0; i++) {
                    boolean keeps = kept[s][i].get(row);
                    both[i] += keeps && worth ? counts[row] : 0;
                    either[i] += keeps || worth ? counts[row] : 0;
                }
            }
            for (int i = 0; i < sizes.length; i++) {
                f1[i] += either[i] == 0 ? 0 : 2.0 * both[i] / (both[i] + either[i]) / seeds.length;
            }
        }
        return f1;
    }
}
