package org.hornbook.app;

import java.nio.file.Path;
import java.util.Map;
import org.hornbook.checkpoint.Checkpoint;
import org.hornbook.checkpoint.Precision;
import org.hornbook.infer.calibrate.PrecisionFigures;
import org.hornbook.infer.calibrate.Texts;
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
    private final CalibrationTexts documents;
    private final int threads;

    /// Reads the checkpoint's hash; takes as long as that.
    ///
    /// @param name of the checkpoint, for people
    /// @param graphs where graphs are kept
    /// @param documents to measure on
    public ConvertModel(
            String name,
            Path folder,
            Path graphs,
            Precision.Kind kind,
            CalibrationTexts documents,
            int threads) {
        this.name = name;
        this.folder = folder;
        this.graphs = graphs;
        this.kind = kind;
        this.documents = documents;
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
            context.commit(Cursor.of("graph"), Progress.of(0, 0, "bytes"), transaction -> {});
            Texts texts =
                    Texts.of(
                            checkpoint,
                            documents.documents(),
                            Texts.USUAL_PIECES,
                            () -> {
                                context.checkCancelled();
                                return false;
                            });
            return PrecisionFigures.measure(
                    checkpoint,
                    graphs,
                    Precision.of(kind),
                    texts,
                    threads,
                    (done, of, doing) -> context.report(progress(done, of, doing)));
        } finally {
            if (Thread.interrupted()) {
                context.checkCancelled();
            }
        }
    }

    private static Progress progress(long done, long of, String doing) {
        return Progress.of(done, of, doing.equals("writing the graph") ? "bytes" : "parts")
                .saying(doing);
    }
}
