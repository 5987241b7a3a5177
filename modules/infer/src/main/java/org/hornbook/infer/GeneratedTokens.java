package org.hornbook.infer;

/// What a generator chose, without the token that ended it. Times are from the call's start;
/// `tokensPerSecond` counts the tokens after the first over the time after the first, 0 if there
/// were fewer than two.
public record GeneratedTokens(
        int[] tokens, StopReason stop, double secondsToFirst, double tokensPerSecond) {}
