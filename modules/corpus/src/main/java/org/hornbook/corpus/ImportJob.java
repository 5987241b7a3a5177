package org.hornbook.corpus;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.BlockingQueue;
import org.hornbook.job.Cursor;
import org.hornbook.job.Job;
import org.hornbook.job.JobContext;
import org.hornbook.job.JobSpec;
import org.hornbook.job.Progress;
import org.hornbook.job.Provenance;

/// Brings files into a corpus, then makes them searchable. A reader thread parses and compresses,
/// this one writes; rows and the place reached are one transaction. Run again it adds only what is
/// new.
public final class ImportJob implements Job<ImportReport> {
    private static final int BATCH_ROWS = 2_000;
    private static final long BATCH_CHARACTERS = 16L << 20;
    private static final int INDEX_BATCH = 1_000;

    private final CorpusRepository corpora;
    private final ImportRepository writes;
    private final ImportPlan plan;

    public ImportJob(CorpusRepository corpora, ImportPlan plan) {
        this.corpora = corpora;
        this.writes = new ImportRepository(corpora.database());
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
        return JobSpec.of(
                "corpus.import",
                "import " + plan.corpus(),
                Provenance.here(
                        inputs,
                        Map.of(
                                "corpus", plan.corpus(),
                                "textField", plan.textField().orElse(""),
                                "idField", plan.idField().orElse("")),
                        0));
    }

    @Override
    public Class<ImportReport> resultType() {
        return ImportReport.class;
    }

    @Override
    public ImportReport run(JobContext context) throws Exception {
        List<RowSource> sources = new ArrayList<>();
        for (Path input : plan.inputs()) {
            sources.addAll(RowSource.of(input));
        }
        Corpus corpus = corpora.create(plan.corpus());
        Tally tally = context.cursor().map(c -> c.as(Tally.class)).orElse(new Tally());
        while (tally.source < sources.size()) {
            load(sources.get(tally.source), sources.size() == 1, corpus, tally, context);
            tally.source++;
            tally.offset = 0;
            context.commit(Cursor.of(tally), loaded(tally), JobContext.Work.NOTHING);
        }
        index(corpus, tally, context);
        return tally.report(corpora.require(plan.corpus()));
    }

    /// Where the import is and what it has done; the job's cursor.
    static final class Tally {
        private static final int LISTED = 100;

        public int source;
        public long offset;
        public long added;
        public long known;
        public long duplicates;
        public long bytes;
        public long badRows;
        public TreeMap<String, Long> skipped = new TreeMap<>();
        public List<String> rejected = new ArrayList<>();

        void count(Batch batch, ImportRepository.Added done) {
            offset = batch.next();
            added += done.added();
            known += done.known();
            duplicates += done.duplicates();
            bytes += done.bytes();
            badRows += batch.rejected().size();
            batch.rejected().stream()
                    .limit(Math.max(0, LISTED - rejected.size()))
                    .forEach(rejected::add);
            batch.skipped().forEach(reason -> skipped.merge(reason, 1L, Long::sum));
            if (done.changed() > 0) {
                skipped.merge("changed since it was imported", done.changed(), Long::sum);
            }
        }

        ImportReport report(Corpus corpus) {
            return new ImportReport(
                    corpus.name(),
                    corpus.documents(),
                    added,
                    known,
                    duplicates,
                    bytes,
                    skipped,
                    badRows,
                    rejected);
        }
    }

    /// A batch from the reader thread.
    ///
    /// @param next the last offset it covers
    private record Batch(
            List<ImportRepository.Incoming> rows,
            long next,
            List<String> rejected,
            List<String> skipped,
            boolean last) {}

    private void load(
            RowSource source, boolean alone, Corpus corpus, Tally tally, JobContext context)
            throws Exception {
        BlockingQueue<Batch> queue = new ArrayBlockingQueue<>(4);
        Reader reader = new Reader(source, alone, tally.offset, queue);
        Thread thread =
                Thread.ofPlatform().daemon(true).name("hornbook-import-reader").start(reader);
        try {
            for (boolean last = false; !last; ) {
                context.checkCancelled();
                Batch batch = queue.poll(200, java.util.concurrent.TimeUnit.MILLISECONDS);
                if (batch == null) {
                    reader.failIfBroken();
                    continue;
                }
                store(source, batch, corpus, tally, context);
                last = batch.last();
            }
        } finally {
            thread.interrupt();
            thread.join();
        }
    }

    private void store(
            RowSource source, Batch batch, Corpus corpus, Tally tally, JobContext context) {
        context.commit(
                t -> {
                    long file = writes.source(t, corpus.id(), source.path());
                    tally.count(batch, writes.add(t, corpus.id(), file, batch.rows()));
                    return new JobContext.Reached(Cursor.of(tally), loaded(tally));
                });
    }

    private static Progress loaded(Tally tally) {
        return new Progress(
                tally.added + tally.known + tally.duplicates, 0, "documents", "reading");
    }

    private void index(Corpus corpus, Tally tally, JobContext context) {
        long total = corpora.require(corpus.name()).documents();
        long done = 0;
        DocumentId at = writes.indexed(corpus.id());
        while (true) {
            Page page = corpora.page(corpus.id(), new DocumentQuery.All(), at, INDEX_BATCH);
            if (page.documents().isEmpty()) {
                return;
            }
            done += page.documents().size();
            at = page.next();
            context.commit(
                    Cursor.of(tally),
                    new Progress(
                            Math.min(done, total), total, "documents", "making them searchable"),
                    t -> writes.index(t, corpus.id(), page.documents()));
        }
    }

    /// Parses and compresses on a thread of its own.
    private final class Reader implements Runnable, RowSource.Sink {
        private static final int LOOK_AT = 100;

        private final RowSource source;
        private final boolean alone;
        private final long after;
        private final BlockingQueue<Batch> queue;
        private final List<RawRow> first = new ArrayList<>();
        private Columns columns;
        private List<ImportRepository.Incoming> rows = new ArrayList<>();
        private List<String> rejected = new ArrayList<>();
        private List<String> skipped = new ArrayList<>();
        private long characters;
        private long offset;
        private volatile Exception broken;

        Reader(RowSource source, boolean alone, long after, BlockingQueue<Batch> queue) {
            this.source = source;
            this.alone = alone;
            this.after = after;
            this.offset = after;
            this.queue = queue;
        }

        @Override
        public void run() {
            try {
                source.read(after, this);
                settle();
                hand(true);
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
            } catch (IOException e) {
                unreadable(e);
            } catch (RuntimeException e) {
                broken = e;
            }
        }

        /// One of many inputs that cannot be read is told and left out; a single one fails the
        /// import.
        private void unreadable(IOException e) {
            if (alone) {
                broken = e;
                return;
            }
            try {
                rejected.add(String.valueOf(e.getMessage()));
                skipped.add("cannot be read");
                hand(true);
            } catch (InterruptedException interrupted) {
                Thread.currentThread().interrupt();
            }
        }

        void failIfBroken() throws Exception {
            if (broken != null && queue.isEmpty()) {
                throw broken;
            }
        }

        @Override
        public void row(RawRow row) throws InterruptedException {
            if (columns == null && first.size() < LOOK_AT && !source.files()) {
                first.add(row);
                return;
            }
            settle();
            take(row);
        }

        @Override
        public void reject(long at, String reason) throws InterruptedException {
            rejected.add(source.place(at) + ": " + reason);
            offset = Math.max(offset, at);
        }

        @Override
        public void skip(String reason) throws InterruptedException {
            skipped.add(reason);
        }

        /// Once the columns are known, the rows that were held back go through.
        private void settle() throws InterruptedException {
            if (columns == null) {
                columns =
                        source.files()
                                ? new Columns("text", Optional.of("path"))
                                : first.isEmpty()
                                        ? new Columns("text", Optional.empty())
                                        : Columns.guess(plan, first);
                for (RawRow held : first) {
                    take(held);
                }
                first.clear();
            }
        }

        private void take(RawRow row) throws InterruptedException {
            offset = Math.max(offset, row.offset());
            String text = row.fields().get(columns.text());
            if (text == null || text.isBlank()) {
                if (source.files()) {
                    skipped.add("empty");
                } else {
                    rejected.add(
                            source.place(row.offset()) + ": no text in column " + columns.text());
                }
                return;
            }
            Map<String, String> metadata = new LinkedHashMap<>(row.fields());
            metadata.remove(columns.text());
            String key =
                    columns.id().map(metadata::remove).orElseGet(() -> source.place(row.offset()));
            rows.add(
                    ImportRepository.Incoming.of(
                            key,
                            text,
                            metadata,
                            source.files() ? Optional.empty() : Optional.of(row.offset())));
            characters += text.length();
            if (rows.size() >= BATCH_ROWS || characters >= BATCH_CHARACTERS) {
                hand(false);
            }
        }

        private void hand(boolean last) throws InterruptedException {
            queue.put(new Batch(rows, offset, rejected, skipped, last));
            rows = new ArrayList<>();
            rejected = new ArrayList<>();
            skipped = new ArrayList<>();
            characters = 0;
        }
    }
}
