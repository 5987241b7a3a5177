package org.hornbook.corpus.clean;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import org.hornbook.corpus.Corpus;
import org.hornbook.corpus.CorpusRepository;
import org.hornbook.corpus.Document;
import org.hornbook.corpus.DocumentId;
import org.hornbook.corpus.DocumentQuery;
import org.hornbook.corpus.DocumentSource;
import org.hornbook.job.Cursor;
import org.hornbook.job.Job;
import org.hornbook.job.JobContext;
import org.hornbook.job.JobSpec;
import org.hornbook.job.Progress;
import org.hornbook.job.Provenance;

/// Looks for pieces of a benchmark in documents: `words` words in a row that both have (13, as for
/// phi-1, arXiv 2306.11644, section 5), case and punctuation aside. What is found is kept with its
/// place in both texts; nothing is removed.
public final class ContaminationJob implements Job<ContaminationReport> {
    /// As many words in a row as were used for phi-1.
    public static final int USUAL = 13;

    private static final int BATCH = 256;

    private final ContaminationRepository found;
    private final DocumentSource documents;
    private final Corpus corpus;
    private final DocumentQuery query;
    private final BenchmarkText benchmark;
    private final int words;

    /// @param words how many in a row count as a hit, at least 3
    public ContaminationJob(
            CorpusRepository corpora,
            ContaminationRepository found,
            Corpus corpus,
            DocumentQuery query,
            BenchmarkText benchmark,
            int words) {
        if (words < 3 || words > 1000) {
            throw new IllegalArgumentException(words + " words in a row: say 3 to 1000");
        }
        this.found = found;
        this.documents = corpora.source(corpus, query);
        this.corpus = corpus;
        this.query = query;
        this.benchmark = benchmark;
        this.words = words;
    }

    @Override
    public JobSpec spec() {
        return JobSpec.of(
                        "corpus.contamination",
                        "check " + corpus.name() + " against " + benchmark.name(),
                        Provenance.here(
                                Map.of(
                                        "documents",
                                        documents.fingerprint(),
                                        "benchmark",
                                        benchmark.sha256()),
                                Map.of(
                                        "corpus",
                                        corpus.name(),
                                        "query",
                                        query.text(),
                                        "words",
                                        words),
                                0))
                .noting(Map.of("file", benchmark.file().toString()));
    }

    @Override
    public Class<ContaminationReport> resultType() {
        return ContaminationReport.class;
    }

    record At(long run, long document, long documents) {}

    @Override
    public ContaminationReport run(JobContext context) {
        Overlap overlap = new Overlap(benchmark.items(), words);
        long total = documents.count();
        At at = context.cursor().map(c -> c.as(At.class)).orElse(null);
        if (at == null) {
            At[] fresh = new At[1];
            context.commit(
                    t -> {
                        fresh[0] =
                                new At(
                                        found.begin(t, corpus, query, benchmark, words, spec()),
                                        0,
                                        0);
                        return new JobContext.Reached(
                                Cursor.of(fresh[0]), Progress.of(0, total, "documents"));
                    });
            at = fresh[0];
        }
        long before = at.documents();
        long start = System.nanoTime();
        while (true) {
            List<Document> batch = documents.after(new DocumentId(at.document()), BATCH);
            if (batch.isEmpty()) {
                break;
            }
            List<ContaminationRepository.Hit> hits = hits(batch, overlap);
            At next = new At(at.run(), batch.getLast().id().value(), at.documents() + batch.size());
            context.commit(
                    Cursor.of(next),
                    Progress.of(next.documents(), Math.max(total, next.documents()), "documents"),
                    t -> found.add(t, next.run(), next.documents(), hits));
            at = next;
        }
        double seconds = (System.nanoTime() - start) / 1e9;
        double perSecond = at.documents() == before ? 0 : (at.documents() - before) / seconds;
        At end = at;
        ContaminationReport[] report = new ContaminationReport[1];
        context.commit(
                Cursor.of(end),
                Progress.of(end.documents(), end.documents(), "documents"),
                t ->
                        report[0] =
                                found.finish(
                                        t,
                                        end.run(),
                                        corpus.name(),
                                        overlap.tooShort(),
                                        perSecond));
        return report[0];
    }

    private static List<ContaminationRepository.Hit> hits(List<Document> batch, Overlap overlap) {
        int parts = Math.min(batch.size(), 4 * Runtime.getRuntime().availableProcessors());
        List<List<ContaminationRepository.Hit>> each = new ArrayList<>();
        IntStream.range(0, parts).forEach(p -> each.add(new ArrayList<>()));
        IntStream.range(0, parts)
                .parallel()
                .forEach(
                        part -> {
                            WordScan scan = new WordScan();
                            for (int i = part; i < batch.size(); i += parts) {
                                DocumentId id = batch.get(i).id();
                                overlap.in(batch.get(i).text(), scan)
                                        .forEach(
                                                s ->
                                                        each.get(part)
                                                                .add(
                                                                        new ContaminationRepository
                                                                                .Hit(id, s)));
                            }
                        });
        return each.stream().flatMap(List::stream).toList();
    }
}
