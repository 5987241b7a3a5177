package org.hornbook.infer;

/// Continues a sequence of token ids. It knows nothing of text; `TextGenerator` does. One call at a
/// time: a second one waits.
public interface Generator extends AutoCloseable {
    /// Continues `prompt` and hands each token to `sink` as it is chosen; the token that ends a
    /// text is not handed on. What the last call had in common with `prompt` at its start is not
    /// read again. Interrupting the thread ends it with `CANCELLED`, the flag left set. `rule` is
    /// asked before each token. Throws `IllegalArgumentException` if `prompt` is empty, holds an id
    /// outside the vocabulary or leaves no room in the context.
    GeneratedTokens generate(int[] prompt, Sampling sampling, TokenRule rule, TokenSink sink);

    default GeneratedTokens generate(int[] prompt, Sampling sampling, TokenSink sink) {
        return generate(prompt, sampling, TokenRule.ANY, sink);
    }

    /// The raw logits after each of `tokens`: `(T, V)`, padding of the vocabulary included. Throws
    /// `IllegalArgumentException` as `generate` does.
    float[][] logits(int[] tokens);

    /// For each of `tokens` from `from` on, which is at least 1, the choice it would be after those
    /// before it. Throws `IllegalArgumentException` as `generate` does, and `CancellationException`
    /// if the thread is interrupted.
    ///
    /// @param alternatives how many of the likeliest tokens are told with each
    Choice[] score(int[] tokens, int from, int alternatives);

    /// The longest sequence, prompt and continuation together, in tokens.
    int contextLength();

    @Override
    void close();
}
