package org.hornbook.corpus;

import java.nio.file.Path;
import java.util.Locale;

/// What an export is written as; the file's ending says which.
public enum ExportFormat {
    JSON_LINES(".jsonl"),
    JSON_LINES_GZIP(".jsonl.gz"),
    JSON_LINES_ZSTD(".jsonl.zst"),
    PARQUET(".parquet");

    private final String ending;

    ExportFormat(String ending) {
        this.ending = ending;
    }

    public String ending() {
        return ending;
    }

    /// Throws `IllegalArgumentException` for another ending.
    public static ExportFormat of(Path file) {
        String name = file.getFileName().toString().toLowerCase(Locale.ROOT);
        if (name.matches(".*\\.(parquet|parq|pq)")) {
            return PARQUET;
        }
        String bare = name.replaceAll("\\.(gz|zst)$", "");
        if (!bare.matches(".*\\.(jsonl|ndjson|json)")) {
            throw new IllegalArgumentException(
                    "the name "
                            + file.getFileName()
                            + " does not say what to write: it ends with .jsonl, .jsonl.gz,"
                            + " .jsonl.zst or .parquet");
        }
        return name.endsWith(".gz")
                ? JSON_LINES_GZIP
                : name.endsWith(".zst") ? JSON_LINES_ZSTD : JSON_LINES;
    }
}
