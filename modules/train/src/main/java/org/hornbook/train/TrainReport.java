package org.hornbook.train;

/// What a training run gave.
///
/// @param tokens seen, repetitions counted
/// @param firstLoss of the first step, in nats a token
/// @param lastLoss mean of the last 20 steps
/// @param tokensPerSecond over the whole run, interruptions left out
/// @param checkpoint the folder of the model
public record TrainReport(
        String name,
        long parameters,
        int steps,
        long tokens,
        double firstLoss,
        double lastLoss,
        double tokensPerSecond,
        String checkpoint) {}
