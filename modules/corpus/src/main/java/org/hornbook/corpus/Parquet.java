package org.hornbook.corpus;

import dev.hardwood.InputFile;
import dev.hardwood.metadata.CompressionCodec;
import dev.hardwood.reader.ParquetFileReader;
import dev.hardwood.reader.RowReader;
import dev.hardwood.row.PqList;
import dev.hardwood.row.PqMap;
import dev.hardwood.row.PqStruct;
import java.io.IOException;
import java.math.BigDecimal;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Base64;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import org.hornbook.store.Json;

/// A Parquet file, row by row; columns of lists, maps and structures become JSON text, bytes that
/// are no text Base64.
record Parquet(Path path) implements RowSource {
    private static final Set<CompressionCodec> READ =
            Set.of(
                    CompressionCodec.UNCOMPRESSED,
                    CompressionCodec.SNAPPY,
                    CompressionCodec.GZIP,
                    CompressionCodec.ZSTD);

    @Override
    public String format() {
        return "Parquet";
    }

    @Override
    public void read(long after, Sink sink) throws IOException, InterruptedException {
        long number = after;
        try (ParquetFileReader file = open()) {
            codecs(file);
            long rowsInAll = file.getFileMetaData().numRows();
            long size = size();
            if (after >= rowsInAll) {
                return;
            }
            try (RowReader rows = file.buildRowReader().skip(after).build()) {
                while (rows.hasNext()) {
                    rows.next();
                    number++;
                    sink.row(new RawRow(number, fields(rows)));
                    if (number % 256 == 0) {
                        sink.reached((long) ((double) number / rowsInAll * size));
                    }
                }
            }
        } catch (ReadingStopped e) {
            throw e;
        } catch (RuntimeException e) {
            if (number == after) {
                throw new IOException(path + " cannot be read as Parquet: " + words(e), e);
            }
            sink.reject(number + 1, "the file cannot be read further: " + words(e), "");
        }
    }

    private ParquetFileReader open() throws IOException {
        if (Files.size(path) == 0) {
            throw new IOException(path + " is not a Parquet file: it is empty");
        }
        try {
            return ParquetFileReader.open(InputFile.of(path));
        } catch (java.nio.file.FileSystemException e) {
            throw e;
        } catch (IOException | RuntimeException e) {
            throw new IOException(path + " is not a Parquet file: " + words(e), e);
        }
    }

    private void codecs(ParquetFileReader file) throws IOException {
        for (var group : file.getFileMetaData().rowGroups()) {
            for (var column : group.columns()) {
                CompressionCodec codec = column.metaData().codec();
                if (!READ.contains(codec)) {
                    throw new IOException(
                            path
                                    + " is packed with "
                                    + codec.name().toLowerCase(Locale.ROOT)
                                    + ", which is not read here: write it anew with zstd or snappy");
                }
            }
        }
    }

    private static String words(Throwable e) {
        Throwable innermost = e;
        while (innermost.getMessage() == null && innermost.getCause() != null) {
            innermost = innermost.getCause();
        }
        return String.valueOf(innermost.getMessage()).lines().findFirst().orElse("");
    }

    private static List<RawRow.Field> fields(RowReader row) {
        int count = row.getFieldCount();
        List<RawRow.Field> fields = new ArrayList<>(count);
        for (int i = 0; i < count; i++) {
            String name = row.getFieldName(i);
            fields.add(row.isNull(i) ? RawRow.Field.absent(name) : field(name, row.getValue(i)));
        }
        return fields;
    }

    private static RawRow.Field field(String name, Object value) {
        return switch (value) {
            case String text -> RawRow.Field.text(name, text);
            case byte[] bytes -> binary(name, bytes);
            case BigDecimal decimal ->
                    RawRow.Field.of(name, RawRow.Kind.NUMBER, decimal.toPlainString());
            case Number number -> RawRow.Field.of(name, RawRow.Kind.NUMBER, String.valueOf(number));
            case Boolean truth -> RawRow.Field.of(name, RawRow.Kind.TRUTH, truth.toString());
            case PqList list -> nested(name, list);
            case PqMap map -> nested(name, map);
            case PqStruct struct -> nested(name, struct);
            default -> RawRow.Field.text(name, value.toString());
        };
    }

    private static RawRow.Field nested(String name, Object value) {
        return RawRow.Field.of(name, RawRow.Kind.NESTED, Json.write(plain(value)));
    }

    private static RawRow.Field binary(String name, byte[] bytes) {
        int characters = Utf8.characters(bytes, 0, bytes.length);
        return characters >= 0
                ? RawRow.Field.text(name, bytes, characters)
                : RawRow.Field.of(
                        name, RawRow.Kind.BINARY, Base64.getEncoder().encodeToString(bytes));
    }

    /// Lists, maps and structures as Java's own.
    private static Object plain(Object value) {
        return switch (value) {
            case null -> null;
            case byte[] bytes ->
                    Utf8.characters(bytes, 0, bytes.length) >= 0
                            ? new String(bytes, StandardCharsets.UTF_8)
                            : Base64.getEncoder().encodeToString(bytes);
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
