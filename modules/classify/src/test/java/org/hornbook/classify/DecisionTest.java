package org.hornbook.classify;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.SplittableRandom;
import org.hornbook.classify.decision.Act;
import org.hornbook.classify.decision.Decision;
import org.hornbook.classify.decision.DecisionRepository;
import org.hornbook.classify.decision.Line;
import org.hornbook.classify.decision.Verdict;
import org.hornbook.corpus.ColumnCache;
import org.hornbook.corpus.ColumnRepository;
import org.hornbook.corpus.Corpus;
import org.hornbook.corpus.CorpusRepository;
import org.hornbook.corpus.Document;
import org.hornbook.corpus.DocumentId;
import org.hornbook.corpus.DocumentQuery;
import org.hornbook.corpus.ImportJob;
import org.hornbook.corpus.ImportPlan;
import org.hornbook.corpus.RejectedRepository;
import org.hornbook.corpus.clean.Removal;
import org.hornbook.corpus.clean.RemovalRepository;
import org.hornbook.job.Cursor;
import org.hornbook.job.Job;
import org.hornbook.job.JobCancelledException;
import org.hornbook.job.JobContext;
import org.hornbook.job.JobRepository;
import org.hornbook.job.JobRunner;
import org.hornbook.job.JobState;
import org.hornbook.job.Progress;
import org.hornbook.job.Provenance;
import org.hornbook.job.Reuse;
import org.hornbook.label.Annotator;
import org.hornbook.label.LabelRepository;
import org.hornbook.store.Access;
import org.hornbook.store.Database;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// What a line and people decide, and the sets that are kept by it.
class DecisionTest {
    private static final int DOCUMENTS = 500;

    @TempDir Path folder;
    private Database database;
    private JobRunner runner;
    private CorpusRepository corpora;
    private ClassifyRepository classifiers;
    private FilteredSetRepository sets;
    private DecisionRepository decisions;
    private Corpus corpus;
    private TrainedClassifier classifier;
    private List<DocumentId> ids;
    private final double[] scores = new double[DOCUMENTS];

    @BeforeEach
    void open() throws Exception {
        database =
                Database.open(
                        folder.resolve("d.db"),
                        Access.WRITE,
                        List.of(
                                JobRepository.migrations(),
                                CorpusRepository.migrations(),
                                RejectedRepository.migrations(),
                                RemovalRepository.migrations(),
                                LabelRepository.migrations(),
                                ClassifyRepository.migrations(),
                                DecisionRepository.migrations()));
        runner = new JobRunner(new JobRepository(database));
        corpora = new CorpusRepository(database);
        classifiers = new ClassifyRepository(database);
        sets = new FilteredSetRepository(database, corpora);
        decisions = new DecisionRepository(database);
        SplittableRandom random = new SplittableRandom(4);
        List<String> rows = new ArrayList<>();
        for (int i = 0; i < DOCUMENTS; i++) {
            scores[i] = random.nextInt(51) / 10.0;
            rows.add(
                    "{\"id\": \"d%d\", \"text\": \"%s\", \"source\": \"%s\"%s}"
                            .formatted(
                                    i,
                                    (i + " ").repeat(1 + random.nextInt(9)),
                                    List.of("web", "book", "code").get(random.nextInt(3)),
                                    i % 5 == 0 ? "" : ", \"lang\": \"l" + i % 2 + "\""));
        }
        run(
                new ImportJob(
                        corpora, ImportPlan.of(Files.write(folder.resolve("c.jsonl"), rows), "c")));
        corpus = corpora.require("c");
        ids =
                corpora
                        .page(corpus.id(), new DocumentQuery.All(), DocumentId.START, DOCUMENTS)
                        .documents()
                        .stream()
                        .map(Document::id)
                        .toList();
        classifier = made("k", scores);
    }

    @AfterEach
    void close() {
        runner.close();
        database.close();
    }

    /// Stores a classifier under `name` that gave these scores.
    private TrainedClassifier made(String name, double[] given) {
        Annotator me = new LabelRepository(database).annotator("me", Annotator.Kind.PERSON);
        Classifier trained =
                Examples.of(
                                Recipe.NgramLinear.USUAL,
                                List.of("good text", "bad line", "good page", "bad row"),
                                Optional.empty(),
                                n -> {})
                        .fit(new int[] {0, 1, 2, 3}, new int[] {5, 0, 5, 0}, given.hashCode());
        Evaluation evaluation =
                Evaluation.of(new double[] {1, 4, 2, 5}, new int[] {0, 5, 1, 4}, 3, 2.5, 1);
        database.write(
                t -> {
                    ClassifierId id =
                            classifiers.put(
                                    t,
                                    name,
                                    corpus.id(),
                                    me.id(),
                                    new ClassifierFile.Content(trained, Optional.empty()),
                                    evaluation,
                                    Provenance.here(
                                            Map.of(),
                                            Map.of("recipe", Map.of("recipe", "ngram-linear")),
                                            1));
                    List<Score> rows = new ArrayList<>();
                    for (int i = 0; i < given.length; i++) {
                        rows.add(new Score(ids.get(i), id, given[i]));
                    }
                    classifiers.putScores(t, rows);
                    return id;
                });
        return classifiers.find(name).orElseThrow();
    }

    private KeepJob keep(Threshold threshold) {
        return new KeepJob(sets, classifiers, "best", corpus, classifier, threshold, 60);
    }

    private List<DocumentId> members() {
        return sets
                .source(sets.find("best").orElseThrow())
                .after(DocumentId.START, DOCUMENTS)
                .stream()
                .map(Document::id)
                .toList();
    }

    private DocumentId with(Verdict wanted, double cutoff) {
        for (int i = 0; i < DOCUMENTS; i++) {
            if ((scores[i] >= cutoff) == (wanted == Verdict.KEEP)) {
                return ids.get(i);
            }
        }
        throw new AssertionError();
    }

    @Test
    void whatAPersonDecidedHoldsAgainstTheLineInTheSetAndAfterScoringAgain() throws Exception {
        DocumentId poor = with(Verdict.DROP, 2.5);
        DocumentId fine = with(Verdict.KEEP, 2.5);
        decisions.decide(corpus.id(), List.of(poor), Optional.of(Verdict.KEEP), "a gem", "ada");
        Act drop =
                decisions
                        .decide(
                                corpus.id(),
                                List.of(fine),
                                Optional.of(Verdict.DROP),
                                "copied",
                                "ada")
                        .orElseThrow();
        run(keep(new Threshold.AtLeast(2.5)));
        assertThat(members()).contains(poor).doesNotContain(fine);
        assertThat(why(fine).reason()).isEqualTo("by hand, by ada: copied");
        assertThat(why(fine)).isInstanceOf(Decision.Drop.class);

        double[] others = Arrays.stream(scores).map(s -> 5 - s).toArray();
        classifier = made("k", others);
        assertThat(decisions.byHand(corpus.id()))
                .isEqualTo(Map.of(poor, Verdict.KEEP, fine, Verdict.DROP));
        decisions.undo(drop.id(), "ada");
        assertThat(decisions.byHand(corpus.id())).isEqualTo(Map.of(poor, Verdict.KEEP));
        run(keep(new Threshold.TopFraction(0.2)));
        assertThat(members()).contains(poor).doesNotContain(fine);
        Decision by = why(fine);
        assertThat(by.reason())
                .startsWith("k (version " + classifier.fingerprint().substring(0, 8) + ") scored ")
                .endsWith("(top 20.0%)");
    }

    private Decision why(DocumentId document) {
        double score = classifiers.score(classifier.id(), document);
        return Decision.of(
                        decisions.byHand(document),
                        decisions.line(corpus.id()),
                        OptionalDouble.of(score),
                        classifier.fingerprint())
                .orElseThrow();
    }

    @Test
    void everyActIsTakenBackAndSoIsTakingBack() {
        Line first = new Line("k", "f", "score >= 2", 2, 0);
        Line second = new Line("k", "f", "score >= 3", 3, 0.5);
        assertThat(decisions.line(corpus.id())).isEmpty();
        Act one = decisions.draw(corpus.id(), first, "me");
        Act two = decisions.draw(corpus.id(), second, "me");
        assertThat(decisions.line(corpus.id())).contains(second);
        assertThat(decisions.undo(one.id(), "me")).isEmpty(); // a later line holds
        Act back = decisions.undo(two.id(), "me").orElseThrow();
        assertThat(decisions.line(corpus.id())).contains(first);
        decisions.undo(back.id(), "me");
        assertThat(decisions.line(corpus.id())).contains(second);
        assertThat(second.verdict(2.9)).isEqualTo(Verdict.REVIEW);
        assertThat(second.verdict(3.5)).isEqualTo(Verdict.KEEP);
        assertThat(second.verdict(2.5)).isEqualTo(Verdict.DROP);

        Act kept =
                decisions
                        .decide(corpus.id(), ids.subList(0, 3), Optional.of(Verdict.KEEP), "", "me")
                        .orElseThrow();
        assertThat(kept.documents()).isEqualTo(3);
        decisions.decide(
                corpus.id(), ids.subList(2, 3), Optional.of(Verdict.REVIEW), "unsure", "bo");
        Act undone = decisions.undo(kept.id(), "me").orElseThrow();
        assertThat(undone.documents()).isEqualTo(2); // the third was decided anew since
        assertThat(decisions.byHand(corpus.id())).isEqualTo(Map.of(ids.get(2), Verdict.REVIEW));
        decisions.undo(undone.id(), "me");
        assertThat(decisions.byHand(corpus.id())).hasSize(3);
        Act open =
                decisions
                        .decide(corpus.id(), ids.subList(0, 3), Optional.empty(), "", "me")
                        .orElseThrow();
        assertThat(decisions.byHand(corpus.id())).isEmpty();
        decisions.undo(open.id(), "me");
        assertThat(decisions.byHand(corpus.id()))
                .containsEntry(ids.get(0), Verdict.KEEP)
                .containsEntry(ids.get(2), Verdict.REVIEW);
        assertThat(decisions.acts(corpus.id()).getFirst().undoes()).isEqualTo(open.id());
        assertThatThrownBy(() -> decisions.undo(999, "me")).hasMessage("there is no decision 999");
    }

    @Test
    void theWholeCorpusIsCountedAtEveryLineAsCountingOneByOneDoes() {
        SplittableRandom random = new SplittableRandom(8);
        for (int i = 0; i < 40; i++) {
            decisions.decide(
                    corpus.id(),
                    List.of(ids.get(random.nextInt(DOCUMENTS))),
                    Optional.of(Verdict.values()[random.nextInt(3)]),
                    "",
                    "me");
        }
        remove(ids.subList(100, 130));
        database.write(
                t -> {
                    try (var s =
                            t.connection()
                                    .prepareStatement("DELETE FROM score WHERE doc_id % 17 = 0")) {
                        return s.executeUpdate();
                    }
                });
        ColumnCache columns = new ColumnRepository(database).load(corpus.id());
        Map<DocumentId, Verdict> byHand = decisions.byHand(corpus.id());
        ScoredCorpus scored = ScoredCorpus.of(columns, "k", byHand);
        assertThat(scored.fields()).containsExactly("lang", "source");
        for (double cutoff : new double[] {-1, 0, 1.3, 2.5, 4.9, 5, 7}) {
            Outcome outcome = scored.at(new Threshold.AtLeast(cutoff));
            long kept = 0;
            long characters = 0;
            long web = 0;
            long none = 0;
            for (int row = 0; row < columns.size(); row++) {
                DocumentId id = columns.id(row);
                boolean keeps =
                        byHand.containsKey(id)
                                ? byHand.get(id) == Verdict.KEEP
                                : columns.score("k", row) >= cutoff;
                if (columns.standing().get(row) && keeps) {
                    kept++;
                    characters += columns.characters(row);
                    web += columns.field("source", row).orElse("").equals("web") ? 1 : 0;
                    none += columns.field("lang", row).isEmpty() ? 1 : 0;
                }
            }
            assertThat(outcome.kept()).isEqualTo(kept);
            assertThat(outcome.characters()).isEqualTo(characters);
            assertThat(of(scored.survival("source", cutoff, 10), "web")).isEqualTo(web);
            assertThat(of(scored.survival("lang", cutoff, 10), "")).isEqualTo(none);
            Survival one = scored.survival("source", cutoff, 1);
            assertThat(one.values().getFirst().kept() + one.others().kept()).isEqualTo(kept);
        }
        assertThat(scored.unscored() + scored.column().size()).isEqualTo(DOCUMENTS - 30);
        assertThatThrownBy(() -> scored.survival("id", 1, 1)).hasMessageContaining("lang, source");
        Outcome top = scored.at(new Threshold.TopFraction(0.3));
        assertThat(top.cutoff()).isEqualTo(scored.column().cutoff(new Threshold.TopFraction(0.3)));
    }

    private static long of(Survival survival, String value) {
        return survival.values().stream()
                .filter(v -> v.value().equals(value))
                .findFirst()
                .orElseThrow()
                .kept();
    }

    @Test
    void theSetHoldsWhatTheLineInMemoryKeeps() throws Exception {
        decisions.decide(corpus.id(), ids.subList(0, 20), Optional.of(Verdict.KEEP), "", "me");
        decisions.decide(corpus.id(), ids.subList(20, 40), Optional.of(Verdict.REVIEW), "", "me");
        remove(ids.subList(10, 30));
        ScoredCorpus scored =
                ScoredCorpus.of(
                        new ColumnRepository(database).load(corpus.id()),
                        "k",
                        decisions.byHand(corpus.id()));
        for (Threshold threshold :
                List.of(
                        new Threshold.AtLeast(3.1),
                        new Threshold.TopFraction(0.25),
                        new Threshold.TopFraction(1))) {
            FilteredSet set = run(keep(threshold));
            Outcome outcome = scored.at(threshold);
            assertThat(set.cutoff()).isEqualTo(outcome.cutoff());
            assertThat(set.documents()).isEqualTo(outcome.kept()).isEqualTo(members().size());
            assertThat(set.characters()).isEqualTo(outcome.characters());
        }
    }

    @Test
    void keepingThatBrokeOffGoesOnWithNothingLostOrDoubled() throws Exception {
        FilteredSet whole = run(keep(new Threshold.AtLeast(2)));
        List<DocumentId> before = members();
        Stopping context = new Stopping(2);
        KeepJob job = keep(new Threshold.AtLeast(1));
        assertThatThrownBy(() -> job.run(context)).isInstanceOf(JobCancelledException.class);
        assertThat(sets.all()).containsExactly(whole); // the old one stands until the new is there
        assertThat(members()).isEqualTo(before);
        Stopping again = new Stopping(100);
        again.cursor = context.cursor;
        FilteredSet set = job.run(again);
        assertThat(set.documents())
                .isEqualTo(Arrays.stream(scores).filter(s -> s >= 1).count())
                .isEqualTo(members().size());
        assertThat(sets.all()).containsExactly(set);
        assertThat(run(keep(new Threshold.AtLeast(1))).fingerprint()).isEqualTo(set.fingerprint());
    }

    /// Commits so many times, and is cancelled then.
    private final class Stopping implements JobContext {
        private int left;
        private Optional<Cursor> cursor = Optional.empty();

        Stopping(int commits) {
            left = commits;
        }

        @Override
        public Optional<Cursor> cursor() {
            return cursor;
        }

        @Override
        public void commit(Cursor next, Progress progress, Work writes) {
            commit(
                    t -> {
                        writes.in(t);
                        return new Reached(next, progress);
                    });
        }

        @Override
        public void commit(Counted writes) {
            if (left-- == 0) {
                throw new JobCancelledException();
            }
            cursor = Optional.of(database.write(writes::in).next());
        }

        @Override
        public void report(Progress progress) {}

        @Override
        public void metric(String name, long step, double value) {}

        @Override
        public void onCancel(Runnable action) {}

        @Override
        public void checkCancelled() {}
    }

    @Test
    void theKthGreatestIsFoundByCounting() {
        SplittableRandom random = new SplittableRandom(1);
        for (int n : new int[] {1, 2, 17, 1000}) {
            double[] numbers = new double[n];
            for (int i = 0; i < n; i++) {
                numbers[i] =
                        switch (random.nextInt(4)) {
                            case 0 -> random.nextInt(3);
                            case 1 -> -random.nextDouble();
                            case 2 -> random.nextDouble() * Math.pow(10, random.nextInt(-300, 300));
                            default -> -0.0;
                        };
            }
            double[] sorted = numbers.clone();
            Arrays.sort(sorted);
            for (int k = 1; k <= n; k += Math.max(1, n / 13)) {
                int wanted = k;
                assertThat(
                                KthGreatest.of(
                                        reader -> Arrays.stream(numbers).forEach(reader),
                                        all -> wanted))
                        .isEqualTo(sorted[n - k] + 0.0);
            }
        }
        assertThat(KthGreatest.of(reader -> {}, n -> 1)).isNaN();
    }

    @Test
    void samplesOfTheCurveLieInsideEachOtherAndNeverHoldWhatTheyAreMeasuredOn() {
        int[] labels = new int[120];
        Arrays.setAll(labels, i -> i * 7 % 6);
        CurveSamples samples = new CurveSamples(labels, 3, 5, 3, 9);
        for (int s = 0; s < 3; s++) {
            for (int fold = 0; fold < 5; fold++) {
                List<Integer> heldOut = list(samples.heldOut(s, fold));
                List<Integer> larger = list(samples.sample(s, fold, samples.sizes() - 1));
                assertThat(larger).hasSize(96).doesNotContainAnyElementsOf(heldOut);
                for (int i = samples.sizes() - 2; i >= 0; i--) {
                    List<Integer> smaller = list(samples.sample(s, fold, i));
                    assertThat(larger).containsAll(smaller).hasSizeGreaterThan(smaller.size());
                    larger = smaller;
                }
            }
        }
    }

    private static List<Integer> list(int[] rows) {
        return Arrays.stream(rows).boxed().toList();
    }

    @Test
    void theNextDollarsAreJudgedByTheUpperEndOfWhatTheyAreExpectedToBuy() {
        List<LearningCurve.Point> points =
                List.of(
                        new LearningCurve.Point(100, 0.6, new Interval(0.5, 0.7)),
                        new LearningCurve.Point(400, 0.7, new Interval(0.65, 0.75)));
        LearningCurve.Fit fit = LearningCurve.Fit.of(new int[] {100, 400}, new double[] {0.6, 0.7});
        assertThat(fit.level()).isCloseTo(0.8, within(1e-9));
        assertThat(fit.bend()).isCloseTo(2, within(1e-9));
        LearningCurve steep = new LearningCurve(500, points, 0.8, 2, List.of(fit, fit));
        Bill bill = new Bill(500, 5, "as given");
        Money go = Money.of(steep, Optional.of(bill), 10, Optional.of(0.95));
        assertThat(go.labels()).isEqualTo(1000);
        assertThat(go.gain()).isCloseTo(2 / Math.sqrt(500) - 2 / Math.sqrt(1500), within(1e-9));
        assertThat(go.stop()).isFalse();
        assertThat(go.advice()).startsWith("10.00 dollars more buy 1,000 labels: F1 is expected");
        assertThat(Money.of(steep, Optional.of(bill), 10, Optional.of(0.7)).stop()).isTrue();
        LearningCurve flat =
                new LearningCurve(
                        500, points, 0.7, 0.01, List.of(new LearningCurve.Fit(0.7, 0.01)));
        assertThat(Money.of(flat, Optional.empty(), 10, Optional.empty()).stop()).isTrue();
        Everything everything = Everything.of(1_000_000, bill, 20_000);
        assertThat(everything.askingDollars()).isCloseTo(10_000, within(1e-6));
        assertThat(everything.scoringSeconds()).isCloseTo(50, within(1e-9));
        assertThat(everything.times()).isCloseTo(2_000, within(1e-6));
    }

    private void remove(List<DocumentId> documents) {
        new RemovalRepository(database)
                .remove(
                        corpus.id(),
                        new RemovalRepository.Because(Removal.Reason.BY_HAND, "out", "me", ""),
                        documents.stream()
                                .map(d -> new RemovalRepository.Out(d, "", Optional.empty()))
                                .toList());
    }

    private <R> R run(Job<R> job) throws Exception {
        JobState<R> end = runner.submit(job, Reuse.NEVER).await();
        if (end instanceof JobState.Failed<R>(var cause)) {
            throw cause;
        }
        return ((JobState.Succeeded<R>) end).result();
    }
}
