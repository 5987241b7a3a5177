package org.hornbook.app.cli;

import org.hornbook.app.Exports;
import org.hornbook.app.Words;
import org.hornbook.app.Workbench;
import org.hornbook.corpus.DocumentQuery;
import org.hornbook.corpus.ExportPlan;
import org.hornbook.corpus.ExportReport;
import org.hornbook.job.Reuse;
import org.hornbook.train.ShardExportJob;

import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

@Command(
        name = "export",
        description = {
            "Writes a corpus, a query's documents or a kept set as JSON Lines (.jsonl, .jsonl.gz,"
                    + " .jsonl.zst) or Parquet (.parquet), by the file's ending; with --tokenizer as"
                    + " packed token shards into a folder.",
            "A manifest says what was asked, how many there are, hashes and provenance."
        })
final class ExportVerb extends Verb {
    @Parameters(index = "0", paramLabel = "CORPUS|SET")
    private String name;

    @Parameters(
            index = "1..*",
            paramLabel = "QUERY",
            arity = "0..*",
            description = "put -not and spaces behind --")
    private List<String> query = new ArrayList<>();

    @Option(
            names = {"-o", "--out"},
            required = true,
            paramLabel = "FILE|FOLDER")
    private Path out;

    @Option(
            names = "--columns",
            split = ",",
            arity = "0..1",
            fallbackValue = "",
            paramLabel = "COLUMN,...",
            description = "the metadata that goes along; default: all; without a value: none")
    private List<String> columns;

    @Option(
            names = "--label",
            paramLabel = "ANNOTATOR",
            description = "labels go along as a column label:ANNOTATOR; may be given again")
    private List<String> labels = new ArrayList<>();

    @Option(
            names = "--score",
            paramLabel = "CLASSIFIER",
            description = "scores go along as a column score:CLASSIFIER; may be given again")
    private List<String> scores = new ArrayList<>();

    @Option(
            names = "--tokenizer",
            paramLabel = "FILE|CHECKPOINT",
            description = "write token shards made with this tokenizer.json")
    private String tokenizer;

    @Override
    void run(Console console) throws Exception {
        String text = String.join(" ", query);
        DocumentQuery.parse(text);
        try (Workbench bench = write()) {
            Exports exports = new Exports(bench);
            if (tokenizer != null) {
                shards(exports, text, bench, console);
            } else {
                file(exports, text, bench, console);
            }
        }
    }

    private void file(Exports exports, String text, Workbench bench, Console console)
            throws Exception {
        ExportPlan plan =
                new ExportPlan(
                        out,
                        Optional.ofNullable(columns)
                                .map(c -> c.stream().filter(n -> !n.isEmpty()).toList()),
                        labels,
                        scores,
                        name,
                        text);
        ExportReport report = console.follow(bench.runner(), exports.file(plan), Reuse.NEVER);
        console.report(
                report, Words.count(report.documents()) + " documents written to " + report.file());
    }

    private void shards(Exports exports, String text, Workbench bench, Console console)
            throws Exception {
        ShardExportJob.Report report =
                console.follow(
                        bench.runner(), exports.shards(name, text, tokenizer, out), Reuse.NEVER);
        console.report(
                report,
                Words.count(report.documents())
                        + " documents, "
                        + Words.count(report.tokens())
                        + " tokens in "
                        + report.shards().size()
                        + (report.shards().size() == 1 ? " shard" : " shards")
                        + " written to "
                        + report.folder());
    }
}
