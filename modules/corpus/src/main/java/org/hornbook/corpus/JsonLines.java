package org.hornbook.corpus;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Map;
import org.hornbook.store.Json;

/// JSON Lines: one object a line, plain or packed.
record JsonLines(Path path) implements RowSource {
    /// Longer lines are not held in memory.
    static final int LONGEST_LINE = 64 << 20;

    @Override
    public void read(long after, Sink sink) throws IOException, InterruptedException {
        long number = 0;
        try (InputStream in = Opened.stream(path)) {
            Line line = new Line();
            while (line.next(in)) {
                number++;
                if (number > after) {
                    row(number, line, sink);
                }
            }
        } catch (IOException e) {
            if (number == 0) {
                throw e;
            }
            sink.reject(number + 1, Opened.broken(e));
        }
    }

    private static void row(long number, Line line, Sink sink) throws InterruptedException {
        if (line.tooLong) {
            sink.reject(number, "the line is longer than " + (LONGEST_LINE >> 20) + " MiB");
            return;
        }
        try {
            String text = line.text();
            if (!text.isBlank()) {
                sink.row(new RawRow(number, fields(text)));
            }
        } catch (CharacterCodingException e) {
            sink.reject(number, "not UTF-8");
        } catch (JsonProcessingException e) {
            sink.reject(
                    number, "not JSON: " + e.getOriginalMessage().lines().findFirst().orElse(""));
        } catch (IllegalArgumentException e) {
            sink.reject(number, e.getMessage());
        }
    }

    private static Map<String, String> fields(String text) throws JsonProcessingException {
        JsonNode json =
                Json.mapper().readTree(text.startsWith("\uFEFF") ? text.substring(1) : text);
        if (!json.isObject()) {
            throw new IllegalArgumentException("not a JSON object");
        }
        Map<String, String> fields = new LinkedHashMap<>();
        json.properties()
                .forEach(
                        e -> {
                            JsonNode value = e.getValue();
                            if (!value.isNull()) {
                                fields.put(
                                        e.getKey(),
                                        value.isValueNode() ? value.asText() : value.toString());
                            }
                        });
        return fields;
    }

    /// One line of bytes, up to the longest allowed; the rest of a longer one is passed over.
    private static final class Line {
        private final ByteArrayOutputStream bytes = new ByteArrayOutputStream(4096);
        private boolean tooLong;

        boolean next(InputStream in) throws IOException {
            bytes.reset();
            tooLong = false;
            boolean any = false;
            for (int b; (b = in.read()) >= 0; ) {
                any = true;
                if (b == '\n') {
                    return true;
                }
                if (bytes.size() < LONGEST_LINE) {
                    bytes.write(b);
                } else {
                    tooLong = true;
                }
            }
            return any;
        }

        String text() throws CharacterCodingException {
            return StandardCharsets.UTF_8
                    .newDecoder()
                    .decode(ByteBuffer.wrap(bytes.toByteArray()))
                    .toString();
        }
    }
}
