package org.hornbook.app.cli;

import org.hornbook.app.Words;
import org.hornbook.checkpoint.GraphProgress;
import org.hornbook.checkpoint.Precision;

import picocli.CommandLine.Option;

/// How a checkpoint's weights are kept while it runs.
final class PrecisionOptions {
    private static final long TELL_EVERY_NANOS = 1_000_000_000L;

    @Option(
            names = "--precision",
            defaultValue = "fp32",
            description = "fp32, int8 or int4; default: ${DEFAULT-VALUE}")
    private String precision;

    @Option(
            names = "--block",
            paramLabel = "WEIGHTS",
            defaultValue = "" + Precision.USUAL_BLOCK,
            description =
                    "how many rounded weights share a scale: 32, 64 or 128; default:"
                            + " ${DEFAULT-VALUE}")
    private int block;

    @Option(
            names = "--head-precision",
            paramLabel = "PRECISION",
            description = "of the product that gives logits; default: as --precision")
    private String head;

    @Option(
            names = "--embedding-precision",
            paramLabel = "PRECISION",
            description = "of the table of embeddings; default: as --precision")
    private String embedding;

    @Option(
            names = "--exact-activations",
            description = "only weights are rounded, not what they are multiplied with; slower")
    private boolean exactActivations;

    Precision precision() {
        Precision.Kind layers = Precision.Kind.of(precision);
        return new Precision(
                layers,
                block,
                head == null ? layers : Precision.Kind.of(head),
                embedding == null ? layers : Precision.Kind.of(embedding),
                !exactActivations);
    }

    /// Tells once a second how much of a graph is written.
    static GraphProgress told(Console console) {
        long[] last = {System.nanoTime()};
        return (bytes, of) -> {
            if (System.nanoTime() - last[0] >= TELL_EVERY_NANOS) {
                last[0] = System.nanoTime();
                console.say(
                        "  writing the graph: " + Words.bytes(bytes) + " of " + Words.bytes(of));
            }
        };
    }
}
