package org.hornbook.app.view.jobs;

import org.hornbook.job.JobRecord;
import org.hornbook.job.Pace;
import org.hornbook.job.Progress;

import java.time.Duration;
import java.time.Instant;
import java.util.Optional;

/// A job in the list.
///
/// @param pace of a running one: as this window's runner measures it, or as it was seen to advance
/// @param result what came of it, in a few words
/// @param error why it failed, in one sentence; else empty
/// @param here whether it runs in this window
/// @param pid the process that runs or ran it
/// @param started empty if it has not begun
/// @param record as it is stored; empty if it has not begun for the first time
public record JobRow(
        String fingerprint,
        String kind,
        String title,
        Stage stage,
        Progress progress,
        Pace pace,
        String result,
        String error,
        boolean here,
        long pid,
        Optional<Instant> started,
        Optional<Instant> ended,
        Optional<JobRecord> record) {
    /// How long it ran, until it ended or now; empty if that is not known.
    Optional<Duration> took(Instant now) {
        if (stage == Stage.WAITING || started.isEmpty()) {
            return Optional.empty();
        }
        return stage == Stage.RUNNING
                ? Optional.of(Duration.between(started.get(), now))
                : ended.map(e -> Duration.between(started.get(), e));
    }

    /// 0-1; negative while it cannot be told.
    double share() {
        return progress.total() > 0 ? (double) progress.done() / progress.total() : -1;
    }
}
