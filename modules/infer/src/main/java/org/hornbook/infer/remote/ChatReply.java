package org.hornbook.infer.remote;

/// A model's answer.
///
/// @param text empty where it refused
/// @param model the name the server gives for who answered
/// @param finish why it ended, in the server's word: `stop`, `length`, `content_filter`; empty if
///   it does not say
/// @param refusal the words in which it refused; empty if it did not
/// @param id the number the server gives to the request; empty if it gives none
/// @param limits what the server said of its limits with it
public record ChatReply(
        String text,
        Usage usage,
        String model,
        String finish,
        String refusal,
        String id,
        RateLimits limits) {
    /// An answer of this machine: nobody else counted it.
    public ChatReply(String text, Usage usage, String model, String finish) {
        this(text, usage, model, finish, "", "", RateLimits.NONE);
    }

    /// Whether the model, or a filter behind it, would not answer.
    public boolean refused() {
        return !refusal.isEmpty() || finish.equals("content_filter");
    }
}
