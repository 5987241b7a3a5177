package org.hornbook.classify;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.atomic.AtomicInteger;
import org.hornbook.corpus.Corpus;
import org.hornbook.corpus.CorpusRepository;
import org.hornbook.corpus.Document;
import org.hornbook.corpus.DocumentId;
import org.hornbook.corpus.DocumentQuery;
import org.hornbook.corpus.ImportJob;
import org.hornbook.corpus.ImportPlan;
import org.hornbook.corpus.RejectedRepository;
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
import org.hornbook.store.Migrations;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// Embeddings that are computed once, and what reads them.
class EmbeddingTest {
    private static final int DOCUMENTS = 1_500;

    @TempDir Path folder;
    private Database database;
    private JobRunner runner;
    private CorpusRepository corpora;
    private ClassifyRepository classifiers;
    private EmbeddingRepository embeddings;
    private Corpus corpus;
    private Counting encoder;
    private Annotator me;
    private List<Label> labels;

    /// What tells code from settings, in some hundred dimensions, and counts what it was asked.
    private static final class Counting implements Embedder {
        private final AtomicInteger asked = new AtomicInteger();
        private final Set<String> seen = new HashSet<>();
        private int twice;
        private int breaksAt = Integer.MAX_VALUE;

        @Override
        public String fingerprint() {
            return "counting";
        }

        @Override
        public int dimension() {
            return 200;
        }

        @Override
        public synchronized float[] embed(String text) {
            if (asked.incrementAndGet() > breaksAt) {
                throw new IllegalStateException("the power went out");
            }
            twice += seen.add(text) ? 0 : 1;
            float[] vector = new float[200];
            for (int i = 0; i < text.length(); i++) {
                vector[text.charAt(i) % 200] += 0.1f;
            }
            return vector;
        }
    }

    @BeforeEach
    void open() throws Exception {
        start();
        List<String> rows = new ArrayList<>();
        for (int i = 0; i < DOCUMENTS; i++) {
            String text =
                    i % 3 == 0
                            ? "def add_" + i + "(x): return x + " + i
                            : "CONFIG_" + i + " = {'a': " + i + "}";
            rows.add("{\"id\": \"d" + i + "\", \"text\": \"" + text + "\"}");
        }
        run(
                new ImportJob(
                        corpora, ImportPlan.of(Files.write(folder.resolve("c.jsonl"), rows), "c")));
        corpus = corpora.require("c");
        encoder = new Counting();
        LabelRepository repository = new LabelRepository(database);
        me = repository.annotator("me", Annotator.Kind.PERSON);
        RubricId rubric = repository.rubric(Rubric.educationalValue());
        labels = new ArrayList<>();
        for (Document d :
                corpora.page(corpus.id(), new DocumentQuery.All(), DocumentId.START, DOCUMENTS)
                        .documents()) {
            int number = Integer.parseInt(d.key().substring(1));
            if (number % 5 == 0) {
                int value = number % 3 == 0 ? 4 + number % 2 : number % 2;
                labels.add(new Label(d.id(), rubric, value, "", me.id(), Instant.EPOCH));
            }
        }
    }

    private void start() {
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
                                EmbeddingRepository.migrations()));
        runner = new JobRunner(new JobRepository(database));
        corpora = new CorpusRepository(database);
        classifiers = new ClassifyRepository(database);
        embeddings = classifiers.embeddings();
    }

    @AfterEach
    void close() {
        runner.close();
        database.close();
    }

    @Test
    void aStoppedJobGoesOnWhereItWasAndComputesNothingTwice() throws Exception {
        encoder.breaksAt = 700;
        assertThat(runner.submit(embed(), Reuse.FINISHED).await())
                .isInstanceOf(JobState.Failed.class);
        long before = embeddings.held(corpus.id()).getFirst().documents();
        assertThat(before).isBetween(400L, 700L);
        close();
        start(); // as another process would
        encoder.breaksAt = Integer.MAX_VALUE;
        EmbedReport report = run(embed());
        assertThat(report.documents()).isEqualTo(DOCUMENTS);
        assertThat(report.computed()).isEqualTo(DOCUMENTS - before);
        assertThat(embeddings.held(corpus.id()))
                .containsExactly(
                        new EmbeddingRepository.Held("counting", "counting", 200, DOCUMENTS));
        assertThat(encoder.twice).isLessThan(700 - (int) before + 1);
    }

    @Test
    void whatIsHeldIsWhatTheEncoderGave() throws Exception {
        run(embed());
        EmbeddingIndex index = embeddings.index("counting", Optional.of(corpus.id()));
        assertThat(index.size()).isEqualTo(DOCUMENTS);
        long[] wanted = {index.document(1_400), index.document(3), index.document(700)};
        float[] block = new float[3 * 200];
        index.read(wanted, block);
        for (int i = 0; i < wanted.length; i++) {
            float[] given = encoder.embed(corpora.get(new DocumentId(wanted[i])).text());
            for (int k = 0; k < 200; k++) {
                assertThat(block[i * 200 + k]).isCloseTo(given[k], within(1e-3f));
            }
        }
    }

    @Test
    void trainingKeepsWhatItComputesAndScoringComputesTheRest() throws Exception {
        Embedder stored = new StoredEmbedder(encoder, embeddings);
        train("linear", new Recipe.EncoderLinear("counting", 3, 10, false), stored);
        assertThat(encoder.asked.get()).isEqualTo(labels.size());
        train("forest", Recipe.EncoderForest.of("counting"), stored);
        train("ordinal", new Recipe.EncoderOrdinal("counting", 10, true), stored);
        train("regression", new Recipe.EncoderRegression("counting", 1, false), stored);
        assertThat(encoder.asked.get()).isEqualTo(labels.size());
        for (String name : List.of("linear", "forest", "ordinal", "regression")) {
            TrainedClassifier classifier = classifiers.find(name).orElseThrow();
            assertThat(classifier.evaluation().auc()).as(name).isGreaterThan(0.95);
            assertThat(run(score(classifier, Optional.of(stored))).documents())
                    .isEqualTo(DOCUMENTS);
            assertThat(classifiers.countScores(classifier.id())).isEqualTo(DOCUMENTS);
        }
        assertThat(encoder.asked.get()).isEqualTo(DOCUMENTS);
        assertThat(encoder.twice).isZero();
    }

    @Test
    void curvesAndSecondLooksReadWhatIsHeldAndComputeNothing() throws Exception {
        Embedder stored = new StoredEmbedder(encoder, embeddings);
        Recipe recipe = new Recipe.EncoderLinear("counting", 3, 10, false);
        train("linear", recipe, stored);
        int before = encoder.asked.get();
        CurveReport curve =
                run(
                        new LearningCurveJob(
                                corpora,
                                new LearningCurveJob.Plan(
                                        "linear", recipe, corpus, "me", 3, 2, 1, 1),
                                labels,
                                Optional.of(stored)));
        assertThat(curve.curve().points().getLast().f1()).isGreaterThan(0.9);
        TrainedClassifier classifier = classifiers.find("linear").orElseThrow();
        LiveHead head =
                LiveHead.of(
                        classifier,
                        labels.stream().map(Label::document).toList(),
                        corpora,
                        classifiers.folds(classifier.id()),
                        Optional.of(stored),
                        done -> {});
        assertThat(head.documents()).hasSize(labels.size());
        assertThat(encoder.asked.get()).isEqualTo(before);
    }

    @Test
    void whereAllIsHeldTheEncoderIsNotNeededAndElseItIsAskedForInOneSentence() throws Exception {
        Embedder stored = new StoredEmbedder(encoder, embeddings);
        train("linear", new Recipe.EncoderLinear("counting", 3, 10, false), stored);
        TrainedClassifier classifier = classifiers.find("linear").orElseThrow();
        assertThatThrownBy(() -> run(score(classifier, Optional.empty())))
                .hasMessageContaining("name that checkpoint with --encoder");
        run(embed());
        run(score(classifier, Optional.empty()));
        Classifier.Scorer scorer = classifier.classifier().scorer(Optional.of(encoder));
        classifiers
                .scores(classifier.id(), corpus.id())
                .forEach(
                        (document, score) ->
                                assertThat(scorer.score(corpora.get(document).text()))
                                        .isCloseTo(score, within(1e-9)));
    }

    @Test
    void aDocumentsLikesAreThoseWithTheNearestDirection() throws Exception {
        run(embed());
        EmbeddingLikeness likeness = new EmbeddingLikeness(embeddings);
        DocumentId asked = labels.getFirst().document();
        EmbeddingLikeness.Answer answer =
                likeness.of(corpus.id(), asked, Optional.empty(), 20, id -> true, () -> true)
                        .orElseThrow();
        assertThat(answer.compared()).isEqualTo(DOCUMENTS - 1);
        assertThat(answer.alike()).hasSize(20);
        double[] all =
                corpora
                        .page(corpus.id(), new DocumentQuery.All(), DocumentId.START, DOCUMENTS)
                        .documents()
                        .stream()
                        .filter(d -> !d.id().equals(asked))
                        .mapToDouble(d -> cosine(d.text(), corpora.get(asked).text()))
                        .map(c -> -c)
                        .sorted()
                        .toArray();
        for (int i = 0; i < 20; i++) {
            assertThat(answer.alike().get(i).similarity()).isCloseTo(-all[i], within(2e-3));
        }
        assertThat(
                        likeness.of(
                                corpus.id(),
                                asked,
                                Optional.of("another"),
                                20,
                                id -> true,
                                () -> true))
                .isEmpty();
    }

    private double cosine(String one, String two) {
        float[] a = encoder.embed(one);
        float[] b = encoder.embed(two);
        double ab = 0;
        double aa = 0;
        double bb = 0;
        for (int k = 0; k < a.length; k++) {
            ab += a[k] * b[k];
            aa += a[k] * a[k];
            bb += b[k] * b[k];
        }
        return ab / Math.sqrt(aa * bb);
    }

    @Test
    void anEncoderThatGivesNoNumbersIsToldAndNothingIsKept() {
        Embedder broken =
                new Embedder() {
                    @Override
                    public String fingerprint() {
                        return "broken";
                    }

                    @Override
                    public int dimension() {
                        return 2;
                    }

                    @Override
                    public float[] embed(String text) {
                        return new float[] {1, Float.NaN};
                    }
                };
        assertThatThrownBy(() -> run(new EmbedJob(embeddings, corpora.source(corpus), broken)))
                .hasMessageContaining("no numbers");
        assertThat(embeddings.held(corpus.id())).isEmpty();
    }

    @Test
    void aWorkspaceFromBeforeThereWereEmbeddingsHoldsNone() {
        Path old = folder.resolve("old.db");
        Database.open(old, Access.WRITE, List.of(new Migrations("x", List.of()))).close();
        try (Database read = Database.open(old, Access.READ, List.of())) {
            EmbeddingRepository none = new EmbeddingRepository(read);
            assertThat(none.held(corpus.id())).isEmpty();
            assertThat(none.index("x", Optional.empty()).size()).isZero();
        }
    }

    private EmbedJob embed() {
        return new EmbedJob(embeddings, corpora.source(corpus), encoder);
    }

    private void train(String name, Recipe recipe, Embedder embedder) throws Exception {
        run(
                new TrainClassifierJob(
                        classifiers,
                        corpora,
                        new TrainClassifierJob.Plan(name, corpus, me, recipe, 3, 4, 1),
                        labels,
                        Optional.of(embedder)));
    }

    private ScoreJob score(TrainedClassifier classifier, Optional<Embedder> embedder) {
        return new ScoreJob(classifiers, classifier, corpora.source(corpus), embedder);
    }

    private <R> R run(Job<R> job) throws Exception {
        return switch (runner.submit(job, Reuse.FINISHED).await()) {
            case JobState.Succeeded<R>(R result, boolean recalled) -> result;
            case JobState.Failed<R>(Exception cause) -> throw cause;
            default -> throw new IllegalStateException("not finished");
        };
    }
}
