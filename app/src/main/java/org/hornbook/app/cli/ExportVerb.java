package org.hornbook.app.cli;

import org.hornbook.app.Words;
import org.hornbook.app.Workbench;
import org.hornbook.corpus.DocumentQuery;
import org.hornbook.corpus.DocumentSource;
import org.hornbook.corpus.ExportJob;
import org.hornbook.corpus.ExportReport;
import org.hornbook.job.Reuse;

import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

@Command(
        name = "export",
        description =
                "Writes a corpus, a query's documents or a kept set as JSON Lines (.jsonl, .gz,"
                        + " .zst).")
final class ExportVerb extends Verb {
    @Parameters(index = "0", paramLabel = "CORPUS|SET")
    private String name;

    @Parameters(index = "1..*", paramLabel = "QUERY", arity = "0..*")
    private List<String> query = new ArrayList<>();

    @Option(
            names = {"-o", "--out"},
            required = true,
            paramLabel = "FILE")
    private Path out;

    @Override
    void run(Console console) throws Exception {
        DocumentQuery parsed = DocumentQuery.parse(String.join(" ", query));
        try (Workbench bench = write()) {
            DocumentSource documents =
                    parsed instanceof DocumentQuery.All
                            ? bench.documents(name)
                            : bench.corpora().source(bench.corpora().require(name), parsed);
            ExportReport report =
                    console.follow(bench.runner(), new ExportJob(documents, out), Reuse.NEVER);
            console.report(
                    report,
                    Words.count(report.documents()) + " documents written to " + report.file());
        }
    }
}
