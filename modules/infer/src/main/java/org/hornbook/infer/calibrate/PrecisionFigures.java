package org.hornbook.infer.calibrate;

import java.nio.file.Path;
import org.hornbook.checkpoint.Checkpoint;
import org.hornbook.checkpoint.GraphProgress;
import org.hornbook.checkpoint.Precision;
import org.hornbook.infer.InferencePace;
import org.hornbook.infer.OnnxGenerator;

/// What a precision costs and what it is worth, measured: how far the next tokens are from those of
/// the model in fp32 on some texts, and how fast it reads and writes.
///
/// @param divergence mean Kullback-Leibler divergence from fp32, in nats; 0 in fp32
/// @param agreeing share of tokens after which both find the same one likeliest
/// @param perplexity on the texts
/// @param exactPerplexity that of fp32
/// @param tokens of the texts
/// @param prefill tokens a second, read
/// @param decode tokens a second, written, after 128 others
/// @param bytes of its weights, about
public record PrecisionFigures(
        double divergence,
        double agreeing,
        double perplexity,
        double exactPerplexity,
        int tokens,
        double prefill,
        double decode,
        long bytes) {
    private static final int CONTEXT = 128; // tokens
    private static final int RUNS = 3;

    /// Measures `checkpoint` in `precision`, whose graph is written below `graphs` where it is not
    /// there, as `ModelQuality` does: on the texts that its calibration held back, where there is
    /// one, so that both can be compared. Throws what `progress` throws.
    public static PrecisionFigures measure(
            Checkpoint checkpoint,
            Path graphs,
            Precision precision,
            Texts texts,
            int threads,
            CalibrationProgress progress) {
        Quality quality =
                ModelQuality.measure(checkpoint, graphs, precision, texts, threads, progress)
                        .quality();
        progress.told(0, 0, "measuring its pace");
        try (OnnxGenerator generator =
                OnnxGenerator.open(checkpoint, graphs, threads, precision, GraphProgress.SILENT)) {
            InferencePace.AtContext pace = InferencePace.at(generator, checkpoint, CONTEXT, RUNS);
            return new PrecisionFigures(
                    quality.divergence(),
                    quality.agreeing(),
                    quality.perplexity(),
                    quality.exactPerplexity(),
                    quality.tokens(),
                    pace.prefill(),
                    pace.decode(),
                    OnnxGenerator.bytes(checkpoint, precision));
        }
    }
}
