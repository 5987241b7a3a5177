package org.hornbook.app.cli;

import org.hornbook.app.ModelPrecision;
import org.hornbook.app.Words;
import org.hornbook.checkpoint.GraphProgress;
import org.hornbook.checkpoint.Precision;

import picocli.CommandLine.Option;

import java.nio.file.Path;
import java.util.Optional;

/// How a checkpoint's weights are kept while it runs.
final class PrecisionOptions {
    private static final long TELL_EVERY_NANOS = 1_000_000_000L;

    @Option(
            names = "--precision",
            defaultValue = "fp32",
            description = "fp32, int8 or int4; default: ${DEFAULT-VALUE}")
    private String precision;

    @Option(
            names = "--rounding",
            defaultValue = "auto",
            description =
                    "how int4 is chosen: plain, calibrated, or auto: calibrated where `calibrate` has"
                            + " been run; default: ${DEFAULT-VALUE}")
    private String rounding;

    @Option(
            names = "--block",
            paramLabel = "WEIGHTS",
            description =
                    "how many rounded weights share a scale: 32, 64 or 128; default: 32, or what was"
                            + " calibrated")
    private Integer block;

    @Option(
            names = "--head-precision",
            paramLabel = "PRECISION",
            description = "of the product that gives logits; default: as --precision")
    private String head;

    @Option(
            names = "--embedding-precision",
            paramLabel = "PRECISION",
            description =
                    "of the table of embeddings, which is only looked up; default: as --precision, and"
                            + " int8 for int4")
    private String embedding;

    @Option(
            names = "--activations",
            defaultValue = "auto",
            description =
                    "what rounded weights are multiplied with: rounded to 8 bits, exact (slower), or"
                            + " auto: exact where a measurement found that to be needed; default:"
                            + " ${DEFAULT-VALUE}")
    private String activations;

    @Option(names = "--exact-activations", description = "the same as --activations exact")
    private boolean exactActivations;

    /// Of the checkpoint in `folder`, whose graphs are kept below `graphs`.
    Precision precision(Path folder, Path graphs) {
        Precision.Kind layers = Precision.Kind.of(precision);
        Precision plain =
                new Precision(
                        layers,
                        block == null ? Precision.USUAL_BLOCK : block,
                        head == null ? layers : Precision.Kind.of(head),
                        embedding == null ? table(layers) : Precision.Kind.of(embedding),
                        activations(),
                        Precision.Rounding.PLAIN);
        return switch (rounding) {
            case "plain" -> plain;
            case "auto" ->
                    layers == Precision.Kind.INT4
                            ? calibrated(plain, folder, graphs).orElse(plain)
                            : plain;
            case "calibrated" ->
                    calibrated(plain, folder, graphs)
                            .orElse(
                                    plain.inBlocksOf(
                                                    block == null
                                                            ? Precision.CALIBRATED_BLOCK
                                                            : block)
                                            .rounded(Precision.Rounding.CALIBRATED));
            default ->
                    throw new IllegalArgumentException(
                            "--rounding " + rounding + " is none of plain, calibrated and auto");
        };
    }

    /// A look-up is no faster in 4 bits than in 8.
    private static Precision.Kind table(Precision.Kind layers) {
        return layers == Precision.Kind.INT4 ? Precision.Kind.INT8 : layers;
    }

    private Optional<Precision> calibrated(Precision plain, Path folder, Path graphs) {
        return ModelPrecision.calibrated(folder, graphs, Optional.ofNullable(block))
                .map(plain::inBlocksOf)
                .map(p -> p.rounded(Precision.Rounding.CALIBRATED));
    }

    private Precision.Activations activations() {
        return switch (exactActivations ? "exact" : activations) {
            case "rounded" -> Precision.Activations.ROUNDED;
            case "exact" -> Precision.Activations.EXACT;
            case "auto" -> Precision.Activations.MEASURED;
            default ->
                    throw new IllegalArgumentException(
                            "--activations " + activations + " is none of rounded, exact and auto");
        };
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
