package org.hornbook.app.cli;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import org.hornbook.app.Words;
import org.hornbook.app.Workbench;
import org.hornbook.corpus.Corpus;
import org.hornbook.label.Annotator;
import org.hornbook.label.Bill;
import org.hornbook.label.LlmCallRepository;
import picocli.CommandLine.Command;
import picocli.CommandLine.Parameters;

@Command(
        name = "bill",
        description =
                "What the labels of models have cost, over all runs, with what was lost on the way.")
final class LabelBillVerb extends Verb {
    @Parameters(paramLabel = "CORPUS", arity = "0..1", description = "default: all corpora")
    private String corpus;

    /// One annotator in one corpus.
    record Line(String corpus, String annotator, long documents, Bill bill) {}

    @Override
    void run(Console console) throws Exception {
        try (Workbench bench = read()) {
            List<Line> lines = new ArrayList<>();
            List<Corpus> corpora =
                    corpus == null
                            ? bench.corpora().all()
                            : List.of(bench.corpora().require(corpus));
            for (Corpus in : corpora) {
                for (Annotator by : bench.labels().annotators()) {
                    LlmCallRepository.Cost cost = bench.calls().cost(in.id(), by.id());
                    if (cost.bill().tokens() > 0) {
                        lines.add(new Line(in.name(), by.name(), cost.labels(), cost.bill()));
                    }
                }
            }
            StringBuilder words = new StringBuilder();
            for (Line line : lines) {
                words.append(
                        String.format(
                                Locale.ROOT,
                                "%-16s %-24s %8s documents  %s tokens read, %s written  %.4f dollars%n",
                                line.corpus(),
                                line.annotator(),
                                Words.count(line.documents()),
                                Words.compact(line.bill().promptTokens()),
                                Words.compact(line.bill().completionTokens()),
                                line.bill().dollars()));
            }
            console.report(
                    lines,
                    lines.isEmpty()
                            ? "No model has been asked yet."
                            : words.toString().stripTrailing());
        }
    }
}
