package org.hornbook.evaluate;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.OutputStream;
import java.io.PrintStream;
import java.lang.management.ManagementFactory;
import java.lang.management.ThreadMXBean;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Timer;
import java.util.TimerTask;
import java.util.concurrent.atomic.AtomicBoolean;
import org.graalvm.polyglot.Context;
import org.graalvm.polyglot.Engine;
import org.graalvm.polyglot.EnvironmentAccess;
import org.graalvm.polyglot.HostAccess;
import org.graalvm.polyglot.PolyglotAccess;
import org.graalvm.polyglot.PolyglotException;
import org.graalvm.polyglot.SandboxPolicy;
import org.graalvm.polyglot.io.IOAccess;
import org.hornbook.job.ParentWatch;
import org.hornbook.store.Json;

/// The sandbox from inside: reads one program a line, runs it in a fresh interpreter, answers with
/// one line.
final class SandboxChild {
    static final String READY = "ready";

    /// The exit status of a JVM that ran out of memory under `-XX:+ExitOnOutOfMemoryError`.
    static final int OUT_OF_MEMORY = 3;

    /// How many times its limit a program may take by the clock, where others need the processor.
    static final int PATIENCE = 6;

    private static final long TICK_MILLIS = 50;
    private static final int WHY_LENGTH = 300;

    private final Engine engine =
            Engine.newBuilder("python")
                    .sandbox(SandboxPolicy.TRUSTED)
                    .option("engine.WarnInterpreterOnly", "false")
                    .build();
    private final Timer timer = new Timer("time-limit", true);

    record Request(String program, long millis) {}

    /// @param kind `passed`, `failed`, `timeout` or `memory`
    record Reply(String kind, String why) {}

    public static void main(String[] arguments) throws IOException {
        ParentWatch.endWithParent();
        PrintStream out = System.out;
        System.setOut(new PrintStream(OutputStream.nullOutputStream()));
        SandboxChild child = new SandboxChild();
        child.run(new Request("1 + 1", Duration.ofMinutes(1).toMillis()));
        out.println(READY);
        BufferedReader in =
                new BufferedReader(new InputStreamReader(System.in, StandardCharsets.UTF_8));
        for (String line; (line = in.readLine()) != null; ) {
            out.println(Json.write(child.run(Json.read(line, Request.class))));
        }
    }

    Reply run(Request request) {
        AtomicBoolean late = new AtomicBoolean();
        Context context = context();
        TimerTask limit = new Limit(context, Duration.ofMillis(request.millis()), late);
        timer.schedule(limit, TICK_MILLIS, TICK_MILLIS);
        try (context) {
            context.eval("python", request.program());
            return new Reply("passed", "");
        } catch (PolyglotException e) {
            return late.get() ? new Reply("timeout", "") : failure(e);
        } catch (IllegalStateException e) {
            return late.get()
                    ? new Reply("timeout", "")
                    : new Reply("failed", shorten(e.getMessage()));
        } finally {
            limit.cancel();
        }
    }

    private Reply failure(PolyglotException e) {
        if (e.isResourceExhausted() && String.valueOf(e.getMessage()).contains("memory")) {
            return new Reply("memory", "");
        }
        return new Reply("failed", shorten(e.getMessage()));
    }

    private Context context() {
        return Context.newBuilder("python")
                .engine(engine)
                .allowAllAccess(false)
                .allowHostAccess(HostAccess.NONE)
                .allowHostClassLookup(name -> false)
                .allowIO(IOAccess.NONE)
                .allowNativeAccess(false)
                .allowCreateThread(false)
                .allowCreateProcess(false)
                .allowPolyglotAccess(PolyglotAccess.NONE)
                .allowEnvironmentAccess(EnvironmentAccess.NONE)
                .out(OutputStream.nullOutputStream())
                .err(OutputStream.nullOutputStream())
                .in(java.io.InputStream.nullInputStream())
                .build();
    }

    /// Closes the interpreter once its thread has had the time it was given: time of the processor,
    /// so that a busy machine fails no program, but never `PATIENCE` times as much by the clock.
    private static final class Limit extends TimerTask {
        private static final ThreadMXBean THREADS = ManagementFactory.getThreadMXBean();

        private final Context context;
        private final Duration time;
        private final AtomicBoolean late;
        private final long thread = Thread.currentThread().threadId();
        private final long worked = THREADS.getThreadCpuTime(thread);
        private final long began = System.nanoTime();

        Limit(Context context, Duration time, AtomicBoolean late) {
            this.context = context;
            this.time = time;
            this.late = late;
        }

        @Override
        public void run() {
            if (THREADS.getThreadCpuTime(thread) - worked > time.toNanos()
                    || System.nanoTime() - began > time.multipliedBy(PATIENCE).toNanos()) {
                late.set(true);
                cancel();
                context.close(true);
            }
        }
    }

    private static String shorten(String why) {
        String text = why == null ? "" : why;
        return text.length() <= WHY_LENGTH ? text : text.substring(0, WHY_LENGTH) + "...";
    }
}
