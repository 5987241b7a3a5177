package org.hornbook.app.cli;

import org.hornbook.app.Words;
import org.hornbook.app.Workbench;
import org.hornbook.job.JobRecord;
import org.hornbook.job.Pace;

import picocli.CommandLine.Command;

import java.util.List;
import java.util.Locale;
import java.util.Map;

@Command(
        name = "jobs",
        description =
                "What runs, ran, failed, or can be resumed in the workspace; also while another"
                        + " process works.")
final class JobsVerb extends Verb {
    /// A job in a list.
    record Listed(
            String kind,
            String title,
            String status,
            String progress,
            String started,
            String error) {}

    @Override
    void run(Console console) throws Exception {
        try (Workbench bench = read()) {
            List<JobRecord> all = bench.jobs().all();
            StringBuilder words = new StringBuilder();
            for (JobRecord job : all) {
                words.append("%-11s %s".formatted(status(job), job.title()));
                if (job.status() != JobRecord.Status.SUCCEEDED
                        && !job.progress().unit().isEmpty()) {
                    words.append(": ").append(Words.progress(job.progress(), Pace.UNKNOWN));
                }
                job.error().ifPresent(e -> words.append("\n            ").append(e));
                words.append('\n');
            }
            console.report(
                    Map.of("jobs", all.stream().map(JobsVerb::listed).toList()),
                    all.isEmpty() ? "No job has run here yet." : words.toString().stripTrailing());
        }
    }

    private static Listed listed(JobRecord job) {
        return new Listed(
                job.kind(),
                job.title(),
                status(job),
                Words.progress(job.progress(), Pace.UNKNOWN),
                job.started().toString(),
                job.error().orElse(null));
    }

    private static String status(JobRecord job) {
        return job.status().name().toLowerCase(Locale.ROOT);
    }
}
