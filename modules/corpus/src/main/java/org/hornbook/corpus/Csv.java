package org.hornbook.corpus;

import java.io.BufferedReader;
import java.io.FilterReader;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.apache.commons.csv.CSVException;
import org.apache.commons.csv.CSVFormat;
import org.apache.commons.csv.CSVParser;
import org.apache.commons.csv.CSVRecord;

/// CSV (RFC 4180) and TSV, plain or packed, in UTF-8. The first record names the columns; where it
/// looks like data, they are called `column1`, `column2`, ... and it is the first row.
record Csv(Path path, char delimiter) implements RowSource {
    /// A quote that is never closed would take in the rest of the file.
    static final int LONGEST_ROW = 64 << 20;

    private static final int LONGEST_NAME = 120;
    private static final String DELIMITERS = ",;\t|";

    @Override
    public String format() {
        return delimiter == '\t' ? "TSV" : "CSV";
    }

    @Override
    public void read(long after, Sink sink) throws IOException, InterruptedException {
        long number = 0;
        try (Bounded in =
                new Bounded(
                        new BufferedReader(
                                new Utf8Reader(Opened.stream(path, sink::reached)), 1 << 16))) {
            CSVParser parser = format(in).parse(in);
            CSVRecord record = next(parser);
            if (record == null) {
                throw new IOException(path + " is empty: expected a header line");
            }
            List<String> header = header(record);
            if (header == null) {
                header = numbered(record.size());
            } else {
                in.began();
                record = next(parser);
            }
            while (record != null) {
                number++;
                if (number > after) {
                    row(number, parser.getCurrentLineNumber(), header, record, sink);
                }
                in.began();
                record = next(parser);
            }
        } catch (UncheckedIOException e) {
            sink.reject(number + 1, reason(e.getCause()), "");
        } catch (IOException e) {
            if (number == 0) {
                throw e;
            }
            sink.reject(number + 1, reason(e), "");
        }
    }

    private static CSVRecord next(CSVParser parser) {
        return parser.iterator().hasNext() ? parser.iterator().next() : null;
    }

    private CSVFormat format(Bounded in) throws IOException {
        return CSVFormat.RFC4180
                .builder()
                .setDelimiter(delimiter == '\t' ? '\t' : in.delimiter())
                .setIgnoreEmptyLines(true)
                .setTrailingData(true)
                .setLenientEof(true)
                .get();
    }

    /// @param line of the file, the row's last
    private static void row(
            long number, long line, List<String> header, CSVRecord record, Sink sink)
            throws InterruptedException {
        String wrong =
                record.size() == header.size()
                        ? damaged(header, record)
                        : record.size() + " columns where the header has " + header.size();
        if (wrong != null) {
            sink.reject(number, wrong + " (line " + line + ")", raw(record));
            return;
        }
        List<RawRow.Field> fields = new ArrayList<>(header.size());
        for (int i = 0; i < header.size(); i++) {
            fields.add(RawRow.Field.text(header.get(i), record.get(i)));
        }
        sink.row(new RawRow(number, fields));
    }

    private static String damaged(List<String> header, CSVRecord record) {
        for (int i = 0; i < record.size(); i++) {
            if (Utf8Reader.damaged(record.get(i))) {
                return "not UTF-8 in column " + header.get(i);
            }
        }
        return null;
    }

    private static String raw(CSVRecord record) {
        StringBuilder raw = new StringBuilder();
        for (String value : record) {
            raw.append(raw.isEmpty() ? "" : ",")
                    .append('"')
                    .append(Rejected.beginning(value).replace("\"", "\"\""))
                    .append('"');
            if (raw.length() > Rejected.RAW) {
                break;
            }
        }
        return Rejected.beginning(Utf8Reader.shown(raw.toString()));
    }

    /// The names of the columns; `null` if this record is data: a number, something of several
    /// lines, or too long for a name.
    private static List<String> header(CSVRecord record) {
        List<String> names = new ArrayList<>();
        Set<String> taken = new HashSet<>();
        for (String cell : record) {
            String name = cell.replace("\uFEFF", "").strip();
            if (name.length() > LONGEST_NAME
                    || name.indexOf('\n') >= 0
                    || name.matches("[-+]?\\d+([.,]\\d+)?")) {
                return null;
            }
            String own = name.isEmpty() ? "column" + (names.size() + 1) : Utf8Reader.shown(name);
            for (int n = 2; !taken.add(own); n++) {
                own = name + "~" + n;
            }
            names.add(own);
        }
        return names;
    }

    private static List<String> numbered(int columns) {
        List<String> names = new ArrayList<>();
        for (int i = 1; i <= columns; i++) {
            names.add("column" + i);
        }
        return names;
    }

    private static String reason(IOException e) {
        return switch (e) {
            case CSVException quoting ->
                    "not CSV: " + quoting.getMessage() + "; the rows before are kept";
            case TooLong endless -> endless.getMessage();
            default -> Opened.broken(e);
        };
    }

    private static final class TooLong extends IOException {
        private static final long serialVersionUID = 1;

        TooLong() {
            super(
                    "the row is longer than "
                            + (LONGEST_ROW >> 20)
                            + " MiB: a quote is opened and never closed; the rows before are kept");
        }
    }

    /// Characters of which only so many may be one row.
    private static final class Bounded extends FilterReader {
        private long read;
        private long began;

        Bounded(BufferedReader in) {
            super(in);
        }

        void began() {
            began = read;
        }

        /// The sign that divides the columns: the one that occurs most in the first line, outside
        /// of quotes.
        char delimiter() throws IOException {
            int ahead = 1 << 15;
            in.mark(ahead);
            int[] seen = new int[DELIMITERS.length()];
            boolean quoted = false;
            for (int n = 0; n < ahead - 1; n++) {
                int c = in.read();
                if (c < 0 || c == '\n' && !quoted) {
                    break;
                }
                quoted ^= c == '"';
                int which = quoted ? -1 : DELIMITERS.indexOf(c);
                if (which >= 0) {
                    seen[which]++;
                }
            }
            in.reset();
            int most = 0;
            for (int i = 1; i < seen.length; i++) {
                most = seen[i] > seen[most] ? i : most;
            }
            return DELIMITERS.charAt(most);
        }

        @Override
        public int read(char[] into, int from, int length) throws IOException {
            if (read - began > LONGEST_ROW) {
                throw new TooLong();
            }
            int n = super.read(into, from, length);
            read += Math.max(0, n);
            return n;
        }

        @Override
        public int read() throws IOException {
            read++;
            return super.read();
        }
    }
}
