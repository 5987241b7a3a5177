package org.hornbook.bench;

import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.SplittableRandom;
import org.hornbook.classify.ClassifyRepository;
import org.hornbook.classify.Recipe;
import org.hornbook.classify.ScoreJob;
import org.hornbook.classify.ScoreReport;
import org.hornbook.classify.TrainClassifierJob;
import org.hornbook.corpus.Corpus;
import org.hornbook.corpus.CorpusRepository;
import org.hornbook.corpus.RejectedRepository;
import org.hornbook.corpus.Document;
import org.hornbook.corpus.DocumentId;
import org.hornbook.corpus.DocumentQuery;
import org.hornbook.corpus.ImportJob;
import org.hornbook.corpus.ImportPlan;
import org.hornbook.corpus.ImportReport;
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

/// Import (search index included) and scoring, on documents of about 2 KB made of code and English.
final class ScoreBench {
    private static final int DOCUMENTS = 50_000;
    private static final int LABELS = 1_000;

    private final Path folder;

    ScoreBench(Path folder) {
        this.folder = folder;
    }

    void run() throws Exception {
        Files.createDirectories(folder);
        Path file = documents();
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
            long start = System.nanoTime();
            ImportReport imported =
                    finish(runner, new ImportJob(corpora, ImportPlan.of(file, "bench")));
            double seconds = (System.nanoTime() - start) / 1e9;
            System.out.printf(
                    "import with search index: %,d documents of %,d bytes, %,.0f rows/s, %.1f MB/s%n",
                    imported.added(),
                    imported.bytes() / imported.added(),
                    imported.added() / seconds,
                    imported.bytes() / seconds / 1e6);
            score(database, corpora, runner, imported);
        }
    }

    private static void score(
            Database database, CorpusRepository corpora, JobRunner runner, ImportReport imported)
            throws Exception {
        LabelRepository labels = new LabelRepository(database);
        ClassifyRepository classifiers = new ClassifyRepository(database);
        Corpus corpus = corpora.require("bench");
        Annotator by = labels.annotator("bench", Annotator.Kind.PROGRAM);
        RubricId rubric = labels.rubric(Rubric.educationalValue());
        List<Label> given = new ArrayList<>();
        for (Document d :
                corpora.page(corpus.id(), new DocumentQuery.All(), DocumentId.START, LABELS)
                        .documents()) {
            given.add(
                    new Label(
                            d.id(),
                            rubric,
                            Integer.parseInt(d.metadata().get("quality")),
                            "",
                            by.id(),
                            Instant.EPOCH));
        }
        long start = System.nanoTime();
        finish(
                runner,
                new TrainClassifierJob(
                        classifiers,
                        corpora,
                        new TrainClassifierJob.Plan(
                                "bench", corpus, by, Recipe.NgramLinear.USUAL, 3, 5, 1),
                        given,
                        Optional.empty()));
        System.out.printf(
                "classifier of %,d labels, 5 folds and intervals: %.1f s%n",
                LABELS, (System.nanoTime() - start) / 1e9);
        ScoreReport scored =
                finish(
                        runner,
                        new ScoreJob(
                                classifiers,
                                classifiers.find("bench").orElseThrow(),
                                corpora.source(corpus),
                                Optional.empty()));
        System.out.printf(
                "scoring: %,.0f documents/s, %.1f MB/s%n%n",
                scored.documentsPerSecond(),
                scored.documentsPerSecond() * imported.bytes() / imported.added() / 1e6);
    }

    private Path documents() throws Exception {
        Path file = folder.resolve("bench.jsonl");
        SplittableRandom random = new SplittableRandom(7);
        String[] words =
                "the value of a list function returns each number that is larger than zero and adds it to total for item in items if else while count result name index sorted key return print range len"
                        .split(" ");
        try (PrintStream out =
                new PrintStream(Files.newOutputStream(file), false, StandardCharsets.UTF_8)) {
            for (int i = 0; i < DOCUMENTS; i++) {
                int quality = random.nextInt(6);
                StringBuilder text = new StringBuilder();
                while (text.length() < 1950) {
                    text.append(words[random.nextInt(words.length)])
                            .append(random.nextInt(9))
                            .append(random.nextInt(6) < quality ? " " : " = {}; ");
                    if (random.nextInt(12) == 0) {
                        text.append("\\n    ");
                    }
                }
                out.println(
                        "{\"id\": \"b"
                                + i
                                + "\", \"quality\": "
                                + quality
                                + ", \"text\": \""
                                + text
                                + "\"}");
            }
        }
        return file;
    }

    private static <R> R finish(JobRunner runner, Job<R> job) throws Exception {
        return switch (runner.submit(job, Reuse.NEVER).await()) {
            case JobState.Succeeded<R>(R result, boolean recalled) -> result;
            case JobState.Failed<R>(Exception cause) -> throw cause;
            default -> throw new IllegalStateException("not finished");
        };
    }
}
