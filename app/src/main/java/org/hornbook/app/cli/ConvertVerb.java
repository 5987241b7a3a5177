package org.hornbook.app.cli;

import java.util.Locale;
import org.hornbook.app.CalibrationTexts;
import org.hornbook.app.ConvertModel;
import org.hornbook.app.Words;
import org.hornbook.app.Workbench;
import org.hornbook.checkpoint.Precision;
import org.hornbook.infer.calibrate.PrecisionFigures;
import org.hornbook.job.Reuse;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

@Command(
        name = "convert",
        description =
                "Writes the graph of a checkpoint in a precision, once, and measures how far its"
                        + " next tokens are from those in fp32 and how fast it is. Killed, the same"
                        + " command goes on where it was.")
final class ConvertVerb extends Verb {
    @Parameters(paramLabel = "CHECKPOINT", description = "a name in the workspace, or a folder")
    private String model;

    @Option(
            names = "--precision",
            defaultValue = "int4",
            description = "fp32, int8 or int4; default: ${DEFAULT-VALUE}")
    private String precision;

    @Option(names = "--threads")
    private int threads = Runtime.getRuntime().availableProcessors();

    @Override
    void run(Console console) throws Exception {
        Precision.Kind kind = Precision.Kind.of(precision);
        try (Workbench bench = write()) {
            PrecisionFigures figures =
                    console.follow(
                            bench.runner(),
                            new ConvertModel(
                                    model,
                                    bench.checkpoint(model),
                                    bench.graphs(),
                                    kind,
                                    CalibrationTexts.shipped(),
                                    threads),
                            Reuse.FINISHED);
            console.report(figures, words(figures));
        }
    }

    private String words(PrecisionFigures f) {
        return String.format(
                Locale.ROOT,
                "%s in %s: about %s in memory; reads %.0f and writes %.0f tokens a second;%n"
                        + "  KL divergence to fp32 %s, the same first choice in %.0f of 100,"
                        + " perplexity %s against %s, on %s tokens",
                model,
                precision,
                Words.bytes(f.bytes()),
                f.prefill(),
                f.decode(),
                Words.divergence(f.divergence()),
                100 * f.agreeing(),
                Words.figure(f.perplexity()),
                Words.figure(f.exactPerplexity()),
                Words.count(f.tokens()));
    }
}
