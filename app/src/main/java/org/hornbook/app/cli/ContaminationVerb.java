package org.hornbook.app.cli;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.hornbook.app.Words;
import org.hornbook.app.Workbench;
import org.hornbook.corpus.Corpus;
import org.hornbook.corpus.DocumentQuery;
import org.hornbook.corpus.clean.BenchmarkText;
import org.hornbook.corpus.clean.ContaminationJob;
import org.hornbook.corpus.clean.ContaminationReport;
import org.hornbook.corpus.clean.ContaminationRepository;
import org.hornbook.corpus.clean.Decision;
import org.hornbook.job.Reuse;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

@Command(
        name = "contamination",
        description =
                "Looks for pieces of a benchmark in documents: stretches of words that both have (13"
                        + " in a row, as for phi-1). With --remove, documents that hold one are removed,"
                        + " which `restore` takes back.")
final class ContaminationVerb extends Verb {
    private static final int SHOWN = 200;

    @Parameters(index = "0", paramLabel = "CORPUS")
    private String corpus;

    @Parameters(
            index = "1..*",
            paramLabel = "QUERY",
            arity = "0..*",
            description = "which documents; all if left out")
    private List<String> query = new ArrayList<>();

    @Option(
            names = "--benchmark",
            required = true,
            paramLabel = "FILE",
            description = "HumanEval, MBPP or any JSON Lines, or a plain text (.gz, .zst)")
    private Path benchmark;

    @Option(
            names = "--words",
            paramLabel = "N",
            defaultValue = "" + ContaminationJob.USUAL,
            description = "in a row that count as a hit; default: ${DEFAULT-VALUE}")
    private int words;

    @Option(names = "--remove", description = "remove the documents that hold a piece of it")
    private boolean remove;

    @Option(
            names = "--limit",
            paramLabel = "N",
            defaultValue = "10",
            description = "hits to show; default: ${DEFAULT-VALUE}")
    private int limit;

    /// A hit as it is shown.
    record Hit(String key, String item, int words, String shared) {}

    /// @param made what was removed, if anything was
    record Report(ContaminationReport check, List<Hit> longest, List<Decision> made) {}

    @Override
    void run(Console console) throws Exception {
        DocumentQuery asked = DocumentQuery.parse(String.join(" ", query));
        BenchmarkText texts = BenchmarkText.read(benchmark);
        try (Workbench bench = write()) {
            Corpus in = bench.corpora().require(corpus);
            ContaminationRepository found = bench.contamination();
            ContaminationReport check =
                    console.follow(
                            bench.runner(),
                            new ContaminationJob(bench.corpora(), found, in, asked, texts, words),
                            Reuse.NEVER);
            List<Hit> longest =
                    found.found(check.run(), limit).stream()
                            .map(
                                    h ->
                                            new Hit(
                                                    h.key(),
                                                    h.name(),
                                                    h.words(),
                                                    line(
                                                            bench.corpora()
                                                                    .get(h.document())
                                                                    .text()
                                                                    .substring(h.from(), h.to()))))
                            .toList();
            Optional<Decision> decision =
                    remove
                            ? found.runs(in.id()).stream()
                                    .filter(r -> r.id() == check.run())
                                    .findFirst()
                                    .flatMap(
                                            r ->
                                                    found.remove(
                                                            bench.removals(),
                                                            in.id(),
                                                            r,
                                                            Optional.empty(),
                                                            who()))
                            : Optional.empty();
            console.report(
                    new Report(check, longest, decision.stream().toList()),
                    words(check, longest, decision));
        }
    }

    private static String line(String shared) {
        String line = shared.replaceAll("\\s+", " ");
        return line.length() <= SHOWN ? line : line.substring(0, SHOWN) + "...";
    }

    private String words(
            ContaminationReport check, List<Hit> longest, Optional<Decision> decision) {
        StringBuilder said = new StringBuilder();
        longest.forEach(
                h ->
                        said.append(h.key())
                                .append(": ")
                                .append(h.words())
                                .append(" words of ")
                                .append(h.item())
                                .append("\n    ")
                                .append(h.shared())
                                .append('\n'));
        said.append(
                "%s of %s documents share %d words in a row with %s (%s of its %s items)"
                        .formatted(
                                Words.count(check.contaminated()),
                                Words.count(check.documents()),
                                check.words(),
                                check.benchmark(),
                                Words.count(check.met()),
                                Words.count(check.items())));
        if (check.tooShort() > 0) {
            said.append(
                    "; %s items are shorter and cannot be met"
                            .formatted(Words.count(check.tooShort())));
        }
        decision.ifPresent(
                d ->
                        said.append(
                                "; %s removed, taken back by: hornbook restore %s --decision %d"
                                        .formatted(Words.count(d.documents()), corpus, d.id())));
        return said.toString();
    }
}
