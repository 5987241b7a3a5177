package org.hornbook.app.view.jobs;

import org.hornbook.app.JobSummary;
import org.hornbook.app.desk.FxJobs;
import org.hornbook.job.JobRecord;
import org.hornbook.job.JobState;
import org.hornbook.job.Pace;
import org.hornbook.job.Progress;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/// What is stored of the jobs, and what this window runs, made one list. The pace of a job of
/// another process is what it advanced since it was first seen here.
final class JobRows {
    private final Map<String, Seen> seen = new HashMap<>();

    private record Seen(Instant started, long done, long nanos) {}

    /// The newest first, what waits on top.
    List<JobRow> of(List<JobRecord> records, List<FxJobs.Running> live, long nanos) {
        Map<String, FxJobs.Running> mine = new HashMap<>();
        live.forEach(r -> mine.put(r.handle().spec().fingerprint(), r));
        Set<String> stored = new HashSet<>();
        List<JobRow> rows = new ArrayList<>();
        for (JobRecord record : records) {
            stored.add(record.fingerprint());
            rows.add(row(record, Optional.ofNullable(mine.get(record.fingerprint())), nanos));
        }
        List<JobRow> waiting = new ArrayList<>();
        live.stream()
                .filter(r -> !stored.contains(r.handle().spec().fingerprint()))
                .forEach(r -> waiting.addFirst(waiting(r)));
        waiting.addAll(rows);
        return List.copyOf(waiting);
    }

    private static JobRow waiting(FxJobs.Running r) {
        boolean runs = r.state() instanceof JobState.Running<?>;
        return new JobRow(
                r.handle().spec().fingerprint(),
                r.handle().spec().kind(),
                r.title(),
                runs ? Stage.RUNNING : Stage.WAITING,
                progress(r).orElse(Progress.of(0, 0, "")),
                pace(r),
                "",
                "",
                true,
                ProcessHandle.current().pid(),
                Optional.empty(),
                Optional.empty(),
                Optional.empty());
    }

    private JobRow row(JobRecord record, Optional<FxJobs.Running> mine, long nanos) {
        Stage stage = Stage.of(record.status());
        Progress progress = record.progress();
        Pace pace = Pace.UNKNOWN;
        if (mine.isPresent()) {
            boolean runs = mine.get().state() instanceof JobState.Running<?>;
            stage = runs || stage == Stage.RUNNING ? Stage.RUNNING : Stage.WAITING;
            progress = progress(mine.get()).orElse(progress);
            pace = pace(mine.get());
        } else if (stage == Stage.RUNNING) {
            pace = watched(record, nanos);
        }
        return new JobRow(
                record.fingerprint(),
                record.kind(),
                record.title(),
                stage,
                progress,
                pace,
                stage == Stage.DONE ? JobSummary.of(record) : "",
                stage == Stage.FAILED ? record.error().orElse("") : "",
                mine.isPresent(),
                record.pid(),
                Optional.of(record.started()),
                record.ended(),
                Optional.of(record));
    }

    private static Optional<Progress> progress(FxJobs.Running r) {
        return r.state() instanceof JobState.Running<?>(var now, var pace)
                ? Optional.of(now)
                : Optional.empty();
    }

    private static Pace pace(FxJobs.Running r) {
        return r.state() instanceof JobState.Running<?>(var now, var pace) ? pace : Pace.UNKNOWN;
    }

    private Pace watched(JobRecord record, long nanos) {
        Seen first = seen.get(record.fingerprint());
        Progress now = record.progress();
        if (first == null || !first.started().equals(record.started())) {
            seen.put(record.fingerprint(), new Seen(record.started(), now.done(), nanos));
            return Pace.UNKNOWN;
        }
        double seconds = (nanos - first.nanos()) / 1e9;
        long done = now.done() - first.done();
        if (done <= 0 || seconds <= 0) {
            return Pace.UNKNOWN;
        }
        double perSecond = done / seconds;
        return new Pace(
                perSecond,
                now.total() > 0
                        ? Optional.of(
                                Duration.ofMillis(
                                        Math.round(
                                                Math.max(0, now.total() - now.done())
                                                        / perSecond
                                                        * 1000)))
                        : Optional.empty());
    }
}
