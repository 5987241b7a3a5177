package org.hornbook.job;

import java.io.BufferedReader;
import java.io.BufferedWriter;
import java.io.File;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/// A second Java process on the same class path: for work that may crash natively, needs its own
/// memory settings, or runs what nobody trusts. It speaks by lines on standard input and output;
/// its standard error goes to a log file.
///
/// The child's main method must call `ParentWatch.endWithParent()`, so that no child outlives its
/// parent.
public final class ChildJvm implements AutoCloseable {
    /// The properties by which a packaged program tells its libraries where their native parts lie
    /// already, so that nothing is unpacked. They hold for its children as well.
    private static final List<String> PLACES =
            List.of(
                    "PYTORCH_LIBRARY_PATH",
                    "RUST_LIBRARY_PATH",
                    "onnxruntime.native.path",
                    "org.sqlite.lib.path",
                    "ZstdNativePath",
                    "polyglot.engine.resourcePath",
                    "jna.boot.library.path",
                    "jna.nounpack");

    private final Process process;
    private final BufferedReader out;
    private final BufferedWriter in;

    private ChildJvm(Process process) {
        this.process = process;
        this.out = process.inputReader();
        this.in = process.outputWriter();
    }

    /// Starts `main` with JVM flags, arguments and extra environment variables. `log` is appended
    /// to.
    public static ChildJvm start(
            Class<?> main,
            List<String> jvmFlags,
            List<String> arguments,
            Map<String, String> environment,
            Path log)
            throws IOException {
        List<String> command = new ArrayList<>();
        command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
        command.add("-XX:-UsePerfData"); // one file less to leave behind when killed
        command.addAll(jvmFlags);
        for (String place : PLACES) {
            String where = System.getProperty(place);
            if (where != null) {
                command.add("-D" + place + "=" + where);
            }
        }
        command.add("-cp");
        command.add(
                System.getProperty(
                        "surefire.test.class.path", System.getProperty("java.class.path")));
        command.add("-D" + ParentWatch.PARENT + "=" + ProcessHandle.current().pid());
        command.add(main.getName());
        command.addAll(arguments);
        ProcessBuilder builder = new ProcessBuilder(command);
        builder.environment().putAll(environment);
        builder.redirectError(ProcessBuilder.Redirect.appendTo(new File(log.toString())));
        return new ChildJvm(builder.start());
    }

    /// Lines the child prints. Ends when the child ends.
    public BufferedReader out() {
        return out;
    }

    /// Sends one line to the child.
    public void send(String line) throws IOException {
        in.write(line);
        in.newLine();
        in.flush();
    }

    public Process process() {
        return process;
    }

    /// Ends the child at once, if it still runs.
    @Override
    public void close() {
        process.destroyForcibly();
    }
}
