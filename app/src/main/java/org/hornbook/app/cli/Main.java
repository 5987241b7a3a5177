package org.hornbook.app.cli;

import java.io.PrintWriter;
import java.util.logging.Level;
import java.util.logging.Logger;
import picocli.CommandLine;

/// Where the program starts.
public final class Main {
    /// Kept so that the levels set below are not collected with their loggers.
    private static final Logger ROOT_LOGGER = Logger.getLogger("");

    private Main() {}

    public static void main(String[] arguments) {
        System.exit(run(arguments));
    }

    /// Runs one command and returns its exit status.
    public static int run(String... arguments) {
        ROOT_LOGGER.setLevel(Level.SEVERE);
        System.setProperty("ai.djl.offline", "true");
        return commandLine().execute(arguments);
    }

    static CommandLine commandLine() {
        return new CommandLine(new Hornbook())
                .setOut(new PrintWriter(System.out, true))
                .setErr(new PrintWriter(System.err, true))
                .setCaseInsensitiveEnumValuesAllowed(true)
                .setExecutionExceptionHandler(new PlainWords())
                .setParameterExceptionHandler(new PlainWords.Usage());
    }
}
