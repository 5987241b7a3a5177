package org.hornbook.app.cli;

import org.hornbook.app.Graphs;
import org.hornbook.app.Words;
import org.hornbook.checkpoint.Checkpoint;
import org.hornbook.infer.Generator;
import org.hornbook.infer.OnnxGenerator;

import picocli.CommandLine.Command;
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
    @Parameters(paramLabel = "DIR", description = "a folder with config.json and safetensors")
    private Path folder;

    @Option(names = "--tokens", required = true, split = ",", paramLabel = "ID")
    private List<Integer> tokens;

    /// One row a position, one number a token of the vocabulary.
    record Logits(float[][] logits) {}

    @Override
    void run(Console console) throws Exception {
        int[] ids = tokens.stream().mapToInt(i -> i).toArray();
        try (Checkpoint checkpoint = Checkpoint.open(folder);
                Generator generator =
                        OnnxGenerator.open(
                                checkpoint,
                                Graphs.of(workspaceFolder()),
                                Runtime.getRuntime().availableProcessors())) {
            float[][] logits = generator.logits(ids);
            StringBuilder words = new StringBuilder();
            for (int i = 0; i < ids.length; i++) {
                words.append("after ")
                        .append(ids[i])
                        .append(": ")
                        .append(best(logits[i]))
                        .append('\n');
            }
            console.report(new Logits(logits), words.toString().stripTrailing());
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
