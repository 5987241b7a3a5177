package org.hornbook.app.view.compare;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.function.Consumer;
import org.hornbook.app.CommandLine;
import org.hornbook.app.Encoders;
import org.hornbook.app.RecipeWords;
import org.hornbook.app.Words;
import org.hornbook.app.Workbench;
import org.hornbook.app.desk.Desk;
import org.hornbook.app.desk.Texts;
import org.hornbook.app.desk.Value;
import org.hornbook.classify.ClassWeights;
import org.hornbook.classify.Embedder;
import org.hornbook.classify.Recipe;
import org.hornbook.classify.ScoreJob;
import org.hornbook.classify.StandingLabels;
import org.hornbook.classify.TrainClassifierJob;
import org.hornbook.classify.TrainedClassifier;
import org.hornbook.corpus.Corpus;
import org.hornbook.job.Job;
import org.hornbook.job.JobState;
import org.hornbook.job.Progress;
import org.hornbook.label.Annotator;
import org.hornbook.label.Label;

/// Makes classifiers and scores corpora with them: a new one, the one compared once more, or only
/// its scores.
public final class TrainingViewModel {
    private static final int FOLDS = 5;
    private static final long SEED = 1;

    private final Desk desk;
    private final CompareViewModel model;
    private final Value<TrainingState> state = new Value<>(TrainingState.IDLE);

    /// What a person chose.
    ///
    /// @param recipe its word in `classifier train --recipe`
    /// @param encoder the model whose embedding the recipe reads; empty for n-grams
    /// @param balanced whether rare labels count as much as frequent ones
    /// @param settled whether second looks count
    record Choice(
            String name,
            String corpus,
            String annotator,
            int keepFrom,
            String recipe,
            Optional<String> encoder,
            boolean balanced,
            boolean settled) {}

    public TrainingViewModel(Desk desk, CompareViewModel model) {
        this.desk = desk;
        this.model = model;
    }

    Value<TrainingState> state() {
        return state;
    }

    /// Opens or closes the form.
    void ask(boolean on) {
        state.update(s -> s.asking(on));
        if (on) {
            encoders();
        }
    }

    /// Looks which encoders there are.
    void encoders() {
        Path folder = desk.session().folder();
        desk.read(
                () -> Encoders.of(folder).stream().map(Encoders.Known::name).toList(),
                names -> state.update(s -> s.with(names)));
    }

    /// Trains a new classifier, scores its corpus, and compares with it.
    void train(Choice choice) {
        start(
                "compare.doing.train",
                () -> job(choice),
                done -> score(choice.name(), choice.name()));
    }

    /// Trains the compared classifier once more, on the labels as they stand, and scores again.
    void retrain() {
        Optional<Compared> now = model.state().get().compared();
        if (now.isEmpty() || state.get().runs()) {
            return;
        }
        Compared c = now.get();
        boolean settled = model.state().get().settled();
        model.roundBegins();
        start(
                "compare.doing.retrain",
                () -> again(c, settled),
                done -> {
                    model.roundEnds();
                    score(c.classifier().name(), "");
                });
    }

    /// Scores the corpus of the compared classifier.
    void score() {
        model.state()
                .get()
                .compared()
                .filter(c -> !state.get().runs())
                .ifPresent(c -> score(c.classifier().name(), ""));
    }

    /// @param then the classifier to compare with afterwards; empty for the same
    private void score(String name, String then) {
        start("compare.doing.score", () -> scoring(name), done -> end(then));
    }

    private ScoreJob scoring(String name) {
        Workbench bench = desk.bench();
        TrainedClassifier classifier = bench.classifiers().find(name).orElseThrow();
        Corpus corpus =
                bench.corpora().all().stream()
                        .filter(k -> k.id().equals(classifier.corpus()))
                        .findFirst()
                        .orElseThrow();
        return new ScoreJob(
                bench.classifiers(),
                classifier,
                bench.corpora().source(corpus),
                embedder(bench, classifier.classifier().recipe()));
    }

    private <R> void start(String key, Callable<? extends Job<R>> made, Consumer<R> then) {
        if (!desk.holder().get().isEmpty()) {
            desk.notice().set(Texts.of("shell.busy", desk.holder().get()));
            return;
        }
        model.hold(true);
        state.update(s -> s.doing(Texts.of(key, ""), -1));
        desk.background()
                .run(
                        made,
                        job -> desk.<R>start(() -> job, told -> told(key, told, then)),
                        e -> {
                            desk.tell(e);
                            end("");
                        });
    }

    private <R> void told(String key, JobState<R> job, Consumer<R> then) {
        switch (job) {
            case JobState.Queued<R>() -> {}
            case JobState.Running<R>(var progress, var pace) ->
                    state.update(s -> s.doing(Texts.of(key, done(progress)), share(progress)));
            case JobState.Succeeded<R>(var result, var recalled) -> then.accept(result);
            case JobState.Cancelled<R> cancelled -> end("");
            case JobState.Failed<R> failed -> end("");
        }
    }

    /// Nothing runs any more: shows what came of it.
    private void end(String classifier) {
        model.hold(false);
        state.update(s -> s.doing("", 0));
        if (!classifier.isEmpty()) {
            state.update(s -> s.asking(false));
            model.classifier(classifier);
        }
        model.refresh();
    }

    private TrainClassifierJob job(Choice choice) {
        Workbench bench = desk.bench();
        Corpus corpus = bench.corpora().require(choice.corpus());
        Annotator annotator = bench.labels().annotator(choice.annotator()).orElseThrow();
        Optional<Embedder> embedder = bench.embedder(choice.encoder());
        Recipe recipe = recipe(choice, embedder);
        return new TrainClassifierJob(
                bench.classifiers(),
                bench.corpora(),
                new TrainClassifierJob.Plan(
                        choice.name(), corpus, annotator, recipe, choice.keepFrom(), FOLDS, SEED),
                labels(bench, corpus, annotator, choice.settled()),
                embedder);
    }

    private static Recipe recipe(Choice choice, Optional<Embedder> embedder) {
        ClassWeights weights = choice.balanced() ? ClassWeights.BALANCED : ClassWeights.NONE;
        return switch (choice.recipe()) {
            case "ngram" -> Recipe.NgramLinear.USUAL.with(weights);
            case "ngram-average" -> Recipe.NgramAverage.USUAL.with(weights);
            default ->
                    RecipeWords.onEncoder(
                            choice.recipe(),
                            embedder.orElseThrow().fingerprint(),
                            choice.keepFrom(),
                            1,
                            1,
                            choice.balanced());
        };
    }

    /// The same recipe, imitating the same annotator.
    private TrainClassifierJob again(Compared c, boolean settled) {
        Workbench bench = desk.bench();
        TrainedClassifier classifier =
                bench.classifiers().find(c.classifier().name()).orElseThrow();
        Annotator annotator =
                bench.labels().annotators().stream()
                        .filter(a -> a.id().equals(classifier.annotator()))
                        .findFirst()
                        .orElseThrow();
        Recipe recipe = classifier.classifier().recipe();
        return new TrainClassifierJob(
                bench.classifiers(),
                bench.corpora(),
                new TrainClassifierJob.Plan(
                        classifier.name(),
                        c.corpus(),
                        annotator,
                        recipe,
                        c.keepFrom(),
                        Math.max(2, c.classifier().folds()),
                        SEED),
                labels(bench, c.corpus(), annotator, settled),
                embedder(bench, recipe));
    }

    private static List<Label> labels(
            Workbench bench, Corpus corpus, Annotator annotator, boolean settled) {
        return StandingLabels.of(
                bench.corpora(),
                corpus.id(),
                settled
                        ? bench.labels().settled(corpus.id(), annotator.id())
                        : bench.labels().labels(corpus.id(), annotator.id()));
    }

    /// The model a recipe reads, looked for among those of the workspace.
    Optional<Embedder> embedder(Workbench bench, Recipe recipe) {
        Optional<Embedder> embedder = bench.embedder(recipe);
        if (recipe.readsModel().isPresent() && embedder.isEmpty()) {
            throw new IllegalArgumentException(Texts.of("compare.train.noencoder"));
        }
        return embedder;
    }

    private static String done(Progress p) {
        return p.total() == 0 ? "" : Words.percent(share(p));
    }

    private static double share(Progress p) {
        return p.total() == 0 ? -1 : (double) p.done() / p.total();
    }

    // ---- as commands ----

    String command(Choice choice) {
        List<String> words =
                new ArrayList<>(
                        List.of(
                                "classifier",
                                "train",
                                "--corpus",
                                choice.corpus(),
                                "--annotator",
                                choice.annotator(),
                                "--name",
                                choice.name(),
                                "--keep-from",
                                String.valueOf(choice.keepFrom())));
        if (!choice.recipe().equals("ngram")) {
            words.addAll(List.of("--recipe", choice.recipe()));
        }
        choice.encoder().ifPresent(e -> words.addAll(List.of("--encoder", e)));
        if (choice.balanced()) {
            words.addAll(List.of("--class-weights", "balanced"));
        }
        if (choice.settled()) {
            words.add("--settled");
        }
        return CommandLine.of(desk.session().folder(), words);
    }

    /// Scores the corpus of the compared classifier.
    String scoreCommand() {
        return model.state()
                .get()
                .compared()
                .map(
                        c ->
                                CommandLine.of(
                                        desk.session().folder(),
                                        List.of(
                                                "classifier",
                                                "score",
                                                c.classifier().name(),
                                                "--corpus",
                                                c.corpus().name())))
                .orElse("");
    }

    /// Trains the compared classifier once more, then scores.
    String retrainCommand() {
        return model.state()
                .get()
                .compared()
                .map(
                        c ->
                                command(
                                                new Choice(
                                                        c.classifier().name(),
                                                        c.corpus().name(),
                                                        c.imitated(),
                                                        c.keepFrom(),
                                                        word(c.classifier().recipe().id()),
                                                        c.classifier().recipe().readsModel(),
                                                        balanced(c.classifier().recipe()),
                                                        model.state().get().settled()))
                                        + " && "
                                        + scoreCommand())
                .orElse("");
    }

    /// What a recipe is called in `classifier train --recipe`.
    static String word(String id) {
        return id.replace("encoder-", "").replace("ngram-linear", "ngram");
    }

    private static boolean balanced(Recipe recipe) {
        return switch (recipe) {
            case Recipe.NgramLinear linear -> linear.weights().equals(ClassWeights.BALANCED);
            case Recipe.NgramAverage average -> average.weights().equals(ClassWeights.BALANCED);
            case Recipe.OnEncoder dense -> dense.balanced();
        };
    }
}
