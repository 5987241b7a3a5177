package org.hornbook.classify;

import java.util.Arrays;
import java.util.function.BooleanSupplier;

/// Logistic regressions over the same rows, brought to their minimum row by row.
///
/// At the minimum of the loss that `LogisticRegression` defines, the weights are `C` times the sum
/// of the rows, each as often as its residual: what it is (0 or 1) less the probability it is given.
/// So one residual after another is set to what it must be while the others stand, and the weights
/// follow (dual coordinate descent, Yu, Huang and Lin 2011). Where only few labels have changed, the
/// residuals of all other rows are nearly right already, and few sweeps are enough.
final class DualSweeps {
    private static final int SWEEPS = 60;
    private static final int BIAS_STEPS = 8;
    private static final double ENOUGH = 1e-3;
    private static final double SMALL = 1e-5;

    private final SparseRows rows;
    private final int group;
    private final double strength;
    private final int[] learned;
    private final double[] squares;
    private final int wide;
    private final boolean[][] positive;
    private final float[] weights; // (dimensions, wide)
    private final float[][] residuals; // (wide)(n)
    private final double[] sums;
    private final double[] bends;
    private final double[] logits;
    private final float[] by;

    /// One head: its weights and the residual of each row; never changed once it is made.
    ///
    /// @param weights as `SparseRows` orders them
    /// @param residuals (n) 0 for rows it does not learn from
    record Head(float[] weights, float[] residuals) {}

    /// @param positive for each head, whether a row is what it asks for
    /// @param begun for each head, where it begins
    DualSweeps(
            SparseRows rows,
            int group,
            double strength,
            boolean[] learns,
            boolean[][] positive,
            Head[] begun) {
        this.rows = rows;
        this.group = group;
        this.strength = strength;
        this.positive = positive;
        this.wide = begun.length;
        this.learned =
                java.util.stream.IntStream.range(0, learns.length)
                        .filter(i -> learns[i])
                        .toArray();
        this.squares = new double[learns.length];
        for (int row : learned) {
            squares[row] = strength * rows.squares(row, group);
        }
        this.weights = new float[rows.dimensions() * wide];
        this.residuals = new float[wide][];
        this.sums = new double[wide];
        this.bends = new double[wide];
        this.logits = new double[wide];
        this.by = new float[wide];
        for (int h = 0; h < wide; h++) {
            float[] from = begun[h].weights();
            for (int k = 0; k < from.length; k++) {
                weights[k * wide + h] = from[k];
            }
            residuals[h] = begun[h].residuals().clone();
            for (int row : learned) {
                double r = residuals[h][row];
                sums[h] += r;
                bends[h] += Math.abs(r) * (1 - Math.abs(r));
            }
        }
    }

    /// A head that begins where these weights stand: the residuals they leave, and the weights that
    /// belong to those.
    static Head begin(
            SparseRows rows,
            int group,
            double strength,
            boolean[] learns,
            boolean[] positive,
            float[] from) {
        float[] residuals = new float[learns.length];
        float[] weights = new float[from.length];
        weights[from.length - 1] = from[from.length - 1];
        float[] by = new float[1];
        for (int row = 0; row < learns.length; row++) {
            if (learns[row]) {
                double p = LogisticRegression.sigmoid(rows.logit(row, group, from));
                residuals[row] = (float) ((positive[row] ? 1 : 0) - p);
                by[0] = (float) (strength * residuals[row]);
                rows.add(row, group, by, weights, 1);
            }
        }
        return new Head(weights, residuals);
    }

    /// Sweeps until no residual moves any more, `first` before all others.
    Head[] run(int[] first, BooleanSupplier cancelled) {
        for (int row : first) {
            step(row);
        }
        int[] moved = new int[learned.length];
        for (int sweep = 0; sweep < SWEEPS; sweep++) {
            int n = sweep(learned, learned.length, moved, cancelled);
            if (n == 0) {
                break;
            }
            for (int again = 0; again < 3 && n > 0 && n < learned.length / 3; again++) {
                n = sweep(moved, n, moved, cancelled);
            }
        }
        Head[] heads = new Head[wide];
        for (int h = 0; h < wide; h++) {
            float[] own = new float[rows.dimensions()];
            for (int k = 0; k < own.length; k++) {
                own[k] = weights[k * wide + h];
            }
            heads[h] = new Head(own, residuals[h]);
        }
        return heads;
    }

    /// One sweep over `count` of `some`; those that moved are put into `moved`.
    private int sweep(int[] some, int count, int[] moved, BooleanSupplier cancelled) {
        int n = 0;
        int next = 0;
        for (int i = 0; i < count; i++) {
            int row = some[i];
            if ((i & 255) == 0) {
                Refit.check(cancelled);
            }
            if (step(row) > ENOUGH) {
                moved[n++] = row;
            }
            if (count == learned.length && i >= next) {
                next += Math.max(1, count / BIAS_STEPS);
                bias();
            }
        }
        return n;
    }

    /// Sets the residuals of one row right, while those of the others stand; says how far they were.
    private double step(int row) {
        rows.logits(row, group, weights, wide, logits);
        double most = 0;
        for (int h = 0; h < wide; h++) {
            double old = residuals[h][row];
            double target = positive[h][row] ? 1 : 0;
            double q = squares[row];
            double rest = logits[h] - q * old;
            double r = old;
            for (int newton = 0; newton < 20; newton++) {
                double p = LogisticRegression.sigmoid(rest + q * r);
                double error = r - target + p;
                r -= error / (1 + q * p * (1 - p));
                if (Math.abs(error) < 1e-7) {
                    break;
                }
            }
            r = Math.clamp(r, target - 1, target);
            double change = r - old;
            by[h] = 0;
            if (Math.abs(change) > SMALL) {
                residuals[h][row] = (float) r;
                by[h] = (float) (strength * change);
                sums[h] += change;
                bends[h] +=
                        Math.abs(r) * (1 - Math.abs(r)) - Math.abs(old) * (1 - Math.abs(old));
                most = Math.max(most, Math.abs(change));
            }
        }
        if (most > 0) {
            rows.add(row, group, by, weights, wide);
        }
        return most;
    }

    /// At the minimum the residuals sum to nothing: the bias moves a part of the way there.
    private void bias() {
        int at = weights.length - wide;
        for (int h = 0; h < wide; h++) {
            weights[at + h] += (float) (sums[h] / Math.max(bends[h], 1e-3) / BIAS_STEPS);
        }
    }

    @Override
    public String toString() {
        return "DualSweeps" + Arrays.toString(sums);
    }
}
