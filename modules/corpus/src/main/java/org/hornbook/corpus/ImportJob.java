package org.hornbook.corpus;

import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.TimeUnit;
import org.hornbook.job.Cursor;
import org.hornbook.job.Job;
import org.hornbook.job.JobContext;
import org.hornbook.job.JobSpec;
import org.hornbook.job.Progress;
import org.hornbook.job.Provenance;
import org.hornbook.store.Json;

/// Brings files into a corpus, then makes them searchable. A reader thread parses and compresses,
/// this one writes; rows and the place reached are one transaction. Run again it adds only what is
/// new.
public final class ImportJob implements Job<ImportReport> {
    private static final int INDEX_BATCH = 4_000;

    private final CorpusRepository corpora;
    private final ImportRepository writes;
    private final ArrivalRepository arrivals;
    private final RejectedRepository rejects;
    private final ImportPlan plan;

    public ImportJob(CorpusRepository corpora, ImportPlan plan) {
        this.corpora = corpora;
        this.writes = new ImportRepository(corpora.database());
        this.arrivals = new ArrivalRepository(corpora.database());
        this.rejects = new RejectedRepository(corpora.database());
        this.plan = plan;
    }

    @Override
    public JobSpec spec() {
        Map<String, String> inputs = new TreeMap<>();
        for (Path input : plan.inputs()) {
            String place =
                    plan.inputs().size() == 1 ? "path" : "path %04d".formatted(inputs.size() + 1);
            inputs.put(input.toAbsolutePath().normalize().toString(), place);
        }
        Map<String, String> config = new TreeMap<>();
        config.put("corpus", plan.corpus());
        config.put("textField", plan.textField().orElse(""));
        config.put("idField", plan.idField().orElse(""));
        plan.kept().ifPresent(kept -> config.put("kept", Json.write(kept)));
        return JobSpec.of(
                "corpus.import", "import " + plan.corpus(), Provenance.here(inputs, config, 0));
    }

    @Override
    public Class<ImportReport> resultType() {
        return ImportReport.class;
    }

    @Override
    public ImportReport run(JobContext context) throws Exception {
        List<RowSource> sources = Inputs.sources(plan.inputs());
        Corpus corpus = corpora.create(plan.corpus());
        ImportTally tally =
                context.cursor().map(c -> c.as(ImportTally.class)).orElse(new ImportTally());
        // Which files there are may have changed since: one is known by its path, not its number.
        List<String> paths = sources.stream().map(ImportReader::path).toList();
        int from = Math.max(0, paths.indexOf(tally.file));
        if (from < sources.size() - 1 || !tally.done) {
            load(sources, paths, from, corpus, tally, context);
        }
        sortKeys(context);
        index(corpus, tally, context);
        return tally.report(corpora.require(plan.corpus()));
    }

    /// An import that was cancelled leaves this to the run that goes on with it: whoever cancels
    /// does not wait.
    private void sortKeys(JobContext context) {
        long begun = System.nanoTime();
        arrivals.keysFindable(
                () ->
                        context.report(
                                new Progress(
                                        (System.nanoTime() - begun) / 1_000_000_000,
                                        0,
                                        "seconds",
                                        "sorting the documents' keys")));
    }

    private void load(
            List<RowSource> sources,
            List<String> paths,
            int from,
            Corpus corpus,
            ImportTally tally,
            JobContext context)
            throws Exception {
        Sizes sizes = Sizes.of(sources);
        ArrivalRepository.Contents contents = arrivals.contents(corpus.id());
        try (TextPacker packer = writes.packer(corpus.id())) {
            Incoming.Maker incoming = new Incoming.Maker(packer);
            for (int i = from; i < sources.size(); i++) {
                if (!tally.file.equals(paths.get(i))) {
                    tally.begin(paths.get(i));
                }
                if (!tally.done) {
                    load(sources.get(i), sizes, i, incoming, contents, corpus, tally, context);
                }
            }
        }
    }

    /// Bytes of the sources: of each, and of those before it.
    private record Sizes(long[] before, long total) {
        static Sizes of(List<RowSource> sources) {
            long[] before = new long[sources.size()];
            long total = 0;
            for (int i = 0; i < before.length; i++) {
                before[i] = total;
                total += sources.get(i).size();
            }
            return new Sizes(before, total);
        }

        Progress at(int source, long read, long rows) {
            String words = "%,d documents".formatted(rows);
            return new Progress(
                    Math.min(before[source] + read, total),
                    total,
                    "bytes",
                    before.length == 1
                            ? words
                            : words + ", file %,d of %,d".formatted(source + 1, before.length));
        }
    }

    private void load(
            RowSource source,
            Sizes sizes,
            int number,
            Incoming.Maker incoming,
            ArrivalRepository.Contents contents,
            Corpus corpus,
            ImportTally tally,
            JobContext context)
            throws Exception {
        BlockingQueue<ImportReader.Batch> queue = new ArrayBlockingQueue<>(4);
        boolean alone = sizes.before().length == 1;
        ImportReader reader = new ImportReader(source, plan, incoming, alone, tally, queue);
        Thread thread =
                Thread.ofPlatform().daemon(true).name("hornbook-import-reader").start(reader);
        try {
            while (!tally.done) {
                ImportReader.Batch batch = queue.poll(200, TimeUnit.MILLISECONDS);
                if (batch == null) {
                    reader.failIfBroken();
                    context.report(sizes.at(number, reader.bytes(), tally.rows()));
                } else {
                    Progress now =
                            sizes.at(number, reader.bytes(), tally.rows() + batch.rows().size());
                    store(source, batch, contents, corpus, tally, context, now);
                }
            }
        } finally {
            thread.interrupt();
            thread.join();
        }
    }

    private void store(
            RowSource source,
            ImportReader.Batch batch,
            ArrivalRepository.Contents contents,
            Corpus corpus,
            ImportTally tally,
            JobContext context,
            Progress now) {
        context.commit(
                t -> {
                    if (tally.offset == 0) {
                        rejects.forget(t, corpus.id(), tally.file);
                    }
                    rejects.add(t, corpus.id(), batch.rejected());
                    long file = writes.source(t, corpus.id(), source.path());
                    batch.learned().ifPresent(model -> writes.model(t, corpus.id(), model));
                    tally.count(batch, arrivals.add(t, corpus.id(), file, batch.rows(), contents));
                    return new JobContext.Reached(Cursor.of(tally), now);
                });
    }

    private void index(Corpus corpus, ImportTally tally, JobContext context) {
        long total = corpora.require(corpus.name()).documents();
        long[] done = {0, -1};
        while (done[1] != 0) {
            context.commit(
                    t -> {
                        done[1] = writes.index(t, corpora, corpus.id(), INDEX_BATCH);
                        done[0] += done[1];
                        return new JobContext.Reached(
                                Cursor.of(tally),
                                new Progress(
                                        Math.min(done[0], total),
                                        total,
                                        "documents",
                                        "making them searchable"));
                    });
        }
    }
}
