package org.hornbook.app.cli;

import org.hornbook.app.Graphs;
import org.hornbook.app.Words;
import org.hornbook.checkpoint.Checkpoint;
import org.hornbook.checkpoint.Precision;
import org.hornbook.infer.Divergence;
import org.hornbook.infer.Generator;
import org.hornbook.infer.OnnxGenerator;

import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;

@Command(
        name = "logits",
        description =
                "The raw logits of a checkpoint after each of the tokens given; needs config.json"
                        + " and weights only.")
final class LogitsVerb extends Verb {
    @Parameters(
            paramLabel = "DIR",
            description = "a folder with config.json and safetensors, a package or a GGUF file")
    private Path folder;

    @Option(names = "--tokens", required = true, split = ",", paramLabel = "ID")
    private List<Integer> tokens;

    @Mixin private PrecisionOptions precision;

    @Option(
            names = "--quality",
            description = "also how far the next tokens are from those in fp32")
    private boolean quality;

    /// One row a position, one number a token of the vocabulary.
    record Logits(float[][] logits) {}

    /// The same with how far it is from fp32.
    record Judged(float[][] logits, Divergence divergence) {}

    @Override
    void run(Console console) throws Exception {
        int[] ids = tokens.stream().mapToInt(i -> i).toArray();
        Precision kept = precision.precision(folder, Graphs.of(workspaceFolder()));
        try (Checkpoint checkpoint = Checkpoint.open(folder)) {
            float[][] logits = logits(checkpoint, kept, ids, console);
            StringBuilder words = new StringBuilder();
            for (int i = 0; i < ids.length; i++) {
                words.append("after ")
                        .append(ids[i])
                        .append(": ")
                        .append(best(logits[i]))
                        .append('\n');
            }
            if (quality && checkpoint.ready().isPresent()) {
                throw new IllegalArgumentException(
                        folder
                                + " is a package of one precision: there is no fp32 to compare with");
            }
            if (!quality) {
                console.report(new Logits(logits), words.toString().stripTrailing());
                return;
            }
            Divergence divergence =
                    Divergence.of(logits(checkpoint, Precision.FP32, ids, console), logits);
            words.append("KL divergence to fp32: ")
                    .append(Words.figure(divergence.mean()))
                    .append(" on average, ")
                    .append(Words.figure(divergence.most()))
                    .append(" at most; the same first choice in ")
                    .append(Math.round(100 * divergence.agreeing()))
                    .append(" of 100");
            console.report(new Judged(logits, divergence), words.toString());
        }
    }

    private float[][] logits(Checkpoint checkpoint, Precision kept, int[] ids, Console console) {
        try (Generator generator =
                OnnxGenerator.open(
                        checkpoint,
                        Graphs.of(workspaceFolder()),
                        Runtime.getRuntime().availableProcessors(),
                        kept,
                        PrecisionOptions.told(console))) {
            return generator.logits(ids);
        }
    }

    /// The five most likely next tokens.
    private static String best(float[] row) {
        Integer[] order = new Integer[row.length];
        Arrays.setAll(order, i -> i);
        Arrays.sort(order, (a, b) -> Float.compare(row[b], row[a]));
        StringBuilder words = new StringBuilder();
        for (int i = 0; i < Math.min(5, order.length); i++) {
            words.append(i == 0 ? "" : ", ")
                    .append(order[i])
                    .append(" (")
                    .append(Words.figure(row[order[i]]))
                    .append(')');
        }
        return words.toString();
    }
}
