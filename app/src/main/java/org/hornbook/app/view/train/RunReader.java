package org.hornbook.app.view.train;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.hornbook.app.Training;
import org.hornbook.app.Workbench;
import org.hornbook.job.JobRecord;
import org.hornbook.store.Json;
import org.hornbook.train.RunFolder;
import org.hornbook.train.TrainReport;
import org.hornbook.train.TrainingConfig;

/// Reads the runs of a workspace and their curves: of those that have ended once, of the others
/// what is new. To be used by one thread at a time.
final class RunReader {
    private final Map<Long, Read> read = new HashMap<>();

    /// @param at the state of the job at which the points were read
    private record Read(JobRecord at, RunPoints points) {}

    /// All runs, the newest first, and their points by fingerprint.
    record Found(List<JobRecord> jobs, List<Run> runs, Map<String, RunPoints> points) {}

    Found read(Workbench bench) {
        List<JobRecord> jobs = bench.jobs().all().stream().map(JobRecord::seenNow).toList();
        List<JobRecord> training = jobs.stream().filter(j -> j.kind().equals("train.run")).toList();
        Set<String> names = new HashSet<>();
        Training places = new Training(bench.workspace());
        List<Run> runs = new ArrayList<>();
        Map<String, RunPoints> points = new LinkedHashMap<>();
        for (JobRecord job : training) {
            RunPoints known = points(bench, job);
            points.put(job.fingerprint(), known);
            runs.add(run(bench, places, jobs, job, !names.add(name(job)), known));
        }
        read.keySet().retainAll(training.stream().map(JobRecord::id).toList());
        return new Found(jobs, List.copyOf(runs), Map.copyOf(points));
    }

    private RunPoints points(Workbench bench, JobRecord job) {
        Read before = read.getOrDefault(job.id(), new Read(null, RunPoints.NONE));
        if (job.equals(before.at()) && job.status() != JobRecord.Status.RUNNING) {
            return before.points();
        }
        RunPoints now = before.points().further(bench.jobs(), job.id());
        read.put(job.id(), new Read(job, now));
        return now;
    }

    private static Run run(
            Workbench bench,
            Training places,
            List<JobRecord> jobs,
            JobRecord job,
            boolean twice,
            RunPoints points) {
        JsonNode provenance = Json.read(job.provenance(), JsonNode.class);
        TrainingConfig config =
                Json.read(
                        provenance.path("config").path("training").toString(),
                        TrainingConfig.class);
        Optional<TrainReport> report =
                job.status() == JobRecord.Status.SUCCEEDED
                        ? job.result().map(r -> Json.read(r, TrainReport.class))
                        : Optional.empty();
        RunFolder folder = places.folder(job);
        int saved = saved(folder);
        String name = name(job);
        int told = points.steps().length == 0 ? 0 : (int) points.steps()[points.steps().length - 1];
        Run.Stage stage = stage(job, config, report);
        Path checkpoint =
                bench.workspace()
                        .folder()
                        .resolve("checkpoints")
                        .resolve(provenance.path("config").path("checkpoint").asText());
        return new Run(
                job.fingerprint(),
                job.id(),
                name,
                twice ? name + " \u00b7 " + job.fingerprint().substring(0, 4) : name,
                data(jobs, provenance.path("inputs").path("tokens").asText()),
                provenance.path("inputs").path("tokenizer").asText(),
                stage,
                config,
                report.map(TrainReport::steps)
                        .orElse(stage == Run.Stage.PAUSED ? Math.max(saved, 0) : told),
                saved,
                job.error().orElse(""),
                folder.path(),
                checkpoint,
                job.started(),
                report);
    }

    static String name(JobRecord job) {
        return Json.read(job.provenance(), JsonNode.class).path("config").path("name").asText();
    }

    private static int saved(RunFolder folder) {
        try {
            return folder.newest().map(RunFolder.Saved::step).orElse(0);
        } catch (IOException e) {
            throw new UncheckedIOException("cannot read " + folder.path(), e);
        }
    }

    private static Run.Stage stage(
            JobRecord job, TrainingConfig config, Optional<TrainReport> report) {
        return switch (job.status()) {
            case RUNNING ->
                    job.pid() == ProcessHandle.current().pid()
                            ? Run.Stage.RUNNING
                            : Run.Stage.ELSEWHERE;
            case CANCELLED -> Run.Stage.PAUSED;
            case INTERRUPTED -> Run.Stage.INTERRUPTED;
            case FAILED -> Run.Stage.FAILED;
            case SUCCEEDED ->
                    report.isPresent() && report.get().steps() < config.steps()
                            ? Run.Stage.STOPPED
                            : Run.Stage.DONE;
        };
    }

    /// The documents whose tokens these are.
    private static String data(List<JobRecord> jobs, String tokens) {
        return jobs.stream()
                .filter(j -> j.kind().equals("train.tokenize"))
                .filter(j -> j.result().filter(r -> r.contains(tokens)).isPresent())
                .map(j -> j.title().replaceFirst("^tokenize ", ""))
                .findFirst()
                .orElse("");
    }
}
