package org.hornbook.infer;

import java.util.Arrays;

/// The tokens among which one is drawn, and how likely each is: temperature, then top-k, top-p and
/// min-p, as transformers applies them. They are sorted only where a setting asks for it, and then
/// only those that can matter.
final class Candidates {
    private static final double NEGLIGIBLE = 40; // nats below the best: e^-40 of its probability

    private final Sampling sampling;
    private final long[] order; // ids in the lower halves
    private final double[] weights; // of `order`, the likeliest token's being 1
    private float[] logits;
    private float highest;
    private int count;
    private double total;

    Candidates(Sampling sampling, int vocabulary) {
        this.sampling = sampling;
        this.order = new long[vocabulary];
        this.weights = new double[vocabulary];
    }

    /// Looks at `values`, of which `best` is the highest.
    void among(float[] values, float best) {
        logits = values;
        highest = best;
        count = 0;
        for (int id = 0; id < values.length; id++) {
            if ((best - values[id]) / sampling.temperature() < NEGLIGIBLE) {
                order[count++] = descending(values[id], id);
            }
        }
        if (sampling.topK() > 0 && sampling.topK() < count) {
            Lowest.first(order, count, sampling.topK());
            count = sampling.topK();
        }
        weigh();
        if (sampling.topP() < 1) {
            keepLikely((1 - sampling.topP()) * total / count);
            Arrays.sort(order, 0, count);
            double enough = sampling.topP() * total;
            weigh();
            cutAt(enough);
        } else if (sampling.topK() > 0) {
            Arrays.sort(order, 0, count);
            weigh();
        }
        if (sampling.minP() > 0) {
            keepLikely(sampling.minP());
            weigh();
        }
    }

    /// The token at `share` of all probability, in [0, 1).
    int at(double share) {
        double point = share * total;
        int chosen = 0;
        while (chosen < count - 1 && point >= weights[chosen]) {
            point -= weights[chosen++];
        }
        return (int) order[chosen];
    }

    /// Writes the probability of each to its place in `all`.
    void spread(double[] all) {
        for (int i = 0; i < count; i++) {
            all[(int) order[i]] = weights[i] / total;
        }
    }

    private void weigh() {
        total = 0;
        for (int i = 0; i < count; i++) {
            double nats = ((double) logits[(int) order[i]] - highest) / sampling.temperature();
            weights[i] = Math.exp(nats);
            total += weights[i];
        }
    }

    /// Leaves out what weighs less than `least`, in the order they stand. As a first step of top-p
    /// that is safe: all that is left out weighs too little together to be among what is kept.
    private void keepLikely(double least) {
        int kept = 0;
        for (int i = 0; i < count; i++) {
            if (weights[i] >= least || weights[i] == 1) {
                order[kept++] = order[i];
            }
        }
        count = kept;
    }

    private void cutAt(double enough) {
        double kept = 0;
        int some = 0;
        while (some < count && (kept < enough || some == 0)) {
            kept += weights[some++];
        }
        count = some;
        total = kept;
    }

    /// Sorts by logit from high to low, equal ones by id from low to high.
    static long descending(float logit, int id) {
        int bits = Float.floatToIntBits(logit);
        int ascending = bits ^ (bits >> 31 & Integer.MAX_VALUE);
        return (long) ~ascending << Integer.SIZE | id;
    }
}
