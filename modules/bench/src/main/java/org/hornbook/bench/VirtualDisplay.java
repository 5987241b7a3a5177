package org.hornbook.bench;

import java.io.BufferedReader;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;

/// An X server without a screen of its own (Xvfb), and a hand on its keyboard (xdotool).
record VirtualDisplay(Process server, String name) implements AutoCloseable {
    /// Throws `IOException` in one sentence if Xvfb or xdotool is missing.
    static VirtualDisplay open() throws IOException {
        for (String tool : List.of("Xvfb", "xdotool")) {
            boolean there =
                    java.util.Arrays.stream(System.getenv("PATH").split(":"))
                            .anyMatch(p -> new java.io.File(p, tool).canExecute());
            if (!there) {
                throw new IOException("needs " + tool + ": apt-get install xvfb xdotool");
            }
        }
        Process server =
                new ProcessBuilder(
                                "Xvfb",
                                "-displayfd",
                                "1",
                                "-screen",
                                "0",
                                "1920x1080x24",
                                "-nolisten",
                                "tcp")
                        .redirectError(ProcessBuilder.Redirect.DISCARD)
                        .start();
        BufferedReader out = server.inputReader();
        String number = out.readLine();
        if (number == null) {
            throw new IOException("Xvfb did not start");
        }
        return new VirtualDisplay(server, ":" + number.strip());
    }

    /// Gives the keyboard to the window whose title holds `title`; there is no window manager to.
    void focus(String title) throws IOException, InterruptedException {
        tool("search", "--onlyvisible", "--name", title, "windowfocus");
    }

    void press(String keys) throws IOException, InterruptedException {
        tool("key", keys);
    }

    private void tool(String... words) throws IOException, InterruptedException {
        List<String> command = new ArrayList<>(List.of("xdotool"));
        command.addAll(List.of(words));
        ProcessBuilder builder =
                new ProcessBuilder(command)
                        .redirectErrorStream(true)
                        .redirectOutput(ProcessBuilder.Redirect.DISCARD);
        builder.environment().put("DISPLAY", name);
        if (builder.start().waitFor() != 0) {
            throw new IOException("xdotool could not " + String.join(" ", words));
        }
    }

    @Override
    public void close() {
        server.destroy();
    }
}
