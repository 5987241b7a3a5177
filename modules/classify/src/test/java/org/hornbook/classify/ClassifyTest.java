package org.hornbook.classify;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.SplittableRandom;
import java.util.concurrent.atomic.AtomicInteger;
import org.hornbook.classify.decision.DecisionRepository;
import org.hornbook.corpus.Corpus;
import org.hornbook.corpus.CorpusRepository;
import org.hornbook.corpus.RejectedRepository;
import org.hornbook.corpus.Document;
import org.hornbook.corpus.DocumentId;
import org.hornbook.corpus.DocumentQuery;
import org.hornbook.corpus.DocumentSource;
import org.hornbook.corpus.ImportJob;
import org.hornbook.corpus.ImportPlan;
import org.hornbook.corpus.clean.Removal;
import org.hornbook.corpus.clean.RemovalRepository;
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
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ClassifyTest {
    private static final int DOCUMENTS = 5_000;
    private static final int LABELS = 200;

    /// So that numbers tell documents apart, and no two scores are the same.
    private static final Recipe WITH_CHARACTERS = new Recipe.NgramLinear(18, true, 3);

    @TempDir Path folder;
    private Database database;
    private JobRunner runner;
    private CorpusRepository corpora;
    private ClassifyRepository classifiers;
    private FilteredSetRepository sets;
    private Corpus corpus;
    private Annotator me;
    private List<Label> labels;

    @BeforeEach
    void open() throws Exception {
        database =
                Database.open(
                        folder.resolve("c.db"),
                        Access.WRITE,
                        List.of(
                                JobRepository.migrations(),
                                CorpusRepository.migrations(),
                                RejectedRepository.migrations(),
                                RemovalRepository.migrations(),
                                LabelRepository.migrations(),
                                ClassifyRepository.migrations(),
                                DecisionRepository.migrations(),
                                EmbeddingRepository.migrations()));
        runner = new JobRunner(new JobRepository(database));
        corpora = new CorpusRepository(database);
        classifiers = new ClassifyRepository(database);
        sets = new FilteredSetRepository(database, corpora);
        List<String> rows = new ArrayList<>();
        for (int i = 0; i < DOCUMENTS; i++) {
            String text =
                    good(i)
                            ? "def add_" + i + "(x): return x + " + i
                            : "CONFIG_" + i + " = {'a': " + i + "}";
            rows.add("{\"id\": \"d" + i + "\", \"text\": \"" + text + "\"}");
        }
        run(
                new ImportJob(
                        corpora, ImportPlan.of(Files.write(folder.resolve("c.jsonl"), rows), "c")));
        corpus = corpora.require("c");
        LabelRepository repository = new LabelRepository(database);
        me = repository.annotator("me", Annotator.Kind.PERSON);
        RubricId rubric = repository.rubric(Rubric.educationalValue());
        labels = new ArrayList<>();
        for (Document d :
                corpora.page(corpus.id(), new DocumentQuery.All(), DocumentId.START, LABELS)
                        .documents()) {
            int number = Integer.parseInt(d.key().substring(1));
            int value = good(number) ? number % 10 == 0 ? 4 : 5 : number % 2;
            labels.add(
                    new Label(
                            d.id(),
                            rubric,
                            number == 7 ? 5 : value,
                            "why " + d.key(),
                            me.id(),
                            Instant.EPOCH));
        }
    }

    @AfterEach
    void close() {
        runner.close();
        database.close();
    }

    @Test
    void aClassifierIsListedAndItsScoresAreReadAsAColumn() throws Exception {
        train();
        score(corpora.source(corpus));
        ClassifierSummary listed = classifiers.summaries().getFirst();
        TrainedClassifier whole = classifier();
        assertThat(listed.fingerprint()).isEqualTo(whole.fingerprint());
        assertThat(listed.recipe()).isEqualTo(whole.classifier().recipe());
        assertThat(listed.evaluation()).isEqualTo(whole.evaluation());
        assertThat(listed.folds()).isEqualTo(5);
        ScoreColumn column = classifiers.column(listed.id(), corpus.id());
        assertThat(column.size()).isEqualTo(DOCUMENTS);
        assertThat(classifiers.countScores(listed.id(), corpus.id())).isEqualTo(DOCUMENTS);
        FilteredSet kept = run(keep(new Threshold.TopFraction(0.3)));
        double cutoff = column.cutoff(new Threshold.TopFraction(0.3));
        assertThat(kept.cutoff()).isEqualTo(cutoff);
        assertThat(kept.documents()).isEqualTo(column.kept(cutoff));
        assertThat(kept.characters()).isEqualTo(column.characters(cutoff));
    }

    @Test
    void aClassifierImitatesTheLabelsScoresEverythingAndKeepsTheBest() throws Exception {
        ClassifierReport report = train();
        assertThat(report.labels()).isEqualTo(LABELS);
        assertThat(report.evaluation().f1()).isGreaterThan(0.95);
        assertThat(classifiers.heldOut(classifier().id())).hasSize(LABELS);
        assertThat(score(corpora.source(corpus)).documents()).isEqualTo(DOCUMENTS);
        FilteredSet kept = run(keep(new Threshold.TopFraction(0.25)));
        assertThat(kept.documents()).isBetween(1250L, 1260L);
        DocumentSource source = sets.source(sets.find("best").orElseThrow());
        assertThat(source.after(DocumentId.START, 5000))
                .hasSize((int) kept.documents())
                .allMatch(d -> d.text().startsWith("def "));
        assertThat(kept.characters())
                .isEqualTo(
                        source.after(DocumentId.START, 5000).stream()
                                .mapToLong(d -> d.text().length())
                                .sum());
    }

    @Test
    void whatWasRemovedIsNotKeptAndWhatIsRemovedLaterIsLeftOutOfTheSet() throws Exception {
        train();
        score(corpora.source(corpus));
        RemovalRepository removals = new RemovalRepository(database);
        FilteredSet all = run(keep(new Threshold.AtLeast(2.5)));
        List<DocumentId> members =
                sets.source(all).after(DocumentId.START, 10).stream().map(Document::id).toList();
        String before = sets.source(all).fingerprint();
        long first = remove(removals, members.subList(0, 3));
        assertThat(sets.source(all).count()).isEqualTo(all.documents() - 3);
        assertThat(sets.source(all).fingerprint()).isNotEqualTo(before);
        assertThat(sets.source(all).after(DocumentId.START, 2))
                .extracting(Document::id)
                .containsExactly(members.get(3), members.get(4));
        KeepJob again = keep(new Threshold.AtLeast(2.5));
        FilteredSet fewer = run(again);
        assertThat(fewer.documents()).isEqualTo(all.documents() - 3);
        assertThat(again.spec().provenance().inputs()).containsKey("removed");
        removals.undo(first, "me");
        assertThat(sets.source(fewer).count()).isEqualTo(fewer.documents());
        assertThat(keep(new Threshold.AtLeast(2.5)).spec().provenance().inputs())
                .doesNotContainKey("removed");
    }

    private long remove(RemovalRepository removals, List<DocumentId> documents) {
        return removals.remove(
                        corpus.id(),
                        new RemovalRepository.Because(Removal.Reason.BY_HAND, "out", "me", ""),
                        documents.stream()
                                .map(d -> new RemovalRepository.Out(d, "", Optional.empty()))
                                .toList())
                .orElseThrow()
                .id();
    }

    @Test
    void comparingUsesTheFoldThatHadNotSeenADocument() throws Exception {
        train();
        score(corpora.source(corpus));
        CompareReport compared =
                CompareReport.of(
                        new CompareReport.Names("c", "me", "n"),
                        labels,
                        classifiers.heldOut(classifier().id()),
                        classifiers.scores(classifier().id(), corpus.id()),
                        new Threshold.AtLeast(2.5),
                        3,
                        5,
                        new CompareReport.Shown() {
                            @Override
                            public String key(DocumentId document) {
                                return corpora.get(document).key();
                            }

                            @Override
                            public String text(DocumentId document) {
                                return corpora.get(document).text();
                            }
                        });
        assertThat(compared.heldOut()).isEqualTo(compared.compared()).isEqualTo(LABELS);
        assertThat(Arrays.stream(compared.table()).flatMapToInt(Arrays::stream).sum())
                .isEqualTo(LABELS);
        CompareReport.Disagreement largest = compared.disagreements().getFirst();
        assertThat(largest.key()).isEqualTo("d7"); // labelled 5, though it is configuration
        assertThat(largest.rationale()).isEqualTo("why d7");
        assertThat(largest.score())
                .isEqualTo(classifiers.heldOut(classifier().id()).get(largest.document()));
        assertThat(compared.disagreements())
                .isSortedAccordingTo(
                        (x, y) ->
                                Double.compare(
                                        Math.abs(y.label() - y.score()),
                                        Math.abs(x.label() - x.score())));
        assertThat(compared.kept().documents()).isBetween(2400L, 2600L);
    }

    @Test
    void whatIsKeptOfOneCorpusHoldsNothingOfAnotherThatWasScoredToo() throws Exception {
        train();
        score(corpora.source(corpus));
        Path other =
                Files.writeString(
                        folder.resolve("o.jsonl"),
                        "{\"id\": \"o\", \"text\": \"def other(x): return x + 77\"}");
        run(new ImportJob(corpora, ImportPlan.of(other, "other")));
        score(corpora.source(corpora.require("other")));
        run(keep(new Threshold.AtLeast(2.5)));
        DocumentSource source = sets.source(sets.find("best").orElseThrow());
        assertThat(source.after(DocumentId.START, 9000))
                .isNotEmpty()
                .noneMatch(d -> d.key().equals("o"));
    }

    @Test
    void scoringThatBrokeOffGoesOnWithNothingLostOrDoubled() throws Exception {
        train();
        DocumentSource whole = corpora.source(corpus);
        AtomicInteger pages = new AtomicInteger();
        DocumentSource breaking = new Breaking(whole, pages);
        JobState<ScoreReport> broken =
                runner.submit(
                                new ScoreJob(classifiers, classifier(), breaking, Optional.empty()),
                                Reuse.FINISHED)
                        .await();
        assertThat(broken).isInstanceOf(JobState.Failed.class);
        long before = classifiers.countScores(classifier().id());
        assertThat(before).isBetween(1L, DOCUMENTS - 1L);
        pages.set(-1000);
        assertThat(score(breaking).documents()).isEqualTo(DOCUMENTS);
        assertThat(classifiers.countScores(classifier().id())).isEqualTo(DOCUMENTS);
        assertThat(pages.get()).isLessThan(-990); // it did not read again what had been scored
    }

    /// A source whose third page cannot be read.
    private record Breaking(DocumentSource whole, AtomicInteger pages) implements DocumentSource {
        @Override
        public String name() {
            return whole.name();
        }

        @Override
        public String fingerprint() {
            return whole.fingerprint();
        }

        @Override
        public long count() {
            return whole.count();
        }

        @Override
        public List<Document> after(DocumentId last, int limit) {
            if (pages.incrementAndGet() == 3) {
                throw new IllegalStateException("the disk was unplugged");
            }
            return whole.after(last, limit);
        }
    }

    @Test
    void aStoredClassifierScoresAsTheTrainedOneAndADamagedOneIsToldInOneSentence()
            throws Exception {
        train();
        Classifier kept = classifier().classifier();
        byte[] bytes = ClassifierFile.write(kept);
        Classifier.Scorer one = kept.scorer(Optional.empty());
        Classifier.Scorer two = ClassifierFile.read(bytes).scorer(Optional.empty());
        for (String text :
                List.of("", "def f(x): return x", "x".repeat(200_000), "\u0000\uD800 \uFFFF")) {
            assertThat(two.score(text)).isEqualTo(one.score(text)).isBetween(0.0, 5.0);
        }
        assertThatThrownBy(() -> ClassifierFile.read(Arrays.copyOf(bytes, bytes.length / 2)))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("damaged");
        assertThatThrownBy(() -> ClassifierFile.read(new byte[] {1, 2, 3}))
                .isInstanceOf(IllegalArgumentException.class);
    }

    @Test
    void tooFewOrOneSidedLabelsAreToldInOneSentence() throws Exception {
        List<Label> one = labels.stream().filter(l -> l.value() == 5).toList();
        assertThat(failure(one)).contains("all").contains("labels are 5");
        assertThat(failure(labels.subList(0, 4))).contains("too few for 5 folds");
        assertThatThrownBy(() -> job(List.of())).hasMessage("me has labelled no document of c");
    }

    @Test
    void aForestOnAnEmbeddingNeedsThatVeryEncoder() throws Exception {
        Embedder embedder = new LengthEmbedder();
        run(
                new TrainClassifierJob(
                        classifiers,
                        corpora,
                        new TrainClassifierJob.Plan(
                                "f", corpus, me, Recipe.EncoderForest.of("length"), 3, 5, 1),
                        labels,
                        Optional.of(embedder)));
        TrainedClassifier forest = classifiers.find("f").orElseThrow();
        assertThat(forest.evaluation().auc()).isGreaterThan(0.9);
        assertThatThrownBy(() -> forest.classifier().scorer(Optional.empty()))
                .hasMessageContaining("--encoder");
        assertThat(forest.classifier().scorer(Optional.of(embedder)).score("def add(x): return x"))
                .isGreaterThan(3);
    }

    /// Two numbers that tell code from settings.
    private record LengthEmbedder() implements Embedder {
        @Override
        public String fingerprint() {
            return "length";
        }

        @Override
        public int dimension() {
            return 2;
        }

        @Override
        public float[] embed(String text) {
            return new float[] {text.length(), text.indexOf('(')};
        }
    }

    @Test
    void pathologicalTextsAreReadInReasonableTime() {
        NgramFeatures features = new NgramFeatures(NgramFeatures.Settings.USUAL);
        for (String part :
                List.of("def f(", "\"\"\"", "def f():\n\"\"\"", "((((", "def ", "    ", "\n")) {
            assertThat(features.of(part.repeat(60_000)).statistics())
                    .hasSize(TextStatistics.NAMES.size());
        }
    }

    @Test
    void theBootstrapIntervalCoversAboutAsOftenAsItSays() {
        int covered = 0;
        int trials = 200;
        for (int t = 0; t < trials; t++) {
            SplittableRandom random = new SplittableRandom(t);
            int n = 120;
            double[] values = new double[n];
            for (int i = 0; i < n; i++) {
                values[i] = random.nextDouble() < 0.3 ? 1 : 0;
            }
            Interval interval =
                    Interval.bootstrap(
                            n,
                            t,
                            rows ->
                                    Arrays.stream(rows)
                                            .mapToDouble(i -> values[i])
                                            .average()
                                            .orElseThrow());
            covered += interval.low() <= 0.3 && 0.3 <= interval.high() ? 1 : 0;
        }
        assertThat(covered / (double) trials).isBetween(0.90, 0.99);
    }

    private static boolean good(int i) {
        return i % 2 == 0;
    }

    private ClassifierReport train() throws Exception {
        return run(job(labels));
    }

    private TrainClassifierJob job(List<Label> from) {
        return new TrainClassifierJob(
                classifiers,
                corpora,
                new TrainClassifierJob.Plan("n", corpus, me, WITH_CHARACTERS, 3, 5, 1),
                from,
                Optional.empty());
    }

    private String failure(List<Label> from) throws Exception {
        JobState<ClassifierReport> end = runner.submit(job(from), Reuse.NEVER).await();
        return ((JobState.Failed<ClassifierReport>) end).cause().getMessage();
    }

    private TrainedClassifier classifier() {
        return classifiers.find("n").orElseThrow();
    }

    private ScoreReport score(DocumentSource source) throws Exception {
        return run(new ScoreJob(classifiers, classifier(), source, Optional.empty()));
    }

    private KeepJob keep(Threshold threshold) {
        return new KeepJob(sets, classifiers, "best", corpus, classifier(), threshold);
    }

    private <R> R run(Job<R> job) throws Exception {
        JobState<R> end = runner.submit(job, Reuse.FINISHED).await();
        assertThat(end).isInstanceOf(JobState.Succeeded.class);
        return ((JobState.Succeeded<R>) end).result();
    }
}
