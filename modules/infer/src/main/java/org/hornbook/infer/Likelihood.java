package org.hornbook.infer;

import java.util.List;

/// How likely a model finds a text after another.
///
/// @param logProbability of the whole, in nats
/// @param tokens how many tokens it is
/// @param greedy whether each of them is the likeliest
/// @param choices one a token
public record Likelihood(
        double logProbability, int tokens, boolean greedy, List<TokenChoice> choices) {
    /// The perplexity a token; 1 for no tokens.
    public double perplexity() {
        return tokens == 0 ? 1 : Math.exp(-logProbability / tokens);
    }
}
