package org.hornbook.infer;

import java.util.List;

/// What a generator chose, without the token that ended it. Times are from the call's start;
/// `tokensPerSecond` counts the tokens after the first over the time after the first, 0 if there
/// were fewer than two.
///
/// @param choices one a token where `Sampling` asked for alternatives; else empty
/// @param reused how many tokens of the prompt were still there from before
/// @param foreseen how many of the tokens were guessed from the text before them and so took no
///   call of their own
public record GeneratedTokens(
        int[] tokens,
        StopReason stop,
        double secondsToFirst,
        double tokensPerSecond,
        List<Choice> choices,
        int reused,
        int foreseen) {
    public GeneratedTokens {
        choices = List.copyOf(choices);
    }

    public GeneratedTokens(
            int[] tokens, StopReason stop, double secondsToFirst, double tokensPerSecond) {
        this(tokens, stop, secondsToFirst, tokensPerSecond, List.of(), 0, 0);
    }
}
