package org.hornbook.classify;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SplittableRandom;
import org.hornbook.corpus.CorpusId;
import org.hornbook.corpus.CorpusRepository;
import org.hornbook.corpus.DocumentId;
import org.hornbook.infer.Encoder;
import org.hornbook.job.JobRepository;
import org.hornbook.job.JobRunner;
import org.hornbook.job.JobState;
import org.hornbook.job.Reuse;
import org.hornbook.label.LabelRepository;
import org.hornbook.store.Access;
import org.hornbook.store.Database;

/// What the bench of heads needs of this package: made-up embeddings of unit length, labels 0-5
/// that depend on them, and a workspace that holds many.
public final class EmbeddedBench implements AutoCloseable {
    private final Database database;
    private final JobRunner runner;
    private final CorpusRepository corpora;
    private final ClassifyRepository classifiers;
    private final Embedder embedder;
    private final Map<Recipe, Classifier> trained = new HashMap<>();

    public EmbeddedBench(Path folder, int dimension) {
        database =
                Database.open(
                        folder.resolve("heads.db"),
                        Access.WRITE,
                        List.of(
                                JobRepository.migrations(),
                                CorpusRepository.migrations(),
                                LabelRepository.migrations(),
                                ClassifyRepository.migrations(),
                                EmbeddingRepository.migrations()));
        runner = new JobRunner(new JobRepository(database));
        corpora = new CorpusRepository(database);
        classifiers = new ClassifyRepository(database);
        embedder = new Nothing(dimension);
    }

    /// An embedder that is never asked: all is held.
    private record Nothing(int dimension) implements Embedder {
        @Override
        public String fingerprint() {
            return "bench";
        }

        @Override
        public float[] embed(String text) {
            throw new IllegalStateException("all embeddings are held");
        }
    }

    public static float[][] rows(int n, int d, long seed) {
        SplittableRandom random = new SplittableRandom(seed);
        float[][] rows = new float[n][];
        for (int i = 0; i < n; i++) {
            rows[i] = row(random, d);
        }
        return rows;
    }

    static float[] row(SplittableRandom random, int d) {
        float[] row = new float[d];
        double squares = 0;
        for (int k = 0; k < d; k++) {
            row[k] = (float) (random.nextDouble() + random.nextDouble() - 1) + (k % 7 - 3) * 0.1f;
            squares += row[k] * row[k];
        }
        for (int k = 0; k < d; k++) {
            row[k] /= (float) Math.sqrt(squares);
        }
        return row;
    }

    public static int[] labels(float[][] rows, long seed) {
        SplittableRandom random = new SplittableRandom(seed);
        int d = rows[0].length;
        double[] direction = new double[d];
        for (int k = 0; k < d; k++) {
            direction[k] = random.nextDouble() - 0.5;
        }
        int[] labels = new int[rows.length];
        for (int i = 0; i < labels.length; i++) {
            double latent = 3 * Dot.of(rows[i], 0, direction, d) + random.nextDouble() - 0.5;
            labels[i] = (int) Math.clamp(Math.floor(2.2 + 1.5 * latent), 0, 5);
        }
        return labels;
    }

    public static void train(Recipe.OnEncoder recipe, float[][] rows, int[] labels, long seed) {
        DenseHead.train(recipe, rows, labels, seed);
    }

    public void train(Recipe.OnEncoder recipe, float[][] rows, int[] labels) {
        trained.put(recipe, new DenseClassifier(recipe, DenseHead.train(recipe, rows, labels, 1)));
    }

    /// Makes a corpus of `documents` that are all embedded.
    public void fill(int documents) {
        new FilledRepository(database).fill("bench", embedder, documents);
    }

    /// Seconds of a whole scoring job.
    public double score(Recipe.OnEncoder recipe) throws Exception {
        ClassifierId id = new ClassifierId(trained.size());
        TrainedClassifier classifier =
                new TrainedClassifier(
                        id,
                        "bench",
                        new CorpusId(1),
                        null,
                        "f",
                        trained.get(recipe),
                        null,
                        Optional.empty());
        database.write(
                t -> {
                    stand(t.connection(), id);
                    return null;
                });
        long start = System.nanoTime();
        var job =
                new ScoreJob(
                        classifiers,
                        classifier,
                        corpora.source(corpora.require("bench")),
                        Optional.empty());
        if (!(runner.submit(job, Reuse.NEVER).await() instanceof JobState.Succeeded)) {
            throw new IllegalStateException("not scored");
        }
        return (System.nanoTime() - start) / 1e9;
    }

    private static void stand(java.sql.Connection c, ClassifierId id) throws java.sql.SQLException {
        try (var s = c.createStatement()) {
            s.execute(
                    "INSERT OR REPLACE INTO classifier(id, name, corpus_id, annotator_id, fingerprint,"
                            + " model, evaluation, provenance) VALUES("
                            + id.value()
                            + ", 'b"
                            + id.value()
                            + "', 1, 1, 'f', x'00', '{}', '{}')");
        }
    }

    /// Seconds of looking for the twenty documents most like one.
    public double like() {
        EmbeddingLikeness likeness = new EmbeddingLikeness(new EmbeddingRepository(database));
        double best = Double.MAX_VALUE;
        for (int i = 0; i < 3; i++) {
            long start = System.nanoTime();
            likeness.of(
                    new CorpusId(1),
                    new DocumentId(77 + i),
                    Optional.empty(),
                    20,
                    id -> true,
                    () -> true);
            best = Math.min(best, (System.nanoTime() - start) / 1e9);
        }
        return best;
    }

    /// Prints texts and tokens a second of an encoder on made-up texts of about 2 KB and 200 bytes.
    public static void encoder(Path model, Path folder) {
        int threads = Runtime.getRuntime().availableProcessors();
        try (Encoder encoder = Encoder.open(model, folder.resolve("graphs"), threads)) {
            String word = "the list of numbers is sorted before a value is searched in it ";
            for (int length : new int[] {200, 2_000}) {
                List<String> texts = new ArrayList<>();
                for (int i = 0; i < 256; i++) {
                    texts.add((i + word.repeat(40)).substring(0, length - i % 50));
                }
                encoder.embedAll(texts.subList(0, 32));
                long start = System.nanoTime();
                encoder.embedAll(texts);
                double seconds = (System.nanoTime() - start) / 1e9;
                System.out.printf(
                        "embedding texts of %,d characters: %,.0f a second on %d threads%n",
                        length, texts.size() / seconds, threads);
            }
        }
    }

    @Override
    public void close() {
        runner.close();
        database.close();
    }
}
