package org.hornbook.app.cli;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.hornbook.app.Words;
import org.hornbook.app.Workbench;
import org.hornbook.corpus.Corpus;
import org.hornbook.corpus.DocumentId;
import org.hornbook.corpus.clean.Decision;
import org.hornbook.corpus.clean.Removal;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

@Command(
        name = "restore",
        description =
                "Brings removed documents back: by decision, by reason or by key. Without any of"
                        + " them it lists what was decided.")
final class RestoreVerb extends Verb {
    @Parameters(index = "0", paramLabel = "CORPUS")
    private String corpus;

    @Option(
            names = "--decision",
            paramLabel = "N",
            description = "take this decision back; one that restored removes again")
    private Long decision;

    @Option(
            names = "--reason",
            paramLabel = "WORD",
            description = "duplicate, near-duplicate, contaminated or by-hand")
    private String reason;

    @Option(names = "--id", paramLabel = "KEY", description = "this document; can be repeated")
    private List<String> keys = new ArrayList<>();

    /// @param removed how many documents are out now
    /// @param made the decision of this command, if it made one
    record Report(long removed, List<Decision> decisions, List<Decision> made) {}

    @Override
    void run(Console console) throws Exception {
        boolean look = decision == null && reason == null && keys.isEmpty();
        try (Workbench bench = look ? read() : write()) {
            Corpus in = bench.corpora().require(corpus);
            Optional<Decision> made = look ? Optional.empty() : decide(bench, in);
            long removed = bench.removals().count(in.id());
            List<Decision> all = bench.removals().decisions(in.id());
            console.report(
                    new Report(removed, all, made.stream().toList()),
                    look ? list(removed, all) : words(made, removed));
        }
    }

    private Optional<Decision> decide(Workbench bench, Corpus in) {
        if (decision != null) {
            return bench.removals().undo(decision, who());
        }
        Optional<Removal.Reason> why = Optional.ofNullable(reason).map(Removal.Reason::of);
        if (keys.isEmpty()) {
            return bench.removals().restoreAll(in.id(), why.orElseThrow(), who());
        }
        Map<String, DocumentId> ids = bench.corpora().ids(in.id(), keys);
        for (String key : keys) {
            if (!ids.containsKey(key)) {
                throw new IllegalArgumentException("there is no document " + key + " in " + corpus);
            }
        }
        return bench.removals().restore(in.id(), ids.values(), why, who());
    }

    private static String words(Optional<Decision> made, long removed) {
        return made.map(
                                d ->
                                        Words.count(d.documents())
                                                + (d.kind() == Decision.Kind.RESTORE
                                                        ? " documents restored"
                                                        : " documents removed again"))
                        .orElse("nothing to restore")
                + "; "
                + Words.count(removed)
                + " are removed now";
    }

    private static String list(long removed, List<Decision> all) {
        StringBuilder words = new StringBuilder();
        for (Decision d : all) {
            words.append(
                    "%5d  %s  %-8s %9s  %s, by %s%n"
                            .formatted(
                                    d.id(),
                                    d.made().toString().substring(0, 16).replace('T', ' '),
                                    d.kind().name().toLowerCase(java.util.Locale.ROOT),
                                    Words.count(d.documents()),
                                    d.words(),
                                    d.who()));
        }
        return words + Words.count(removed) + " documents are removed";
    }
}
