package org.hornbook.app.cli;

import java.util.ArrayList;
import java.util.List;
import org.hornbook.app.Workbench;
import org.hornbook.corpus.Corpus;
import org.hornbook.label.Annotator;
import org.hornbook.label.LlmCallRepository;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

@Command(
        name = "problems",
        description =
                "The documents that a model was asked about and gave no label: replies that could not be read, word"
                        + " for word, refusals, and what failed. `label --retry` asks again.")
final class LabelProblemsVerb extends Verb {
    private static final int SHOWN = 200;

    @Parameters(paramLabel = "CORPUS")
    private String corpus;

    @Option(names = "--annotator", paramLabel = "NAME", description = "default: all models")
    private String annotator;

    /// One document.
    record Line(String annotator, String document, String why, String reply, boolean replied) {}

    @Override
    void run(Console console) throws Exception {
        try (Workbench bench = read()) {
            Corpus in = bench.corpora().require(corpus);
            List<Line> lines = new ArrayList<>();
            for (Annotator by : bench.labels().annotators()) {
                if (by.kind() == Annotator.Kind.MODEL
                        && (annotator == null || annotator.equals(by.name()))) {
                    for (LlmCallRepository.Problem p : bench.calls().problems(in.id(), by.id())) {
                        lines.add(
                                new Line(
                                        by.name(),
                                        bench.corpora().get(p.document()).key(),
                                        p.why(),
                                        p.raw(),
                                        p.replied()));
                    }
                }
            }
            StringBuilder words = new StringBuilder();
            for (Line line : lines) {
                words.append(line.annotator())
                        .append("  ")
                        .append(line.document())
                        .append(": ")
                        .append(line.why())
                        .append('\n');
                if (!line.reply().isBlank()) {
                    String reply = line.reply().replaceAll("\\s+", " ").strip();
                    words.append("    ")
                            .append(reply, 0, Math.min(SHOWN, reply.length()))
                            .append('\n');
                }
            }
            console.report(
                    lines,
                    lines.isEmpty()
                            ? "Every document that a model was asked about has a label."
                            : words.toString().stripTrailing());
        }
    }
}
