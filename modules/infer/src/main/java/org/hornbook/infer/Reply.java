package org.hornbook.infer;

import com.fasterxml.jackson.annotation.JsonInclude;
import java.util.List;

/// A model's text after a prompt, without the stop string that ended it. `tokens` counts all that
/// were generated; times are seconds from the call's start, `tokensPerSecond` as in
/// `GeneratedTokens`, as are `reused` and `foreseen`. `choices`, where they were asked for, has one
/// element for each of the tokens.
public record Reply(
        String text,
        int promptTokens,
        int tokens,
        double secondsToFirst,
        double tokensPerSecond,
        StopReason stop,
        @JsonInclude(JsonInclude.Include.NON_EMPTY) List<TokenChoice> choices,
        int reused,
        int foreseen) {
    public Reply {
        choices = List.copyOf(choices);
    }

    public Reply(
            String text,
            int promptTokens,
            int tokens,
            double secondsToFirst,
            double tokensPerSecond,
            StopReason stop) {
        this(text, promptTokens, tokens, secondsToFirst, tokensPerSecond, stop, List.of(), 0, 0);
    }
}
