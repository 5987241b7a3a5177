package org.hornbook.corpus;

import java.io.IOException;
import java.io.InputStreamReader;
import java.io.Reader;
import java.io.UncheckedIOException;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.CodingErrorAction;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.apache.commons.csv.CSVException;
import org.apache.commons.csv.CSVFormat;
import org.apache.commons.csv.CSVParser;
import org.apache.commons.csv.CSVRecord;

/// CSV (RFC 4180) and TSV with a header line, plain or packed. UTF-8.
record Csv(Path path, char delimiter) implements RowSource {
    @Override
    public void read(long after, Sink sink) throws IOException, InterruptedException {
        CSVFormat format =
                CSVFormat.RFC4180.builder().setDelimiter(delimiter).setIgnoreEmptyLines(true).get();
        long number = 0;
        try (Reader in =
                        new InputStreamReader(
                                Opened.stream(path),
                                StandardCharsets.UTF_8
                                        .newDecoder()
                                        .onMalformedInput(CodingErrorAction.REPORT));
                CSVParser parser = format.parse(in)) {
            Iterator<CSVRecord> records = parser.iterator();
            List<String> header = records.hasNext() ? records.next().toList() : List.of();
            if (header.isEmpty()) {
                throw new IOException(path + " is empty: expected a header line");
            }
            header = header.stream().map(h -> h.replace("\uFEFF", "").strip()).toList();
            while (records.hasNext()) {
                CSVRecord record = records.next();
                number++;
                if (number > after) {
                    row(number, header, record, sink);
                }
            }
        } catch (UncheckedIOException e) {
            sink.reject(number + 1, reason(e.getCause()));
        } catch (CharacterCodingException e) {
            sink.reject(number + 1, reason(e));
        }
    }

    private static void row(long number, List<String> header, CSVRecord record, Sink sink)
            throws InterruptedException {
        if (record.size() != header.size()) {
            sink.reject(number, record.size() + " columns where the header has " + header.size());
            return;
        }
        Map<String, String> fields = new LinkedHashMap<>();
        for (int i = 0; i < header.size(); i++) {
            fields.put(header.get(i), record.get(i));
        }
        sink.row(new RawRow(number, fields));
    }

    private static String reason(IOException e) {
        return switch (e) {
            case CharacterCodingException coding -> "not UTF-8; the rows before are kept";
            case CSVException quoting ->
                    "not CSV: " + quoting.getMessage() + "; the rows before are kept";
            default -> Opened.broken(e);
        };
    }
}
