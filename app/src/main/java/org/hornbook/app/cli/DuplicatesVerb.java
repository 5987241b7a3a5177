package org.hornbook.app.cli;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import org.hornbook.app.Words;
import org.hornbook.app.Workbench;
import org.hornbook.corpus.Corpus;
import org.hornbook.corpus.clean.Decision;
import org.hornbook.corpus.clean.Keep;
import org.hornbook.corpus.clean.NearDuplicatesJob;
import org.hornbook.corpus.clean.NearReport;
import org.hornbook.corpus.clean.NearRepository;
import org.hornbook.job.Reuse;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

@Command(
        name = "duplicates",
        description =
                "Finds documents that are the same or nearly the same, by the stretches of five words"
                        + " they share (MinHash); with --keep, one of each group stays and the others are"
                        + " removed, which `restore` takes back.")
final class DuplicatesVerb extends Verb {
    private static final int SHOWN = 5;

    @Parameters(paramLabel = "CORPUS")
    private String corpus;

    @Option(
            names = "--threshold",
            paramLabel = "SIMILARITY",
            defaultValue = "" + NearDuplicatesJob.USUAL,
            description =
                    "from which two count as nearly the same, 0.3 to 1; default: ${DEFAULT-VALUE}")
    private double threshold;

    @Option(
            names = "--keep",
            paramLabel = "WHICH",
            description = "longest, earliest or score:CLASSIFIER")
    private String keep;

    @Option(
            names = "--limit",
            paramLabel = "N",
            defaultValue = "10",
            description = "groups to show; default: ${DEFAULT-VALUE}")
    private int limit;

    /// A group as it is shown.
    record Shown(long members, long standing, List<NearRepository.Member> first) {}

    /// @param made what was removed, if anything was
    record Report(NearReport found, List<Shown> largest, List<Decision> made) {}

    @Override
    void run(Console console) throws Exception {
        Optional<Keep> rule = Optional.ofNullable(keep).map(Keep::parse);
        try (Workbench bench = write()) {
            Corpus in = bench.corpora().require(corpus);
            NearReport found =
                    console.follow(
                            bench.runner(),
                            new NearDuplicatesJob(bench.corpora(), bench.near(), in, threshold),
                            Reuse.NEVER);
            Optional<Decision> decision =
                    rule.flatMap(k -> bench.keeping().keep(in.id(), Optional.empty(), k, who()));
            List<Shown> largest = new ArrayList<>();
            for (NearRepository.Group g : bench.near().groups(in.id(), 0, limit)) {
                largest.add(
                        new Shown(
                                g.members(),
                                g.standing(),
                                bench.near().members(in.id(), g.first(), SHOWN)));
            }
            console.report(
                    new Report(found, largest, decision.stream().toList()),
                    words(found, largest, decision));
        }
    }

    private String words(NearReport found, List<Shown> largest, Optional<Decision> decision) {
        StringBuilder words = new StringBuilder();
        for (Shown group : largest) {
            words.append(Words.count(group.members())).append(" alike:");
            group.first()
                    .forEach(
                            m ->
                                    words.append(
                                            String.format(
                                                    Locale.ROOT,
                                                    "%n    %.2f  %s%s",
                                                    m.similarity(),
                                                    m.key(),
                                                    m.removed() ? " (removed)" : "")));
            words.append(group.members() > SHOWN ? "\n    ...\n" : "\n");
        }
        words.append(
                "%s documents in %s groups are nearly the same, of %s"
                        .formatted(
                                Words.count(found.members()),
                                Words.count(found.groups()),
                                Words.count(found.documents())));
        if (keep != null) {
            words.append(
                    decision.map(
                                    d ->
                                            "; %s removed (%s), taken back by: hornbook restore %s --decision %d"
                                                    .formatted(
                                                            Words.count(d.documents()),
                                                            d.words(),
                                                            corpus,
                                                            d.id()))
                            .orElse("; nothing was left to remove"));
        }
        return words.toString();
    }
}
