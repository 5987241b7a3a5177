package org.hornbook.classify;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.ForkJoinPool;
import java.util.concurrent.ForkJoinTask;
import java.util.stream.IntStream;
import org.hornbook.corpus.DocumentId;
import org.hornbook.corpus.DocumentReader;
import org.hornbook.corpus.DocumentSource;
import org.hornbook.job.Cursor;
import org.hornbook.job.JobContext;
import org.hornbook.job.Progress;

/// Scores documents by a head on their embeddings: those that are held are scored without reading a
/// text, the others are embedded first and held from then on.
final class DenseScoring {
    private static final int PAGE = 20_000; // documents a commit
    private static final int SHARE = 1_024; // documents a thread takes at once
    private static final int SLOW_PAGE = 256; // documents a commit where embeddings are missing

    private final ClassifyRepository scores;
    private final ClassifierId classifier;
    private final DenseClassifier dense;
    private final DocumentSource documents;
    private final Optional<Embedder> embedder;

    DenseScoring(
            ClassifyRepository scores,
            ClassifierId classifier,
            DenseClassifier dense,
            DocumentSource documents,
            Optional<Embedder> embedder) {
        this.scores = scores;
        this.classifier = classifier;
        this.dense = dense;
        this.documents = documents;
        this.embedder = embedder;
    }

    /// Goes on behind `at`; returns where it ended. While one page is stored the next is scored.
    ScoreJob.At run(JobContext context, ScoreJob.At from) {
        ScoreJob.At at = from;
        EmbeddingIndex held = scores.embeddings().index(dense.recipe().encoder(), Optional.empty());
        long total = documents.count();
        long[] page = page(at.document(), held);
        ForkJoinTask<double[]> scored = ahead(page, held);
        try {
            while (page.length > 0) {
                double[] found =
                        scored == null
                                ? score(page, held, context, at.done(), total)
                                : scored.join();
                at = new ScoreJob.At(page[page.length - 1], at.done() + page.length);
                long[] ids = page;
                page = page(at.document(), held);
                scored = ahead(page, held);
                context.commit(
                        Cursor.of(at),
                        Progress.of(at.done(), Math.max(total, at.done()), "documents"),
                        t -> scores.putScores(t, classifier, ids, found));
            }
            return at;
        } finally {
            if (scored != null) {
                scored.cancel(true);
            }
        }
    }

    /// The documents of the next commit: few where some must be embedded first.
    private long[] page(long after, EmbeddingIndex held) {
        long[] page = documents.ids(new DocumentId(after), PAGE);
        return allHeld(page, held) ? page : Arrays.copyOf(page, Math.min(page.length, SLOW_PAGE));
    }

    private static boolean allHeld(long[] page, EmbeddingIndex held) {
        return Arrays.stream(page).allMatch(id -> held.has(new DocumentId(id)));
    }

    /// The scores of documents that are all held, on their way; `null` for others.
    private ForkJoinTask<double[]> ahead(long[] page, EmbeddingIndex held) {
        return page.length == 0 || !allHeld(page, held)
                ? null
                : ForkJoinPool.commonPool()
                        .submit(
                                () -> {
                                    double[] found = new double[page.length];
                                    scoreHeld(page, held, found);
                                    return found;
                                });
    }

    private double[] score(
            long[] page, EmbeddingIndex held, JobContext context, long before, long total) {
        double[] found = new double[page.length];
        Arrays.fill(found, Double.NaN);
        scoreHeld(page, held, found);
        int[] missing =
                IntStream.range(0, page.length)
                        .filter(i -> !held.has(new DocumentId(page[i])))
                        .toArray();
        if (missing.length > 0) {
            Embedder given = dense.own(embedder);
            DocumentReader reader =
                    id -> documents.after(new DocumentId(id.value() - 1), 1).getFirst();
            List<DocumentId> ids = new ArrayList<>();
            for (int i : missing) {
                ids.add(new DocumentId(page[i]));
            }
            float[][] vectors =
                    given.embed(
                            ids,
                            reader,
                            done ->
                                    context.report(
                                            Progress.of(
                                                    before + page.length - missing.length + done,
                                                    Math.max(total, before + page.length),
                                                    "documents")));
            for (int i = 0; i < missing.length; i++) {
                found[missing[i]] = dense.head().score(vectors[i]);
            }
        }
        return found;
    }

    private void scoreHeld(long[] page, EmbeddingIndex held, double[] found) {
        int shares = (page.length + SHARE - 1) / SHARE;
        IntStream.range(0, shares).parallel().forEach(s -> scoreHeld(page, s * SHARE, held, found));
    }

    private void scoreHeld(long[] page, int from, EmbeddingIndex held, double[] found) {
        int to = Math.min(page.length, from + SHARE);
        int[] rows =
                IntStream.range(from, to).filter(i -> held.has(new DocumentId(page[i]))).toArray();
        if (rows.length == 0) {
            return;
        }
        double[] some = new double[rows.length];
        held.each(
                Arrays.stream(rows).mapToLong(i -> page[i]).toArray(),
                (which, count, vectors) -> {
                    dense.head().score(vectors, held.dimension(), count, some);
                    for (int i = 0; i < count; i++) {
                        found[rows[which[i]]] = some[i];
                    }
                });
    }
}
