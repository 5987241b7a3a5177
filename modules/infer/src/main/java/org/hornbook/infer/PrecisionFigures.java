package org.hornbook.infer;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.hornbook.checkpoint.Checkpoint;
import org.hornbook.checkpoint.GraphProgress;
import org.hornbook.checkpoint.Precision;

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
    private static final int LARGEST_TEXT = 128; // tokens
    private static final long MOST_LOGITS = 1 << 24; // numbers held of fp32, 67 MB

    /// Measures `checkpoint` in `precision`, whose graphs are written below `graphs` where they are
    /// not there. Throws `IllegalArgumentException` if no text has two tokens, and what `between`
    /// throws.
    ///
    /// @param texts in tokens; of many, the first are used
    /// @param between called between the parts of the work
    public static PrecisionFigures measure(
            Checkpoint checkpoint,
            Path graphs,
            Precision precision,
            List<int[]> texts,
            int threads,
            GraphProgress progress,
            Runnable between) {
        List<int[]> used = some(checkpoint, texts);
        List<float[][]> exact = new ArrayList<>();
        try (OnnxGenerator generator =
                OnnxGenerator.open(checkpoint, graphs, threads, Precision.FP32, progress)) {
            for (int[] text : used) {
                between.run();
                exact.add(generator.logits(text));
            }
        }
        between.run();
        try (OnnxGenerator generator =
                OnnxGenerator.open(checkpoint, graphs, threads, precision, progress)) {
            double divergence = 0;
            double agreeing = 0;
            double[] surprise = new double[2];
            int tokens = 0;
            for (int i = 0; i < used.size(); i++) {
                between.run();
                int[] text = used.get(i);
                float[][] rounded = generator.logits(text);
                Divergence one = Divergence.of(exact.get(i), rounded);
                divergence += one.mean() * text.length;
                agreeing += one.agreeing() * text.length;
                surprise[0] += surprise(rounded, text);
                surprise[1] += surprise(exact.get(i), text);
                tokens += text.length;
            }
            between.run();
            InferencePace.AtContext pace = InferencePace.at(generator, checkpoint, CONTEXT, RUNS);
            int foretold = tokens - used.size();
            return new PrecisionFigures(
                    divergence / tokens,
                    agreeing / tokens,
                    Math.exp(surprise[0] / foretold),
                    Math.exp(surprise[1] / foretold),
                    tokens,
                    pace.prefill(),
                    pace.decode(),
                    OnnxGenerator.bytes(checkpoint, precision));
        }
    }

    private static List<int[]> some(Checkpoint checkpoint, List<int[]> texts) {
        long room = MOST_LOGITS / checkpoint.shape().vocabSize();
        int longest = Math.min(LARGEST_TEXT, checkpoint.shape().maxPositions());
        List<int[]> used = new ArrayList<>();
        for (int[] text : texts) {
            int length = (int) Math.min(Math.min(text.length, longest), room);
            if (length >= 2) {
                used.add(java.util.Arrays.copyOf(text, length));
                room -= length;
            }
        }
        if (used.isEmpty()) {
            throw new IllegalArgumentException("there is no text of two tokens to measure on");
        }
        return used;
    }

    /// The sum of what each token was unexpected by, in nats.
    private static double surprise(float[][] logits, int[] text) {
        double sum = 0;
        for (int t = 0; t + 1 < text.length; t++) {
            sum -= Divergence.logProbability(logits[t], text[t + 1]);
        }
        return sum;
    }
}
