package org.hornbook.app.cli;

import org.hornbook.app.Words;
import org.hornbook.app.Workbench;
import org.hornbook.corpus.ImportJob;
import org.hornbook.corpus.ImportPlan;
import org.hornbook.corpus.ImportReport;
import org.hornbook.job.Reuse;

import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;

@Command(
        name = "import",
        description =
                "Brings files into a corpus: JSON Lines (.jsonl, .gz, .zst), Parquet, CSV, TSV, or"
                        + " a folder of text and code. Run again, it adds what is new.")
final class ImportVerb extends Verb {
    @Parameters(paramLabel = "PATH", arity = "1..*", description = "files or folders")
    private List<Path> inputs;

    @Option(
            names = "--corpus",
            paramLabel = "NAME",
            description = "default: the name of the first input")
    private String corpus;

    @Option(
            names = "--text-field",
            paramLabel = "COLUMN",
            description = "the column of the text, where it is not guessed right")
    private String textField;

    @Option(
            names = "--id-field",
            paramLabel = "COLUMN",
            description = "the column that names a document")
    private String idField;

    @Override
    void run(Console console) throws Exception {
        String name = corpus == null ? nameOf(inputs.getFirst()) : corpus;
        try (Workbench bench = write()) {
            ImportPlan plan =
                    new ImportPlan(
                            inputs,
                            name,
                            Optional.ofNullable(textField),
                            Optional.ofNullable(idField));
            ImportReport report =
                    console.follow(
                            bench.runner(), new ImportJob(bench.corpora(), plan), Reuse.NEVER);
            console.report(report, words(report));
        }
    }

    private static String nameOf(Path input) {
        Path last = input.toAbsolutePath().normalize().getFileName();
        String name = last == null ? "root" : last.toString();
        return name.replaceAll("(?i)\\.(jsonl|ndjson|csv|tsv|parquet|txt)?(\\.gz|\\.zst)?$", "");
    }

    static String words(ImportReport r) {
        StringBuilder words =
                new StringBuilder(
                        r.corpus()
                                + ": "
                                + Words.count(r.added())
                                + " documents added, "
                                + Words.count(r.documents())
                                + " in all");
        if (r.known() > 0) {
            words.append("; ").append(Words.count(r.known())).append(" were there before");
        }
        if (r.duplicates() > 0) {
            words.append("; ")
                    .append(Words.count(r.duplicates()))
                    .append(" exact duplicates left out");
        }
        if (!r.skipped().isEmpty()) {
            words.append("; files skipped: ")
                    .append(
                            r.skipped().entrySet().stream()
                                    .map(e -> Words.count(e.getValue()) + " " + e.getKey())
                                    .collect(Collectors.joining(", ")));
        }
        if (r.badRows() > 0) {
            words.append("; ").append(Words.count(r.badRows())).append(" rows could not be read:");
            r.rejected().stream().limit(10).forEach(row -> words.append("\n  ").append(row));
        }
        return words.toString();
    }
}
