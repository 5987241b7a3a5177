package org.hornbook.evaluate;

import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Timer;
import java.util.TimerTask;
import java.util.concurrent.atomic.AtomicBoolean;
import org.hornbook.job.ChildJvm;
import org.hornbook.store.Json;

/// One child process of the sandbox, seen from outside: sends a program, reads its outcome, and
/// kills a child that does not keep to its own limit.
final class SandboxWorker implements AutoCloseable {
    /// What a child may take beyond the limit before it is killed: it first tries to stop the
    /// program itself.
    private static final Duration GRACE = Duration.ofSeconds(3);

    /// What a child may take to start.
    private static final Duration START = Duration.ofMinutes(3);

    private final CodeSandbox.Limits limits;
    private final Path log;
    private ChildJvm child;

    SandboxWorker(CodeSandbox.Limits limits, Path log) {
        this.limits = limits;
        this.log = log;
    }

    Outcome run(String program) throws IOException {
        ensureChild();
        String request = Json.write(new SandboxChild.Request(program, limits.time().toMillis()));
        String reply;
        try (Deadline deadline = new Deadline(child, patience())) {
            reply = exchange(request);
            if (reply == null && deadline.passed()) {
                close();
                return new Outcome.TimedOut(limits.time());
            }
        }
        if (reply == null
                || !reply.startsWith("{")) { // a JVM out of memory prints a line of its own
            return diedWithout();
        }
        return outcome(Json.read(reply, SandboxChild.Reply.class));
    }

    private Duration patience() {
        return limits.time().multipliedBy(SandboxChild.PATIENCE).plus(GRACE);
    }

    private Outcome outcome(SandboxChild.Reply reply) {
        return switch (reply.kind()) {
            case "passed" -> new Outcome.Passed();
            case "timeout" -> new Outcome.TimedOut(limits.time());
            case "memory" -> new Outcome.OutOfMemory(limits.memoryMegabytes());
            default -> new Outcome.Failed(reply.why());
        };
    }

    private String exchange(String request) {
        try {
            child.send(request);
            return child.out().readLine();
        } catch (IOException e) {
            return null;
        }
    }

    /// The child ended by itself in the middle of a program: its heap was full, or the interpreter
    /// broke.
    private Outcome diedWithout() {
        int status = waitForStatus();
        close();
        return status == SandboxChild.OUT_OF_MEMORY
                ? new Outcome.OutOfMemory(limits.memoryMegabytes())
                : new Outcome.Failed("the interpreter ended with status " + status);
    }

    private int waitForStatus() {
        try {
            return child.process().waitFor();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return -1;
        }
    }

    private void ensureChild() throws IOException {
        if (child != null && child.process().isAlive()) {
            return;
        }
        child =
                ChildJvm.start(
                        SandboxChild.class,
                        List.of(
                                "-Xmx" + limits.memoryMegabytes() + "m",
                                "-Xss16m",
                                "-XX:+ExitOnOutOfMemoryError",
                                "-XX:+UseSerialGC",
                                "--enable-native-access=ALL-UNNAMED",
                                "--sun-misc-unsafe-memory-access=allow",
                                "-Dpolyglot.engine.WarnInterpreterOnly=false"),
                        List.of(),
                        Map.of(),
                        log);
        String ready;
        try (Deadline deadline = new Deadline(child, START)) {
            ready = child.out().readLine();
        }
        if (!SandboxChild.READY.equals(ready)) {
            close();
            throw new IOException("the code sandbox does not start: see " + log);
        }
    }

    @Override
    public void close() {
        if (child != null) {
            child.close();
            child = null;
        }
    }

    /// Kills a child that has not answered in time.
    private static final class Deadline implements AutoCloseable {
        private static final Timer TIMER = new Timer("hornbook-sandbox-deadline", true);

        private final AtomicBoolean passed = new AtomicBoolean();
        private final TimerTask task;

        Deadline(ChildJvm child, Duration limit) {
            task =
                    new TimerTask() {
                        @Override
                        public void run() {
                            passed.set(true);
                            child.close();
                        }
                    };
            TIMER.schedule(task, limit.toMillis());
        }

        boolean passed() {
            return passed.get();
        }

        @Override
        public void close() {
            task.cancel();
        }
    }
}
