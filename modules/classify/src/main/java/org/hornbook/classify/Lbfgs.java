package org.hornbook.classify;

import java.util.ArrayDeque;
import java.util.Arrays;
import java.util.Deque;
import java.util.Iterator;
import java.util.function.UnaryOperator;

/// Minimises a smooth function by L-BFGS (Liu and Nocedal 1989) with a backtracking line search.
/// Deterministic.
final class Lbfgs {
    private static final int HISTORY = 10;
    private static final int ITERATIONS = 500;

    private Lbfgs() {}

    /// A function to be minimised.
    @FunctionalInterface
    interface Function {
        /// The value at `x`; writes the gradient there into `gradient`.
        double at(double[] x, double[] gradient);
    }

    /// Starts at zero and ends where no place of the gradient exceeds `tolerance`, or where double
    /// precision ends.
    static double[] minimise(Function function, int n, double tolerance) {
        return minimise(function, new double[n], tolerance, null);
    }

    /// The same from another start.
    ///
    /// @param inverse multiplies with about the inverse of the Hessian, so that steps are as long
    ///   as they should be from the first on; null if nothing is known of it
    static double[] minimise(
            Function function, double[] start, double tolerance, UnaryOperator<double[]> inverse) {
        int n = start.length;
        double[] x = start;
        double[] gradient = new double[n];
        double value = function.at(x, gradient);
        Deque<Pair> history = new ArrayDeque<>();
        for (int i = 0; i < ITERATIONS && largest(gradient) > tolerance; i++) {
            double[] direction = direction(gradient, history, inverse);
            double slope = dot(direction, gradient);
            if (slope >= 0) {
                history.clear();
                direction = minus(gradient);
                slope = dot(direction, gradient);
            }
            double step =
                    history.isEmpty() && inverse == null ? Math.min(1, 1 / largest(gradient)) : 1;
            double[] next = new double[n];
            double[] nextGradient = new double[n];
            double nextValue = 0;
            boolean found = false;
            for (int tries = 0; tries < 40 && !found; tries++, step *= 0.5) {
                for (int k = 0; k < n; k++) {
                    next[k] = x[k] + step * direction[k];
                }
                nextValue = function.at(next, nextGradient);
                found = nextValue <= value + 1e-4 * step * slope;
            }
            if (!found) {
                break;
            }
            remember(history, x, next, gradient, nextGradient);
            x = next;
            gradient = nextGradient;
            value = nextValue;
        }
        return x;
    }

    /// A step and the change of gradient along it.
    private record Pair(double[] s, double[] y, double sy) {}

    private static void remember(
            Deque<Pair> history, double[] x, double[] next, double[] g, double[] nextG) {
        double[] s = new double[x.length];
        double[] y = new double[x.length];
        for (int k = 0; k < x.length; k++) {
            s[k] = next[k] - x[k];
            y[k] = nextG[k] - g[k];
        }
        double sy = dot(s, y);
        if (sy > 1e-10 * dot(y, y)) {
            history.addLast(new Pair(s, y, sy));
            if (history.size() > HISTORY) {
                history.removeFirst();
            }
        }
    }

    /// The two-loop recursion: minus the inverse Hessian's estimate times the gradient.
    private static double[] direction(
            double[] gradient, Deque<Pair> history, UnaryOperator<double[]> inverse) {
        double[] q = minus(gradient);
        double[] alphas = new double[history.size()];
        int i = history.size();
        for (Iterator<Pair> newest = history.descendingIterator(); newest.hasNext(); ) {
            Pair p = newest.next();
            alphas[--i] = dot(p.s(), q) / p.sy();
            add(q, p.y(), -alphas[i]);
        }
        if (inverse != null) {
            q = inverse.apply(q);
        } else if (!history.isEmpty()) {
            Pair last = history.getLast();
            double scale = last.sy() / dot(last.y(), last.y());
            for (int k = 0; k < q.length; k++) {
                q[k] *= scale;
            }
        }
        for (Pair p : history) {
            double beta = dot(p.y(), q) / p.sy();
            add(q, p.s(), alphas[i++] - beta);
        }
        return q;
    }

    private static double dot(double[] a, double[] b) {
        double sum = 0;
        for (int k = 0; k < a.length; k++) {
            sum += a[k] * b[k];
        }
        return sum;
    }

    private static void add(double[] to, double[] what, double times) {
        for (int k = 0; k < to.length; k++) {
            to[k] += times * what[k];
        }
    }

    private static double[] minus(double[] a) {
        double[] b = new double[a.length];
        add(b, a, -1);
        return b;
    }

    private static double largest(double[] a) {
        return Arrays.stream(a).map(Math::abs).max().orElse(0);
    }
}
