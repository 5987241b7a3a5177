package org.hornbook.app.cli;

import org.hornbook.app.Words;
import org.hornbook.app.Workbench;
import org.hornbook.corpus.ImportJob;
import org.hornbook.corpus.ImportPlan;
import org.hornbook.corpus.ImportPreview;
import org.hornbook.corpus.ImportReport;
import org.hornbook.corpus.Inputs;
import org.hornbook.job.Reuse;

import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;

@Command(
        name = "import",
        description = {
            "Brings files into a corpus: JSON Lines (.jsonl, .json, also .gz and .zst), Parquet, CSV,"
                    + " TSV, folders of shards, or folders of text and code. Run again, it adds what is"
                    + " new.",
            "A quoted pattern names many: 'corpus/**/*.jsonl.gz'."
        })
final class ImportVerb extends Verb {
    private static final int PREVIEWED = 5;

    @Parameters(paramLabel = "PATH", arity = "1..*", description = "files, folders or patterns")
    private List<String> inputs;

    @Option(
            names = "--corpus",
            paramLabel = "NAME",
            description = "default: the name of the first input")
    private String corpus;

    @Option(
            names = {"--text", "--text-field"},
            paramLabel = "COLUMN",
            description = "the column of the text, where it is not guessed right")
    private String textField;

    @Option(
            names = {"--id", "--id-field"},
            paramLabel = "COLUMN",
            description = "the column that names a document; - for none")
    private String idField;

    @Option(
            names = "--keep",
            split = ",",
            arity = "0..1",
            fallbackValue = "",
            paramLabel = "COLUMN,...",
            description =
                    "the other columns that are kept as metadata; default: all; without a value: none")
    private List<String> kept;

    @Option(names = "--preview", description = "show the first rows and import nothing")
    private boolean preview;

    /// @param id empty if rows are named by file and number
    record Previewed(
            String text,
            String id,
            List<String> columns,
            int files,
            long bytes,
            Map<String, Integer> formats,
            List<Map<String, String>> rows,
            List<String> problems) {}

    @Override
    void run(Console console) throws Exception {
        List<Path> files = new ArrayList<>();
        for (String input : inputs) {
            files.addAll(Inputs.named(input));
        }
        ImportPlan plan =
                new ImportPlan(
                        files,
                        corpus == null ? nameOf(inputs.getFirst()) : corpus,
                        Optional.ofNullable(textField),
                        Optional.ofNullable(idField),
                        Optional.ofNullable(kept)
                                .map(k -> k.stream().filter(n -> !n.isEmpty()).toList()));
        if (preview) {
            ImportPreview shown = ImportPreview.of(plan, PREVIEWED);
            console.report(
                    new Previewed(
                            shown.textColumn(),
                            shown.idColumn().orElse(""),
                            shown.columns(),
                            shown.files(),
                            shown.bytes(),
                            shown.formats(),
                            shown.rows(),
                            shown.problems()),
                    words(shown));
            return;
        }
        try (Workbench bench = write()) {
            ImportReport report =
                    console.follow(
                            bench.runner(), new ImportJob(bench.corpora(), plan), Reuse.NEVER);
            console.report(report, words(report));
        }
    }

    /// Of a pattern, the folder before its first sign.
    private static String nameOf(String input) {
        String word = input.replace('\\', '/').replaceAll("/?[^/]*[*?\\[{].*$", "");
        Path last = Path.of(word).toAbsolutePath().normalize().getFileName();
        String name = last == null ? "root" : last.toString();
        return name.replaceAll(
                "(?i)\\.(jsonl|ndjson|json|csv|tsv|parquet|txt)?(\\.gz|\\.zst)?$", "");
    }

    private static String words(ImportPreview p) {
        StringBuilder words =
                new StringBuilder(
                        p.files()
                                + (p.files() == 1 ? " input, " : " inputs, ")
                                + Words.bytes(p.bytes())
                                + ": "
                                + p.formats().entrySet().stream()
                                        .map(e -> e.getValue() + " " + e.getKey())
                                        .collect(Collectors.joining(", "))
                                + "\ntext: "
                                + p.textColumn()
                                + "; named by: "
                                + p.idColumn().orElse("file and row")
                                + "; columns: "
                                + String.join(", ", p.columns()));
        for (var row : p.rows()) {
            words.append('\n');
            row.forEach(
                    (column, value) ->
                            words.append("\n  ").append(column).append(": ").append(line(value)));
        }
        p.problems().forEach(problem -> words.append("\n! ").append(problem));
        return words.toString();
    }

    private static String line(String value) {
        String flat = value.replaceAll("\\s+", " ");
        return flat.length() > 100 ? flat.substring(0, 100) + " \u2026" : flat;
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
            if (r.badRows() > 10) {
                words.append("\n  ... `hornbook rejected ")
                        .append(r.corpus())
                        .append("` lists them all");
            }
        }
        return words.toString();
    }
}
