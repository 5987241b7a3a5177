package org.hornbook.app.cli;

import java.nio.file.Path;
import java.util.Locale;
import org.hornbook.app.CalibrateModel;
import org.hornbook.app.CalibrationTexts;
import org.hornbook.app.Words;
import org.hornbook.app.Workbench;
import org.hornbook.checkpoint.Precision;
import org.hornbook.infer.calibrate.Texts;
import org.hornbook.job.Reuse;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

@Command(
        name = "calibrate",
        description = {
            "Rounds a checkpoint to 4 bits with regard to what it computes on some texts, which is much closer"
                    + " to the model than rounding each weight to the nearest, and measures how close.",
            "int4 is calibrated from then on wherever it is not asked for otherwise. Interrupted, the same"
                    + " command goes on with the layer it was at."
        })
final class CalibrateVerb extends Verb {
    @Parameters(paramLabel = "CHECKPOINT", description = "a name in the workspace, or a folder")
    private String model;

    @Option(
            names = "--texts",
            paramLabel = "FILE",
            description =
                    ".jsonl (.gz) with a field text, or a text file; default: the sample texts")
    private Path texts;

    @Option(
            names = "--corpus",
            paramLabel = "NAME",
            description = "a corpus or a kept set of the workspace")
    private String corpus;

    @Option(
            names = "--block",
            paramLabel = "WEIGHTS",
            defaultValue = "" + Precision.CALIBRATED_BLOCK,
            description = "how many share a scale: 32, 64 or 128; default: ${DEFAULT-VALUE}")
    private int block;

    @Option(
            names = "--samples",
            paramLabel = "N",
            defaultValue = "" + Texts.USUAL_PIECES,
            description = "pieces of 256 tokens; default: ${DEFAULT-VALUE}")
    private int samples;

    @Option(names = "--threads", description = "default: all processors")
    private int threads = Runtime.getRuntime().availableProcessors();

    @Override
    void run(Console console) throws Exception {
        if (texts != null && corpus != null) {
            throw new IllegalArgumentException("give --texts or --corpus, not both");
        }
        try (Workbench bench = write()) {
            Path folder = bench.checkpoint(model);
            CalibrateModel.Report report =
                    console.follow(
                            bench.runner(),
                            new CalibrateModel(
                                    model,
                                    folder,
                                    bench.graphs(),
                                    documents(bench),
                                    block,
                                    samples,
                                    threads),
                            Reuse.NEVER);
            console.report(report, words(report));
        }
    }

    private CalibrationTexts documents(Workbench bench) throws Exception {
        if (corpus != null) {
            return CalibrationTexts.of(bench.documents(corpus));
        }
        return texts != null ? CalibrationTexts.of(texts) : CalibrationTexts.shipped();
    }

    static String words(CalibrateModel.Report report) {
        return String.format(
                Locale.ROOT,
                "%s: 4 bits in blocks of %d, calibrated on %s tokens in %.0f s%n"
                        + "KL divergence to fp32 %.5f on text held back, perplexity %.4f against %.4f, the same first choice in %.1f of 100%n"
                        + "%s%n"
                        + "%s",
                report.name(),
                report.block(),
                Words.count(report.tokens()),
                report.seconds(),
                report.divergence(),
                report.perplexity(),
                report.exactPerplexity(),
                100 * report.agreeing(),
                report.exactActivations().isEmpty()
                        ? "Activations can be rounded to 8 bits everywhere."
                        : "Activations stay exact at "
                                + report.exactActivations().size()
                                + " products: "
                                + String.join(", ", report.exactActivations()),
                report.smallCache()
                        ? "Keys and values are kept in 8 bits, a quarter of the memory of a conversation."
                        : "Keys and values stay exact: in 8 bits they would cost too much of its quality.");
    }
}
