package org.hornbook.app.cli;

import java.util.logging.Level;
import java.util.logging.Logger;
import picocli.CommandLine;

/// Where the program starts.
public final class Main {
    /// Kept so that the levels set below are not collected with their loggers.
    private static final Logger ROOT_LOGGER = Logger.getLogger("");

    private Main() {}

    public static void main(String[] arguments) {
        ROOT_LOGGER.setLevel(Level.SEVERE);
        System.setProperty("ai.djl.offline", "true");
        System.exit(commandLine().execute(arguments));
    }

    static CommandLine commandLine() {
        return new CommandLine(new Hornbook())
                .setCaseInsensitiveEnumValuesAllowed(true)
                .setExecutionExceptionHandler(new PlainWords())
                .setParameterExceptionHandler(new PlainWords.Usage());
    }
}
