package org.hornbook.classify;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.hornbook.corpus.Document;
import org.hornbook.corpus.DocumentId;
import org.hornbook.corpus.DocumentSource;
import org.hornbook.job.Cursor;
import org.hornbook.job.Job;
import org.hornbook.job.JobContext;
import org.hornbook.job.JobSpec;
import org.hornbook.job.Progress;
import org.hornbook.job.Provenance;

/// Takes the embedding of every document that has none of this encoder yet. Vectors and place are
/// stored together, so that a stop at any moment loses some seconds and doubles nothing.
public final class EmbedJob implements Job<EmbedReport> {
    private static final int PAGE = 4_096; // documents looked at at once
    private static final int TOGETHER = 32; // documents computed between two words of progress

    private final EmbeddingRepository embeddings;
    private final DocumentSource documents;
    private final Embedder embedder;

    public EmbedJob(EmbeddingRepository embeddings, DocumentSource documents, Embedder embedder) {
        this.embeddings = embeddings;
        this.documents = documents;
        this.embedder = embedder;
    }

    @Override
    public JobSpec spec() {
        return JobSpec.of(
                "classifier.embed",
                "embed " + documents.name() + " with " + embedder.name(),
                Provenance.here(
                        Map.of(
                                "encoder",
                                embedder.fingerprint(),
                                "documents",
                                documents.fingerprint()),
                        Map.of("name", embedder.name(), "documents", documents.name()),
                        0));
    }

    @Override
    public Class<EmbedReport> resultType() {
        return EmbedReport.class;
    }

    record At(long document, long done) {}

    @Override
    public EmbedReport run(JobContext context) {
        At at = context.cursor().map(c -> c.as(At.class)).orElse(new At(0, 0));
        EmbeddingIndex held = embeddings.index(embedder.fingerprint(), Optional.empty());
        long total = documents.count();
        long computed = 0;
        long start = System.nanoTime();
        int block = EmbeddingRepository.blockSize(embedder.dimension());
        while (true) {
            long[] page = documents.ids(new DocumentId(at.document()), PAGE);
            if (page.length == 0) {
                break;
            }
            int first = 0;
            while (first < page.length && held.has(new DocumentId(page[first]))) {
                first++;
            }
            if (first > 0) { // these are there already
                at = new At(page[first - 1], at.done() + first);
                context.report(progress(at.done(), total));
                continue;
            }
            int missing = 0;
            while (missing < Math.min(block, page.length)
                    && !held.has(new DocumentId(page[missing]))) {
                missing++;
            }
            At next = embed(context, at, missing, total);
            computed += next.done() - at.done();
            at = next;
        }
        context.commit(Cursor.of(at), progress(at.done(), at.done()), t -> {});
        double seconds = (System.nanoTime() - start) / 1e9;
        return new EmbedReport(
                embedder.name(),
                embedder.fingerprint(),
                embedder.dimension(),
                at.done(),
                computed,
                computed / Math.max(seconds, 1e-9));
    }

    /// Computes the next documents, at most `most`, and fewer where the encoder is slow.
    private At embed(JobContext context, At at, int most, long total) {
        List<Document> page = documents.after(new DocumentId(at.document()), most);
        List<DocumentId> ids = new java.util.ArrayList<>();
        List<float[]> vectors = new java.util.ArrayList<>();
        long start = System.nanoTime();
        for (int from = 0; from < page.size(); from += TOGETHER) {
            List<Document> part = page.subList(from, Math.min(page.size(), from + TOGETHER));
            vectors.addAll(
                    StoredEmbedder.vectors(embedder, part.stream().map(Document::text).toList()));
            part.forEach(d -> ids.add(d.id()));
            context.report(progress(at.done() + ids.size(), total));
            if (System.nanoTime() - start > 3_000_000_000L) {
                break;
            }
        }
        At next = new At(ids.getLast().value(), at.done() + ids.size());
        context.commit(
                Cursor.of(next),
                progress(next.done(), total),
                t -> embeddings.put(t, embedder, ids, vectors));
        return next;
    }

    private static Progress progress(long done, long total) {
        return Progress.of(done, Math.max(total, done), "documents");
    }
}
