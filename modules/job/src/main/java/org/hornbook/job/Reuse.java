package org.hornbook.job;

/// What to do with a job that has been finished before. An unfinished one always goes on where it
/// stopped.
public enum Reuse {
    /// Return the stored result without running.
    FINISHED,
    /// Run it again from the start.
    NEVER
}
