package org.hornbook.infer;

import java.nio.FloatBuffer;
import java.util.Arrays;
import java.util.BitSet;
import java.util.Optional;
import java.util.random.RandomGenerator;
import java.util.random.RandomGeneratorFactory;

/// Chooses tokens from logits, one after the other with one stream of random numbers.
final class Sampler {
    private static final double NEGLIGIBLE = 40; // nats below the best: e^-40 of its probability

    private final Sampling sampling;
    private final float[] logits;
    private final long[] order;
    private final double[] weights;
    private final RandomGenerator random;

    /// `vocabulary` is how many of the logits count; those beyond are padding.
    Sampler(Sampling sampling, int vocabulary) {
        this.sampling = sampling;
        this.logits = new float[vocabulary];
        boolean greedy = sampling.temperature() == 0;
        this.order = new long[greedy ? 0 : vocabulary];
        this.weights = new double[greedy ? 0 : vocabulary];
        this.random = RandomGeneratorFactory.of("L64X128MixRandom").create(sampling.seed());
    }

    /// Reads from the start of `source`; `allowed`, if present, are the only ids to choose from.
    int choose(FloatBuffer source, Optional<BitSet> allowed) {
        source.get(0, logits);
        if (allowed.isPresent()) {
            BitSet only = allowed.get();
            for (int id = only.nextClearBit(0);
                    id < logits.length;
                    id = only.nextClearBit(id + 1)) {
                logits[id] = Float.NEGATIVE_INFINITY;
            }
        }
        int best = best();
        if (!(logits[best] > Float.NEGATIVE_INFINITY)) {
            throw new IllegalStateException(
                    "no token can be chosen: the model's logits are no numbers");
        }
        return sampling.temperature() == 0 ? best : draw(logits[best]);
    }

    private int best() {
        int best = 0;
        for (int id = 1; id < logits.length; id++) {
            if (logits[id] > logits[best]) {
                best = id;
            }
        }
        return best;
    }

    private int draw(float highest) {
        double temperature = sampling.temperature();
        int candidates = 0;
        for (int id = 0; id < logits.length; id++) {
            if ((highest - logits[id]) / temperature < NEGLIGIBLE) {
                order[candidates++] = descending(logits[id], id);
            }
        }
        if (sampling.topK() > 0 || sampling.topP() < 1) {
            Arrays.sort(order, 0, candidates);
        }
        if (sampling.topK() > 0) {
            candidates = Math.min(candidates, sampling.topK());
        }
        double total = 0;
        for (int i = 0; i < candidates; i++) {
            weights[i] = Math.exp((logits[(int) order[i]] - highest) / temperature);
            total += weights[i];
        }
        double enough = total * sampling.topP();
        double kept = 0;
        int count = 0;
        while (count < candidates && (kept < enough || count == 0)) {
            kept += weights[count++];
        }
        double point = random.nextDouble() * kept;
        int chosen = 0;
        while (chosen < count - 1 && point >= weights[chosen]) {
            point -= weights[chosen++];
        }
        return (int) order[chosen];
    }

    /// Sorts by logit from high to low, equal ones by id from low to high; the id is the lower
    /// half.
    private static long descending(float logit, int id) {
        int bits = Float.floatToIntBits(logit);
        int ascending = bits ^ (bits >> 31 & Integer.MAX_VALUE);
        return (long) ~ascending << Integer.SIZE | id;
    }
}
