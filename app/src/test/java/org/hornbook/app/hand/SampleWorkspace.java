package org.hornbook.app.hand;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.hornbook.app.Training;
import org.hornbook.app.Workbench;
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
import org.hornbook.job.Job;
import org.hornbook.job.JobState;
import org.hornbook.job.Reuse;
import org.hornbook.label.Annotator;
import org.hornbook.label.LabelImportJob;
import org.hornbook.label.Rubric;
import org.hornbook.store.Access;
import org.hornbook.train.Schedule;
import org.hornbook.train.TokenizeJob;
import org.hornbook.train.TokenizerJob;
import org.hornbook.train.TrainingConfig;

/// A workspace with the lessons, their labels by two authors, a classifier that scored them, a kept
/// set and two checkpoints trained for a few steps. Made once for all tests, and copied for each.
public final class SampleWorkspace {
    private static final int VOCAB = 512;
    private static Path made;

    private SampleWorkspace() {}

    /// Copies it into `folder`, which must not exist.
    public static Path copy(Path folder) throws Exception {
        Path from = made();
        try (Stream<Path> entries = Files.walk(from)) {
            for (Path entry : entries.toList()) {
                Path to = folder.resolve(from.relativize(entry).toString());
                if (Files.isDirectory(entry)) {
                    Files.createDirectories(to);
                } else {
                    Files.copy(entry, to);
                }
            }
        }
        return folder;
    }

    /// The folder of the sample data.
    public static Path datasets() {
        return Path.of(System.getProperty("hornbook.datasets", "../datasets"));
    }

    private static synchronized Path made() throws Exception {
        if (made == null) {
            Path folder = Files.createTempDirectory("hornbook-sample").resolve("Sample workspace");
            try (Workbench bench = Workbench.open(folder, Access.WRITE, "test")) {
                fill(bench);
            }
            made = folder;
        }
        return made;
    }

    private static void fill(Workbench bench) throws Exception {
        Path lessons = datasets().resolve("lessons");
        run(
                bench,
                new ImportJob(
                        bench.corpora(),
                        ImportPlan.of(lessons.resolve("documents.jsonl.gz"), "lessons")));
        Corpus corpus = bench.corpora().require("lessons");
        run(
                bench,
                new LabelImportJob(
                        bench.labels(),
                        bench.corpora(),
                        new LabelImportJob.Plan(
                                lessons.resolve("labels.jsonl.gz"),
                                corpus,
                                Rubric.educationalValue(),
                                Optional.empty(),
                                Annotator.Kind.AUTHOR)));
        Annotator author = bench.labels().annotator("author-a").orElseThrow();
        run(
                bench,
                new TrainClassifierJob(
                        bench.classifiers(),
                        bench.corpora(),
                        new TrainClassifierJob.Plan(
                                "lessons-ngram", corpus, author, Recipe.NgramLinear.USUAL, 3, 5, 1),
                        bench.labels().labels(corpus.id(), author.id()),
                        Optional.empty()));
        TrainedClassifier classifier = bench.classifiers().find("lessons-ngram").orElseThrow();
        DocumentSource all = bench.corpora().source(corpus);
        run(bench, new ScoreJob(bench.classifiers(), classifier, all, Optional.empty()));
        FilteredSet kept =
                run(
                        bench,
                        new KeepJob(
                                bench.sets(),
                                bench.classifiers(),
                                "lessons-kept",
                                corpus,
                                classifier,
                                new Threshold.AtLeast(2.5)));
        trained(bench, all, bench.sets().source(kept));
    }

    private static void trained(Workbench bench, DocumentSource all, DocumentSource kept)
            throws Exception {
        Training training = new Training(bench.workspace());
        TokenizerJob tokenizer = training.tokenizer(all, VOCAB);
        run(bench, tokenizer);
        for (String name : List.of("all", "kept")) {
            DocumentSource source = name.equals("all") ? all : kept;
            TokenizeJob shard = training.shard(source, tokenizer.file());
            run(bench, shard);
            run(
                    bench,
                    training.run(name, config(), training.shardFolder(source, tokenizer.file())));
        }
    }

    /// Small enough to train for some steps in a second.
    private static TrainingConfig config() {
        return new TrainingConfig(
                2,
                32,
                2,
                64,
                VOCAB,
                4,
                20,
                3e-3,
                5,
                Schedule.LINEAR,
                0.1,
                0.9,
                0.95,
                1e-8,
                1,
                0.5,
                1,
                1,
                10);
    }

    private static <R> R run(Workbench bench, Job<R> job) throws Exception {
        return switch (bench.runner().submit(job, Reuse.NEVER).await()) {
            case JobState.Succeeded<R>(var result, var recalled) -> result;
            case JobState<R> other -> throw new AssertionError(job.spec().title() + ": " + other);
        };
    }
}
