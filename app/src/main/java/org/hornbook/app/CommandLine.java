package org.hornbook.app;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/// Command lines to be copied out of the window.
public final class CommandLine {
    private CommandLine() {}

    /// `hornbook ...` on a workspace, quoted for a shell.
    public static String of(Path workspace, List<String> words) {
        List<String> all = new ArrayList<>();
        all.add("hornbook");
        all.addAll(words);
        // Behind `--` there are no options any more.
        int end = all.indexOf("--");
        all.addAll(end < 0 ? all.size() : end, List.of("--workspace", workspace.toString()));
        return String.join(" ", all.stream().map(CommandLine::quoted).toList());
    }

    private static String quoted(String word) {
        return word.matches("[\\w@%+=:,./-]+") ? word : "'" + word.replace("'", "'\\''") + "'";
    }
}
