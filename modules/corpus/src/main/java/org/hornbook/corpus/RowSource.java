package org.hornbook.corpus;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Locale;

/// Rows of one input, read from front to back with constant memory.
interface RowSource {
    /// Takes what is read.
    interface Sink {
        /// Throws whatever stops the reading.
        void row(RawRow row) throws InterruptedException;

        /// Row `offset` cannot be used; 0 if the file as a whole is meant.
        ///
        /// @param raw how the row begins; empty if that is not known
        void reject(long offset, String reason, String raw) throws InterruptedException;

        /// A file is left out.
        void skip(String reason) throws InterruptedException;

        /// So many bytes of the input have been read.
        default void reached(long bytes) {}
    }

    /// The path that names this source in the workspace.
    Path path();

    /// What kind of file this is, as a person calls it.
    String format();

    /// Bytes on disk; 0 if that cannot be told.
    default long size() {
        try {
            return Files.size(path());
        } catch (IOException e) {
            return 0;
        }
    }

    /// The path to show beside a row.
    default String place(long offset) {
        return path().getFileName() + ":" + offset;
    }

    /// Whether each row is a file of its own, named by the field `path`.
    default boolean files() {
        return false;
    }

    /// Reads the rows behind `after`. What cannot be read is told to the sink; throws `IOException`
    /// only if nothing of the source can be read.
    void read(long after, Sink sink) throws IOException, InterruptedException;

    /// The reader of a file, by its name.
    static RowSource ofFile(Path file) {
        String name = file.getFileName().toString().toLowerCase(Locale.ROOT);
        String bare = name.replaceAll("\\.(gz|zst)$", "");
        if (bare.matches(".*\\.(jsonl|ndjson|json)")) {
            return new JsonLines(file);
        }
        if (bare.endsWith(".csv") || bare.endsWith(".tsv")) {
            return new Csv(file, bare.endsWith(".tsv") ? '\t' : ',');
        }
        if (name.matches(".*\\.(parquet|parq|pq)")) {
            return new Parquet(file);
        }
        return new FolderSource(file);
    }

    /// Whether the name is that of a file of many rows.
    static boolean isData(Path file) {
        String name = file.getFileName().toString().toLowerCase(Locale.ROOT);
        return name.matches(
                ".*\\.((jsonl|ndjson|csv|tsv)(\\.gz|\\.zst)?|json\\.(gz|zst)|parquet|parq|pq)");
    }
}
