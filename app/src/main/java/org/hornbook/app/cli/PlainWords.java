package org.hornbook.app.cli;

import org.hornbook.app.Sentence;
import org.hornbook.job.JobCancelledException;
import org.hornbook.store.WorkspaceBusyException;

import picocli.CommandLine;
import picocli.CommandLine.IExecutionExceptionHandler;
import picocli.CommandLine.IParameterExceptionHandler;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.ParseResult;
import picocli.CommandLine.UnmatchedArgumentException;

import java.io.PrintWriter;

/// Turns what went wrong into one sentence on standard error, and an exit status. A stack trace is
/// shown only with `--verbose`.
final class PlainWords implements IExecutionExceptionHandler {
    @Override
    public int handleExecutionException(Exception e, CommandLine command, ParseResult parsed) {
        PrintWriter err = command.getErr();
        if (e instanceof JobCancelledException) {
            return ExitCode.INTERRUPTED;
        }
        err.println("hornbook: " + Sentence.of(e));
        if (parsed.hasMatchedOption("--verbose")
                || parsed.commandSpec()
                        .root()
                        .commandLine()
                        .getParseResult()
                        .hasMatchedOption("--verbose")) {
            e.printStackTrace(err);
        }
        err.flush();
        return e instanceof WorkspaceBusyException ? ExitCode.BUSY : ExitCode.FAILED;
    }

    /// A command line that was not understood: one sentence and where to look.
    static final class Usage implements IParameterExceptionHandler {
        @Override
        public int handleParseException(ParameterException e, String[] arguments) {
            CommandLine command = e.getCommandLine();
            PrintWriter err = command.getErr();
            err.println("hornbook: " + e.getMessage());
            UnmatchedArgumentException.printSuggestions(e, err);
            err.println("Try `" + command.getCommandSpec().qualifiedName() + " --help`.");
            err.flush();
            return ExitCode.USAGE;
        }
    }
}
