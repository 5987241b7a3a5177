package org.hornbook.corpus.clean;

import java.util.Arrays;
import java.util.List;
import java.util.Map;
import org.hornbook.corpus.Corpus;
import org.hornbook.corpus.CorpusRepository;
import org.hornbook.corpus.Document;
import org.hornbook.corpus.DocumentId;
import org.hornbook.corpus.DocumentQuery;
import org.hornbook.job.Cursor;
import org.hornbook.job.Job;
import org.hornbook.job.JobContext;
import org.hornbook.job.JobSpec;
import org.hornbook.job.Progress;
import org.hornbook.job.Provenance;

/// Finds the documents of a corpus that are the same or nearly the same. First every document that
/// has none gets a signature, which is kept; then all signatures are put into buckets, one band
/// after another, and what is similar enough is joined into groups. Cut off, it goes on with the
/// next signature; after another import only what is new is read.
///
/// Removed documents take part: a group shows what was decided.
public final class NearDuplicatesJob implements Job<NearReport> {
    /// The similarity from which two documents count as nearly the same, unless another is asked.
    public static final double USUAL = 0.8;

    private static final int BATCH = 256;

    /// Keys of bands that are held at once, 8 bytes each.
    private static final int KEYS = 32 << 20;

    private final CorpusRepository corpora;
    private final NearRepository groups;
    private final SignatureRepository signatures;
    private final Corpus corpus;
    private final double threshold;

    /// @param threshold the least similarity, above 0.3, at most 1
    public NearDuplicatesJob(
            CorpusRepository corpora, NearRepository groups, Corpus corpus, double threshold) {
        if (!(threshold >= 0.3 && threshold <= 1)) {
            throw new IllegalArgumentException(
                    "similarity " + threshold + " is not between 0.3 and 1");
        }
        this.corpora = corpora;
        this.groups = groups;
        this.signatures = groups.signatures();
        this.corpus = corpus;
        this.threshold = threshold;
    }

    @Override
    public JobSpec spec() {
        return JobSpec.of(
                "corpus.near",
                "find near-duplicates in " + corpus.name(),
                Provenance.here(
                        Map.of("corpus", corpus.name() + " " + corpus.documents()),
                        Map.of(
                                "threshold",
                                threshold,
                                "permutations",
                                MinHash.PERMUTATIONS,
                                "bands",
                                MinHash.BANDS,
                                "words",
                                MinHash.SHINGLE),
                        MinHash.SEED));
    }

    @Override
    public Class<NearReport> resultType() {
        return NearReport.class;
    }

    /// @param signed by this job
    record At(long signed) {}

    @Override
    public NearReport run(JobContext context) {
        At before = context.cursor().map(c -> c.as(At.class)).orElse(new At(0));
        long start = System.nanoTime();
        long fresh = sign(context, before.signed());
        double seconds = (System.nanoTime() - start) / 1e9;
        long now = fresh - before.signed();
        return group(context, fresh, now == 0 ? 0 : now / seconds);
    }

    private long sign(JobContext context, long signed) {
        long done = signatures.count(corpus.id());
        DocumentId at = signatures.last(corpus.id());
        while (true) {
            List<Document> batch =
                    corpora.page(corpus.id(), new DocumentQuery.All(), at, BATCH).documents();
            if (batch.isEmpty()) {
                return signed;
            }
            List<SignatureRepository.Signed> made = signed(batch);
            at = batch.getLast().id();
            done += batch.size();
            signed += batch.size();
            context.commit(
                    Cursor.of(new At(signed)),
                    new Progress(
                            done, Math.max(done, corpus.documents()), "documents", "reading them"),
                    t -> signatures.put(t, corpus.id(), made));
        }
    }

    private static List<SignatureRepository.Signed> signed(List<Document> batch) {
        int parts = Math.min(batch.size(), 4 * Runtime.getRuntime().availableProcessors());
        SignatureRepository.Signed[] made = new SignatureRepository.Signed[batch.size()];
        java.util.stream.IntStream.range(0, parts)
                .parallel()
                .forEach(
                        part -> {
                            MinHash hash = new MinHash();
                            for (int i = part; i < made.length; i += parts) {
                                made[i] =
                                        new SignatureRepository.Signed(
                                                batch.get(i).id(), hash.of(batch.get(i).text()));
                            }
                        });
        return List.of(made);
    }

    private NearReport group(JobContext context, long fresh, double perSecond) {
        int rows = Math.toIntExact(signatures.count(corpus.id()));
        long[] ids = new long[rows];
        Groups joined = new Groups(rows);
        long[] wholes = new long[rows];
        int[] row = {0};
        signatures.each(
                corpus.id(),
                (signature, id) -> {
                    ids[row[0]] = id;
                    wholes[row[0]] = signature.blank() ? id : signature.whole();
                    row[0]++;
                });
        boolean[] copies = copies(wholes, joined);
        int atOnce = (int) Math.clamp((long) KEYS / Math.max(1, rows), 1, MinHash.BANDS);
        Buckets buckets =
                new Buckets(
                        joined,
                        new Similarity(threshold, r -> corpora.get(new DocumentId(ids[r])).text()),
                        r -> signatures.find(corpus.id(), new DocumentId(ids[r])).orElseThrow());
        for (int band = 0; band < MinHash.BANDS; band += atOnce) {
            int last = Math.min(MinHash.BANDS, band + atOnce);
            long[][] keys = keys(context, band, last, rows, copies);
            for (long[] some : keys) {
                Progress progress =
                        new Progress(band, MinHash.BANDS, "bands", "comparing what is alike");
                buckets.join(some, () -> context.report(progress));
            }
        }
        return groups.put(
                context,
                corpus,
                spec(),
                threshold,
                new NearRepository.Found(ids, wholes, joined),
                fresh,
                perSecond);
    }

    /// Joins what is the same; only the first of the same takes part in what follows.
    private static boolean[] copies(long[] wholes, Groups joined) {
        int[] order = new int[wholes.length];
        long[] keys = new long[wholes.length];
        for (int i = 0; i < keys.length; i++) {
            keys[i] = Buckets.key(wholes[i], i);
        }
        Arrays.parallelSort(keys);
        boolean[] copies = new boolean[order.length];
        for (int from = 0, i = 1; i <= keys.length; i++) {
            if (i == keys.length || keys[i] >>> 32 != keys[from] >>> 32) {
                same(keys, from, i, wholes, joined, copies);
                from = i;
            }
        }
        return copies;
    }

    /// 32 bits agree; nearly always the whole does.
    private static void same(
            long[] keys, int from, int to, long[] wholes, Groups joined, boolean[] copies) {
        Map<Long, Integer> first = new java.util.HashMap<>();
        for (int i = from; to - from > 1 && i < to; i++) {
            int row = (int) keys[i];
            Integer other = first.putIfAbsent(wholes[row], row);
            if (other != null) {
                joined.join(other, row);
                copies[row] = true;
            }
        }
    }

    /// For each of some bands, the keys of all documents that are no copies.
    private long[][] keys(JobContext context, int band, int last, int rows, boolean[] copies) {
        long[][] keys = new long[last - band][rows];
        int[] row = {0};
        int[] count = {0};
        signatures.each(
                corpus.id(),
                (signature, id) -> {
                    if (row[0] < rows && !copies[row[0]] && !signature.blank()) {
                        for (int b = band; b < last; b++) {
                            keys[b - band][count[0]] = Buckets.key(signature.band(b), row[0]);
                        }
                        count[0]++;
                    }
                    if (row[0]++ % 4096 == 0) {
                        context.report(
                                new Progress(
                                        band, MinHash.BANDS, "bands", "comparing what is alike"));
                    }
                });
        for (int b = 0; b < keys.length; b++) {
            keys[b] = Arrays.copyOf(keys[b], count[0]);
        }
        return keys;
    }
}
