package org.hornbook.infer;

import java.nio.FloatBuffer;
import java.util.Arrays;
import org.hornbook.checkpoint.Pooling;
import org.hornbook.checkpoint.SentenceModel;

/// One vector out of the vectors of a text's tokens, as sentence-transformers pools them.
final class TokenPooling {
    private TokenPooling() {}

    /// `hidden` holds the vectors of `tokens` tokens from `from` on, what fills up behind them left
    /// out.
    static float[] of(SentenceModel model, FloatBuffer hidden, int from, int tokens) {
        int width = model.hidden();
        float[] vector = new float[model.dimension()];
        if (tokens == 0) {
            return vector;
        }
        int at = 0;
        for (Pooling way : model.pooling()) {
            one(way, hidden, from, tokens, width, vector, at);
            at += width;
        }
        if (model.unitLength()) {
            double squares = 0;
            for (float x : vector) {
                squares += (double) x * x;
            }
            float scale = (float) (1 / Math.max(Math.sqrt(squares), 1e-12));
            for (int k = 0; k < vector.length; k++) {
                vector[k] *= scale;
            }
        }
        return vector;
    }

    private static void one(
            Pooling way, FloatBuffer hidden, int from, int tokens, int width, float[] to, int at) {
        switch (way) {
            case CLS -> hidden.get(from, to, at, width);
            case LAST_TOKEN -> hidden.get(from + (tokens - 1) * width, to, at, width);
            case MAX -> {
                Arrays.fill(to, at, at + width, Float.NEGATIVE_INFINITY);
                for (int t = 0; t < tokens; t++) {
                    for (int k = 0; k < width; k++) {
                        to[at + k] = Math.max(to[at + k], hidden.get(from + t * width + k));
                    }
                }
            }
            case MEAN -> sum(hidden, from, tokens, width, to, at, false, 1.0 / tokens);
            case MEAN_SQRT_LENGTH ->
                    sum(hidden, from, tokens, width, to, at, false, 1 / Math.sqrt(tokens));
            case WEIGHTED_MEAN ->
                    sum(hidden, from, tokens, width, to, at, true, 2.0 / tokens / (tokens + 1.0));
        }
    }

    /// `rising` weighs the first token 1, the second 2 and so on.
    private static void sum(
            FloatBuffer hidden,
            int from,
            int tokens,
            int width,
            float[] to,
            int at,
            boolean rising,
            double scale) {
        float[] row = new float[width];
        double[] sums = new double[width];
        for (int t = 0; t < tokens; t++) {
            hidden.get(from + t * width, row);
            int weight = rising ? t + 1 : 1;
            for (int k = 0; k < width; k++) {
                sums[k] += weight * (double) row[k];
            }
        }
        for (int k = 0; k < width; k++) {
            to[at + k] = (float) (sums[k] * scale);
        }
    }
}
