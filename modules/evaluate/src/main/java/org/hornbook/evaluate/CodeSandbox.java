package org.hornbook.evaluate;

import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;

/// Runs Python programs that nobody trusts. Each program gets a fresh interpreter inside a child
/// process that has no files, no network, no threads, no processes, no environment and no Java
/// classes to reach; a time limit; and a memory limit, which is the child's whole heap. A child
/// that dies is replaced.
///
/// `run` may be called from as many threads as there are workers; further callers wait.
public final class CodeSandbox implements AutoCloseable {
    private final Limits limits;
    private final Path log;
    private final BlockingQueue<SandboxWorker> idle = new LinkedBlockingQueue<>();
    private final List<SandboxWorker> all = new ArrayList<>();

    /// @param time of a processor for one program, start of the interpreter included; by the clock
    ///   it may take six times as much, where other programs need the processor too
    /// @param memoryMegabytes the heap of a child, in MiB
    public record Limits(Duration time, int memoryMegabytes) {
        /// HumanEval allows 3 s on CPython; this interpreter is given 10 s, since it starts cold.
        public static final Limits USUAL = new Limits(Duration.ofSeconds(10), 768);

        public Limits {
            if (time.isNegative() || time.isZero()) {
                throw new IllegalArgumentException("time limit " + time + " is not positive");
            }
            if (memoryMegabytes < 256) {
                throw new IllegalArgumentException(
                        "memory limit " + memoryMegabytes + " MiB is below 256");
            }
        }
    }

    /// Prepares `workers` children; each is started with its first program. Their standard error
    /// goes to `log`.
    public CodeSandbox(int workers, Limits limits, Path log) {
        this.limits = limits;
        this.log = log;
        for (int i = 0; i < workers; i++) {
            SandboxWorker worker = new SandboxWorker(limits, log);
            all.add(worker);
            idle.add(worker);
        }
    }

    public Limits limits() {
        return limits;
    }

    public int workers() {
        return all.size();
    }

    /// Runs `program` to its end or limit. Throws `IOException` only if no child can be started at
    /// all.
    public Outcome run(String program) throws IOException, InterruptedException {
        SandboxWorker worker = idle.take();
        try {
            return worker.run(program);
        } finally {
            idle.add(worker);
        }
    }

    Path log() {
        return log;
    }

    /// Ends the children at once.
    @Override
    public void close() {
        all.forEach(SandboxWorker::close);
    }
}
