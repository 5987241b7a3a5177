package org.hornbook.app.cli;

import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;
import org.hornbook.app.Encoders;
import org.hornbook.app.Words;
import org.hornbook.app.Workbench;
import org.hornbook.classify.EmbedJob;
import org.hornbook.classify.EmbedReport;
import org.hornbook.classify.EmbeddingRepository;
import org.hornbook.job.Reuse;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

@Command(
        name = "embed",
        description = {
            "Takes the embedding of every document of a corpus or kept set once and keeps it: training and"
                    + " scoring on that encoder then read no text, and `like` finds what says the same.",
            "Interrupted, the same command goes on where it was. Without --encoder it lists what is held,"
                    + " and the encoders there are."
        })
final class EmbedVerb extends Verb {
    @Option(
            names = "--corpus",
            required = true,
            paramLabel = "NAME",
            description = "a corpus or a kept set")
    private String corpus;

    @Option(
            names = "--encoder",
            paramLabel = "MODEL",
            description =
                    "a model's name or folder: an encoder of sentence-transformers or a phi model")
    private String encoder;

    /// What is held of a corpus.
    record Listed(List<EmbeddingRepository.Held> held, List<String> encoders) {}

    @Override
    void run(Console console) throws Exception {
        if (encoder == null) {
            list(console);
            return;
        }
        try (Workbench bench = write()) {
            EmbedReport report =
                    console.follow(
                            bench.runner(),
                            new EmbedJob(
                                    bench.embeddings(),
                                    bench.documents(corpus),
                                    bench.embedder(Optional.of(encoder)).orElseThrow()),
                            Reuse.FINISHED);
            console.report(
                    report,
                    corpus
                            + ": "
                            + Words.count(report.documents())
                            + " documents have an embedding of "
                            + report.dimension()
                            + " values by "
                            + report.encoder()
                            + (report.computed() == 0
                                    ? ""
                                    : ", "
                                            + Words.count(report.computed())
                                            + " computed now, "
                                            + Words.figure(report.documentsPerSecond())
                                            + " a second"));
        }
    }

    private void list(Console console) {
        try (Workbench bench = read()) {
            List<EmbeddingRepository.Held> held =
                    bench.embeddings().held(bench.corpora().require(corpus).id());
            List<String> names = bench.encoders().all().stream().map(Encoders.Known::name).toList();
            console.report(
                    new Listed(held, names),
                    (held.isEmpty()
                                    ? "No embedding of " + corpus + " is held."
                                    : held.stream()
                                            .map(
                                                    h ->
                                                            "%s: %s documents, %d values each"
                                                                    .formatted(
                                                                            h.name(),
                                                                            Words.count(
                                                                                    h.documents()),
                                                                            h.dimension()))
                                            .collect(Collectors.joining("\n")))
                            + (names.isEmpty()
                                    ? "\nNo encoder is known here: name its folder with --encoder, or"
                                            + " `hornbook download` one."
                                    : "\nEncoders: " + String.join(", ", names)));
        } catch (java.io.IOException e) {
            throw new java.io.UncheckedIOException(e);
        }
    }
}
