package org.hornbook.classify;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;

/// How well a classifier does by how many labels it was trained on: whether more labels are worth
/// the work. Each point is the mean over held-out fifths of the labels, which no training part of
/// that fifth contains.
///
/// @param points by number of labels, ascending
/// @param bend of the fit `f1(n) = level - bend / sqrt(n)`, by least squares
public record LearningCurve(List<Point> points, double level, double bend) {
    private static final double[] SHARES = {0.1, 0.2, 0.35, 0.6, 1};
    private static final int FOLDS = 5;
    private static final int TRIED = 2;

    /// @param f1 on held-out labels, at the threshold halfway below `keepFrom`
    public record Point(int labels, double f1) {}

    public LearningCurve {
        points = List.copyOf(points);
    }

    /// Trains on growing parts of the labels; `labels[i]` belongs to `texts.get(i)`. Deterministic
    /// for one seed. Throws `IllegalArgumentException` if there are fewer than 20 labels.
    public static LearningCurve of(
            Recipe recipe,
            List<String> texts,
            int[] labels,
            int keepFrom,
            long seed,
            Optional<Embedder> embedder) {
        if (labels.length < 4 * FOLDS) {
            throw new IllegalArgumentException(
                    labels.length + " labels are too few for a curve: label at least " + 4 * FOLDS);
        }
        Examples examples = Examples.of(recipe, texts, embedder, done -> {});
        Folds folds = Folds.stratified(labels, FOLDS, seed);
        List<Point> points = new ArrayList<>();
        for (double share : SHARES) {
            double sum = 0;
            int size = 0;
            for (int fold = 0; fold < TRIED; fold++) {
                int[] all = folds.training(fold);
                int[] part = part(all, share, seed + fold);
                size = part.length;
                sum += f1(examples, part, folds.heldOut(fold), labels, keepFrom, seed);
            }
            points.add(new Point(size, sum / TRIED));
        }
        return fitted(points);
    }

    /// What `more` labels should add to F1 beyond the last point, by the fit; never negative.
    public double gain(int more) {
        int n = points.getLast().labels();
        return Math.max(0, bend / Math.sqrt(n) - bend / Math.sqrt(n + more));
    }

    /// The fitted F1 at `n` labels.
    public double at(double n) {
        return level - bend / Math.sqrt(n);
    }

    private static int[] part(int[] all, double share, long seed) {
        int size = Math.max(8, (int) Math.round(share * all.length));
        int[] order = all.clone();
        java.util.SplittableRandom random = new java.util.SplittableRandom(seed);
        for (int i = order.length - 1; i > 0; i--) {
            int j = random.nextInt(i + 1);
            int held = order[i];
            order[i] = order[j];
            order[j] = held;
        }
        return Arrays.copyOf(order, Math.min(size, order.length));
    }

    private static double f1(
            Examples examples, int[] training, int[] heldOut, int[] labels, int from, long seed) {
        if (IntStream.of(training).map(i -> labels[i]).distinct().count() < 2) {
            return 0;
        }
        Classifier classifier = examples.fit(training, labels, seed);
        int[] counts = new int[4];
        for (int row : heldOut) {
            boolean kept = examples.score(classifier, row) >= from - 0.5;
            boolean worth = labels[row] >= from;
            counts[kept ? worth ? 0 : 1 : worth ? 2 : 3]++;
        }
        double f1 = new ConfusionMatrix(counts[0], counts[1], counts[2], counts[3]).f1();
        return Double.isNaN(f1) ? 0 : f1;
    }

    private static LearningCurve fitted(List<Point> points) {
        double n = points.size();
        double sx = 0;
        double sy = 0;
        double sxx = 0;
        double sxy = 0;
        for (Point point : points) {
            double x = 1 / Math.sqrt(point.labels());
            sx += x;
            sy += point.f1();
            sxx += x * x;
            sxy += x * point.f1();
        }
        double below = n * sxx - sx * sx;
        double slope = below == 0 ? 0 : (n * sxy - sx * sy) / below;
        return new LearningCurve(points, (sy - slope * sx) / n, -slope);
    }
}
