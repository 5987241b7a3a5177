package org.hornbook.job;

/// The job was asked to stop; what it had committed is kept.
public final class JobCancelledException extends RuntimeException {
    public JobCancelledException() {
        super("cancelled");
    }
}
