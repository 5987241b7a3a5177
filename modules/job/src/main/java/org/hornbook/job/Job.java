package org.hornbook.job;

/// A piece of long work. It copies its inputs when it is made, and speaks to the world only through
/// `JobContext`.
///
/// Run again with the same `spec().fingerprint()`, a job goes on from `JobContext.cursor()`;
/// finished, it is not run again unless asked to: the stored result is returned. The result is a
/// record of plain values, kept as JSON.
public interface Job<R> {
    JobSpec spec();

    Class<R> resultType();

    /// Does the work. Throws `JobCancelledException` out of `commit` or `report` when cancelled;
    /// any other exception fails the job with its message, and what was committed stays.
    R run(JobContext context) throws Exception;
}
