package org.hornbook.app.cli;

import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.AccessDeniedException;
import java.nio.file.NoSuchFileException;
import java.util.concurrent.ExecutionException;
import org.hornbook.job.JobCancelledException;
import org.hornbook.store.WorkspaceBusyException;
import picocli.CommandLine;
import picocli.CommandLine.IExecutionExceptionHandler;
import picocli.CommandLine.IParameterExceptionHandler;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.ParseResult;
import picocli.CommandLine.UnmatchedArgumentException;

/// Turns what went wrong into one sentence on standard error, and an exit status. A stack trace is
/// shown only with `--verbose`.
final class PlainWords implements IExecutionExceptionHandler {
    @Override
    public int handleExecutionException(Exception e, CommandLine command, ParseResult parsed) {
        PrintWriter err = command.getErr();
        if (e instanceof JobCancelledException) {
            return ExitCode.INTERRUPTED;
        }
        err.println("hornbook: " + sentence(e));
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

    static String sentence(Throwable e) {
        return switch (e) {
            case NoSuchFileException missing -> "there is no file " + missing.getFile();
            case AccessDeniedException denied -> "no permission to read " + denied.getFile();
            case ExecutionException wrapped when wrapped.getCause() != null ->
                    sentence(wrapped.getCause());
            case OutOfMemoryError memory ->
                    "not enough memory ("
                            + memory.getMessage()
                            + "): set HORNBOOK_MEMORY, for example to 4g";
            case IOException io when io.getMessage() != null -> io.getMessage();
            default -> e.getMessage() == null ? e.toString() : e.getMessage();
        };
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
