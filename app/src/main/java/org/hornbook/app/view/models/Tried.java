package org.hornbook.app.view.models;

import org.hornbook.evaluate.EvalResult;

import java.time.Instant;

/// What came of a checkpoint on a benchmark.
///
/// @param job the fingerprint of the job, under which its answers are kept
/// @param model the fingerprint of the checkpoint
/// @param benchmark the SHA-256 of the benchmark's file
/// @param maxTokens of one answer
/// @param file where the benchmark was; empty if that was not noted
public record Tried(
        String job,
        String model,
        String benchmark,
        int maxTokens,
        String file,
        EvalResult result,
        Instant when) {
    /// Results with the same key can be compared.
    public String key() {
        return benchmark + " " + maxTokens;
    }
}
