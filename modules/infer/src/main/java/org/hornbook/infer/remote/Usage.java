package org.hornbook.infer.remote;

/// What a reply cost, in tokens as the server counts them; both 0 if the server does not say.
public record Usage(long promptTokens, long completionTokens) {
    public static final Usage UNKNOWN = new Usage(0, 0);

    /// Whether the server has said it.
    public boolean known() {
        return promptTokens > 0 || completionTokens > 0;
    }

    public Usage plus(Usage other) {
        return new Usage(
                promptTokens + other.promptTokens, completionTokens + other.completionTokens);
    }

    public long total() {
        return promptTokens + completionTokens;
    }
}
