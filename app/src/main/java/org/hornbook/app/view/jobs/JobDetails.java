package org.hornbook.app.view.jobs;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;

import org.hornbook.app.JobAgain;
import org.hornbook.app.JobCommand;
import org.hornbook.app.desk.Texts;
import org.hornbook.job.JobLog;
import org.hornbook.job.JobRecord;
import org.hornbook.store.Json;

import java.io.IOException;
import java.io.RandomAccessFile;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/// Reads what is stored of a job: provenance as lines, the command, the logs. Waits for files.
final class JobDetails {
    private static final int TAIL = 64 << 10; // bytes of a log that are shown
    private static final int LONGEST = 160; // characters of one value

    private final Path workspace;

    JobDetails(Path workspace) {
        this.workspace = workspace;
    }

    JobsState.Detail of(JobRecord job, List<JobRecord> all) {
        JsonNode provenance = tree(job);
        List<JobsState.Fact> inputs = new ArrayList<>();
        flat("", provenance.path("inputs"), inputs);
        List<JobsState.Fact> config = new ArrayList<>();
        flat("", provenance.path("config"), config);
        List<JobsState.Fact> machine = new ArrayList<>();
        for (String field : List.of("seed", "codeVersion", "jdk", "os", "device")) {
            machine.add(
                    new JobsState.Fact(
                            Texts.of("jobs.fact." + field),
                            provenance.path(field).asText(),
                            false));
        }
        machine.add(new JobsState.Fact(Texts.of("jobs.fact.job"), job.fingerprint(), true));
        return new JobsState.Detail(
                job.fingerprint(),
                List.copyOf(inputs),
                List.copyOf(config),
                List.copyOf(machine),
                new JobCommand(all, workspace).of(job),
                JobAgain.tellsEnough(job),
                logs(job, provenance));
    }

    private static JsonNode tree(JobRecord job) {
        try {
            return Json.mapper().readTree(job.provenance());
        } catch (JsonProcessingException e) {
            throw new IllegalStateException("the provenance of " + job.title() + " is damaged", e);
        }
    }

    private static void flat(String before, JsonNode node, List<JobsState.Fact> into) {
        node.properties()
                .forEach(
                        field -> {
                            String name = before + field.getKey();
                            JsonNode value = field.getValue();
                            if (value.isObject()) {
                                flat(name + ".", value, into);
                                return;
                            }
                            String text = value.isValueNode() ? value.asText() : value.toString();
                            boolean hash = text.matches("[0-9a-f]{64}.*");
                            into.add(
                                    new JobsState.Fact(
                                            name,
                                            text.length() > LONGEST && !hash
                                                    ? text.substring(0, LONGEST) + " \u2026"
                                                    : text,
                                            hash));
                        });
    }

    /// Its own log, and what its child processes said.
    private List<Path> logs(JobRecord job, JsonNode provenance) {
        Path folder = workspace.resolve("logs");
        List<Path> logs = new ArrayList<>();
        logs.add(JobLog.file(folder, job.fingerprint()));
        if (job.kind().equals("train.run")) {
            String name = provenance.path("config").path("name").asText();
            logs.add(folder.resolve("train-" + name + ".log"));
        } else if (job.kind().equals("evaluate.run")) {
            logs.add(folder.resolve("sandbox.log"));
        }
        return logs.stream().filter(JobDetails::says).toList();
    }

    private static boolean says(Path log) {
        try {
            return Files.isRegularFile(log) && Files.size(log) > 0;
        } catch (IOException e) {
            return false;
        }
    }

    /// The end of a log, from the beginning of a line.
    static JobsState.Log tail(Path log, boolean whole) throws IOException {
        try (RandomAccessFile file = new RandomAccessFile(log.toFile(), "r")) {
            long from = Math.max(0, file.length() - TAIL);
            byte[] bytes = new byte[(int) (file.length() - from)];
            file.seek(from);
            file.readFully(bytes);
            String text = new String(bytes, StandardCharsets.UTF_8);
            if (from > 0) {
                text = text.substring(text.indexOf('\n') + 1);
            }
            return new JobsState.Log(log, text, from > 0, whole);
        }
    }
}
