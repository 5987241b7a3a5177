package org.hornbook.classify;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.hornbook.corpus.Document;
import org.hornbook.corpus.DocumentId;
import org.hornbook.corpus.DocumentSource;
import org.hornbook.job.Cursor;
import org.hornbook.job.Job;
import org.hornbook.job.JobContext;
import org.hornbook.job.JobSpec;
import org.hornbook.job.Progress;
import org.hornbook.job.Provenance;

/// Scores documents in batches, on as many threads as there are processors, and goes on behind the
/// last batch kept.
public final class ScoreJob implements Job<ScoreReport> {
    private static final int BATCH = 2_000;

    private final ClassifyRepository scores;
    private final TrainedClassifier classifier;
    private final DocumentSource documents;
    private final Optional<Embedder> embedder;

    public ScoreJob(
            ClassifyRepository scores,
            TrainedClassifier classifier,
            DocumentSource documents,
            Optional<Embedder> embedder) {
        this.scores = scores;
        this.classifier = classifier;
        this.documents = documents;
        this.embedder = embedder;
    }

    @Override
    public JobSpec spec() {
        return JobSpec.of(
                "classifier.score",
                "score " + documents.name() + " with " + classifier.name(),
                Provenance.here(
                        Map.of(
                                "classifier",
                                classifier.fingerprint(),
                                "documents",
                                documents.fingerprint()),
                        Map.of("name", classifier.name(), "id", classifier.id().value()),
                        0));
    }

    @Override
    public Class<ScoreReport> resultType() {
        return ScoreReport.class;
    }

    record At(long document, long done) {}

    @Override
    public ScoreReport run(JobContext context) throws Exception {
        At at = context.cursor().map(c -> c.as(At.class)).orElse(new At(0, 0));
        long before = at.done();
        long total = documents.count();
        long start = System.nanoTime();
        if (classifier.classifier() instanceof DenseClassifier dense) {
            at =
                    new DenseScoring(scores, classifier.id(), dense, documents, embedder)
                            .run(context, at);
            return report(at, before, start);
        }
        int threads = embedder.isPresent() ? 1 : Runtime.getRuntime().availableProcessors();
        List<Classifier.Scorer> scorers = classifier.classifier().scorers(threads, embedder);
        try (ExecutorService pool = Executors.newFixedThreadPool(threads)) {
            while (true) {
                List<Document> batch = documents.after(new DocumentId(at.document()), BATCH);
                if (batch.isEmpty()) {
                    break;
                }
                List<Score> fresh = score(batch, scorers, pool, context);
                at = new At(batch.getLast().id().value(), at.done() + batch.size());
                context.commit(
                        Cursor.of(at),
                        Progress.of(at.done(), Math.max(total, at.done()), "documents"),
                        t -> scores.putScores(t, fresh));
            }
        }
        return report(at, before, start);
    }

    private ScoreReport report(At at, long before, long start) {
        double seconds = (System.nanoTime() - start) / 1e9;
        return new ScoreReport(
                classifier.name(), at.done(), (at.done() - before) / Math.max(seconds, 1e-9));
    }

    private List<Score> score(
            List<Document> batch,
            List<Classifier.Scorer> scorers,
            ExecutorService pool,
            JobContext context)
            throws Exception {
        int share = (batch.size() + scorers.size() - 1) / scorers.size();
        List<Future<List<Score>>> parts = new ArrayList<>();
        for (int i = 0; i < scorers.size(); i++) {
            Classifier.Scorer scorer = scorers.get(i);
            List<Document> part =
                    batch.subList(
                            Math.min(batch.size(), i * share),
                            Math.min(batch.size(), (i + 1) * share));
            parts.add(pool.submit(() -> score(part, scorer, context)));
        }
        List<Score> scored = new ArrayList<>();
        for (Future<List<Score>> part : parts) {
            try {
                scored.addAll(part.get());
            } catch (ExecutionException e) {
                throw e.getCause() instanceof Exception cause ? cause : e;
            }
        }
        return scored;
    }

    private List<Score> score(List<Document> part, Classifier.Scorer scorer, JobContext context) {
        List<Score> scored = new ArrayList<>();
        for (Document document : part) {
            context.checkCancelled();
            scored.add(new Score(document.id(), classifier.id(), scorer.score(document.text())));
        }
        return scored;
    }
}
