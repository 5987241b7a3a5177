package org.hornbook.corpus;

import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.JsonToken;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Path;
import java.util.List;

/// JSON, plain or packed: one object a line, or all of them in one array.
record JsonLines(Path path) implements RowSource {
    /// Longer lines are not held in memory.
    static final int LONGEST_LINE = 64 << 20;

    @Override
    public String format() {
        return "JSON Lines";
    }

    @Override
    public void read(long after, Sink sink) throws IOException, InterruptedException {
        try (InputStream in = Opened.stream(path, sink::reached)) {
            ByteLines lines = new ByteLines(in, LONGEST_LINE);
            byte[] head = lines.head();
            int mark = head.length > 2 && head[0] == (byte) 0xef && head[1] == (byte) 0xbb ? 3 : 0;
            lines.drop(mark);
            if (array(head, mark)) {
                elements(lines.stream(), after, sink);
            } else {
                lines(lines, after, sink);
            }
        }
    }

    /// Whether an array of rows begins: `[1, 2]` in a file of lines is a bad line, `[` and then an
    /// object or a new line is not.
    private static boolean array(byte[] head, int from) {
        int at = from;
        while (at < head.length && head[at] <= ' ' && head[at] >= 0) {
            at++;
        }
        if (at == head.length || head[at] != '[') {
            return false;
        }
        do {
            at++;
        } while (at < head.length && (head[at] == ' ' || head[at] == '\r' || head[at] == '\t'));
        return at < head.length && (head[at] == '{' || head[at] == '\n');
    }

    private void lines(ByteLines lines, long after, Sink sink)
            throws IOException, InterruptedException {
        JsonScan scan = new JsonScan();
        long number = 0;
        try {
            while (lines.next()) {
                number++;
                if (number > after) {
                    line(number, lines, scan, sink);
                }
            }
        } catch (IOException e) {
            broken(number, e, sink);
        }
    }

    private void broken(long number, IOException e, Sink sink)
            throws IOException, InterruptedException {
        if (number == 0) {
            throw new IOException(path + ": " + Opened.broken(e), e);
        }
        sink.reject(number + 1, Opened.broken(e), "");
    }

    private static void line(long number, ByteLines lines, JsonScan scan, Sink sink)
            throws InterruptedException {
        byte[] bytes = lines.bytes();
        int from = lines.from();
        int to = lines.to();
        if (lines.tooLong()) {
            sink.reject(
                    number,
                    "the line is longer than " + (LONGEST_LINE >> 20) + " MiB",
                    Rejected.beginning(bytes, from, to));
            return;
        }
        List<RawRow.Field> fields = scan.fields(bytes, from, to);
        if (fields == null) {
            if (blank(bytes, from, to)) {
                return;
            }
            try {
                fields = JsonRow.fields(bytes, from, to);
            } catch (IllegalArgumentException e) {
                sink.reject(number, e.getMessage(), Rejected.beginning(bytes, from, to));
                return;
            }
        }
        sink.row(new RawRow(number, fields));
    }

    private static boolean blank(byte[] bytes, int from, int to) {
        for (int i = from; i < to; i++) {
            if (bytes[i] != ' ' && bytes[i] != '\r' && bytes[i] != '\t') {
                return false;
            }
        }
        return true;
    }

    private void elements(InputStream in, long after, Sink sink)
            throws IOException, InterruptedException {
        long number = 0;
        boolean inside = false;
        try (JsonParser json = JsonRow.parser(in)) {
            json.nextToken();
            while (json.nextToken() != JsonToken.END_ARRAY && json.currentToken() != null) {
                number++;
                inside = true;
                try {
                    List<RawRow.Field> fields = JsonRow.object(json);
                    inside = false;
                    if (number > after) {
                        sink.row(new RawRow(number, fields));
                    }
                } catch (IllegalArgumentException e) {
                    inside = false;
                    if (number > after) {
                        sink.reject(number, e.getMessage(), "");
                    }
                }
            }
        } catch (JsonProcessingException e) {
            sink.reject(
                    inside ? number : number + 1,
                    JsonRow.wrong(e) + "; what comes behind it in the array cannot be read",
                    "");
        } catch (IOException e) {
            broken(number, e, sink);
        }
    }
}
