package org.hornbook.classify;

import java.util.Arrays;
import java.util.SplittableRandom;
import java.util.stream.IntStream;

/// Recomputes every figure of a comparison on the same resamples of its documents (Efron 1979). The
/// rows are put in order of score once; a resample is how often each was drawn, and one pass over
/// them gives all figures: a thousand resamples of ten thousand documents take about a tenth of a
/// second.
final class Bootstrap {
    static final int RESAMPLES = 1000;
    private static final int JACKKNIFE = 200;

    /// What is computed of each resample.
    enum Figure {
        AUC,
        AVERAGE_PRECISION,
        SPEARMAN,
        KAPPA,
        WEIGHTED_KAPPA,
        BRIER,
        ECE,
        F1,
        PRECISION,
        RECALL
    }

    private static final int FIGURES = Figure.values().length;

    private final int n;
    private final int labels;
    private final int[] groupEnd; // of equal scores: the place behind the last
    private final int[] label; // (n) in order of score, from 0
    private final int[] cell; // (n) label * labels + rounded score
    private final boolean[] positive;
    private final double[] loss;
    private final double[] apart;
    private final int[] bin;
    private final boolean[] kept;
    private final int[] row; // (n) where it was before the rows were put in order

    /// @param values labels
    /// @param rounded scores on the scale of the labels
    Bootstrap(
            double[] scores,
            int[] values,
            int[] rounded,
            int keepFrom,
            double threshold,
            Reliability reliability) {
        n = scores.length;
        row = ScoreColumn.order(scores);
        int lowest = Math.min(least(values), least(rounded));
        int highest = -Math.min(least(negative(values)), least(negative(rounded)));
        labels = highest - lowest + 1;
        label = new int[n];
        cell = new int[n];
        positive = new boolean[n];
        loss = new double[n];
        apart = new double[n];
        bin = new int[n];
        kept = new boolean[n];
        int[] ends = new int[n];
        int groups = 0;
        for (int i = 0; i < n; i++) {
            int r = row[i];
            label[i] = values[r] - lowest;
            cell[i] = label[i] * labels + rounded[r] - lowest;
            positive[i] = values[r] >= keepFrom;
            loss[i] = reliability.loss(r);
            apart[i] = reliability.apart(r);
            bin[i] = reliability.bin(r);
            kept[i] = scores[r] >= threshold;
            if (i + 1 == n || scores[row[i + 1]] != scores[r]) {
                ends[groups++] = i + 1;
            }
        }
        groupEnd = Arrays.copyOf(ends, groups);
    }

    /// The figures of the documents as they are.
    double[] estimate() {
        int[] once = new int[n];
        Arrays.fill(once, 1);
        return figures(once, n);
    }

    /// `[figure][resample]`, NaN where a figure has no value. Deterministic for one seed.
    double[][] resampled(int resamples, long seed) {
        SplittableRandom random = new SplittableRandom(seed);
        long[] seeds = IntStream.range(0, resamples).mapToLong(i -> random.nextLong()).toArray();
        double[][] all = new double[FIGURES][resamples];
        IntStream.range(0, resamples)
                .parallel()
                .forEach(
                        r -> {
                            SplittableRandom own = new SplittableRandom(seeds[r]);
                            int[] counts = new int[n];
                            for (int i = 0; i < n; i++) {
                                counts[own.nextInt(n)]++;
                            }
                            double[] figures = figures(counts, n);
                            for (int f = 0; f < FIGURES; f++) {
                                all[f][r] = figures[f];
                            }
                        });
        return all;
    }

    /// `[figure][part]`: the figures without one part of the documents, for up to 200 parts.
    double[][] jackknifed() {
        int parts = Math.min(n, JACKKNIFE);
        double[][] all = new double[FIGURES][parts];
        IntStream.range(0, parts)
                .parallel()
                .forEach(
                        p -> {
                            int[] counts = new int[n];
                            int left = 0;
                            for (int i = 0; i < n; i++) {
                                counts[i] = row[i] % parts == p ? 0 : 1;
                                left += counts[i];
                            }
                            double[] figures = figures(counts, left);
                            for (int f = 0; f < FIGURES; f++) {
                                all[f][p] = figures[f];
                            }
                        });
        return all;
    }

    /// All figures of documents of which each counts `counts[i]` times, `size` together.
    private double[] figures(int[] counts, int size) {
        int[] table = new int[labels * labels];
        double[] apartIn = new double[Reliability.BINS];
        int[] outcomes = new int[4];
        double lost = 0;
        long positives = 0;
        for (int i = 0; i < n; i++) {
            int w = counts[i];
            if (w > 0) {
                table[cell[i]] += w;
                lost += w * loss[i];
                apartIn[bin[i]] += w * apart[i];
                positives += positive[i] ? w : 0;
                outcomes[(kept[i] ? 2 : 0) + (positive[i] ? 1 : 0)] += w;
            }
        }
        double[] rank = labelRanks(table);
        long negatives = size - positives;
        double wins = 0;
        double precise = 0;
        double together = 0;
        double scoreSquares = 0;
        double middle = (size + 1) / 2.0;
        long below = 0;
        long positivesBelow = 0;
        int i = 0;
        for (int end : groupEnd) {
            int here = 0;
            int hits = 0;
            double ranks = 0;
            for (; i < end; i++) {
                int w = counts[i];
                if (w > 0) {
                    here += w;
                    hits += positive[i] ? w : 0;
                    ranks += w * rank[label[i]];
                }
            }
            if (here > 0) {
                double centred = below + (here + 1) / 2.0 - middle;
                together += centred * ranks;
                scoreSquares += here * centred * centred;
                wins += hits * (below - positivesBelow + (here - hits) / 2.0);
                precise += hits * ((double) (positives - positivesBelow) / (size - below));
                below += here;
                positivesBelow += hits;
            }
        }
        double labelSquares = 0;
        for (int l = 0; l < labels; l++) {
            long of = 0;
            for (int k = 0; k < labels; k++) {
                of += table[l * labels + k];
            }
            labelSquares += of * rank[l] * rank[l];
        }
        double ece = 0;
        for (double bin : apartIn) {
            ece += Math.abs(bin) / size;
        }
        double[] figures = new double[FIGURES];
        boolean both = positives > 0 && negatives > 0;
        figures[Figure.AUC.ordinal()] = both ? wins / ((double) positives * negatives) : Double.NaN;
        figures[Figure.AVERAGE_PRECISION.ordinal()] =
                positives > 0 ? precise / positives : Double.NaN;
        figures[Figure.SPEARMAN.ordinal()] =
                scoreSquares > 0 && labelSquares > 0
                        ? together / Math.sqrt(scoreSquares * labelSquares)
                        : Double.NaN;
        figures[Figure.KAPPA.ordinal()] = kappa(table, size, false);
        figures[Figure.WEIGHTED_KAPPA.ordinal()] = kappa(table, size, true);
        figures[Figure.BRIER.ordinal()] = lost / size;
        figures[Figure.ECE.ordinal()] = ece;
        figures[Figure.F1.ordinal()] =
                share(2.0 * outcomes[3], 2.0 * outcomes[3] + outcomes[2] + outcomes[1]);
        figures[Figure.PRECISION.ordinal()] = share(outcomes[3], outcomes[3] + outcomes[2]);
        figures[Figure.RECALL.ordinal()] = share(outcomes[3], outcomes[3] + outcomes[1]);
        return figures;
    }

    private static double share(double part, double whole) {
        return whole == 0 ? Double.NaN : part / whole;
    }

    /// The mean rank of each label less the middle rank.
    private double[] labelRanks(int[] table) {
        double[] rank = new double[labels];
        long below = 0;
        long size = 0;
        for (int cellCount : table) {
            size += cellCount;
        }
        for (int l = 0; l < labels; l++) {
            long here = 0;
            for (int k = 0; k < labels; k++) {
                here += table[l * labels + k];
            }
            rank[l] = below + (here + 1) / 2.0 - (size + 1) / 2.0;
            below += here;
        }
        return rank;
    }

    private double kappa(int[] table, int size, boolean squares) {
        double seen = 0;
        double expected = 0;
        long[] rows = new long[labels];
        long[] columns = new long[labels];
        for (int a = 0; a < labels; a++) {
            for (int b = 0; b < labels; b++) {
                rows[a] += table[a * labels + b];
                columns[b] += table[a * labels + b];
            }
        }
        for (int a = 0; a < labels; a++) {
            for (int b = 0; b < labels; b++) {
                double cost = a == b ? 0 : squares ? (double) (a - b) * (a - b) : 1;
                seen += cost * table[a * labels + b];
                expected += cost * rows[a] * columns[b] / size;
            }
        }
        return expected == 0 ? Double.NaN : 1 - seen / expected;
    }

    private static int least(int[] values) {
        return Arrays.stream(values).min().orElse(0);
    }

    private static int[] negative(int[] values) {
        return Arrays.stream(values).map(v -> -v).toArray();
    }
}
