package org.hornbook.corpus;

import java.io.IOException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/// The first rows of what would be imported, and which columns would be its text and its names.
///
/// @param columns in the order they were met
/// @param textColumn the guess, or what the plan says; empty if no column could be the text
/// @param idColumn empty if rows are named by file and number
/// @param rows column to value as text
/// @param problems what could not be read, with its place
/// @param formats kinds of files to how many there are
/// @param files how many there are; a folder of texts is one
/// @param bytes of all of them on disk
/// @param whole whether these rows are all there is
public record ImportPreview(
        List<String> columns,
        String textColumn,
        Optional<String> idColumn,
        List<Map<String, String>> rows,
        List<String> problems,
        Map<String, Integer> formats,
        int files,
        long bytes,
        boolean whole) {
    private static final int MOST_PROBLEMS = 20;

    public ImportPreview {
        columns = List.copyOf(columns);
        rows = List.copyOf(rows);
        problems = List.copyOf(problems);
    }

    /// Reads as many rows as the import looks at before it decides on columns, and shows `count` of
    /// them. Throws `IllegalArgumentException` if an input is missing or a column of the plan is.
    public static ImportPreview of(ImportPlan plan, int count)
            throws IOException, InterruptedException {
        List<RowSource> sources = Inputs.sources(plan.inputs());
        Reading reading = new Reading();
        IOException broken = null;
        boolean enough = false;
        for (RowSource source : sources) {
            reading.source = source;
            try {
                source.read(0, reading);
            } catch (ReadingStopped e) {
                enough = true;
                break;
            } catch (IOException e) {
                reading.problems.add(String.valueOf(e.getMessage()));
                broken = e;
            }
        }
        if (reading.rows.isEmpty() && broken != null && sources.size() == 1) {
            throw broken;
        }
        Columns columns = reading.columns(plan);
        reading.look(columns);
        Set<String> names = new LinkedHashSet<>();
        reading.rows.forEach(r -> r.fields().forEach(f -> names.add(f.name())));
        Map<String, Integer> formats = new LinkedHashMap<>();
        sources.forEach(s -> formats.merge(s.format(), 1, Integer::sum));
        return new ImportPreview(
                List.copyOf(names),
                columns.text(),
                columns.id(),
                reading.rows.stream().limit(count).map(RawRow::values).toList(),
                reading.problems,
                formats,
                sources.size(),
                sources.stream().mapToLong(RowSource::size).sum(),
                !enough);
    }

    private static final class Reading implements RowSource.Sink {
        private final List<RawRow> rows = new ArrayList<>();
        private final List<String> places = new ArrayList<>();
        private final List<String> problems = new ArrayList<>();
        private RowSource source;

        @Override
        public void row(RawRow row) {
            rows.add(row);
            places.add(source.place(row.offset()));
            if (rows.size() >= Columns.LOOK_AT) {
                throw new ReadingStopped("enough rows");
            }
        }

        @Override
        public void reject(long offset, String reason, String raw) {
            problem(source.place(offset) + ": " + reason);
        }

        @Override
        public void skip(String reason) {
            problem(reason);
        }

        private void problem(String words) {
            problems.add(words);
            if (problems.size() >= MOST_PROBLEMS) {
                throw new ReadingStopped("enough problems");
            }
        }

        /// Rows that were read and yet are no documents.
        void look(Columns columns) {
            for (int i = 0; i < rows.size() && problems.size() < MOST_PROBLEMS; i++) {
                String wrong = columns.text().isEmpty() ? null : columns.wrong(rows.get(i));
                if (wrong != null) {
                    problems.add(places.get(i) + ": " + wrong);
                }
            }
        }

        Columns columns(ImportPlan plan) {
            if (rows.isEmpty() || source.files()) {
                return Columns.FILES;
            }
            try {
                return Columns.guess(plan, rows);
            } catch (IllegalArgumentException e) {
                if (plan.textField().isPresent() || plan.idField().isPresent()) {
                    throw e;
                }
                problems.add(e.getMessage());
                return new Columns("", Optional.empty());
            }
        }
    }
}
