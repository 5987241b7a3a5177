package org.hornbook.app;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import org.hornbook.classify.ClassifierReport;
import org.hornbook.classify.FilteredSet;
import org.hornbook.classify.KeepJob;
import org.hornbook.classify.Recipe;
import org.hornbook.classify.ScoreJob;
import org.hornbook.classify.Threshold;
import org.hornbook.classify.TrainClassifierJob;
import org.hornbook.classify.TrainedClassifier;
import org.hornbook.corpus.Corpus;
import org.hornbook.corpus.DocumentSource;
import org.hornbook.corpus.ImportJob;
import org.hornbook.corpus.ImportPlan;
import org.hornbook.evaluate.Answer;
import org.hornbook.evaluate.Benchmark;
import org.hornbook.evaluate.CodeSandbox;
import org.hornbook.evaluate.EvalResult;
import org.hornbook.evaluate.Task;
import org.hornbook.evaluate.Wilson;
import org.hornbook.job.Reuse;
import org.hornbook.label.Agreement;
import org.hornbook.label.Annotator;
import org.hornbook.label.LabelImportJob;
import org.hornbook.label.Rubric;
import org.hornbook.train.Schedule;
import org.hornbook.train.TokenShard;
import org.hornbook.train.TokenizerJob;
import org.hornbook.train.TrainReport;
import org.hornbook.train.TrainingConfig;

/// The whole walk over the shipped sample data: documents, labels, classifier, kept set, two models
/// trained for the same number of tokens, one on everything and one on what was kept, and held-out
/// functions written by each and executed. Every stage is a job, so a walk that was cut off goes
/// on, and one that was finished is told again in seconds.
public final class Demo {
    private static final int KEEP_FROM = 3;
    private static final int FOLDS = 5;
    private static final int VOCAB = 1024;
    private static final int STEPS = 1700;
    private static final int BATCH = 8;
    private static final int ANSWER_TOKENS = 120;
    private static final int SAMPLES = 3;

    private final Workbench bench;
    private final Path datasets;
    private final Stages stages;
    private final long seed;
    private final int threads = Runtime.getRuntime().availableProcessors();

    /// @param datasets the folder of the sample data
    public Demo(Workbench bench, Path datasets, Stages stages, long seed) {
        this.bench = bench;
        this.datasets = datasets;
        this.stages = stages;
        this.seed = seed;
        if (!Files.isDirectory(datasets.resolve("exercises"))) {
            throw new IllegalArgumentException("the sample data is not in " + datasets);
        }
    }

    /// Walks. Throws what a stage failed with.
    public DemoReport run() throws Exception {
        long start = System.nanoTime();
        DemoReport.Lessons lessons = lessons();
        DemoReport.Exercises exercises = exercises();
        String verdict = verdict(exercises.heldOut());
        stages.result(verdict);
        return new DemoReport(lessons, exercises, verdict, (System.nanoTime() - start) / 1e9);
    }

    private DemoReport.Lessons lessons() throws Exception {
        stages.stage("Lessons: documents written and labelled by two authors");
        Corpus corpus = corpus("lessons");
        labels(corpus, Annotator.Kind.AUTHOR);
        Annotator a = annotator("author-a");
        Annotator b = annotator("author-b");
        Agreement agreement =
                Agreement.of(
                        bench.labels().values(corpus.id(), a.id()),
                        bench.labels().values(corpus.id(), b.id()));
        stages.result(
                say(
                        "%,d documents, each labelled 0-5 by two authors, who agree with weighted kappa %.2f",
                        corpus.documents(), agreement.weightedKappa()));
        ClassifierReport report = classifier(corpus, a, "lessons-ngram");
        int labels = agreement.n() * 2;
        return new DemoReport.Lessons(
                corpus.documents(),
                labels,
                new DemoReport.Agreed(agreement.weightedKappa(), agreement.spearman()),
                DemoReport.Imitated.of(report.evaluation()));
    }

    private DemoReport.Exercises exercises() throws Exception {
        stages.stage(
                "Exercises: a corpus in which most documents are spoilt, and few are labelled");
        Corpus corpus = corpus("exercises");
        labels(corpus, Annotator.Kind.PROGRAM);
        Annotator template = annotator("template");
        ClassifierReport report = classifier(corpus, template, "exercises-ngram");
        stages.stage("Score everything, and keep what reads like a textbook");
        TrainedClassifier classifier = bench.classifiers().find("exercises-ngram").orElseThrow();
        DocumentSource all = bench.corpora().source(corpus);
        stages.run(
                new ScoreJob(bench.classifiers(), classifier, all, Optional.empty()),
                Reuse.FINISHED);
        FilteredSet kept =
                stages.run(
                        new KeepJob(
                                bench.sets(),
                                bench.classifiers(),
                                "exercises-kept",
                                corpus,
                                classifier,
                                new Threshold.AtLeast(KEEP_FROM - 0.5)),
                        Reuse.FINISHED);
        stages.result(
                say(
                        "%,d of %,d documents kept (%s)",
                        kept.documents(), corpus.documents(), kept.rule()));
        return trained(corpus, report, all, bench.sets().source(kept));
    }

    private DemoReport.Exercises trained(
            Corpus corpus, ClassifierReport report, DocumentSource all, DocumentSource kept)
            throws Exception {
        stages.stage(
                "Train two small phi models for the same number of tokens: one on all, one on what was kept");
        Training training = new Training(bench.workspace());
        TokenizerJob tokenizer = training.tokenizer(all, VOCAB);
        stages.run(tokenizer, reuse(tokenizer.file()));
        TrainReport allModel = train(training, "all", all, tokenizer.file());
        TrainReport keptModel = train(training, "kept", kept, tokenizer.file());
        long keptTokens = TokenShard.open(training.shardFolder(kept, tokenizer.file())).size();
        stages.stage("Held-out functions: each model writes them, and what it wrote is executed");
        Path file = datasets.resolve("exercises").resolve("held-out.jsonl.gz");
        Trial ofAll = tried("all", file);
        EvalResult allResult = stages.run(ofAll, Reuse.FINISHED);
        Trial ofKept = tried("kept", file);
        EvalResult keptResult = stages.run(ofKept, Reuse.FINISHED);
        return new DemoReport.Exercises(
                corpus.documents(),
                report.labels(),
                DemoReport.Imitated.of(report.evaluation()),
                new DemoReport.Kept(kept.count(), keptTokens),
                List.of(
                        DemoReport.Trained.of("all", allModel),
                        DemoReport.Trained.of("kept", keptModel)),
                List.of(
                        DemoReport.HeldOut.of("all", allResult),
                        DemoReport.HeldOut.of("kept", keptResult)),
                samples(Benchmark.read(file), answers(ofAll), answers(ofKept)));
    }

    private Corpus corpus(String name) throws Exception {
        stages.run(
                new ImportJob(
                        bench.corpora(),
                        ImportPlan.of(datasets.resolve(name).resolve("documents.jsonl.gz"), name)),
                Reuse.FINISHED);
        return bench.corpora().require(name);
    }

    private void labels(Corpus corpus, Annotator.Kind kind) throws Exception {
        Path file = datasets.resolve(corpus.name()).resolve("labels.jsonl.gz");
        stages.run(
                new LabelImportJob(
                        bench.labels(),
                        bench.corpora(),
                        new LabelImportJob.Plan(
                                file, corpus, Rubric.educationalValue(), Optional.empty(), kind)),
                Reuse.FINISHED);
    }

    private Annotator annotator(String name) {
        return bench.labels()
                .annotator(name)
                .orElseThrow(
                        () ->
                                new IllegalStateException(
                                        "the sample data has no labels by " + name));
    }

    private ClassifierReport classifier(Corpus corpus, Annotator by, String name) throws Exception {
        ClassifierReport report =
                stages.run(
                        new TrainClassifierJob(
                                bench.classifiers(),
                                bench.corpora(),
                                new TrainClassifierJob.Plan(
                                        name,
                                        corpus,
                                        by,
                                        Recipe.NgramLinear.USUAL,
                                        KEEP_FROM,
                                        FOLDS,
                                        seed),
                                bench.labels().labels(corpus.id(), by.id()),
                                Optional.empty()),
                        Reuse.FINISHED);
        stages.result(
                say(
                        "a classifier learned from %,d labels by %s: F1 %.2f (%.2f-%.2f), AUC %.2f, Spearman %.2f on held-out folds",
                        report.labels(),
                        by.name(),
                        report.evaluation().f1(),
                        report.evaluation().f1Low(),
                        report.evaluation().f1High(),
                        report.evaluation().auc(),
                        report.evaluation().spearman()));
        return report;
    }

    private TrainReport train(
            Training training, String name, DocumentSource documents, Path tokenizer)
            throws Exception {
        Path shard = training.shardFolder(documents, tokenizer);
        stages.run(training.shard(documents, tokenizer), reuse(shard.resolve(TokenShard.MANIFEST)));
        TrainingConfig config =
                new TrainingConfig(
                        4,
                        128,
                        4,
                        128,
                        VOCAB,
                        BATCH,
                        STEPS,
                        3e-3,
                        50,
                        Schedule.LINEAR,
                        0.1,
                        0.9,
                        0.95,
                        1e-8,
                        1,
                        0.5,
                        seed,
                        threads,
                        200);
        TrainReport report =
                stages.run(
                        training.run(name, config, shard),
                        reuse(
                                bench.workspace()
                                        .folder("checkpoints")
                                        .resolve(name)
                                        .resolve("config.json")));
        stages.result(
                say(
                        "%s: loss %.3f after %,d tokens, %,.0f tokens a second",
                        name, report.lastLoss(), report.tokens(), report.tokensPerSecond()));
        return report;
    }

    /// What was made before is taken as it is, if it is still there.
    private static Reuse reuse(Path made) {
        return Files.exists(made) ? Reuse.FINISHED : Reuse.NEVER;
    }

    private Trial tried(String name, Path benchmark) throws IOException {
        return new Trial(
                bench,
                new Trial.Plan(
                        name,
                        bench.checkpoint(name),
                        benchmark,
                        ANSWER_TOKENS,
                        CodeSandbox.Limits.USUAL.time(),
                        threads));
    }

    private Map<String, Answer> answers(Trial job) {
        return bench.answers().answers(job.spec().fingerprint()).stream()
                .collect(Collectors.toMap(Answer::taskId, a -> a));
    }

    /// A few tasks, evenly spread over the benchmark and not chosen by their outcome.
    private static List<DemoReport.Sample> samples(
            Benchmark benchmark, Map<String, Answer> all, Map<String, Answer> kept) {
        List<DemoReport.Sample> samples = new ArrayList<>();
        for (int i = 0; i < SAMPLES; i++) {
            Task task = benchmark.tasks().get(i * benchmark.tasks().size() / SAMPLES);
            samples.add(
                    new DemoReport.Sample(
                            task.prompt(),
                            all.get(task.taskId()).completion(),
                            kept.get(task.taskId()).completion()));
        }
        return samples;
    }

    private static String verdict(List<DemoReport.HeldOut> results) throws IOException {
        DemoReport.HeldOut all = results.getFirst();
        DemoReport.HeldOut kept = results.getLast();
        Wilson a = new Wilson(all.low(), all.high());
        Wilson k = new Wilson(kept.low(), kept.high());
        String figures =
                say(
                        "it passed %d of %d held-out functions (%.0f-%.0f%%), the model of everything %d (%.0f-%.0f%%)",
                        kept.passed(),
                        kept.of(),
                        100 * k.low(),
                        100 * k.high(),
                        all.passed(),
                        100 * a.low(),
                        100 * a.high());
        if (k.above(a)) {
            return "Better for what was left out: trained on the kept part alone, " + figures + ".";
        }
        return a.above(k)
                ? "Worse: trained on the kept part alone, " + figures + "."
                : "Cannot tell yet: trained on the kept part alone, "
                        + figures
                        + ", and the intervals overlap.";
    }

    private static String say(String format, Object... values) {
        return String.format(Locale.ROOT, format, values);
    }
}
