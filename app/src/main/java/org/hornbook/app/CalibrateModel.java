package org.hornbook.app;

import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.hornbook.checkpoint.Checkpoint;
import org.hornbook.checkpoint.MeasuredActivations;
import org.hornbook.checkpoint.Precision;
import org.hornbook.infer.calibrate.Calibration;
import org.hornbook.infer.calibrate.CalibrationProgress;
import org.hornbook.infer.calibrate.ModelQuality;
import org.hornbook.infer.calibrate.Texts;
import org.hornbook.job.Cursor;
import org.hornbook.job.Job;
import org.hornbook.job.JobContext;
import org.hornbook.job.JobSpec;
import org.hornbook.job.Progress;
import org.hornbook.job.Provenance;

/// Rounds a checkpoint to 4 bits with regard to what its products multiply, measures how far that
/// is from the exact model, and chooses where activations may be rounded too. The model is usable
/// meanwhile as it was, and used as calibrated from the moment that is whole. Stopped or killed, it
/// goes on with the layer it was at.
public final class CalibrateModel implements Job<CalibrateModel.Report> {
    /// The kind of this job, by which its results are found.
    public static final String KIND = "checkpoint.calibrate";

    private final String name;
    private final Path folder;
    private final String fingerprint;
    private final Path graphs;
    private final CalibrationTexts documents;
    private final int block;
    private final int pieces;
    private final int threads;

    /// @param name of the checkpoint, for people
    /// @param graphs where graphs are kept
    /// @param block 32, 64 or 128 weights share a scale
    /// @param pieces of 256 tokens that are used
    public CalibrateModel(
            String name,
            Path folder,
            Path graphs,
            CalibrationTexts documents,
            int block,
            int pieces,
            int threads) {
        if (pieces < 1) {
            throw new IllegalArgumentException("--samples " + pieces + " is less than 1");
        }
        this.name = name;
        this.folder = folder;
        this.graphs = graphs;
        this.documents = documents;
        this.block = Precision.calibrated().inBlocksOf(block).block();
        this.pieces = pieces;
        this.threads = threads;
        try (Checkpoint checkpoint = Checkpoint.open(folder)) {
            this.fingerprint = checkpoint.fingerprint();
        }
    }

    /// @param divergence mean Kullback-Leibler divergence from the exact model, in nats
    /// @param perplexity of the rounded model on text that was held back
    /// @param exactPerplexity of the exact one
    /// @param agreeing share of tokens after which both find the same one likeliest
    /// @param exactActivations products whose activations stay exact
    /// @param smallCache whether keys and values are kept in 8 bits
    public record Report(
            String name,
            int block,
            int tokens,
            double divergence,
            double perplexity,
            double exactPerplexity,
            double agreeing,
            List<String> exactActivations,
            boolean smallCache,
            double seconds) {}

    @Override
    public JobSpec spec() {
        return JobSpec.of(
                        KIND,
                        "calibrate " + name + " in blocks of " + block,
                        Provenance.here(
                                Map.of("model", fingerprint, "texts", documents.fingerprint()),
                                Map.of("name", name, "block", block, "samples", pieces),
                                0))
                .noting(
                        Map.of(
                                "folder",
                                folder.toString(),
                                "textsOption",
                                documents.option(),
                                "texts",
                                documents.name()));
    }

    /// Measuring afterwards takes about an eighth of the time.
    private static Progress progress(long done, long of, String doing) {
        return Progress.of(done, of + of / 8, "million products").saying(doing);
    }

    @Override
    public Class<Report> resultType() {
        return Report.class;
    }

    @Override
    public Report run(JobContext context) {
        long start = System.nanoTime();
        try (Checkpoint checkpoint = Checkpoint.open(folder)) {
            Texts texts =
                    Texts.of(
                            checkpoint,
                            documents.documents(),
                            pieces,
                            () -> {
                                context.checkCancelled();
                                return false;
                            });
            String[] stage = {""};
            long[] all = {1};
            CalibrationProgress progress =
                    (done, of, doing) -> {
                        all[0] = of;
                        Progress now = progress(done, of, doing);
                        if (doing.equals(stage[0])) {
                            context.report(now);
                        } else {
                            stage[0] = doing;
                            context.commit(Cursor.of(doing), now, t -> {});
                        }
                    };
            Calibration.run(checkpoint, graphs, block, texts, threads, progress);
            ModelQuality measured =
                    ModelQuality.measure(
                            checkpoint,
                            graphs,
                            Precision.calibrated().inBlocksOf(block),
                            texts,
                            threads,
                            (done, of, doing) ->
                                    context.report(progress(all[0] + all[0] / 16, all[0], doing)));
            return new Report(
                    name,
                    block,
                    texts.used().stream().mapToInt(t -> t.length).sum(),
                    measured.quality().divergence(),
                    measured.quality().perplexity(),
                    measured.quality().exactPerplexity(),
                    measured.quality().agreeing(),
                    measured.activations().map(MeasuredActivations::exact).orElse(List.of()),
                    measured.activations().map(MeasuredActivations::smallCache).orElse(false),
                    (System.nanoTime() - start) / 1e9);
        }
    }
}
