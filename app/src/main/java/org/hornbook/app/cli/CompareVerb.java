package org.hornbook.app.cli;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import org.hornbook.app.Agreements;
import org.hornbook.app.TrainingPace;
import org.hornbook.app.Words;
import org.hornbook.app.Workbench;
import org.hornbook.classify.CompareReport;
import org.hornbook.classify.FilteredSet;
import org.hornbook.classify.Interval;
import org.hornbook.classify.KeepJob;
import org.hornbook.classify.Pairs;
import org.hornbook.classify.ScoredCorpus;
import org.hornbook.classify.StandingLabels;
import org.hornbook.classify.Survival;
import org.hornbook.classify.Threshold;
import org.hornbook.classify.TrainedClassifier;
import org.hornbook.corpus.ColumnCache;
import org.hornbook.corpus.ColumnRepository;
import org.hornbook.corpus.Corpus;
import org.hornbook.corpus.CorpusRepository;
import org.hornbook.corpus.DocumentId;
import org.hornbook.corpus.DocumentQuery;
import org.hornbook.corpus.Snippet;
import org.hornbook.job.Reuse;
import org.hornbook.label.Annotator;
import org.hornbook.label.Ceiling;
import org.hornbook.label.Label;

import org.hornbook.store.Json;
import picocli.CommandLine.ArgGroup;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

import java.time.Duration;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;

@Command(
        name = "compare",
        description =
                "Puts an annotator's labels beside a classifier's scores, on held-out folds where"
                        + " it learned from them; chooses the threshold, and with --keep makes the kept"
                        + " set.")
final class CompareVerb extends Verb {
    private static final int FIELDS = 4;

    @Option(names = "--corpus", required = true, paramLabel = "NAME")
    private String corpus;

    @Option(names = "--annotator", required = true, paramLabel = "NAME")
    private String annotator;

    @Option(names = "--classifier", required = true, paramLabel = "NAME")
    private String classifier;

    @Option(
            names = "--keep-from",
            defaultValue = "3",
            paramLabel = "LABEL",
            description = "the lowest label worth keeping; default: ${DEFAULT-VALUE}")
    private int keepFrom;

    @Option(
            names = "--settled",
            description = "take the labels as they stand after second looks by a person")
    private boolean settled;

    @ArgGroup private Cut cut;

    @Option(
            names = "--disagreements",
            defaultValue = "10",
            paramLabel = "N",
            description = "how many to show; default: ${DEFAULT-VALUE}")
    private int disagreements;

    @Option(
            names = "--by",
            paramLabel = "FIELD",
            description =
                    "tell what is kept of each value of this metadata field; can be repeated;"
                            + " default: the fields with the fewest values")
    private List<String> by = new ArrayList<>();

    @Option(
            names = "--beside",
            defaultValue = "10",
            paramLabel = "N",
            description =
                    "how many documents to show just above and just below the line; default:"
                            + " ${DEFAULT-VALUE}")
    private int beside;

    @Option(
            names = "--keep",
            paramLabel = "NAME",
            description = "keep what lies above the threshold as a set of this name")
    private String keep;

    /// Where to cut: one or the other.
    static final class Cut {
        @Option(
                names = "--threshold",
                paramLabel = "SCORE",
                description = "keep this score and more; default: half a label below --keep-from")
        private Double threshold;

        @Option(
                names = "--top",
                paramLabel = "FRACTION",
                description = "keep this part of the corpus, the best-scored: 0.3")
        private Double top;

        Threshold threshold(int keepFrom) {
            return top != null
                    ? new Threshold.TopFraction(top)
                    : new Threshold.AtLeast(threshold == null ? keepFrom - 0.5 : threshold);
        }
    }

    @Override
    void run(Console console) throws Exception {
        try (Workbench bench = keep == null ? read() : write()) {
            Corpus in = bench.corpora().require(corpus);
            Annotator who = ClassifierVerb.annotator(bench, annotator);
            TrainedClassifier with = ClassifierVerb.classifier(bench, classifier);
            Threshold threshold = (cut == null ? new Cut() : cut).threshold(keepFrom);
            List<Label> labels =
                    StandingLabels.of(
                            bench.corpora(),
                            in.id(),
                            settled
                                    ? bench.labels().settled(in.id(), who.id())
                                    : bench.labels().labels(in.id(), who.id()));
            CompareReport report = compare(bench, in, who, with, labels, threshold);
            Optional<Ceiling> ceiling = new Agreements(bench).ceiling(in, who.name(), keepFrom);
            String words = words(report, ceiling);
            if (keep != null) {
                FilteredSet set =
                        console.follow(
                                bench.runner(),
                                new KeepJob(
                                        bench.sets(),
                                        bench.classifiers(),
                                        keep,
                                        in,
                                        with,
                                        threshold),
                                Reuse.FINISHED);
                words +=
                        "\nkept as "
                                + set.name()
                                + ": "
                                + Words.count(set.documents())
                                + " documents";
            }
            console.report(told(report, ceiling), words);
        }
    }

    private CompareReport compare(
            Workbench bench,
            Corpus in,
            Annotator who,
            TrainedClassifier with,
            List<Label> labels,
            Threshold threshold) {
        ColumnCache columns = new ColumnRepository(bench.workspace().database()).load(in.id());
        ScoredCorpus scored =
                ScoredCorpus.of(columns, with.name(), bench.decisions().byHand(in.id()));
        List<String> fields =
                by.isEmpty()
                        ? scored.fields().stream()
                                .sorted(Comparator.comparingInt(columns::distinct))
                                .limit(FIELDS)
                                .toList()
                        : by;
        return CompareReport.of(
                new CompareReport.Names(in.name(), who.name(), with.name()),
                Pairs.of(
                        labels,
                        bench.classifiers().heldOut(with.id()),
                        document -> bench.classifiers().score(with.id(), document)),
                scored,
                new CompareReport.Wanted(
                        threshold,
                        keepFrom,
                        disagreements,
                        fields,
                        beside,
                        TrainingPace.of(bench, in)),
                new ShownDocument(bench.corpora()));
    }

    /// A document as a list shows it.
    private record ShownDocument(CorpusRepository corpora) implements CompareReport.Shown {
        @Override
        public String key(DocumentId document) {
            return corpora.get(document).key();
        }

        @Override
        public String text(DocumentId document) {
            return Snippet.of(corpora.get(document).text(), new DocumentQuery.All(), 160, "", "");
        }
    }

    private static String figure(double value, Interval interval) {
        return Words.figure(value)
                + " ("
                + Words.figure(interval.low())
                + "-"
                + Words.figure(interval.high())
                + ")";
    }

    private static void whole(StringBuilder words, CompareReport.Kept kept) {
        if (kept.scored() == 0) {
            return;
        }
        words.append(
                "%s of %s characters"
                        .formatted(
                                Words.count(kept.characters()),
                                Words.count(kept.charactersScored())));
        if (kept.tokens() >= 0) {
            words.append(
                    ", about %s tokens, one pass trains in about %s"
                            .formatted(
                                    Words.count(Math.round(kept.tokens())),
                                    Words.duration(
                                            Duration.ofMillis(
                                                    Math.round(1000 * kept.trainingSeconds())))));
        }
        if (kept.keptByHand() + kept.droppedByHand() > 0) {
            words.append(
                    "; by hand %s kept and %s dropped against the line"
                            .formatted(
                                    Words.count(kept.keptByHand()),
                                    Words.count(kept.droppedByHand())));
        }
        for (Survival survival : kept.survival()) {
            words.append("%n%n%s%40s%n".formatted(survival.field(), "kept of"));
            for (Survival.Value v : survival.values()) {
                words.append(
                        "  %-26s %10s %10s %5s%n"
                                .formatted(
                                        v.value().isEmpty() ? "(none)" : v.value(),
                                        Words.count(v.kept()),
                                        Words.count(v.all()),
                                        Words.percent(v.share())));
            }
        }
        beside(words, "Just above the line:", kept.above().reversed());
        beside(words, "Just below the line:", kept.below());
        words.append('\n');
    }

    private static void beside(
            StringBuilder words, String head, List<CompareReport.Beside> documents) {
        if (!documents.isEmpty()) {
            words.append('\n').append(head);
            for (CompareReport.Beside d : documents) {
                words.append(
                        "%n  %s  %s: %s".formatted(Words.figure(d.score()), d.key(), d.text()));
            }
            words.append('\n');
        }
    }

    /// The report, and under `ceiling` how far annotators agree, where two have labelled.
    private static JsonNode told(CompareReport report, Optional<Ceiling> ceiling) {
        ObjectNode told = Json.mapper().valueToTree(report);
        ceiling.ifPresent(c -> told.set("ceiling", Json.mapper().valueToTree(c)));
        return told;
    }

    static String words(CompareReport r, Optional<Ceiling> ceiling) {
        StringBuilder words = new StringBuilder();
        words.append(r.annotator()).append(" against ").append(r.classifier()).append(": ");
        words.append(ClassifierVerb.words(r.evaluation())).append('\n');
        ceiling.ifPresent(c -> words.append(LabelsAgreementVerb.words(c)).append('\n'));
        if (r.heldOut() < r.compared()) {
            words.append(Words.count(r.heldOut()))
                    .append(" of them scored by folds that had not seen them; ")
                    .append(Words.count(r.compared() - r.heldOut()))
                    .append(" were never learned from\n");
        }
        words.append("\nlabel   score rounded to\n     ");
        for (int column = 0; column < r.table().length; column++) {
            words.append("%7d".formatted(r.lowest() + column));
        }
        for (int row = r.table().length - 1; row >= 0; row--) {
            words.append("\n%5d".formatted(r.lowest() + row));
            for (int cell : r.table()[row]) {
                words.append("%7s".formatted(cell == 0 ? "." : Words.count(cell)));
            }
        }
        var confusion = r.evaluation().confusion();
        words.append(
                "%n%n%s keeps %s of %s documents (%s). Of the labelled ones it keeps %s rightly and %s wrongly, and drops %s wrongly:%n"
                        .formatted(
                                r.kept().rule(),
                                Words.count(r.kept().documents()),
                                Words.count(r.kept().scored()),
                                r.kept().scored() == 0
                                        ? "not scored yet"
                                        : Words.percent(
                                                (double) r.kept().documents() / r.kept().scored()),
                                Words.count(confusion.truePositives()),
                                Words.count(confusion.falsePositives()),
                                Words.count(confusion.falseNegatives())));
        words.append(
                "precision %s, recall %s%n"
                        .formatted(
                                figure(r.evaluation().precision(), r.kept().cut().precision()),
                                figure(r.evaluation().recall(), r.kept().cut().recall())));
        whole(words, r.kept());
        if (!r.disagreements().isEmpty()) {
            words.append("\nLargest disagreements:");
            for (CompareReport.Disagreement d : r.disagreements()) {
                words.append(
                        "%n  %s: %s says %d (%s), %s says %s%n      %s"
                                .formatted(
                                        d.key(),
                                        r.annotator(),
                                        d.label(),
                                        d.rationale().isEmpty() ? "no reason given" : d.rationale(),
                                        r.classifier(),
                                        Words.figure(d.score()),
                                        d.text()));
            }
        }
        return words.toString();
    }
}
