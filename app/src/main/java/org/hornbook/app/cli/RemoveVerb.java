package org.hornbook.app.cli;

import java.util.List;
import java.util.Optional;
import org.hornbook.app.Words;
import org.hornbook.app.Workbench;
import org.hornbook.corpus.Corpus;
import org.hornbook.corpus.DocumentQuery;
import org.hornbook.corpus.clean.Decision;
import org.hornbook.corpus.clean.RemovalsOfQuery;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

@Command(
        name = "remove",
        description =
                "Removes what a query finds: it is left out of browsing, kept sets, training and"
                        + " export, and stays in the workspace; `restore` takes it back.")
final class RemoveVerb extends Verb {
    @Parameters(index = "0", paramLabel = "CORPUS")
    private String corpus;

    @Parameters(index = "1..*", paramLabel = "QUERY", arity = "1..*")
    private List<String> query;

    @Option(names = "--why", paramLabel = "WORDS", description = "the reason, to be read later")
    private String why = "";

    /// @param made empty if the query found nothing
    record Report(List<Decision> made) {}

    @Override
    void run(Console console) throws Exception {
        DocumentQuery asked = DocumentQuery.parse(String.join(" ", query));
        if (asked instanceof DocumentQuery.All) {
            throw new IllegalArgumentException(
                    "say which documents to remove: an empty query means all of them");
        }
        try (Workbench bench = write()) {
            Corpus in = bench.corpora().require(corpus);
            Optional<Decision> decision =
                    new RemovalsOfQuery(bench.corpora(), bench.removals())
                            .remove(in, asked, why.isBlank() ? asked.text() : why, who());
            console.report(
                    new Report(decision.stream().toList()),
                    decision.map(
                                    d ->
                                            "%s documents removed; taken back by: hornbook restore %s --decision %d"
                                                    .formatted(
                                                            Words.count(d.documents()),
                                                            corpus,
                                                            d.id()))
                            .orElse("the query finds nothing that is not removed already"));
        }
    }
}
