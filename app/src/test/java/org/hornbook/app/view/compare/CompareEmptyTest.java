package org.hornbook.app.view.compare;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.Optional;
import javafx.scene.input.KeyCode;
import org.hornbook.app.Workbench;
import org.hornbook.app.desk.Place;
import org.hornbook.app.hand.Hand;
import org.hornbook.app.hand.SampleWorkspace;
import org.hornbook.corpus.Corpus;
import org.hornbook.corpus.ImportJob;
import org.hornbook.corpus.ImportPlan;
import org.hornbook.job.Job;
import org.hornbook.job.JobState;
import org.hornbook.job.Reuse;
import org.hornbook.label.Annotator;
import org.hornbook.label.LabelImportJob;
import org.hornbook.label.Rubric;
import org.hornbook.store.Access;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// What Compare says before there is anything to compare, and the way from there.
class CompareEmptyTest {
    @TempDir Path folder;
    private Hand hand;

    @AfterEach
    void close() {
        hand.close();
    }

    private void open() throws Exception {
        hand = Hand.open(folder.resolve("New"), folder.resolve("config"));
        hand.go(Place.COMPARE);
    }

    private static <R> void run(Workbench bench, Job<R> job) throws Exception {
        JobState<R> state = bench.runner().submit(job, Reuse.NEVER).await();
        assertThat(state).isInstanceOf(JobState.Succeeded.class);
    }

    private void lessons(boolean labels) throws Exception {
        Path lessons = SampleWorkspace.datasets().resolve("lessons");
        try (Workbench bench = Workbench.open(folder.resolve("New"), Access.WRITE, "test")) {
            run(
                    bench,
                    new ImportJob(
                            bench.corpora(),
                            ImportPlan.of(lessons.resolve("documents.jsonl.gz"), "lessons")));
            Corpus corpus = bench.corpora().require("lessons");
            if (labels) {
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
            }
        }
    }

    @Test
    void withoutDocumentsItSaysWhatItIsForAndSendsHome() throws Exception {
        open();
        hand.untilReads("There are no documents yet");
        hand.clickText("Get some documents");
        hand.until("home is in front", () -> !hand.reads("There are no documents yet. Get"));
    }

    @Test
    void withoutLabelsItSendsToLabelling() throws Exception {
        lessons(false);
        open();
        hand.untilReads("Nobody has labelled these documents yet");
        hand.clickText("Label some");
        hand.untilSees("#labels-place");
    }

    @Test
    void withLabelsAClassifierIsTrainedByClicksScoredAndCompared() throws Exception {
        lessons(true);
        open();
        hand.untilSees("#train-form");
        assertThat(hand.text("#train-name")).isEqualTo("lessons-ngram");
        hand.write("#train-name", "first");
        hand.clickText("Copy as command");
        assertThat(hand.clipboard())
                .contains("classifier train --corpus lessons --annotator author-a --name first");
        hand.click("#train-go");
        hand.until("it is compared", 120, () -> hand.sees("#compare-bars"));
        hand.until(
                "numbers are shown", () -> hand.text("#compare-held").startsWith("308 held-out"));
        assertThat(hand.notice()).isEmpty();
        try (Workbench read = Workbench.open(folder.resolve("New"), Access.READ, "test")) {
            var made = read.classifiers().find("first").orElseThrow();
            assertThat(read.classifiers().countScores(made.id())).isEqualTo(308);
        }
    }

    @Test
    void aClassifierWithoutScoresOffersToScoreTheCorpus() throws Exception {
        lessons(true);
        try (Workbench bench = Workbench.open(folder.resolve("New"), Access.WRITE, "test")) {
            Corpus corpus = bench.corpora().require("lessons");
            Annotator author = bench.labels().annotator("author-a").orElseThrow();
            run(
                    bench,
                    new org.hornbook.classify.TrainClassifierJob(
                            bench.classifiers(),
                            bench.corpora(),
                            new org.hornbook.classify.TrainClassifierJob.Plan(
                                    "unscored",
                                    corpus,
                                    author,
                                    org.hornbook.classify.Recipe.NgramLinear.USUAL,
                                    3,
                                    5,
                                    1),
                            bench.labels().labels(corpus.id(), author.id()),
                            Optional.empty()));
        }
        open();
        hand.untilSees("#compare-score");
        assertThat(hand.text("#compare-score")).isEqualTo("Score 308 documents");
        assertThat(hand.text("#compare-held")).startsWith("308 held-out");
        hand.press(KeyCode.K);
        assertThat(hand.sees("#keep-name")).isFalse();
        hand.click("#compare-score");
        hand.until("the line is there", 60, () -> hand.sees("#compare-bars"));
        hand.untilReads("over all 308 documents");
    }
}
