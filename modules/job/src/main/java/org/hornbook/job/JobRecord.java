package org.hornbook.job;

import java.time.Instant;
import java.util.Optional;

/// A job as the workspace remembers it.
///
/// @param status `running`, `succeeded`, `cancelled` or `failed`; a `running` one whose process is
///   gone was interrupted
/// @param pid the process that runs or ran it
/// @param result the result as JSON, once it succeeded
/// @param error the message of the failure
public record JobRecord(
        long id,
        String kind,
        String title,
        String fingerprint,
        Status status,
        Progress progress,
        long pid,
        Instant started,
        Optional<Instant> ended,
        Optional<Cursor> cursor,
        Optional<String> result,
        Optional<String> error,
        String provenance) {
    public enum Status {
        RUNNING,
        SUCCEEDED,
        CANCELLED,
        FAILED,
        INTERRUPTED
    }

    /// A job that was running in a process that is no longer there reads as interrupted: it can be
    /// resumed.
    public JobRecord seenNow() {
        boolean gone =
                status == Status.RUNNING
                        && ProcessHandle.of(pid).filter(ProcessHandle::isAlive).isEmpty();
        return gone
                ? new JobRecord(
                        id,
                        kind,
                        title,
                        fingerprint,
                        Status.INTERRUPTED,
                        progress,
                        pid,
                        started,
                        ended,
                        cursor,
                        result,
                        error,
                        provenance)
                : this;
    }
}
