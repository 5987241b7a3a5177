package org.hornbook.corpus;

import java.io.IOException;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/// The first rows of what would be imported, and which columns would be its text and its names.
///
/// @param columns in the order they were met
/// @param textColumn the guess, or what the plan says
/// @param idColumn empty if rows are named by file and number
/// @param rows column to value as text
/// @param problems what could not be read, with its place
public record ImportPreview(
        List<String> columns,
        String textColumn,
        Optional<String> idColumn,
        List<Map<String, String>> rows,
        List<String> problems) {
    private static final int MOST_PROBLEMS = 20;

    public ImportPreview {
        columns = List.copyOf(columns);
        rows = List.copyOf(rows);
        problems = List.copyOf(problems);
    }

    /// Reads `count` rows at most, and nothing behind them. Throws `IllegalArgumentException` if an
    /// input is missing or a column of the plan is.
    public static ImportPreview of(ImportPlan plan, int count)
            throws IOException, InterruptedException {
        Reading reading = new Reading(count);
        boolean files = false;
        for (java.nio.file.Path input : plan.inputs()) {
            for (RowSource source : RowSource.of(input)) {
                files |= source.files();
                reading.source = source;
                try {
                    source.read(0, reading);
                } catch (Enough e) {
                    return reading.done(plan, files);
                }
            }
        }
        return reading.done(plan, files);
    }

    /// Thrown to stop a source once enough rows are there.
    private static final class Enough extends RuntimeException {
        private static final long serialVersionUID = 1;

        Enough() {
            super(null, null, false, false);
        }
    }

    private static final class Reading implements RowSource.Sink {
        private final int count;
        private final List<RawRow> rows = new ArrayList<>();
        private final List<String> problems = new ArrayList<>();
        private RowSource source;

        Reading(int count) {
            this.count = count;
        }

        @Override
        public void row(RawRow row) {
            rows.add(row);
            if (rows.size() >= count) {
                throw new Enough();
            }
        }

        @Override
        public void reject(long offset, String reason) {
            problem(source.place(offset) + ": " + reason);
        }

        @Override
        public void skip(String reason) {
            problem(reason);
        }

        private void problem(String words) {
            problems.add(words);
            if (problems.size() >= MOST_PROBLEMS) {
                throw new Enough();
            }
        }

        ImportPreview done(ImportPlan plan, boolean files) {
            Columns columns =
                    files
                            ? new Columns("text", Optional.of("path"))
                            : rows.isEmpty()
                                    ? new Columns("text", Optional.empty())
                                    : Columns.guess(plan, rows);
            Set<String> names = new LinkedHashSet<>();
            rows.forEach(r -> names.addAll(r.fields().keySet()));
            return new ImportPreview(
                    List.copyOf(names),
                    columns.text(),
                    columns.id(),
                    rows.stream().map(RawRow::fields).toList(),
                    problems);
        }
    }
}
