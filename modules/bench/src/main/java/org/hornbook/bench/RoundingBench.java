package org.hornbook.bench;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.hornbook.app.CalibrationTexts;
import org.hornbook.app.Training;
import org.hornbook.app.Workbench;
import org.hornbook.checkpoint.Checkpoint;
import org.hornbook.checkpoint.Precision;
import org.hornbook.corpus.DocumentSource;
import org.hornbook.corpus.ImportJob;
import org.hornbook.corpus.ImportPlan;
import org.hornbook.infer.calibrate.Calibration;
import org.hornbook.infer.calibrate.CalibrationProgress;
import org.hornbook.infer.calibrate.ModelQuality;
import org.hornbook.infer.calibrate.Texts;
import org.hornbook.job.Job;
import org.hornbook.job.JobState;
import org.hornbook.job.Reuse;
import org.hornbook.store.Access;
import org.hornbook.train.Schedule;
import org.hornbook.train.TokenizeJob;
import org.hornbook.train.TokenizerJob;
import org.hornbook.train.TrainingConfig;

/// How far each way of rounding is from a trained checkpoint: that in `-Drounding.model=`, or one
/// of 3.7 million parameters that is trained on the sample exercises first (six minutes on two
/// cores). Measured on pieces of the sample texts that nothing was calibrated on.
/// `-Drounding.pieces=` is how many pieces of 256 tokens are calibrated on.
final class RoundingBench {
    private static final Path DATASETS = Path.of(System.getProperty("hornbook.datasets"));
    private static final int THREADS = Runtime.getRuntime().availableProcessors();

    private final Path folder;
    private final int pieces = Integer.getInteger("rounding.pieces", Texts.USUAL_PIECES);

    RoundingBench(Path folder) {
        this.folder = folder;
    }

    void run() throws Exception {
        String given = System.getProperty("rounding.model", "");
        Path model = given.isEmpty() ? trained() : Path.of(given);
        Path graphs = Files.createDirectories(folder.resolve("graphs"));
        try (Checkpoint checkpoint = Checkpoint.open(model)) {
            Texts texts =
                    Texts.of(
                            checkpoint,
                            CalibrationTexts.shipped(DATASETS).documents(),
                            pieces,
                            () -> false);
            System.out.printf(
                    "%s: %,d parameters; calibrated on %,d pieces, measured on %,d others of %d tokens%n"
                            + "| weights | block | KL to fp32 | with exact activations | perplexity (fp32 %.4f) | same first choice | KL to that of plain 32 |%n",
                    model,
                    checkpoint.config().parameters(),
                    texts.used().size(),
                    texts.held().size(),
                    texts.held().getFirst().length,
                    measured(checkpoint, graphs, Precision.of(Precision.Kind.INT8), texts)
                            .quality()
                            .exactPerplexity());
            Precision int4 = Precision.of(Precision.Kind.INT4);
            double plain = measured(checkpoint, graphs, int4, texts).quality().divergence();
            row(checkpoint, graphs, "int8", Precision.of(Precision.Kind.INT8), texts, plain);
            for (int block : new int[] {32, 64, 128}) {
                row(checkpoint, graphs, "plain", int4.inBlocksOf(block), texts, plain);
            }
            for (int block : new int[] {32, 64, 128}) {
                Calibration.run(
                        checkpoint, graphs, block, texts, THREADS, CalibrationProgress.SILENT);
                row(checkpoint, graphs, "calibrated", calibrated(block), texts, plain);
            }
            for (Precision.Kind kind : List.of(Precision.Kind.INT8, Precision.Kind.FP32)) {
                row(
                        checkpoint,
                        graphs,
                        "plain, embedding " + kind,
                        parts(int4, Precision.Kind.INT4, kind),
                        texts,
                        plain);
                row(
                        checkpoint,
                        graphs,
                        "calibrated, embedding " + kind,
                        parts(calibrated(128), Precision.Kind.INT4, kind),
                        texts,
                        plain);
                row(
                        checkpoint,
                        graphs,
                        "calibrated, embedding and head " + kind,
                        parts(calibrated(128), kind, kind),
                        texts,
                        plain);
                row(
                        checkpoint,
                        graphs,
                        "plain, embedding and head " + kind,
                        parts(int4, kind, kind),
                        texts,
                        plain);
            }
        }
    }

    private static Precision calibrated(int block) {
        return Precision.of(Precision.Kind.INT4)
                .inBlocksOf(block)
                .rounded(Precision.Rounding.CALIBRATED);
    }

    private static Precision parts(Precision p, Precision.Kind head, Precision.Kind embedding) {
        return new Precision(p.layers(), p.block(), head, embedding, p.activations(), p.rounding());
    }

    private static ModelQuality measured(
            Checkpoint checkpoint, Path graphs, Precision precision, Texts texts) {
        return ModelQuality.measure(
                checkpoint, graphs, precision, texts, THREADS, CalibrationProgress.SILENT);
    }

    private static void row(
            Checkpoint checkpoint,
            Path graphs,
            String name,
            Precision precision,
            Texts texts,
            double plain) {
        var rounded = measured(checkpoint, graphs, precision, texts).quality();
        var exact =
                measured(checkpoint, graphs, precision.with(Precision.Activations.EXACT), texts)
                        .quality();
        System.out.printf(
                "| %s | %d | %.5f | %.5f | %.4f | %.1f%% | %.2f |%n",
                name,
                precision.block(),
                rounded.divergence(),
                exact.divergence(),
                rounded.perplexity(),
                100 * rounded.agreeing(),
                rounded.divergence() / plain);
    }

    private Path trained() throws Exception {
        try (Workbench bench =
                Workbench.open(
                        Files.createDirectories(folder.resolve("workspace")),
                        Access.WRITE,
                        "bench")) {
            Path file = DATASETS.resolve("exercises").resolve("documents.jsonl.gz");
            done(bench, new ImportJob(bench.corpora(), ImportPlan.of(file, "exercises")));
            DocumentSource documents = bench.documents("exercises");
            Training training = new Training(bench.workspace());
            TokenizerJob words = training.tokenizer(documents, 1024);
            done(bench, words);
            TokenizeJob shard = training.shard(documents, words.file());
            done(bench, shard);
            TrainingConfig config =
                    new TrainingConfig(
                            4,
                            256,
                            8,
                            256,
                            1024,
                            8,
                            500,
                            2e-3,
                            50,
                            Schedule.LINEAR,
                            0.1,
                            0.9,
                            0.95,
                            1e-8,
                            1,
                            0.5,
                            1,
                            THREADS,
                            250);
            done(
                    bench,
                    training.run(
                            "rounding", config, training.shardFolder(documents, words.file())));
            return bench.checkpoint("rounding");
        }
    }

    private static <R> void done(Workbench bench, Job<R> job) throws IOException {
        try {
            JobState<R> end = bench.runner().submit(job, Reuse.FINISHED).await();
            if (!(end instanceof JobState.Succeeded<R>)) {
                throw new IllegalStateException("not finished: " + end);
            }
        } catch (InterruptedException e) {
            throw new IllegalStateException(e);
        }
    }
}
