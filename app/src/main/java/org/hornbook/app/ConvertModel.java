package org.hornbook.app;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.hornbook.checkpoint.Checkpoint;
import org.hornbook.checkpoint.GraphProgress;
import org.hornbook.checkpoint.Precision;
import org.hornbook.checkpoint.Tokenizer;
import org.hornbook.infer.PrecisionFigures;
import org.hornbook.job.Cursor;
import org.hornbook.job.Job;
import org.hornbook.job.JobContext;
import org.hornbook.job.JobSpec;
import org.hornbook.job.Progress;
import org.hornbook.job.Provenance;

/// Writes the graph of a checkpoint in a precision, and measures what that costs and is worth.
/// Cancelled, it leaves nothing half; killed, it goes on with the tensor it was at.
public final class ConvertModel implements Job<PrecisionFigures> {
    /// The kind of this job, by which its results are found.
    public static final String KIND = "checkpoint.convert";

    private final String name;
    private final Path folder;
    private final String fingerprint;
    private final Path graphs;
    private final Precision.Kind kind;
    private final List<String> texts;
    private final int threads;

    /// Reads the checkpoint's hash; takes as long as that.
    ///
    /// @param name of the checkpoint, for people
    /// @param graphs where graphs are kept
    /// @param texts to measure on
    public ConvertModel(
            String name,
            Path folder,
            Path graphs,
            Precision.Kind kind,
            List<String> texts,
            int threads) {
        this.name = name;
        this.folder = folder;
        this.graphs = graphs;
        this.kind = kind;
        this.texts = List.copyOf(texts);
        this.threads = threads;
        try (Checkpoint checkpoint = Checkpoint.open(folder)) {
            if (checkpoint.ready().isPresent()) {
                throw new IllegalArgumentException(
                        name + " is a package: it is run in the precision it came in");
            }
            this.fingerprint = checkpoint.fingerprint();
        }
    }

    @Override
    public JobSpec spec() {
        String precision = Precision.of(kind).toString();
        return JobSpec.of(
                        KIND,
                        "convert " + name + " to " + precision,
                        Provenance.here(
                                Map.of("model", fingerprint),
                                Map.of("name", name, "precision", precision),
                                0))
                .noting(Map.of("folder", folder.toString()));
    }

    @Override
    public Class<PrecisionFigures> resultType() {
        return PrecisionFigures.class;
    }

    @Override
    public PrecisionFigures run(JobContext context) {
        Thread worker = Thread.currentThread();
        context.onCancel(worker::interrupt);
        try (Checkpoint checkpoint = Checkpoint.open(folder)) {
            Optional<Tokenizer> tokenizer = checkpoint.tokenizer();
            List<int[]> ids = new ArrayList<>();
            tokenizer.ifPresent(t -> texts.forEach(text -> ids.add(t.encode(text))));
            context.commit(Cursor.of("graph"), Progress.of(0, 0, "bytes"), transaction -> {});
            GraphProgress written =
                    (bytes, of) ->
                            context.report(
                                    Progress.of(bytes, of, "bytes").saying("writing the graph"));
            return PrecisionFigures.measure(
                    checkpoint,
                    graphs,
                    Precision.of(kind),
                    ids,
                    threads,
                    written,
                    () -> context.report(Progress.of(0, 0, "parts").saying("measuring")));
        } finally {
            if (Thread.interrupted()) {
                context.checkCancelled();
            }
        }
    }

    /// The first of the lessons that come with the program.
    public static List<String> shippedTexts() throws IOException {
        Path file =
                Path.of(System.getProperty("hornbook.home", "."), "datasets", "lessons")
                        .resolve("documents.jsonl.gz");
        if (!Files.isRegularFile(file)) {
            throw new IllegalArgumentException("the texts to measure on are not there: " + file);
        }
        return SampleTexts.of(file, 40);
    }
}
