package org.hornbook.corpus;

import dev.hardwood.InputFile;
import dev.hardwood.metadata.CompressionCodec;
import dev.hardwood.reader.ParquetFileReader;
import dev.hardwood.reader.RowReader;
import dev.hardwood.row.PqList;
import dev.hardwood.row.PqMap;
import dev.hardwood.row.PqStruct;
import com.fasterxml.jackson.core.JsonGenerator;
import java.io.IOException;
import java.io.StringWriter;
import java.io.UncheckedIOException;
import java.math.BigDecimal;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.LocalDateTime;
import java.time.format.DateTimeFormatter;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.Locale;
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
        try (ParquetFileReader file = open()) {
            codecs(file);
            new Rows(file, after, sink).read();
        }
    }

    /// One reading from front to back; where that breaks, it goes on with each row group alone, so
    /// that a spoilt one does not take the others with it.
    private final class Rows {
        private final ParquetFileReader file;
        private final Sink sink;
        private final long all;
        private final long size;
        private long number;

        Rows(ParquetFileReader file, long after, Sink sink) {
            this.file = file;
            this.sink = sink;
            this.all = file.getFileMetaData().numRows();
            this.size = size();
            this.number = after;
        }

        void read() throws IOException, InterruptedException {
            String wrong = ParquetBatches.suits(file) ? batches() : upTo(all);
            if (wrong != null) {
                byGroup();
            }
        }

        private String batches() throws InterruptedException {
            try (ParquetBatches batches = new ParquetBatches(file)) {
                long start = 0;
                for (int count; (count = batches.next()) > 0; start += count) {
                    for (int i = (int) Math.max(0, number - start); i < count; i++) {
                        RawRow row = new RawRow(number + 1, batches.fields(i));
                        number++;
                        sink.row(row);
                    }
                    sink.reached((long) ((double) number / all * size));
                }
                return null;
            } catch (ReadingStopped e) {
                throw e;
            } catch (RuntimeException e) {
                memory(e);
                return words(e);
            }
        }

        private void byGroup() throws IOException, InterruptedException {
            long before = number;
            long kept = 0;
            String wrong = null;
            long end = 0;
            for (var group : file.getFileMetaData().rowGroups()) {
                end += group.numRows();
                if (number < end) {
                    long start = number;
                    String here = upTo(end);
                    kept += number - start;
                    if (here != null) {
                        wrong = here;
                        sink.reject(
                                number + 1,
                                "rows %d to %d cannot be read: %s".formatted(number + 1, end, here),
                                "");
                        number = end;
                    }
                }
            }
            if (before == 0 && kept == 0 && wrong != null) {
                throw new IOException(path + " cannot be read as Parquet: " + wrong);
            }
        }

        /// Reads the rows behind `number` up to `end`; returns what went wrong, or `null`.
        private String upTo(long end) throws InterruptedException {
            if (number >= end) {
                return null;
            }
            try (RowReader rows = file.buildRowReader().skip(number).head(end - number).build()) {
                while (rows.hasNext()) {
                    rows.next();
                    RawRow row = new RawRow(number + 1, fields(rows));
                    number++;
                    sink.row(row);
                    if (number % 256 == 0) {
                        sink.reached((long) ((double) number / all * size));
                    }
                }
                return null;
            } catch (ReadingStopped e) {
                throw e;
            } catch (RuntimeException e) {
                memory(e);
                return words(e);
            }
        }
    }

    /// Too little memory says nothing against the file.
    private static void memory(Throwable e) {
        for (Throwable cause = e; cause != null; cause = cause.getCause()) {
            if (cause instanceof OutOfMemoryError error) {
                throw error;
            }
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
        while (innermost.getCause() != null
                && (innermost.getMessage() == null
                        || innermost.getMessage().startsWith("Error in pipeline"))) {
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
            default -> RawRow.Field.text(name, plain(value));
        };
    }

    private static RawRow.Field nested(String name, Object value) {
        StringWriter text = new StringWriter();
        try (JsonGenerator json = Json.mapper().getFactory().createGenerator(text)) {
            write(value, json);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return RawRow.Field.of(name, RawRow.Kind.NESTED, text.toString());
    }

    private static RawRow.Field binary(String name, byte[] bytes) {
        int characters = Utf8.characters(bytes, 0, bytes.length);
        return characters >= 0
                ? RawRow.Field.text(name, bytes, characters)
                : RawRow.Field.of(
                        name, RawRow.Kind.BINARY, Base64.getEncoder().encodeToString(bytes));
    }

    /// Members in the order of the file.
    private static void write(Object value, JsonGenerator json) throws IOException {
        switch (value) {
            case null -> json.writeNull();
            case PqList list -> {
                json.writeStartArray();
                for (Object item : list.values()) {
                    write(item, json);
                }
                json.writeEndArray();
            }
            case PqMap map -> {
                json.writeStartObject();
                for (PqMap.Entry entry : map.getEntries()) {
                    json.writeFieldName(plain(entry.getKey()));
                    write(entry.getValue(), json);
                }
                json.writeEndObject();
            }
            case PqStruct struct -> {
                json.writeStartObject();
                for (int i = 0; i < struct.getFieldCount(); i++) {
                    json.writeFieldName(struct.getFieldName(i));
                    write(struct.isNull(i) ? null : struct.getValue(i), json);
                }
                json.writeEndObject();
            }
            case BigDecimal decimal -> json.writeNumber(decimal.toPlainString());
            case Integer whole -> json.writeNumber(whole);
            case Long whole -> json.writeNumber(whole);
            case Float fraction -> json.writeNumber(fraction);
            case Double fraction -> json.writeNumber(fraction);
            case Boolean truth -> json.writeBoolean(truth);
            default -> json.writeString(plain(value));
        }
    }

    private static String plain(Object value) {
        return switch (value) {
            case byte[] bytes ->
                    Utf8.characters(bytes, 0, bytes.length) >= 0
                            ? new String(bytes, StandardCharsets.UTF_8)
                            : Base64.getEncoder().encodeToString(bytes);
            case LocalDateTime moment -> DateTimeFormatter.ISO_LOCAL_DATE_TIME.format(moment);
            default -> String.valueOf(value);
        };
    }
}
