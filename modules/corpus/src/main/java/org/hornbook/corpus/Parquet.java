package org.hornbook.corpus;

import dev.hardwood.InputFile;
import dev.hardwood.reader.ParquetFileReader;
import dev.hardwood.reader.RowReader;
import dev.hardwood.row.PqList;
import dev.hardwood.row.PqMap;
import dev.hardwood.row.PqStruct;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.hornbook.store.Json;

/// A Parquet file, row by row; columns of lists and structures become JSON text.
record Parquet(Path path) implements RowSource {
    @Override
    public void read(long after, Sink sink) throws IOException, InterruptedException {
        long number = 0;
        try (ParquetFileReader file = open();
                RowReader rows = file.rowReader()) {
            while (rows.hasNext()) {
                rows.next();
                number++;
                if (number > after) {
                    sink.row(new RawRow(number, fields(rows)));
                }
            }
        } catch (IllegalArgumentException
                | IllegalStateException
                | UnsupportedOperationException
                | java.io.UncheckedIOException
                | IndexOutOfBoundsException e) {
            if (number == 0) {
                throw new IOException(path + " cannot be read as Parquet: " + e.getMessage(), e);
            }
            sink.reject(number + 1, "the file cannot be read further: " + e.getMessage());
        }
    }

    private ParquetFileReader open() throws IOException {
        try {
            return ParquetFileReader.open(InputFile.of(path));
        } catch (IOException | RuntimeException e) {
            throw new IOException(path + " is not a Parquet file: " + e.getMessage(), e);
        }
    }

    private static Map<String, String> fields(RowReader row) {
        Map<String, String> fields = new LinkedHashMap<>();
        for (int i = 0; i < row.getFieldCount(); i++) {
            if (!row.isNull(i)) {
                Object value = plain(row.getValue(i));
                fields.put(
                        row.getFieldName(i),
                        value instanceof String text ? text : Json.write(value));
            }
        }
        return fields;
    }

    /// Lists, maps and structures as Java's own; bytes as text.
    private static Object plain(Object value) {
        return switch (value) {
            case null -> null;
            case byte[] bytes -> new String(bytes, StandardCharsets.UTF_8);
            case PqList list -> {
                List<Object> items = new ArrayList<>();
                list.values().forEach(item -> items.add(plain(item)));
                yield items;
            }
            case PqMap map -> {
                Map<String, Object> entries = new LinkedHashMap<>();
                map.getEntries()
                        .forEach(
                                e ->
                                        entries.put(
                                                String.valueOf(plain(e.getKey())),
                                                plain(e.getValue())));
                yield entries;
            }
            case PqStruct struct -> {
                Map<String, Object> members = new LinkedHashMap<>();
                for (int i = 0; i < struct.getFieldCount(); i++) {
                    members.put(
                            struct.getFieldName(i),
                            struct.isNull(i) ? null : plain(struct.getValue(i)));
                }
                yield members;
            }
            case Number number -> number;
            case Boolean truth -> truth;
            default -> value.toString();
        };
    }
}
