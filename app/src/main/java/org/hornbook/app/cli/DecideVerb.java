package org.hornbook.app.cli;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import org.hornbook.app.Words;
import org.hornbook.app.Workbench;
import org.hornbook.classify.ClassifierSummary;
import org.hornbook.classify.decision.Act;
import org.hornbook.classify.decision.Line;
import org.hornbook.classify.decision.Verdict;
import org.hornbook.corpus.Corpus;
import org.hornbook.corpus.DocumentId;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

@Command(
        name = "decide",
        description =
                "Keeps or drops documents by hand, whatever the line says, or leaves them for"
                        + " review; draws the line without keeping a set. Without anything to decide"
                        + " it lists what was decided. `search CORPUS is:dropped` finds them.")
final class DecideVerb extends Verb {
    @Parameters(index = "0", paramLabel = "CORPUS")
    private String corpus;

    @Option(names = "--keep", paramLabel = "ID", description = "keep this; can be repeated")
    private List<String> keep = new ArrayList<>();

    @Option(names = "--drop", paramLabel = "ID", description = "drop this; can be repeated")
    private List<String> drop = new ArrayList<>();

    @Option(names = "--review", paramLabel = "ID", description = "leave this for review")
    private List<String> review = new ArrayList<>();

    @Option(names = "--leave", paramLabel = "ID", description = "leave this to the line again")
    private List<String> leave = new ArrayList<>();

    @Option(names = "--why", paramLabel = "WORDS", description = "the reason, to be read later")
    private String why = "";

    @Option(
            names = "--line",
            paramLabel = "SCORE",
            description = "draw the line of the corpus here; with --classifier")
    private Double line;

    @Option(names = "--classifier", paramLabel = "NAME")
    private String classifier;

    @Option(
            names = "--margin",
            defaultValue = "0",
            paramLabel = "SCORE",
            description = "leave scores closer to the line than this for review")
    private double margin;

    @Option(names = "--undo", paramLabel = "N", description = "take this decision back")
    private Long undo;

    /// @param line null if none is drawn
    /// @param byHand documents decided on by hand
    record Report(Line line, long byHand, List<Act> decisions, List<Act> made) {}

    @Override
    void run(Console console) throws Exception {
        boolean look =
                undo == null
                        && line == null
                        && keep.isEmpty()
                        && drop.isEmpty()
                        && review.isEmpty()
                        && leave.isEmpty();
        try (Workbench bench = look ? read() : write()) {
            Corpus in = bench.corpora().require(corpus);
            List<Act> made = look ? List.of() : decide(bench, in);
            Report report =
                    new Report(
                            bench.decisions().line(in.id()).orElse(null),
                            bench.decisions().byHand(in.id()).size(),
                            bench.decisions().acts(in.id()),
                            made);
            console.report(report, look ? list(report) : words(report));
        }
    }

    private List<Act> decide(Workbench bench, Corpus in) {
        List<Act> made = new ArrayList<>();
        if (undo != null) {
            bench.decisions().undo(undo, who()).ifPresent(made::add);
            return made;
        }
        if (line != null) {
            if (classifier == null) {
                throw new IllegalArgumentException(
                        "whose scores are cut at "
                                + line
                                + "? Name the classifier with --classifier");
            }
            ClassifierSummary of =
                    bench.classifiers().summaries().stream()
                            .filter(c -> c.name().equals(classifier))
                            .findFirst()
                            .orElseThrow(
                                    () ->
                                            new IllegalArgumentException(
                                                    "there is no classifier " + classifier));
            String rule = String.format(Locale.ROOT, "score >= %.3g", line);
            made.add(
                    bench.decisions()
                            .draw(
                                    in.id(),
                                    new Line(of.name(), of.fingerprint(), rule, line, margin),
                                    who()));
        }
        byHand(bench, in, keep, Optional.of(Verdict.KEEP)).ifPresent(made::add);
        byHand(bench, in, drop, Optional.of(Verdict.DROP)).ifPresent(made::add);
        byHand(bench, in, review, Optional.of(Verdict.REVIEW)).ifPresent(made::add);
        byHand(bench, in, leave, Optional.empty()).ifPresent(made::add);
        return made;
    }

    private Optional<Act> byHand(
            Workbench bench, Corpus in, List<String> keys, Optional<Verdict> verdict) {
        return keys.isEmpty()
                ? Optional.empty()
                : bench.decisions()
                        .decide(in.id(), documents(bench, in, keys).values(), verdict, why, who());
    }

    static Map<String, DocumentId> documents(Workbench bench, Corpus in, List<String> keys) {
        Map<String, DocumentId> ids = bench.corpora().ids(in.id(), keys);
        for (String key : keys) {
            if (!ids.containsKey(key)) {
                throw new IllegalArgumentException(
                        "there is no document " + key + " in " + in.name());
            }
        }
        return ids;
    }

    private static String words(Report r) {
        if (r.made().isEmpty()) {
            return "nothing to decide: it is so already";
        }
        StringBuilder words = new StringBuilder();
        for (Act act : r.made()) {
            words.append(act.words());
            if (act.kind() == Act.Kind.HAND) {
                words.append(", ").append(Words.count(act.documents())).append(" documents");
            }
            words.append("; taken back by --undo ").append(act.id()).append('\n');
        }
        return words.append("kept sets stay as they are until they are kept again").toString();
    }

    private static String list(Report r) {
        StringBuilder words = new StringBuilder();
        for (Act act : r.decisions()) {
            words.append(
                    "%5d  %s  %9s  %s, by %s%n"
                            .formatted(
                                    act.id(),
                                    act.made().toString().substring(0, 16).replace('T', ' '),
                                    act.kind() == Act.Kind.LINE
                                            ? "line"
                                            : Words.count(act.documents()),
                                    act.words(),
                                    act.who()));
        }
        words.append(
                r.line() == null
                        ? "no line is drawn"
                        : String.format(
                                Locale.ROOT,
                                "the line is at %.2f (%s, %s)",
                                r.line().cutoff(),
                                r.line().classifier(),
                                r.line().rule()));
        return words.append("; ")
                .append(Words.count(r.byHand()))
                .append(" documents are decided on by hand")
                .toString();
    }
}
