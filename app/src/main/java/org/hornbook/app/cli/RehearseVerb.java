package org.hornbook.app.cli;

import org.hornbook.app.window.Desktop;

import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;

@Command(
        name = "rehearse",
        hidden = true,
        description =
                "Runs other commands in this one process, then opens the window, goes through every"
                        + " view and closes it; the packaged program is made to start fast with it.")
final class RehearseVerb extends Verb {
    @Option(
            names = "--command",
            paramLabel = "LINE",
            description = "a command to run first, its words apart by single spaces")
    private List<String> commands = List.of();

    @Override
    void run(Console console) throws Exception {
        for (String command : commands) {
            List<String> words = new ArrayList<>(List.of(command.split(" ")));
            words.addAll(List.of("--workspace", workspaceFolder().toString()));
            int status = Main.commandLine().execute(words.toArray(String[]::new));
            if (status != ExitCode.OK) {
                throw new IllegalStateException(
                        "the rehearsal of `" + command + "` ended with " + status);
            }
        }
        Desktop.rehearse(workspaceFolder());
        console.report(Map.of("views", "all"), "every view was shown");
    }
}
