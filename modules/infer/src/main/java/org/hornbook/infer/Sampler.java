package org.hornbook.infer;

import java.nio.FloatBuffer;
import java.util.BitSet;
import java.util.Optional;
import java.util.random.RandomGenerator;
import java.util.random.RandomGeneratorFactory;

/// Chooses tokens from logits, one after the other with one stream of random numbers, of which each
/// token takes one.
final class Sampler {
    private final Sampling sampling;
    private final float[] logits;
    private final Candidates candidates;
    private final BitSet seen = new BitSet();
    private final RandomGenerator random;

    /// `vocabulary` is how many of the logits count; those beyond are padding. `before` is the
    /// prompt.
    Sampler(Sampling sampling, int vocabulary, int[] before) {
        this.sampling = sampling;
        this.logits = new float[vocabulary];
        this.candidates = sampling.temperature() == 0 ? null : new Candidates(sampling, vocabulary);
        this.random = RandomGeneratorFactory.of("L64X128MixRandom").create(sampling.seed());
        for (int token : before) {
            seen.set(token);
        }
    }

    /// Reads from the start of `source`; `allowed`, if present, are the only ids to choose from.
    int choose(FloatBuffer source, Optional<BitSet> allowed) {
        int best = read(source, allowed);
        int chosen = best;
        if (candidates != null) {
            candidates.among(logits, logits[best]);
            chosen = candidates.at(random.nextDouble());
        }
        seen.set(chosen);
        return chosen;
    }

    /// The probability with which each token would be chosen after the same tokens.
    double[] probabilities(FloatBuffer source, Optional<BitSet> allowed) {
        int best = read(source, allowed);
        double[] all = new double[logits.length];
        if (candidates == null) {
            all[best] = 1;
        } else {
            candidates.among(logits, logits[best]);
            candidates.spread(all);
        }
        return all;
    }

    /// The likeliest token.
    private int read(FloatBuffer source, Optional<BitSet> allowed) {
        source.get(0, logits);
        if (sampling.repetitionPenalty() != 1) {
            penalise((float) sampling.repetitionPenalty());
        }
        if (allowed.isPresent()) {
            BitSet only = allowed.get();
            for (int id = only.nextClearBit(0);
                    id < logits.length;
                    id = only.nextClearBit(id + 1)) {
                logits[id] = Float.NEGATIVE_INFINITY;
            }
        }
        int best = 0;
        for (int id = 1; id < logits.length; id++) {
            if (logits[id] > logits[best]) {
                best = id;
            }
        }
        if (!(logits[best] > Float.NEGATIVE_INFINITY)) {
            throw new IllegalStateException(
                    "no token can be chosen: the model's logits are no numbers");
        }
        return best;
    }

    private void penalise(float penalty) {
        for (int id = seen.nextSetBit(0);
                id >= 0 && id < logits.length;
                id = seen.nextSetBit(id + 1)) {
            logits[id] = logits[id] < 0 ? logits[id] * penalty : logits[id] / penalty;
        }
    }
}
