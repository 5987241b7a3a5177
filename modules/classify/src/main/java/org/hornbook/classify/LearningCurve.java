package org.hornbook.classify;

import java.util.List;
import java.util.Optional;

/// How well a classifier does by how many labels it was trained on: whether more labels are worth
/// the work. Every smaller sample lies inside the larger ones of its fold and seed, and no training
/// part contains a document it is measured on.
///
/// The fit is `f1(n) = level - bend / sqrt(n)` by least squares, each point weighing as much as it
/// has labels. Intervals come from resampling the documents and the seeds; that F1 grows by this
/// law beyond the last point is taken as given, and no interval tells of it.
///
/// @param labels there are
/// @param points by number of labels, ascending; the last has what one fold leaves for training
/// @param fits the same fit on each resample
public record LearningCurve(
        int labels, List<Point> points, double level, double bend, List<Fit> fits) {
    private static final int FOLDS = 5;
    private static final int TRIED = 2;

    /// @param f1 on held-out labels, at the threshold halfway below the lowest label worth keeping
    /// @param interval 95%
    public record Point(int labels, double f1, Interval interval) {}

    /// A fit of the law to some points.
    public record Fit(double level, double bend) {
        static Fit of(int[] labels, double[] f1) {
            double n = 0;
            double sx = 0;
            double sy = 0;
            double sxx = 0;
            double sxy = 0;
            for (int i = 0; i < labels.length; i++) {
                double x = 1 / Math.sqrt(labels[i]);
                n += labels[i];
                sx += labels[i] * x;
                sy += labels[i] * f1[i];
                sxx += labels[i] * x * x;
                sxy += labels[i] * x * f1[i];
            }
            double below = n * sxx - sx * sx;
            double slope = Math.abs(below) < 1e-12 ? 0 : (n * sxy - sx * sy) / below;
            return new Fit((sy - slope * sx) / n, -slope);
        }

        double gain(double from, double more) {
            return Math.max(0, bend / Math.sqrt(from) - bend / Math.sqrt(from + more));
        }
    }

    public LearningCurve {
        points = List.copyOf(points);
        fits = List.copyOf(fits);
    }

    /// A quick curve, on two folds of one seed. `labels[i]` belongs to `texts.get(i)`.
    /// Deterministic for one seed. Throws `IllegalArgumentException` if there are fewer than 20
    /// labels.
    public static LearningCurve of(
            Recipe recipe,
            List<String> texts,
            int[] labels,
            int keepFrom,
            long seed,
            Optional<Embedder> embedder) {
        CurveSamples.checkEnough(labels.length, FOLDS);
        Examples examples = Examples.of(recipe, texts, embedder, done -> {});
        CurveSamples samples = new CurveSamples(labels, keepFrom, FOLDS, 1, seed);
        for (int fold = 0; fold < TRIED; fold++) {
            samples.measure(examples, 0, fold, () -> {});
        }
        return samples.curve();
    }

    /// What `more` labels should add to F1 beyond all labels there are, by the fit; never negative.
    public double gain(int more) {
        return new Fit(level, bend).gain(labels, more);
    }

    /// The 95% interval of `gain`.
    public Interval gainInterval(int more) {
        return Interval.percentile(fits.stream().mapToDouble(f -> f.gain(labels, more)).toArray());
    }

    /// The fitted F1 at `n` labels.
    public double at(double n) {
        return level - bend / Math.sqrt(n);
    }
}
