package org.hornbook.infer;

import java.util.List;

/// How the next token is chosen.
///
/// - `maxTokens`: at most that many, at least 1.
/// - `temperature`: 0 takes the most likely token (the lowest id among equals); else logits are
///   divided by it.
/// - `topP`: keeps the fewest most likely tokens whose probabilities reach it together, in (0, 1].
/// - `topK`: keeps that many of the most likely tokens; 0 keeps all. Applied before `topP`.
/// - `seed`: the same seed, model and settings give the same text.
/// - `stop`: texts at which a reply ends; they are not part of it. A plain `Generator` ignores
///   them.
///
/// Throws `IllegalArgumentException` for a value outside its range.
public record Sampling(
        int maxTokens, double temperature, double topP, int topK, long seed, List<String> stop) {
    public Sampling {
        stop = List.copyOf(stop);
        check(maxTokens >= 1, "maxTokens " + maxTokens + " is less than 1");
        check(
                temperature >= 0 && Double.isFinite(temperature),
                "temperature " + temperature + " is negative or no number");
        check(topP > 0 && topP <= 1, "topP " + topP + " is outside (0, 1]");
        check(topK >= 0, "topK " + topK + " is negative");
        check(stop.stream().noneMatch(String::isEmpty), "a stop string is empty");
    }

    public static Sampling greedy(int maxTokens) {
        return new Sampling(maxTokens, 0, 1, 0, 0, List.of());
    }

    public Sampling withStop(List<String> texts) {
        return new Sampling(maxTokens, temperature, topP, topK, seed, texts);
    }

    public Sampling withMaxTokens(int tokens) {
        return new Sampling(tokens, temperature, topP, topK, seed, stop);
    }

    private static void check(boolean holds, String otherwise) {
        if (!holds) {
            throw new IllegalArgumentException(otherwise);
        }
    }
}
