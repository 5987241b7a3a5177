package org.hornbook.infer;

import java.nio.FloatBuffer;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/// A chosen token and what else was likely in its place, the likeliest first; the chosen one may be
/// among them. Log-probabilities are in nats, of the model itself: over its whole vocabulary
/// without padding, at temperature 1, before any setting leaves out tokens.
public record Choice(Likely chosen, List<Likely> likeliest) {
    /// A token and its log-probability.
    public record Likely(int token, double logProbability) {}

    public Choice {
        likeliest = List.copyOf(likeliest);
    }

    /// Of the first `vocabulary` of `logits`, with the `count` likeliest.
    static Choice of(FloatBuffer logits, int vocabulary, int chosen, int count) {
        float[] values = new float[vocabulary];
        logits.get(0, values);
        double norm = logSum(values);
        long[] order = new long[vocabulary];
        for (int id = 0; id < vocabulary; id++) {
            order[id] = Candidates.descending(values[id], id);
        }
        int size = Math.min(count, vocabulary);
        Lowest.first(order, vocabulary, Math.max(size, 1));
        Arrays.sort(order, 0, size);
        List<Likely> likeliest = new ArrayList<>(size);
        for (int i = 0; i < size; i++) {
            int id = (int) order[i];
            likeliest.add(new Likely(id, values[id] - norm));
        }
        double own = chosen < vocabulary ? values[chosen] - norm : Double.NEGATIVE_INFINITY;
        return new Choice(new Likely(chosen, own), likeliest);
    }

    /// The logarithm of the sum of the exponentials.
    static double logSum(float[] values) {
        float highest = Float.NEGATIVE_INFINITY;
        for (float value : values) {
            highest = Math.max(highest, value);
        }
        double sum = 0;
        for (float value : values) {
            sum += Math.exp((double) value - highest);
        }
        return highest + Math.log(sum);
    }
}
