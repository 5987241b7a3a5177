package org.hornbook.classify;

/// What training on kept text costs here, as measured on an earlier run.
///
/// @param measuredOn the name of that run
/// @param tokensPerCharacter of the same kind of text; per UTF-16 code unit
/// @param tokensPerSecond trained
public record Effort(String measuredOn, double tokensPerCharacter, double tokensPerSecond) {
    /// About how many tokens the texts have.
    public double tokens(long characters) {
        return characters * tokensPerCharacter;
    }

    /// About how long one pass over the texts trains.
    public double seconds(long characters) {
        return tokens(characters) / tokensPerSecond;
    }
}
