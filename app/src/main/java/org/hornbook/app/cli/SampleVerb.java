package org.hornbook.app.cli;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.hornbook.app.Words;
import org.hornbook.app.Workbench;
import org.hornbook.classify.TrainedClassifier;
import org.hornbook.corpus.Corpus;
import org.hornbook.corpus.Document;
import org.hornbook.corpus.DocumentId;
import org.hornbook.label.sample.Sample;
import org.hornbook.label.sample.Whom;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

@Command(
        name = "sample",
        description = {
            "Chooses documents for labelling and keeps them under a name: at random, from strata of"
                    + " a classifier's scores, where it is unsure, where voices differ, or as many"
                    + " of each value of a field.",
            "The same plan and seed on the same corpus give the same documents. `sample list` and"
                    + " `sample show` tell what there is."
        },
        subcommands = {SampleVerb.Listed.class, SampleVerb.Show.class})
final class SampleVerb extends Verb {
    enum By {
        random,
        score,
        unsure,
        disagreement,
        field,
        half_unsure;

        @Override
        public String toString() {
            return name().replace('_', '-');
        }
    }

    @Parameters(paramLabel = "CORPUS", arity = "0..1")
    private String corpus;

    @Option(
            names = "--by",
            defaultValue = "random",
            description = "${COMPLETION-CANDIDATES}; default: ${DEFAULT-VALUE}")
    private By by;

    @Option(names = "--name", paramLabel = "NAME", description = "default: made of the plan")
    private String name;

    @Option(
            names = "--size",
            defaultValue = "200",
            paramLabel = "N",
            description = "how many documents; default: ${DEFAULT-VALUE}")
    private int size;

    @Option(names = "--seed", defaultValue = "1", description = "default: ${DEFAULT-VALUE}")
    private long seed;

    @Option(
            names = "--query",
            defaultValue = "",
            paramLabel = "QUERY",
            description = "only of the documents it finds")
    private String query;

    @Option(
            names = "--classifier",
            paramLabel = "NAME",
            description = "whose scores, for score and unsure; default: the newest")
    private String classifier;

    @Option(
            names = "--strata",
            defaultValue = "5",
            paramLabel = "N",
            description = "equal steps of the scores; default: ${DEFAULT-VALUE}")
    private int strata;

    @Option(
            names = "--line",
            paramLabel = "SCORE",
            description = "for unsure; default: the classifier's threshold")
    private Double line;

    @Option(
            names = "--voice",
            paramLabel = "WHO",
            description = "for disagreement, twice or more: an annotator, or score:CLASSIFIER")
    private List<String> voices = new ArrayList<>();

    @Option(
            names = "--field",
            paramLabel = "NAME",
            defaultValue = "source",
            description = "for field; default: ${DEFAULT-VALUE}")
    private String field;

    @Option(
            names = "--not-labelled-by",
            paramLabel = "NAME",
            defaultValue = "",
            description = "leave out what this annotator has labelled")
    private String without;

    @Option(
            names = "--labelled-by",
            paramLabel = "NAME",
            defaultValue = "",
            description = "only what this annotator has labelled, to ask a second time")
    private String of;

    /// A sample as it is listed.
    record Told(
            String corpus, String name, String how, Sample.Plan plan, int documents, String made) {
        static Told of(Corpus corpus, Sample s) {
            return new Told(
                    corpus.name(),
                    s.name(),
                    s.plan().words(),
                    s.plan(),
                    s.documents().size(),
                    s.made().toString());
        }

        String words() {
            return "%s: %s documents of %s, %s, seed %d"
                    .formatted(name, Words.count(documents), corpus, how, plan.seed());
        }
    }

    @Override
    void run(Console console) throws Exception {
        if (corpus == null) {
            throw new IllegalArgumentException(
                    "say of which corpus, for example `hornbook sample lessons --size 50`");
        }
        try (Workbench bench = write()) {
            Corpus in = bench.corpora().require(corpus);
            Sample.Plan plan = new Sample.Plan(whom(bench), query, without, of, size, seed);
            String named = name == null ? bench.samples().free(in.id(), by.toString()) : name;
            Told told = Told.of(in, bench.samples().keep(in, named, plan));
            console.report(told, told.words());
        }
    }

    private Whom whom(Workbench bench) {
        return switch (by) {
            case random -> new Whom.Random();
            case score -> new Whom.Strata(scorer(bench).name(), strata);
            case unsure -> {
                TrainedClassifier with = scorer(bench);
                yield new Whom.Unsure(
                        with.name(), line == null ? with.evaluation().threshold() : line);
            }
            case disagreement -> new Whom.Disputed(voices);
            case field -> new Whom.Field(field);
            case half_unsure -> {
                TrainedClassifier with = scorer(bench);
                yield new Whom.HalfUnsure(
                        with.name(), line == null ? with.evaluation().threshold() : line);
            }
        };
    }

    private TrainedClassifier scorer(Workbench bench) {
        if (classifier != null) {
            return ClassifierVerb.classifier(bench, classifier);
        }
        List<TrainedClassifier> all = bench.classifiers().all();
        if (all.isEmpty()) {
            throw new IllegalArgumentException(
                    "there is no classifier yet whose scores could choose: `hornbook classifier train` makes one");
        }
        return all.getLast();
    }

    @Command(name = "list", description = "Lists the samples of a corpus, the newest first.")
    static final class Listed extends Verb {
        @Parameters(paramLabel = "CORPUS")
        private String corpus;

        @Override
        void run(Console console) throws Exception {
            try (Workbench bench = read()) {
                Corpus in = bench.corpora().require(corpus);
                List<Told> all =
                        bench.samples().all(in.id()).stream().map(s -> Told.of(in, s)).toList();
                console.report(
                        all,
                        all.isEmpty()
                                ? "No sample yet: `hornbook sample " + corpus + "` draws one."
                                : String.join("\n", all.stream().map(Told::words).toList()));
            }
        }
    }

    @Command(
            name = "show",
            description =
                    "Lists the documents of a sample, and draws it again to tell whether its plan"
                            + " still gives the same.")
    static final class Show extends Verb {
        @Parameters(paramLabel = "CORPUS", index = "0")
        private String corpus;

        @Parameters(paramLabel = "NAME", index = "1")
        private String name;

        /// @param again how many of its documents the plan gives today
        record Shown(Told sample, List<String> documents, int again) {}

        @Override
        void run(Console console) throws Exception {
            try (Workbench bench = read()) {
                Corpus in = bench.corpora().require(corpus);
                Sample sample = bench.samples().require(in, name);
                List<String> keys =
                        bench.corpora().get(sample.documents()).stream()
                                .map(Document::key)
                                .toList();
                int again = again(bench, in, sample);
                Told told = Told.of(in, sample);
                console.report(
                        new Shown(told, keys, again),
                        told.words()
                                + "\n"
                                + (again == sample.documents().size()
                                        ? "drawn again today, it gives the same"
                                        : "drawn again today, it gives %s of them: labels, scores or documents have changed since"
                                                .formatted(Words.count(again)))
                                + "\n"
                                + String.join("\n", keys));
            }
        }

        private static int again(Workbench bench, Corpus in, Sample sample) {
            try {
                Set<DocumentId> now = new HashSet<>(bench.samples().draw(in, sample.plan()));
                return (int) sample.documents().stream().filter(now::contains).count();
            } catch (IllegalArgumentException gone) {
                return 0; // the classifier or field it speaks of is not there any more
            }
        }
    }
}
