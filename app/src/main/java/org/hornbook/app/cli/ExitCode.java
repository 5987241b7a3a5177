package org.hornbook.app.cli;

/// What the program's exit status means.
final class ExitCode {
    static final int OK = 0;

    /// The work failed; the sentence on standard error says why.
    static final int FAILED = 1;

    /// The command line was not understood.
    static final int USAGE = 2;

    /// Another process writes to the workspace.
    static final int BUSY = 4;

    /// Stopped by Ctrl+C; running the same command again goes on.
    static final int INTERRUPTED = 130;

    private ExitCode() {}
}
