package org.hornbook.job;

import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.LocalDateTime;
import java.time.format.DateTimeFormatter;
import java.util.Locale;

/// What happened to a job, a line at a time, in a plain file of its own: started, how far, ended.
/// The details of a failure follow its line, indented. A log that cannot be written stops no job.
public final class JobLog {
    private static final DateTimeFormatter TIME =
            DateTimeFormatter.ofPattern("yyyy-MM-dd HH:mm:ss");
    private static final long EVERY_NANOS = 10_000_000_000L;

    private final Path file;
    private long told;
    private boolean begun;

    private JobLog(Path file) {
        this.file = file;
    }

    /// The log of the job with that fingerprint, in a folder of logs.
    public static Path file(Path logs, String fingerprint) {
        return logs.resolve("job-" + fingerprint.substring(0, 12) + ".log");
    }

    /// `logs` may be null: nothing is written then.
    static JobLog of(Path logs, JobSpec spec) {
        return new JobLog(logs == null ? null : file(logs, spec.fingerprint()));
    }

    void say(String words) {
        write(LocalDateTime.now().format(TIME) + "  " + words + "\n");
    }

    /// At most one line in ten seconds.
    void progress(Progress now) {
        long time = System.nanoTime();
        if (begun && time - told < EVERY_NANOS) {
            return;
        }
        begun = true;
        told = time;
        say(words(now));
    }

    void failed(Throwable why) {
        StringWriter trace = new StringWriter();
        why.printStackTrace(new PrintWriter(trace));
        StringBuilder lines = new StringBuilder();
        trace.toString().lines().forEach(l -> lines.append('\t').append(l.strip()).append('\n'));
        say("failed: " + why.getMessage());
        write(lines.toString());
    }

    static String words(Progress p) {
        return String.format(Locale.ROOT, "%,d", p.done())
                + (p.total() > 0 ? String.format(Locale.ROOT, " of %,d", p.total()) : "")
                + " "
                + p.unit()
                + (p.message().isEmpty() ? "" : " - " + p.message());
    }

    private void write(String lines) {
        if (file == null) {
            return;
        }
        try {
            Files.createDirectories(file.getParent());
            Files.writeString(file, lines, StandardOpenOption.CREATE, StandardOpenOption.APPEND);
        } catch (IOException e) {
            // The job goes on: its record in the workspace says what matters.
        }
    }
}
