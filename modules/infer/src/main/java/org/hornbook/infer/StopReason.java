package org.hornbook.infer;

/// Why a continuation ended.
public enum StopReason {
    /// The model chose the token that ends a text.
    END_OF_TEXT,
    /// A stop string occurred, or the one who listened had enough.
    STOPPED,
    /// As many tokens as were asked for.
    MAX_TOKENS,
    /// Prompt and continuation fill the model's context.
    CONTEXT_FULL,
    /// The thread was interrupted.
    CANCELLED
}
