package org.hornbook.infer.calibrate;

import org.hornbook.infer.Divergence;

/// How far the next tokens of a rounded model are from those of the exact one, and how well each
/// foretells a text.
///
/// @param divergence mean Kullback-Leibler divergence, in nats
/// @param most at the token where they differ most
/// @param agreeing share of tokens after which both find the same one likeliest
/// @param perplexity of the rounded model
/// @param exactPerplexity of the exact one
/// @param tokens of text
public record Quality(
        double divergence,
        double most,
        double agreeing,
        double perplexity,
        double exactPerplexity,
        int tokens) {
    /// Gathers it text by text.
    static final class Sum {
        private double divergence;
        private double most;
        private double agreeing;
        private double surprise;
        private double exactSurprise;
        private int tokens;
        private int foretold;

        void add(int[] text, float[][] exact, float[][] rounded) {
            Divergence one = Divergence.of(exact, rounded);
            divergence += one.mean() * text.length;
            most = Math.max(most, one.most());
            agreeing += one.agreeing() * text.length;
            tokens += text.length;
            for (int i = 0; i + 1 < text.length; i++) {
                surprise += surprise(rounded[i], text[i + 1]);
                exactSurprise += surprise(exact[i], text[i + 1]);
                foretold++;
            }
        }

        private static double surprise(float[] logits, int token) {
            double largest = Double.NEGATIVE_INFINITY;
            for (float logit : logits) {
                largest = Math.max(largest, logit);
            }
            double sum = 0;
            for (float logit : logits) {
                sum += Math.exp(logit - largest);
            }
            return largest + Math.log(sum) - logits[token];
        }

        Quality quality() {
            return new Quality(
                    divergence / tokens,
                    most,
                    agreeing / tokens,
                    Math.exp(surprise / Math.max(1, foretold)),
                    Math.exp(exactSurprise / Math.max(1, foretold)),
                    tokens);
        }
    }
}
