package org.hornbook.infer;

/// A model's text after a prompt, without the stop string that ended it. `tokens` counts all that
/// were generated; times are seconds from the call's start, `tokensPerSecond` as in
/// `GeneratedTokens`.
public record Reply(
        String text,
        int promptTokens,
        int tokens,
        double secondsToFirst,
        double tokensPerSecond,
        StopReason stop) {}
