package org.hornbook.bench;

import java.util.SplittableRandom;
import org.hornbook.classify.Evaluation;
import org.hornbook.classify.Interval;
import org.hornbook.classify.Intervals;

/// How often the intervals of an evaluation hold the true figure, in worlds where it is known: how
/// many of many drawn samples, and how long one evaluation takes at 10,000 labels. An interval of
/// 95% should hold it in 93% to 97% of the samples.
final class IntervalBench {
    private static final int WORLD = 1_000_000;
    private static final String[] NAMES = {
        "precision",
        "recall",
        "F1",
        "AUC",
        "average precision",
        "Spearman",
        "kappa",
        "weighted kappa",
        "Brier"
    };

    private IntervalBench() {}

    /// How labels and scores come about.
    ///
    /// @param shares of the labels from 0 up
    /// @param noise of the scores, in labels
    private record World(double[] shares, double noise) {
        void draw(SplittableRandom random, double[] scores, int[] labels) {
            for (int i = 0; i < labels.length; i++) {
                double u = random.nextDouble();
                int label = 0;
                while (label < shares.length - 1 && u > shares[label]) {
                    u -= shares[label++];
                }
                labels[i] = label;
                double score = 0.6 * label + 0.9 + noise * random.nextGaussian();
                scores[i] = Math.round(Math.clamp(score, 0, 5) * 100) / 100.0; // with ties
            }
        }
    }

    static void run(int samples) {
        World[] worlds = {
            new World(new double[] {.3, .2, .15, .15, .1, .1}, 0.5),
            new World(new double[] {.3, .2, .15, .15, .1, .1}, 1),
            new World(new double[] {.5, .25, .15, .05, .03, .02}, 0.5),
            new World(new double[] {.5, .25, .15, .05, .03, .02}, 1)
        };
        for (World world : worlds) {
            double[] scores = new double[WORLD];
            int[] labels = new int[WORLD];
            world.draw(new SplittableRandom(99), scores, labels);
            double[] truth = figures(Evaluation.withoutIntervals(scores, labels, 3, 2.5));
            for (int n : new int[] {100, 200, 600}) {
                int[] held = new int[NAMES.length];
                SplittableRandom random = new SplittableRandom(n);
                for (int k = 0; k < samples; k++) {
                    double[] some = new double[n];
                    int[] their = new int[n];
                    world.draw(random, some, their);
                    Interval[] intervals =
                            intervals(Evaluation.of(some, their, 3, 2.5, k).intervals());
                    for (int f = 0; f < held.length; f++) {
                        held[f] +=
                                intervals[f].low() <= truth[f] && truth[f] <= intervals[f].high()
                                        ? 1
                                        : 0;
                    }
                }
                for (int f = 0; f < held.length; f++) {
                    System.out.printf(
                            "rare %b, noise %.1f, %4d labels: %-18s %.3f held in %.1f%%%n",
                            world.shares()[0] > 0.4,
                            world.noise(),
                            n,
                            NAMES[f],
                            truth[f],
                            100.0 * held[f] / samples);
                }
            }
        }
        time(worlds[0]);
    }

    private static void time(World world) {
        double[] scores = new double[10_000];
        int[] labels = new int[10_000];
        world.draw(new SplittableRandom(1), scores, labels);
        double best = Double.MAX_VALUE;
        for (int i = 0; i < 7; i++) {
            long start = System.nanoTime();
            Evaluation.of(scores, labels, 3, 2.5, i);
            best = Math.min(best, (System.nanoTime() - start) / 1e6);
        }
        System.out.printf("all figures and intervals at 10,000 labels: %.0f ms%n", best);
    }

    private static double[] figures(Evaluation e) {
        return new double[] {
            e.precision(),
            e.recall(),
            e.f1(),
            e.auc(),
            e.averagePrecision(),
            e.spearman(),
            e.kappa(),
            e.weightedKappa(),
            e.brier()
        };
    }

    private static Interval[] intervals(Intervals i) {
        return new Interval[] {
            i.precision(),
            i.recall(),
            i.f1(),
            i.auc(),
            i.averagePrecision(),
            i.spearman(),
            i.kappa(),
            i.weightedKappa(),
            i.brier()
        };
    }
}
