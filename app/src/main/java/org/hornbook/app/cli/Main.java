package org.hornbook.app.cli;

import org.hornbook.app.desk.Texts;
import org.hornbook.app.window.Desktop;
import org.hornbook.store.Workspace;

import picocli.CommandLine;

import java.io.PrintWriter;
import java.util.logging.Level;
import java.util.logging.Logger;

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
        if (opensWindow(arguments)) {
            return window(arguments);
        }
        return commandLine().execute(arguments);
    }

    /// Without arguments, or with a workspace alone (a double-clicked file names one), the window
    /// opens.
    private static boolean opensWindow(String... arguments) {
        return arguments.length == 0
                || arguments.length == 1 && arguments[0].endsWith(Workspace.MARK);
    }

    private static int window(String... arguments) {
        if (!Desktop.hasDisplay()) {
            System.err.println(Texts.of("nodisplay"));
            return ExitCode.USAGE;
        }
        return Desktop.open(arguments);
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
