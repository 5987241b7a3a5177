package org.hornbook.app.cli;

import org.hornbook.app.RecipeWords;
import org.hornbook.app.Words;
import org.hornbook.app.Workbench;
import org.hornbook.classify.Calibrator;
import org.hornbook.classify.ClassWeights;
import org.hornbook.classify.ClassifierReport;
import org.hornbook.classify.Embedder;
import org.hornbook.classify.Evaluation;
import org.hornbook.classify.Recipe;
import org.hornbook.classify.ScoreJob;
import org.hornbook.classify.ScoreReport;
import org.hornbook.classify.StandingLabels;
import org.hornbook.classify.TrainClassifierJob;
import org.hornbook.classify.TrainedClassifier;
import org.hornbook.corpus.Corpus;
import org.hornbook.job.Reuse;
import org.hornbook.label.Annotator;
import org.hornbook.label.Label;

import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;

@Command(
        name = "classifier",
        description =
                "Lists the classifiers; `train` makes one from labels, `score` applies it, `show` tells"
                        + " what it is, `curve` what more labels would buy; `export` and `import`"
                        + " carry it to another workspace.",
        subcommands = {
            ClassifierVerb.Train.class,
            ClassifierVerb.Score.class,
            ClassifierShowVerb.class,
            CurveVerb.class,
            ClassifierFileVerbs.Export.class,
            ClassifierFileVerbs.Import.class
        })
final class ClassifierVerb extends Verb {
    /// A classifier in a list.
    record Listed(String name, String recipe, Evaluation evaluation) {}

    @Override
    void run(Console console) throws Exception {
        try (Workbench bench = read()) {
            List<Listed> all =
                    bench.classifiers().all().stream()
                            .map(
                                    c ->
                                            new Listed(
                                                    c.name(),
                                                    c.classifier().recipe().id(),
                                                    c.evaluation()))
                            .toList();
            console.report(
                    java.util.Map.of("classifiers", all),
                    all.isEmpty()
                            ? "No classifier yet: `hornbook classifier train --corpus C --annotator"
                                    + " A` makes one."
                            : all.stream()
                                    .map(
                                            c ->
                                                    "%-20s %-16s %s"
                                                            .formatted(
                                                                    c.name(),
                                                                    c.recipe(),
                                                                    words(c.evaluation())))
                                    .collect(Collectors.joining("\n")));
        }
    }

    /// `F1 0.84 (0.80-0.88), AUC 0.93, Spearman 0.78, on 600 held-out documents`.
    static String words(Evaluation e) {
        return "F1 %s (%s-%s), AUC %s, Spearman %s, on %s held-out documents"
                .formatted(
                        Words.figure(e.f1()),
                        Words.figure(e.f1Low()),
                        Words.figure(e.f1High()),
                        Words.figure(e.auc()),
                        Words.figure(e.spearman()),
                        Words.count(e.n()));
    }

    @Command(
            name = "train",
            description =
                    "Trains a classifier that imitates an annotator, and measures it on held-out"
                            + " folds.")
    static final class Train extends Verb {
        @Option(names = "--corpus", required = true, paramLabel = "NAME")
        private String corpus;

        @Option(names = "--annotator", required = true, paramLabel = "NAME")
        private String annotator;

        @Option(
                names = "--name",
                paramLabel = "NAME",
                description = "default: CORPUS-RECIPE, such as CORPUS-ngram")
        private String name;

        @Option(
                names = "--recipe",
                defaultValue = "ngram",
                description = {
                    "ngram (hashed n-grams, linear), ngram-average (averaged vectors of words), or a head",
                    "on an encoder's embedding: linear (is it worth keeping?), ordinal (expected label),",
                    "regression (FineWeb-Edu's) or forest (phi-1's); default: ${DEFAULT-VALUE}"
                })
        private String recipe;

        @Option(
                names = "--class-weights",
                defaultValue = "none",
                paramLabel = "WEIGHTS",
                description =
                        "how much an example counts by its label: none, balanced, or, for recipes"
                                + " on n-grams, 0=1,5=4; default: ${DEFAULT-VALUE}")
        private String classWeights;

        @Option(
                names = "--calibration",
                defaultValue = "platt",
                paramLabel = "METHOD",
                description =
                        "how scores become probabilities: platt, or isotonic where there are many"
                                + " labels; default: ${DEFAULT-VALUE}")
        private String calibration;

        @Option(
                names = "--encoder",
                paramLabel = "MODEL",
                description =
                        "for a head on an embedding: a model's name or folder, an encoder of"
                                + " sentence-transformers or a phi model")
        private String encoder;

        @Option(
                names = "--strength",
                defaultValue = "1",
                paramLabel = "C",
                description = "for linear and ordinal: scikit-learn's C; default: ${DEFAULT-VALUE}")
        private double strength;

        @Option(
                names = "--ridge",
                defaultValue = "1",
                paramLabel = "ALPHA",
                description = "for regression: scikit-learn's alpha; default: ${DEFAULT-VALUE}")
        private double ridge;

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

        @Option(names = "--folds", defaultValue = "5", paramLabel = "K")
        private int folds;

        @Option(names = "--seed", defaultValue = "1")
        private long seed;

        @Override
        void run(Console console) throws Exception {
            try (Workbench bench = write()) {
                Corpus in = bench.corpora().require(corpus);
                Annotator by = annotator(bench, annotator);
                List<Label> labels =
                        StandingLabels.of(
                                bench.corpora(),
                                in.id(),
                                settled
                                        ? bench.labels().settled(in.id(), by.id())
                                        : bench.labels().labels(in.id(), by.id()));
                Optional<Embedder> embedder = bench.embedder(Optional.ofNullable(encoder));
                Recipe how = how(embedder);
                String called = name == null ? corpus + "-" + recipe : name;
                ClassifierReport report =
                        console.follow(
                                bench.runner(),
                                new TrainClassifierJob(
                                        bench.classifiers(),
                                        bench.corpora(),
                                        new TrainClassifierJob.Plan(
                                                called,
                                                in,
                                                by,
                                                how,
                                                keepFrom,
                                                folds,
                                                seed,
                                                Calibrator.Method.of(calibration)),
                                        labels,
                                        embedder),
                                Reuse.NEVER);
                console.report(
                        report,
                        called
                                + ": learned from "
                                + Words.count(report.labels())
                                + " labels by "
                                + annotator
                                + "; "
                                + words(report.evaluation()));
            }
        }

        private Recipe how(Optional<Embedder> embedder) {
            ClassWeights weights = ClassWeights.parse(classWeights);
            if (recipe.equals("ngram") || recipe.equals("ngram-linear")) {
                return Recipe.NgramLinear.USUAL.with(weights);
            }
            if (recipe.equals("ngram-average")) {
                return Recipe.NgramAverage.USUAL.with(weights);
            }
            if (!RecipeWords.isOnEncoder(recipe)) {
                throw new IllegalArgumentException(
                        "there is no recipe "
                                + recipe
                                + ": there are ngram, ngram-average, linear, ordinal, regression"
                                + " and forest");
            }
            if (weights instanceof ClassWeights.Given) {
                throw new IllegalArgumentException(
                        "a head on an embedding takes --class-weights none or balanced, not "
                                + weights);
            }
            Embedder given =
                    embedder.orElseThrow(
                            () ->
                                    new IllegalArgumentException(
                                            "the recipe "
                                                    + recipe
                                                    + " reads a model's embedding: name an encoder"
                                                    + " with --encoder"));
            return RecipeWords.onEncoder(
                    recipe,
                    given.fingerprint(),
                    keepFrom,
                    strength,
                    ridge,
                    weights.equals(ClassWeights.BALANCED));
        }
    }

    static Annotator annotator(Workbench bench, String name) {
        return bench.labels()
                .annotator(name)
                .orElseThrow(
                        () ->
                                new IllegalArgumentException(
                                        "nobody called "
                                                + name
                                                + " has labelled anything here: there are "
                                                + bench.labels().annotators().stream()
                                                        .map(Annotator::name)
                                                        .collect(Collectors.joining(", "))));
    }

    static TrainedClassifier classifier(Workbench bench, String name) {
        return bench.classifiers()
                .find(name)
                .orElseThrow(
                        () ->
                                new IllegalArgumentException(
                                        "there is no classifier "
                                                + name
                                                + ": there are "
                                                + bench.classifiers().all().stream()
                                                        .map(TrainedClassifier::name)
                                                        .collect(Collectors.joining(", "))));
    }

    @Command(name = "score", description = "Scores every document of a corpus.")
    static final class Score extends Verb {
        @Parameters(paramLabel = "CLASSIFIER")
        private String name;

        @Option(names = "--corpus", paramLabel = "NAME", required = true)
        private String corpus;

        @Option(
                names = "--encoder",
                paramLabel = "MODEL",
                description =
                        "for a head on an embedding: the model it was trained on; looked for among"
                                + " the models if left out")
        private String encoder;

        @Override
        void run(Console console) throws Exception {
            try (Workbench bench = write()) {
                TrainedClassifier classifier = classifier(bench, name);
                ScoreReport report =
                        console.follow(
                                bench.runner(),
                                new ScoreJob(
                                        bench.classifiers(),
                                        classifier,
                                        bench.corpora().source(bench.corpora().require(corpus)),
                                        encoder == null
                                                ? bench.embedder(classifier.classifier().recipe())
                                                : bench.embedder(Optional.of(encoder))),
                                Reuse.FINISHED);
                console.report(
                        report,
                        corpus
                                + ": "
                                + Words.count(report.documents())
                                + " documents scored by "
                                + name
                                + ", "
                                + Words.count(Math.round(report.documentsPerSecond()))
                                + " a second");
            }
        }
    }
}
