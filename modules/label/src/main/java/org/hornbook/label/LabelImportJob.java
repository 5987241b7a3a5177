package org.hornbook.label;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.zip.GZIPInputStream;
import org.hornbook.corpus.Corpus;
import org.hornbook.corpus.CorpusRepository;
import org.hornbook.corpus.DocumentId;
import org.hornbook.job.Cursor;
import org.hornbook.job.Job;
import org.hornbook.job.JobContext;
import org.hornbook.job.JobSpec;
import org.hornbook.job.Progress;
import org.hornbook.job.Provenance;
import org.hornbook.store.Json;
import org.hornbook.store.Sha256;

/// Brings labels from JSON Lines (plain or `.gz`) to the documents of a corpus: `id`, `label`,
/// optionally `rationale` and `annotator`. Run again it changes nothing.
public final class LabelImportJob implements Job<LabelImportReport> {
    private static final int BATCH = 1_000;
    private static final int LISTED = 100;

    private final LabelRepository labels;
    private final CorpusRepository corpora;
    private final Plan plan;

    /// @param annotator of the rows that name none; a row that names none is bad if this is empty
    public record Plan(
            Path file,
            Corpus corpus,
            Rubric rubric,
            Optional<String> annotator,
            Annotator.Kind kind) {}

    public LabelImportJob(LabelRepository labels, CorpusRepository corpora, Plan plan) {
        this.labels = labels;
        this.corpora = corpora;
        this.plan = plan;
    }

    @Override
    public JobSpec spec() {
        try {
            return JobSpec.of(
                            "label.import",
                            "import labels of "
                                    + plan.corpus().name()
                                    + " from "
                                    + plan.file().getFileName(),
                            Provenance.here(
                                    Map.of("labels", Sha256.of(plan.file())),
                                    Map.of(
                                            "corpus", plan.corpus().name(),
                                            "rubric",
                                                    plan.rubric().name()
                                                            + " "
                                                            + plan.rubric().version(),
                                            "annotator", plan.annotator().orElse("")),
                                    0))
                    .noting(
                            Map.of(
                                    "file", plan.file().toAbsolutePath().toString(),
                                    "kind", plan.kind().name()));
        } catch (IOException e) {
            throw new UncheckedIOException("cannot read " + plan.file() + ": " + e.getMessage(), e);
        }
    }

    @Override
    public Class<LabelImportReport> resultType() {
        return LabelImportReport.class;
    }

    /// A row that was understood.
    private record Row(String key, int value, String rationale, String annotator) {}

    @Override
    public LabelImportReport run(JobContext context) throws IOException {
        RubricId rubric = labels.rubric(plan.rubric());
        Tally tally = new Tally();
        List<Row> batch = new ArrayList<>();
        try (BufferedReader lines = open()) {
            for (String line; (line = lines.readLine()) != null; ) {
                tally.rows++;
                if (!line.isBlank()) {
                    row(line, tally).ifPresent(batch::add);
                }
                if (batch.size() == BATCH) {
                    store(batch, rubric, tally, context);
                }
            }
        } catch (java.io.EOFException e) {
            tally.bad(plan.file(), "the file breaks off in the middle; the rows before are kept");
        }
        store(batch, rubric, tally, context);
        return new LabelImportReport(
                plan.corpus().name(),
                List.copyOf(tally.annotators),
                tally.labels,
                tally.unknown,
                tally.bad,
                List.copyOf(tally.rejected));
    }

    private Optional<Row> row(String line, Tally tally) {
        try {
            JsonNode json = Json.read(line, JsonNode.class);
            String key = json.path("id").asText("");
            JsonNode value = json.has("label") ? json.path("label") : json.path("score");
            String annotator = json.path("annotator").asText(plan.annotator().orElse(""));
            if (key.isEmpty()) {
                tally.bad(plan.file(), "no id");
            } else if (!value.isIntegralNumber()) {
                tally.bad(plan.file(), "label " + value + " is not a whole number");
            } else if (!plan.rubric().admits(value.asInt())) {
                tally.bad(
                        plan.file(),
                        "label "
                                + value
                                + " outside "
                                + plan.rubric().lowest()
                                + ".."
                                + plan.rubric().highest());
            } else if (annotator.isEmpty()) {
                tally.bad(plan.file(), "no annotator: name one with --annotator");
            } else {
                return Optional.of(
                        new Row(key, value.asInt(), json.path("rationale").asText(""), annotator));
            }
        } catch (IllegalArgumentException e) {
            tally.bad(plan.file(), "not JSON");
        }
        return Optional.empty();
    }

    private void store(List<Row> batch, RubricId rubric, Tally tally, JobContext context) {
        if (batch.isEmpty()) {
            context.report(Progress.of(tally.rows, 0, "labels"));
            return;
        }
        Map<String, DocumentId> ids =
                corpora.ids(plan.corpus().id(), batch.stream().map(Row::key).toList());
        Map<String, AnnotatorId> annotators = new HashMap<>();
        for (Row row : batch) {
            annotators.computeIfAbsent(
                    row.annotator(), name -> labels.annotator(name, plan.kind()).id());
        }
        Instant now = Instant.now();
        context.commit(
                Cursor.of(Map.of("rows", tally.rows)),
                Progress.of(tally.rows, 0, "labels"),
                t -> {
                    for (Row row : batch) {
                        DocumentId document = ids.get(row.key());
                        if (document == null) {
                            tally.unknown(plan.file(), row.key());
                        } else {
                            AnnotatorId annotator = annotators.get(row.annotator());
                            labels.put(
                                    t,
                                    new Label(
                                            document,
                                            rubric,
                                            row.value(),
                                            row.rationale(),
                                            annotator,
                                            now));
                            tally.labels++;
                            tally.annotators.add(row.annotator());
                        }
                    }
                });
        batch.clear();
    }

    private BufferedReader open() throws IOException {
        InputStream in = Files.newInputStream(plan.file());
        if (plan.file().toString().endsWith(".gz")) {
            in = new GZIPInputStream(in);
        }
        return new BufferedReader(new InputStreamReader(in, StandardCharsets.UTF_8));
    }

    /// What has been seen so far.
    private static final class Tally {
        private final Set<String> annotators = new LinkedHashSet<>();
        private final List<String> rejected = new ArrayList<>();
        private long rows;
        private long labels;
        private long unknown;
        private long bad;

        void bad(Path file, String reason) {
            bad++;
            list(file, reason);
        }

        void unknown(Path file, String key) {
            unknown++;
            list(file, "no document has the id " + key);
        }

        private void list(Path file, String reason) {
            if (rejected.size() < LISTED) {
                rejected.add(file.getFileName() + ":" + rows + ": " + reason);
            }
        }
    }
}
