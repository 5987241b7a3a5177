package org.hornbook.corpus;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;

/// Rows of one input, read from front to back with constant memory.
interface RowSource {
    /// Takes what is read.
    interface Sink {
        /// Throws whatever stops the reading.
        void row(RawRow row) throws InterruptedException;

        /// Row `offset` cannot be used.
        void reject(long offset, String reason) throws InterruptedException;

        /// A file is left out.
        void skip(String reason) throws InterruptedException;
    }

    /// The path that names this source in the workspace.
    Path path();

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

    /// The sources of an input: a data file is one, a folder of nothing but data files is one each,
    /// any other folder is read file by file.
    static List<RowSource> of(Path input) throws IOException {
        if (!Files.exists(input)) {
            throw new IllegalArgumentException("there is no file or folder " + input);
        }
        if (!Files.isReadable(input)) {
            throw new IllegalArgumentException("no permission to read " + input);
        }
        if (!Files.isDirectory(input)) {
            return List.of(ofFile(input));
        }
        List<Path> shards = FolderSource.dataShards(input);
        return shards.isEmpty()
                ? List.of(new FolderSource(input))
                : shards.stream().map(RowSource::ofFile).toList();
    }

    private static RowSource ofFile(Path file) {
        String name = file.getFileName().toString().toLowerCase(Locale.ROOT);
        String bare = name.replaceAll("\\.(gz|zst)$", "");
        if (bare.endsWith(".jsonl") || bare.endsWith(".ndjson")) {
            return new JsonLines(file);
        }
        if (bare.endsWith(".csv") || bare.endsWith(".tsv")) {
            return new Csv(file, bare.endsWith(".tsv") ? '\t' : ',');
        }
        if (name.endsWith(".parquet")) {
            return new Parquet(file);
        }
        return new FolderSource(file);
    }

    /// Whether the name is that of a file of many rows.
    static boolean isData(Path file) {
        String name = file.getFileName().toString().toLowerCase(Locale.ROOT);
        return name.matches(".*\\.((jsonl|ndjson|csv|tsv)(\\.gz|\\.zst)?|parquet)");
    }
}
