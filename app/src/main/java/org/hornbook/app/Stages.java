package org.hornbook.app;

import org.hornbook.job.Job;
import org.hornbook.job.Reuse;

/// How a walk of many jobs is followed: by the command line with lines of text, by the desktop with
/// a view.
public interface Stages {
    /// A stage begins.
    void stage(String words);

    /// A stage gave this.
    void result(String words);

    /// Runs a job to its end. Throws what it failed with.
    <R> R run(Job<R> job, Reuse reuse) throws Exception;
}
