package org.hornbook.bench;

import java.io.BufferedReader;
import java.io.BufferedWriter;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;

/// llama.cpp in a process of its own, by `peers/llama.py`.
final class LlamaPeer implements AutoCloseable {
    private static final Path SCRIPT = Path.of("modules", "bench", "peers", "llama.py");

    private final Process process;
    private final BufferedReader out;
    private final BufferedWriter in;

    private LlamaPeer(Process process) {
        this.process = process;
        this.out = process.inputReader();
        this.in = process.outputWriter();
    }

    /// @param libraries the folder of llama.cpp's shared libraries
    /// @param context in tokens
    /// @param flash whether with flash attention, which is slower on some machines
    static LlamaPeer start(Path libraries, Path model, int threads, int context, boolean flash)
            throws IOException {
        return new LlamaPeer(
                new ProcessBuilder(
                                List.of(
                                        System.getProperty("llama.python", "python3"),
                                        System.getProperty("llama.script", SCRIPT.toString()),
                                        libraries.toString(),
                                        model.toString(),
                                        "" + threads,
                                        "" + context,
                                        flash ? "1" : "0"))
                        .redirectError(ProcessBuilder.Redirect.INHERIT)
                        .start());
    }

    BufferedReader out() {
        return out;
    }

    void send(String line) throws IOException {
        in.write(line);
        in.newLine();
        in.flush();
    }

    @Override
    public void close() {
        process.destroyForcibly();
    }
}
