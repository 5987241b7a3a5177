package org.hornbook.infer.remote;

/// What a reply cost, in tokens as the server counts them; both 0 if the server does not say.
public record Usage(long promptTokens, long completionTokens) {
    public static final Usage UNKNOWN = new Usage(0, 0);
}
