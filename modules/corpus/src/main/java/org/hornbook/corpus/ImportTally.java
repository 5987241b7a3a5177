package org.hornbook.corpus;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.TreeMap;

/// Where an import is and what it has done; the job's cursor.
final class ImportTally {
    private static final int LISTED = 100;

    /// The file being read; empty before the first.
    public String file = "";

    /// The last of its rows that has been dealt with.
    public long offset;

    /// Whether it has been read to its end.
    public boolean done;

    /// The columns its first rows decided on, so that a resumed reading decides the same.
    public String text = "";

    public String id = "";
    public long added;
    public long known;
    public long duplicates;
    public long bytes;
    public long badRows;
    public TreeMap<String, Long> skipped = new TreeMap<>();
    public List<String> rejected = new ArrayList<>();

    void begin(String path) {
        file = path;
        offset = 0;
        done = false;
        text = "";
        id = "";
    }

    Optional<Columns> columns() {
        return text.isEmpty()
                ? Optional.empty()
                : Optional.of(new Columns(text, Optional.of(id).filter(i -> !i.isEmpty())));
    }

    void count(ImportReader.Batch batch, ImportRepository.Added stored) {
        offset = batch.next();
        done = batch.last();
        batch.columns()
                .ifPresent(
                        c -> {
                            text = c.text();
                            id = c.id().orElse("");
                        });
        added += stored.added();
        known += stored.known();
        duplicates += stored.duplicates();
        bytes += stored.bytes();
        badRows += batch.rejected().size();
        batch.rejected().stream()
                .limit(Math.max(0, LISTED - rejected.size()))
                .map(Rejected::words)
                .forEach(rejected::add);
        batch.skipped().forEach(reason -> skipped.merge(reason, 1L, Long::sum));
        if (stored.changed() > 0) {
            skipped.merge("changed since it was imported", stored.changed(), Long::sum);
        }
    }

    long rows() {
        return added + known + duplicates;
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
