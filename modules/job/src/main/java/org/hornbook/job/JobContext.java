package org.hornbook.job;

import java.util.Optional;
import org.hornbook.store.Transaction;

/// All that a running job may use to speak.
public interface JobContext {
    /// Where the last run of the same job stopped; empty when it starts afresh.
    Optional<Cursor> cursor();

    /// Stores what `writes` does, the cursor and the progress in one transaction. This is the
    /// cancel point: throws `JobCancelledException`, with nothing stored, once the job was
    /// cancelled.
    void commit(Cursor next, Progress progress, Work writes);

    /// The same for a job that knows its next cursor and progress only once the rows are written:
    /// `writes` returns them.
    void commit(Counted writes);

    /// Tells progress without storing anything; a cancel point as well. Cheap: call it as often as
    /// you like.
    void report(Progress progress);

    /// Adds a point to a curve of this job: `loss` at step 120. Kept with the next commit, or at
    /// the end.
    void metric(String name, long step, double value);

    /// Runs `action` at once when the job is cancelled, on the canceller's thread: to kill a child,
    /// to close a socket.
    void onCancel(Runnable action);

    /// Throws `JobCancelledException` if the job was cancelled.
    void checkCancelled();

    /// Where a job is after a commit.
    record Reached(Cursor next, Progress progress) {}

    /// Writes, and says how far that has brought the job.
    @FunctionalInterface
    interface Counted {
        Reached in(Transaction transaction);
    }

    /// What a job writes in a commit.
    @FunctionalInterface
    interface Work {
        Work NOTHING = transaction -> {};

        void in(Transaction transaction);
    }
}
