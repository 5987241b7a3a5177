package org.hornbook.app.cli;

import org.hornbook.app.Words;
import org.hornbook.app.Workbench;
import org.hornbook.corpus.Corpus;

import picocli.CommandLine.Command;

import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;

@Command(name = "corpora", description = "Lists the corpora and kept sets of the workspace.")
final class CorporaVerb extends Verb {
    @Override
    void run(Console console) throws Exception {
        try (Workbench bench = read()) {
            List<Corpus> corpora = bench.corpora().all();
            var sets = bench.sets().all();
            String words =
                    corpora.stream()
                            .map(
                                    c ->
                                            "%-24s %12s documents"
                                                    .formatted(
                                                            c.name(), Words.count(c.documents())))
                            .collect(Collectors.joining("\n"));
            if (!sets.isEmpty()) {
                words +=
                        sets.stream()
                                .map(
                                        s ->
                                                "\n%-24s %12s documents kept by %s: %s"
                                                        .formatted(
                                                                s.name(),
                                                                Words.count(s.documents()),
                                                                s.classifier(),
                                                                s.rule()))
                                .collect(Collectors.joining());
            }
            console.report(
                    Map.of("corpora", corpora, "sets", sets),
                    corpora.isEmpty()
                            ? "No corpus yet: `hornbook import PATH` brings one in."
                            : words);
        }
    }
}
