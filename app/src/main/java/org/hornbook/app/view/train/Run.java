package org.hornbook.app.view.train;

import java.nio.file.Path;
import java.time.Instant;
import java.util.Optional;
import org.hornbook.train.TrainReport;
import org.hornbook.train.TrainingConfig;

/// A training run as a person sees it.
///
/// @param job the number of its job in the workspace
/// @param label the name, with a part of the fingerprint if a newer run has the same name
/// @param data the corpus or kept set; empty if it is not known any more
/// @param tokenizer SHA-256 of the tokenizer: losses compare only under the same one
/// @param step steps made
/// @param saved the newest step whose state is on disk; 0 if none is
/// @param error what it failed with; empty if it did not
/// @param folder where its states lie
/// @param checkpoint where the finished model lies or will lie
public record Run(
        String fingerprint,
        long job,
        String name,
        String label,
        String data,
        String tokenizer,
        Stage stage,
        TrainingConfig config,
        int step,
        int saved,
        String error,
        Path folder,
        Path checkpoint,
        Instant started,
        Optional<TrainReport> report) {
    /// What becomes of a run.
    public enum Stage {
        /// Another job of this window comes first.
        WAITING,
        RUNNING,
        /// Another process trains it.
        ELSEWHERE,
        PAUSED,
        /// Its process is gone.
        INTERRUPTED,
        FAILED,
        /// It was asked to finish before its last step.
        STOPPED,
        DONE
    }

    public boolean active() {
        return stage == Stage.RUNNING || stage == Stage.WAITING || stage == Stage.ELSEWHERE;
    }

    public boolean resumable() {
        return stage == Stage.PAUSED || stage == Stage.INTERRUPTED || stage == Stage.FAILED;
    }

    /// Whether it can be ended with a checkpoint of what it has learned so far.
    public boolean finishable() {
        return stage == Stage.RUNNING || resumable() && saved > 0;
    }

    public boolean finished() {
        return stage == Stage.DONE || stage == Stage.STOPPED;
    }

    /// 0-1
    public double share() {
        return (double) step / config.steps();
    }

    public long tokensAt(long at) {
        return at * config.batch() * config.context();
    }

    Run at(Stage next, int now) {
        return new Run(
                fingerprint,
                job,
                name,
                label,
                data,
                tokenizer,
                next,
                config,
                now,
                saved,
                error,
                folder,
                checkpoint,
                started,
                report);
    }
}
