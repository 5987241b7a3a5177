package org.hornbook.bench;

import com.fasterxml.jackson.databind.JsonNode;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.Stream;
import org.hornbook.classify.Classifier;
import org.hornbook.classify.ClassifyRepository;
import org.hornbook.classify.Recipe;
import org.hornbook.classify.ScoreJob;
import org.hornbook.classify.ScoreReport;
import org.hornbook.classify.TrainClassifierJob;
import org.hornbook.classify.TrainedClassifier;
import org.hornbook.corpus.Corpus;
import org.hornbook.corpus.CorpusRepository;
import org.hornbook.corpus.Document;
import org.hornbook.corpus.DocumentId;
import org.hornbook.corpus.DocumentQuery;
import org.hornbook.corpus.ImportJob;
import org.hornbook.corpus.ImportPlan;
import org.hornbook.corpus.RejectedRepository;
import org.hornbook.job.Job;
import org.hornbook.job.JobRepository;
import org.hornbook.job.JobRunner;
import org.hornbook.job.JobState;
import org.hornbook.job.Reuse;
import org.hornbook.label.Annotator;
import org.hornbook.label.Label;
import org.hornbook.label.LabelRepository;
import org.hornbook.label.Rubric;
import org.hornbook.label.RubricId;
import org.hornbook.store.Access;
import org.hornbook.store.Database;
import org.hornbook.store.Json;

/// Scoring of 60,000 documents of about 2 KB on one and two threads, by our recipes on n-grams and,
/// trained on the same labels, by fastText and scikit-learn (`ScorePeers`).
final class ScoreBench {
    private static final int DOCUMENTS = Integer.getInteger("score.documents", 60_000);
    private static final int TRAINING = 4_000;
    private static final int RUNS = 5;

    private final Path folder;
    private final List<String> texts = new ArrayList<>();
    private int[] labels;
    private long bytes;

    ScoreBench(Path folder) {
        this.folder = folder;
    }

    void run() throws Exception {
        Files.createDirectories(folder);
        Path file = folder.resolve("bench.jsonl");
        bytes = new CorpusText().write(file, DOCUMENTS);
        read(file);
        ScorePeers peers = new ScorePeers(folder, texts, labels, TRAINING);
        peers.write();
        System.out.printf(
                "%,d documents of %,d bytes; %,d labels%n", DOCUMENTS, bytes / DOCUMENTS, TRAINING);
        double program = peers.program();
        Optional<Figures> python = peers.python();
        try (Database database =
                        Database.open(
                                folder.resolve("bench.db"),
                                Access.WRITE,
                                List.of(
                                        JobRepository.migrations(),
                                        CorpusRepository.migrations(),
                                        RejectedRepository.migrations(),
                                        LabelRepository.migrations(),
                                        ClassifyRepository.migrations()));
                JobRunner runner = new JobRunner(new JobRepository(database))) {
            CorpusRepository corpora = new CorpusRepository(database);
            finish(runner, new ImportJob(corpora, ImportPlan.of(file, "bench")));
            List<Label> given = given(new LabelRepository(database), corpora);
            System.out.printf(
                    "%n| %-34s | %9s | %6s | %5s | %-8s | %-12s |%n|---|--:|--:|--:|--:|--:|%n",
                    "", "docs/s", "MB/s", "F1", "fastText", "scikit-learn");
            double peer = python.map(p -> p.get("fasttext.1")).orElse(program);
            double sklearn = python.map(p -> p.get("sklearn.2")).orElse(Double.NaN);
            peers(python, program);
            Recipe.NgramLinear usual = Recipe.NgramLinear.USUAL;
            ours(database, runner, usual, given, peer, sklearn);
            ours(database, runner, Recipe.NgramAverage.USUAL, given, peer, sklearn);
            Recipe.NgramLinear characters =
                    new Recipe.NgramLinear(usual.bits(), true, usual.strength());
            ours(database, runner, characters, given, peer, sklearn);
        }
        System.out.println(
                "\nfastText: times of fastText on one thread; scikit-learn: times of it in two processes.\n");
    }

    private void read(Path file) throws Exception {
        labels = new int[DOCUMENTS];
        try (Stream<String> lines = Files.lines(file, StandardCharsets.UTF_8)) {
            lines.forEach(
                    line -> {
                        JsonNode row = Json.read(line, JsonNode.class);
                        labels[texts.size()] = label(row);
                        texts.add(row.path("text").asText());
                    });
        }
    }

    /// Something that words tell, and a little that they do not.
    private static int label(JsonNode row) {
        String language = row.path("lang").asText();
        boolean common = row.path("text").asText().contains(CorpusText.COMMON);
        return (language.equals("en") ? 2 : language.length() > 2 ? 1 : 0)
                + (common ? 2 : 0)
                + row.path("stars").asInt() % 2;
    }

    private List<Label> given(LabelRepository repository, CorpusRepository corpora) {
        Annotator by = repository.annotator("bench", Annotator.Kind.PROGRAM);
        RubricId rubric = repository.rubric(Rubric.educationalValue());
        List<Label> given = new ArrayList<>();
        DocumentId last = DocumentId.START;
        while (given.size() < TRAINING) {
            for (Document d :
                    corpora.page(corpora.require("bench").id(), new DocumentQuery.All(), last, 500)
                            .documents()) {
                given.add(
                        new Label(
                                d.id(), rubric, labels[given.size()], "", by.id(), Instant.EPOCH));
                last = d.id();
            }
        }
        return given;
    }

    private void peers(Optional<Figures> python, double program) {
        if (!Double.isNaN(program)) {
            line("fastText's program, 1 thread", program, Double.NaN, "", "");
        }
        python.ifPresent(
                p -> {
                    double f1 = p.get("fasttext.f1");
                    line("fastText in Python, 1 process", p.get("fasttext.1"), f1, "", "");
                    line("fastText in Python, 2 processes", p.get("fasttext.2"), f1, "", "");
                    f1 = p.get("sklearn.f1");
                    line("scikit-learn, 1 process", p.get("sklearn.1"), f1, "", "");
                    line("scikit-learn, 2 processes", p.get("sklearn.2"), f1, "", "");
                });
    }

    private void ours(
            Database database,
            JobRunner runner,
            Recipe recipe,
            List<Label> given,
            double fasttext,
            double sklearn)
            throws Exception {
        CorpusRepository corpora = new CorpusRepository(database);
        ClassifyRepository classifiers = new ClassifyRepository(database);
        Corpus corpus = corpora.require("bench");
        Annotator by = new LabelRepository(database).annotator("bench", Annotator.Kind.PROGRAM);
        String name =
                recipe.id()
                        + (recipe instanceof Recipe.NgramLinear l && l.characters()
                                ? " with characters"
                                : "");
        long start = System.nanoTime();
        finish(
                runner,
                new TrainClassifierJob(
                        classifiers,
                        corpora,
                        new TrainClassifierJob.Plan(name, corpus, by, recipe, 3, 5, 1),
                        given,
                        Optional.empty()));
        double training = (System.nanoTime() - start) / 1e9;
        TrainedClassifier trained = classifiers.find(name).orElseThrow();
        for (int threads = 1; threads <= 2; threads++) {
            double[] scores = new double[DOCUMENTS];
            double rate = rate(trained.classifier(), threads, scores);
            line(
                    name + ", " + threads + (threads == 1 ? " thread" : " threads"),
                    rate,
                    f1(scores),
                    "%.2f".formatted(rate / fasttext),
                    "%.2f".formatted(rate / sklearn));
        }
        ScoreReport report =
                finish(
                        runner,
                        new ScoreJob(
                                classifiers, trained, corpora.source(corpus), Optional.empty()));
        line(
                name + ", read and stored",
                report.documentsPerSecond(),
                Double.NaN,
                "",
                "%.1f s to train".formatted(training));
    }

    private double rate(Classifier classifier, int threads, double[] scores) throws Exception {
        List<Classifier.Scorer> scorers = classifier.scorers(threads, Optional.empty());
        double[] rates = new double[RUNS];
        try (ExecutorService pool = Executors.newFixedThreadPool(threads)) {
            for (int run = 0; run < RUNS; run++) {
                long start = System.nanoTime();
                List<Future<?>> parts = new ArrayList<>();
                for (int t = 0; t < threads; t++) {
                    int from = (int) ((long) DOCUMENTS * t / threads);
                    int to = (int) ((long) DOCUMENTS * (t + 1) / threads);
                    Classifier.Scorer scorer = scorers.get(t);
                    parts.add(
                            pool.submit(
                                    () -> {
                                        for (int i = from; i < to; i++) {
                                            scores[i] = scorer.score(texts.get(i));
                                        }
                                    }));
                }
                for (Future<?> part : parts) {
                    part.get();
                }
                rates[run] = DOCUMENTS / ((System.nanoTime() - start) / 1e9);
            }
        }
        Arrays.sort(rates);
        return rates[RUNS / 2];
    }

    /// Of keeping labels of 3 and more, on documents not trained on.
    private double f1(double[] scores) {
        int both = 0;
        int either = 0;
        for (int i = TRAINING; i < DOCUMENTS; i++) {
            boolean kept = scores[i] >= 2.5;
            boolean worth = labels[i] >= 3;
            both += kept && worth ? 2 : 0;
            either += (kept ? 1 : 0) + (worth ? 1 : 0);
        }
        return (double) both / either;
    }

    private void line(String what, double rate, double f1, String fasttext, String sklearn) {
        System.out.printf(
                "| %-34s | %,9.0f | %6.1f | %5s | %8s | %12s |%n",
                what,
                rate,
                rate * bytes / DOCUMENTS / 1e6,
                Double.isNaN(f1) ? "" : "%.3f".formatted(f1),
                fasttext,
                sklearn);
    }

    private static <R> R finish(JobRunner runner, Job<R> job) throws Exception {
        return switch (runner.submit(job, Reuse.NEVER).await()) {
            case JobState.Succeeded<R>(R result, boolean recalled) -> result;
            case JobState.Failed<R>(Exception cause) -> throw cause;
            default -> throw new IllegalStateException("not finished");
        };
    }
}
