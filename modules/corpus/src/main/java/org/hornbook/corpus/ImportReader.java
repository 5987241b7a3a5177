package org.hornbook.corpus;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.BlockingQueue;

/// Parses and compresses one source on a thread of its own, and hands on batches.
final class ImportReader implements Runnable, RowSource.Sink {
    private static final int BATCH_ROWS = 2_000;
    private static final long BATCH_CHARACTERS = 16L << 20;

    /// A file of which nothing at all can be used is given up after so many rows.
    private static final int HOPELESS = 10_000;

    /// @param next the last offset it covers
    /// @param columns those decided on; empty while no row has been seen
    /// @param learned what texts of this batch are packed with and no batch before
    record Batch(
            List<Incoming> rows,
            long next,
            List<Rejected> rejected,
            List<String> skipped,
            Optional<Columns> columns,
            Optional<TextModel> learned,
            boolean last) {}

    private final RowSource source;
    private final ImportPlan plan;
    private final Incoming.Maker incoming;
    private final boolean alone;
    private final long after;
    private final BlockingQueue<Batch> queue;
    private final String path;
    private final List<RawRow> first = new ArrayList<>();
    private Columns columns;
    private List<Rejected> rejected = new ArrayList<>();
    private List<String> skipped = new ArrayList<>();
    private long characters;
    private long offset;
    private long accepted;
    private long refused;
    private volatile long reached;
    private volatile Throwable broken;

    /// @param alone whether this is all there is to import: what cannot be read then fails the job
    /// @param tally where to go on, and with which columns
    ImportReader(
            RowSource source,
            ImportPlan plan,
            Incoming.Maker incoming,
            boolean alone,
            ImportTally tally,
            BlockingQueue<Batch> queue) {
        this.source = source;
        this.plan = plan;
        this.incoming = incoming;
        this.alone = alone;
        this.after = tally.offset;
        this.offset = tally.offset;
        this.queue = queue;
        this.path = path(source);
        this.columns = source.files() ? Columns.FILES : tally.columns().orElse(null);
    }

    static String path(RowSource source) {
        return source.path().toAbsolutePath().normalize().toString();
    }

    /// Bytes of the source read so far.
    long bytes() {
        return reached;
    }

    /// Throws what stopped the reading, once all batches before it are taken.
    void failIfBroken() throws Exception {
        Throwable why = broken;
        if (why == null || !queue.isEmpty()) {
            return;
        }
        if (why instanceof Error error) {
            throw error;
        }
        throw (Exception) why;
    }

    @Override
    public void run() {
        try {
            read();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        } catch (Throwable e) { // also an Error: whoever waits for batches must hear of it
            broken = e;
        }
    }

    private void read() throws IOException, InterruptedException {
        String before = stamp();
        try {
            source.read(after, this);
            settle();
        } catch (ReadingStopped e) {
            reject(0, e.getMessage(), "");
        } catch (IOException e) {
            if (alone) {
                throw e;
            }
            reject(0, words(e), "");
            skipped.add("cannot be read");
        } catch (IllegalArgumentException e) { // the columns asked for are not in this one
            if (alone) {
                throw e;
            }
            first.clear();
            reject(0, e.getMessage(), "");
            skipped.add("cannot be read");
        }
        String end = stamp();
        if (!before.equals(end)) {
            reject(
                    0,
                    end.isEmpty()
                            ? "vanished while it was read; what had been read is kept"
                            : "changed while it was read: import it again to have it whole",
                    "");
        }
        hand(true);
    }

    private static String words(IOException e) {
        return switch (e) {
            case NoSuchFileException missing -> "there is no such file any more";
            case java.nio.file.AccessDeniedException denied -> "no permission to read it";
            default -> String.valueOf(e.getMessage());
        };
    }

    private String stamp() {
        Path file = source.path();
        try {
            return Files.isDirectory(file)
                    ? "folder"
                    : Files.size(file) + " " + Files.getLastModifiedTime(file);
        } catch (IOException e) {
            return "";
        }
    }

    @Override
    public void row(RawRow row) throws InterruptedException {
        if (columns == null && first.size() < Columns.LOOK_AT) {
            first.add(row);
            return;
        }
        settle();
        take(row);
    }

    @Override
    public void reject(long at, String reason, String raw) throws InterruptedException {
        rejected.add(new Rejected(path, at, reason, raw));
        offset = Math.max(offset, at);
        refused++;
        if (accepted == 0 && refused == HOPELESS) {
            refused++;
            throw new ReadingStopped(
                    "none of the first "
                            + HOPELESS
                            + " rows could be used; the rest was not read"
                            + (columns == null
                                    ? ""
                                    : ": is " + columns.text() + " the column of the text?"));
        }
        if (rejected.size() >= BATCH_ROWS && columns != null) {
            hand(false);
        }
    }

    @Override
    public void skip(String reason) throws InterruptedException {
        skipped.add(reason);
        if (skipped.size() >= BATCH_ROWS) {
            hand(false);
        }
    }

    @Override
    public void reached(long bytes) {
        reached = bytes;
    }

    /// Once the columns are known, the rows that were held back go through.
    private void settle() throws InterruptedException {
        if (columns == null && !first.isEmpty()) {
            columns = Columns.guess(plan, first);
            List<RawRow> held = List.copyOf(first);
            first.clear();
            for (RawRow row : held) {
                take(row);
            }
        }
    }

    private void take(RawRow row) throws InterruptedException {
        offset = Math.max(offset, row.offset());
        RawRow.Field text = row.field(columns.text());
        String wrong = columns.wrong(row);
        if (wrong != null) {
            if (source.files()) {
                skip("empty");
            } else {
                reject(row.offset(), wrong, row.beginning());
            }
            return;
        }
        accepted++;
        Map<String, String> metadata = new LinkedHashMap<>();
        String key = null;
        for (RawRow.Field field : row.fields()) {
            if (field.kind() == RawRow.Kind.ABSENT || field == text) {
                continue;
            }
            if (columns.id().isPresent() && columns.id().get().equals(field.name())) {
                key = field.value();
            } else if (plan.kept().isEmpty() || plan.kept().get().contains(field.name())) {
                metadata.put(field.name(), field.value());
            }
        }
        incoming.add(
                key == null ? source.place(row.offset()) : key,
                text.utf8(),
                text.characters(),
                metadata,
                source.files() ? Optional.empty() : Optional.of(row.offset()));
        characters += text.characters();
        if (incoming.size() >= BATCH_ROWS || characters >= BATCH_CHARACTERS) {
            hand(false);
        }
    }

    private void hand(boolean last) throws InterruptedException {
        List<Incoming> rows = incoming.take();
        queue.put(
                new Batch(
                        rows,
                        offset,
                        rejected,
                        skipped,
                        Optional.ofNullable(columns),
                        incoming.learned(),
                        last));
        rejected = new ArrayList<>();
        skipped = new ArrayList<>();
        characters = 0;
    }
}
