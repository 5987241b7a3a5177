package org.hornbook.app.cli;

import java.nio.file.Path;
import java.util.concurrent.Callable;
import org.hornbook.app.Workbench;
import org.hornbook.store.Access;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/// What all verbs share: where to work and how to answer.
@Command(mixinStandardHelpOptions = true, sortOptions = false, usageHelpAutoWidth = true)
abstract class Verb implements Callable<Integer> {
    @Spec private CommandSpec spec;

    @Option(
            names = "--workspace",
            paramLabel = "DIR",
            description = "the folder to work in; default: ${DEFAULT-VALUE}",
            defaultValue = "${sys:user.home}/Hornbook")
    private Path workspace;

    @Option(names = "--json", description = "print one JSON object on standard output")
    private boolean json;

    @Option(names = "--verbose", description = "show the details of an error")
    private boolean verbose;

    /// Does the work; the console is where it speaks.
    abstract void run(Console console) throws Exception;

    @Override
    public final Integer call() throws Exception {
        run(new Console(System.out, System.err, json));
        return ExitCode.OK;
    }

    final Path workspaceFolder() {
        return workspace;
    }

    /// Who decides what this verb decides.
    final String who() {
        return System.getProperty("user.name", "somebody") + ", " + spec.qualifiedName();
    }

    /// Opens the workspace to change it; creates it if there is none.
    final Workbench write() {
        return Workbench.open(workspace, Access.WRITE, spec.qualifiedName());
    }

    /// Opens the workspace to look at it, also while another process writes.
    final Workbench read() {
        return Workbench.open(workspace, Access.READ, spec.qualifiedName());
    }
}
