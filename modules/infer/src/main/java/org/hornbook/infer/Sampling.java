package org.hornbook.infer;

import java.util.List;

/// How the next token is chosen.
///
/// - `maxTokens`: at most that many, at least 1.
/// - `temperature`: 0 takes the most likely token (the lowest id among equals); else logits are
///   divided by it.
/// - `topP`: keeps the fewest most likely tokens whose probabilities reach it together, in (0, 1].
/// - `topK`: keeps that many of the most likely tokens; 0 keeps all. Applied before `topP`.
/// - `minP`: keeps the tokens at least that many times as likely as the likeliest, in [0, 1]; 0
///   keeps all. Applied last.
/// - `repetitionPenalty`: logits of tokens that occur in prompt or reply are divided by it where
///   positive and multiplied where negative, before anything else; 1 changes nothing, and so does
///   0, which stands in settings stored before there was one.
/// - `seed`: the same seed, model and settings give the same text.
/// - `stop`: texts at which a reply ends; they are not part of it. A plain `Generator` ignores
///   them.
/// - `alternatives`: how many of the likeliest tokens are told with each one chosen.
///
/// Each means what it means to transformers. Throws `IllegalArgumentException` for a value outside
/// its range.
public record Sampling(
        int maxTokens,
        double temperature,
        double topP,
        int topK,
        double minP,
        double repetitionPenalty,
        long seed,
        List<String> stop,
        int alternatives) {
    private static final int MOST_ALTERNATIVES = 100;

    public Sampling {
        stop = List.copyOf(stop);
        repetitionPenalty = repetitionPenalty == 0 ? 1 : repetitionPenalty;
        check(maxTokens >= 1, "maxTokens " + maxTokens + " is less than 1");
        check(
                temperature >= 0 && Double.isFinite(temperature),
                "temperature " + temperature + " is negative or no number");
        check(topP > 0 && topP <= 1, "topP " + topP + " is outside (0, 1]");
        check(topK >= 0, "topK " + topK + " is negative");
        check(minP >= 0 && minP <= 1, "minP " + minP + " is outside [0, 1]");
        check(
                repetitionPenalty > 0 && Double.isFinite(repetitionPenalty),
                "repetitionPenalty " + repetitionPenalty + " is negative or no number");
        check(stop.stream().noneMatch(String::isEmpty), "a stop string is empty");
        check(
                alternatives >= 0 && alternatives <= MOST_ALTERNATIVES,
                "alternatives " + alternatives + " is outside 0 to " + MOST_ALTERNATIVES);
    }

    public Sampling(
            int maxTokens,
            double temperature,
            double topP,
            int topK,
            long seed,
            List<String> stop) {
        this(maxTokens, temperature, topP, topK, 0, 1, seed, stop, 0);
    }

    public static Sampling greedy(int maxTokens) {
        return new Sampling(maxTokens, 0, 1, 0, 0, List.of());
    }

    public Sampling withStop(List<String> texts) {
        return copy(maxTokens, minP, repetitionPenalty, seed, texts, alternatives);
    }

    public Sampling withMaxTokens(int tokens) {
        return copy(tokens, minP, repetitionPenalty, seed, stop, alternatives);
    }

    public Sampling withSeed(long next) {
        return copy(maxTokens, minP, repetitionPenalty, next, stop, alternatives);
    }

    public Sampling withMinP(double least) {
        return copy(maxTokens, least, repetitionPenalty, seed, stop, alternatives);
    }

    public Sampling withRepetitionPenalty(double penalty) {
        return copy(maxTokens, minP, penalty, seed, stop, alternatives);
    }

    public Sampling withAlternatives(int count) {
        return copy(maxTokens, minP, repetitionPenalty, seed, stop, count);
    }

    private Sampling copy(
            int tokens, double least, double penalty, long from, List<String> stops, int count) {
        return new Sampling(tokens, temperature, topP, topK, least, penalty, from, stops, count);
    }

    private static void check(boolean holds, String otherwise) {
        if (!holds) {
            throw new IllegalArgumentException(otherwise);
        }
    }
}
