package org.hornbook.classify;

import java.util.SplittableRandom;
import java.util.function.BooleanSupplier;

/// Logistic regressions over the same rows, brought to their minimum row by row.
///
/// At the minimum of the loss that `LogisticRegression` defines, the weights are `C` times the sum
/// of the rows, each as often as its residual: what it is (0 or 1) less the probability it is
/// given. So one residual after another is set to what it must be while the others stand, and the
/// weights follow (dual coordinate descent, Yu, Huang and Lin 2011). Where only few labels have
/// changed, the residuals of all other rows are nearly right already, and few sweeps are enough.
///
/// That is so for the sparse part of the rows, of which each has a few places of its own. The dense
/// numbers and the bias, which all rows share, are moved after each sweep, together, by a step of
/// Newton's method.
final class DualSweeps {
    private static final int SWEEPS = 60;
    private static final double ENOUGH = 2e-3;
    private static final int FEW = 200;
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
    private final double[] logits;
    private final float[] by;
    private final SplittableRandom random = new SplittableRandom(1);

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
                java.util.stream.IntStream.range(0, learns.length).filter(i -> learns[i]).toArray();
        this.squares = new double[learns.length];
        for (int row : learned) {
            squares[row] = strength * rows.squares(row);
        }
        this.weights = new float[rows.dimensions() * wide];
        this.residuals = new float[wide][];
        this.logits = new double[wide];
        this.by = new float[wide];
        for (int h = 0; h < wide; h++) {
            float[] from = begun[h].weights();
            for (int k = 0; k < from.length; k++) {
                weights[k * wide + h] = from[k];
            }
            residuals[h] = begun[h].residuals().clone();
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
        int behind = rows.behind();
        System.arraycopy(from, behind, weights, behind, from.length - behind);
        float[] by = new float[1];
        for (int row = 0; row < learns.length; row++) {
            if (learns[row]) {
                double p = LogisticRegression.sigmoid(rows.logit(row, group, from));
                residuals[row] = (float) ((positive[row] ? 1 : 0) - p);
                by[0] = (float) (strength * residuals[row]);
                rows.add(row, by, weights, 1);
            }
        }
        return new Head(weights, residuals);
    }

    /// Sweeps until hardly a residual moves by more than a fifth of a percent, `first` before all
    /// others.
    Head[] run(int[] first, BooleanSupplier cancelled) {
        for (int row : first) {
            step(row);
        }
        int[] moved = new int[learned.length];
        for (int sweep = 0; sweep < SWEEPS; sweep++) {
            shuffle();
            int n = sweep(learned, learned.length, moved, cancelled);
            shared();
            if (n <= learned.length / FEW) {
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

    /// Another order for each sweep: in the same one again and again, rows that have much in common
    /// undo each other's steps.
    private void shuffle() {
        for (int i = learned.length - 1; i > 0; i--) {
            int j = random.nextInt(i + 1);
            int held = learned[i];
            learned[i] = learned[j];
            learned[j] = held;
        }
    }

    /// One sweep over `count` of `some`; those that moved are put into `moved`.
    private int sweep(int[] some, int count, int[] moved, BooleanSupplier cancelled) {
        int n = 0;
        for (int i = 0; i < count; i++) {
            int row = some[i];
            if ((i & 255) == 0) {
                Refit.check(cancelled);
            }
            if (step(row) > ENOUGH) {
                moved[n++] = row;
            }
        }
        return n;
    }

    /// Sets the residuals of one row right, while those of the others stand; says how far they
    /// were.
    private double step(int row) {
        rows.logits(row, group, weights, wide, logits);
        double most = 0;
        for (int h = 0; h < wide; h++) {
            double old = residuals[h][row];
            double target = positive[h][row] ? 1 : 0;
            double q = squares[row];
            double r = residual(old, target, logits[h] - q * old, q);
            double change = r - old;
            by[h] = 0;
            if (Math.abs(change) > SMALL) {
                residuals[h][row] = (float) r;
                by[h] = (float) (strength * change);
                most = Math.max(most, Math.abs(change));
            }
        }
        if (most > 0) {
            rows.add(row, by, weights, wide);
        }
        return most;
    }

    /// One step of Newton's method for the weights of the dense numbers and the bias of each head.
    private void shared() {
        int m = rows.dimensions() - rows.behind();
        double[] row = new double[m];
        for (int h = 0; h < wide; h++) {
            double[] bend = new double[m * m];
            double[] down = new double[m];
            for (int i : learned) {
                rows.dense(i, group, row);
                double r = residuals[h][i];
                double p = Math.abs(r) * (1 - Math.abs(r));
                for (int a = 0; a < m; a++) {
                    down[a] += r * row[a];
                    double by = p * row[a];
                    for (int b = 0; b <= a; b++) {
                        bend[a * m + b] += by * row[b];
                    }
                }
            }
            for (int a = 0; a < m; a++) {
                boolean bias = a == m - 1;
                down[a] -= bias ? 0 : weights[(rows.behind() + a) * wide + h] / strength;
                bend[a * m + a] += bias ? 1e-6 : 1 / strength;
            }
            solve(bend, down, m);
            for (int a = 0; a < m; a++) {
                weights[(rows.behind() + a) * wide + h] += (float) down[a];
            }
        }
    }

    /// Solves a symmetric positive definite system, of which the lower half is given, by Cholesky;
    /// `x` is the right side and becomes the solution.
    private static void solve(double[] a, double[] x, int m) {
        for (int j = 0; j < m; j++) {
            for (int k = 0; k < j; k++) {
                for (int i = j; i < m; i++) {
                    a[i * m + j] -= a[i * m + k] * a[j * m + k];
                }
            }
            double root = Math.sqrt(Math.max(a[j * m + j], 1e-12));
            for (int i = j; i < m; i++) {
                a[i * m + j] /= root;
            }
        }
        for (int i = 0; i < m; i++) {
            for (int k = 0; k < i; k++) {
                x[i] -= a[i * m + k] * x[k];
            }
            x[i] /= a[i * m + i];
        }
        for (int i = m - 1; i >= 0; i--) {
            for (int k = i + 1; k < m; k++) {
                x[i] -= a[k * m + i] * x[k];
            }
            x[i] /= a[i * m + i];
        }
    }

    /// Solves `r = target - sigmoid(rest + q r)` for `r`, beginning at `old`; by Newton's method,
    /// or by halves where a step would leave what is left of `target - 1` to `target`.
    private static double residual(double old, double target, double rest, double q) {
        double low = target - 1;
        double high = target;
        double r = old;
        for (int i = 0; i < 30; i++) {
            double p = LogisticRegression.sigmoid(rest + q * r);
            double error = r - target + p;
            if (Math.abs(error) < 1e-7) {
                break;
            }
            if (error > 0) {
                high = r;
            } else {
                low = r;
            }
            double next = r - error / (1 + q * p * (1 - p));
            r = next > low && next < high ? next : (low + high) / 2;
        }
        return r;
    }
}
