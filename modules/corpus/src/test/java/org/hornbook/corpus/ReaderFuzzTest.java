package org.hornbook.corpus;

import static org.assertj.core.api.Assertions.assertThat;

import com.code_intelligence.jazzer.junit.FuzzTest;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.function.Consumer;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// Fuzz targets for what people bring: JSON Lines, CSV and query texts. In the suite they run on
/// the inputs kept beside them and on three thousand that are made from a seed; `JAZZER_FUZZ=1`
/// lets Jazzer look for others.
class ReaderFuzzTest {
    private static final int MADE = 1_000;
    private static final String[] JSON = {
        "{\"id\": \"a\", \"text\": \"caf\u00e9 \\u00e9\\n\", \"n\": -1.5e3, \"t\": true, \"x\": null}\n",
        "{\"text\": \"\\ud83d\\udc0d \ud83d\udc0d\", \"deep\": {\"a\": [1, {\"b\": []}]}}\r\n\n[1]\n",
        "[{\"text\": \"a\"}, {\"text\": \"b\"}, 3]",
        "{\"text\":\"" + "long \\\"quoted\\\" ".repeat(40) + "\"}\n{\"text\":\"\"}",
    };
    private static final String[] CSV = {
        "id,text\n1,\"a \"\"b\"\"\nc\"\n2,x\n", "a;b\n1;2\n;\n", "1,2,3\n\n\"", "x\ty\n\t\t\n",
    };
    private static final String[] QUERIES = {
        "\"binary search\" -path:\"a b\" (label:me>=3 OR score:n<0.5) sort*",
        "has:label(me) NOT x AND id:\"q\"\"q\"",
    };

    @TempDir Path folder;

    @FuzzTest
    void jsonLines(byte[] data) throws Exception {
        linesAreWhatANaiveSplitGives(data);
        theQuickReadingSaysWhatTheThoroughOneSays(data);
        readsAndResumes(new JsonLines(Files.write(folder.resolve("f.jsonl"), data)));
    }

    @FuzzTest
    void csv(byte[] data) throws Exception {
        readsAndResumes(new Csv(Files.write(folder.resolve("f.csv"), data), ','));
    }

    @FuzzTest
    void query(byte[] data) {
        String text = new String(data, StandardCharsets.UTF_8);
        DocumentQuery query;
        try {
            query = DocumentQuery.parse(text);
        } catch (IllegalArgumentException e) {
            assertThat(e.getMessage()).isNotBlank();
            return;
        }
        assertThat(DocumentQuery.parse(query.text())).isEqualTo(query);
        assertThat(QuerySql.of(query).condition().chars().filter(c -> c == '?').count())
                .isEqualTo(QuerySql.of(query).arguments().size());
    }

    @Test
    void manyMadeInputsBreakNoReader() throws Exception {
        made(JSON, 1, data -> quietly(() -> jsonLines(data)));
        made(CSV, 2, data -> quietly(() -> csv(data)));
        made(QUERIES, 3, this::query);
    }

    private interface Step {
        void run() throws Exception;
    }

    private static void quietly(Step step) {
        try {
            step.run();
        } catch (RuntimeException e) {
            throw e;
        } catch (Exception e) {
            throw new AssertionError(e);
        }
    }

    /// Seeds with bytes changed, taken out, doubled and mixed.
    private static void made(String[] seeds, long seed, Consumer<byte[]> target) {
        Random random = new Random(seed);
        for (int i = 0; i < MADE; i++) {
            byte[] data =
                    seeds[random.nextInt(seeds.length)].getBytes(StandardCharsets.UTF_8).clone();
            for (int n = random.nextInt(6); n > 0 && data.length > 0; n--) {
                data = changed(data, seeds, random);
            }
            byte[] input = data;
            try {
                target.accept(input);
            } catch (RuntimeException | AssertionError e) {
                throw new AssertionError(
                        "broke on " + java.util.HexFormat.of().formatHex(input), e);
            }
        }
    }

    private static byte[] changed(byte[] data, String[] seeds, Random random) {
        int at = random.nextInt(data.length);
        int to = at + random.nextInt(Math.min(12, data.length - at) + 1);
        java.io.ByteArrayOutputStream out = new java.io.ByteArrayOutputStream();
        out.write(data, 0, at);
        switch (random.nextInt(5)) {
            case 0 -> out.write(random.nextInt(256));
            case 1 -> out.write("\"\\{}[],:\n\r\0\u007f".charAt(random.nextInt(12)));
            case 2 -> {
                out.write(data, at, to - at);
                out.write(data, at, to - at);
            }
            case 3 ->
                    out.writeBytes(
                            seeds[random.nextInt(seeds.length)].getBytes(StandardCharsets.UTF_8));
            default -> {
                // taken out
            }
        }
        out.write(data, to, data.length - to);
        return out.toByteArray();
    }

    private static void linesAreWhatANaiveSplitGives(byte[] data) throws IOException {
        List<String> found = new ArrayList<>();
        ByteLines lines = new ByteLines(new ByteArrayInputStream(data), 1 << 20);
        while (lines.next()) {
            found.add(
                    new String(
                            lines.bytes(),
                            lines.from(),
                            lines.to() - lines.from(),
                            StandardCharsets.ISO_8859_1));
        }
        String all = new String(data, StandardCharsets.ISO_8859_1);
        List<String> expected = new ArrayList<>(List.of(all.split("\n", -1)));
        if (expected.getLast().isEmpty()) {
            expected.removeLast();
        }
        assertThat(found).isEqualTo(expected);
    }

    private static void theQuickReadingSaysWhatTheThoroughOneSays(byte[] data) {
        for (String line : new String(data, StandardCharsets.ISO_8859_1).split("\n")) {
            byte[] bytes = ("##" + line + "##").getBytes(StandardCharsets.ISO_8859_1);
            List<RawRow.Field> quick = new JsonScan().fields(bytes, 2, bytes.length - 2);
            List<RawRow.Field> thorough = null;
            try {
                thorough = JsonRow.fields(bytes, 2, bytes.length - 2);
            } catch (IllegalArgumentException e) {
                assertThat(e.getMessage()).isNotBlank();
            }
            if (quick != null) {
                assertThat(shown(quick)).isEqualTo(thorough == null ? null : shown(thorough));
            }
        }
    }

    private static List<String> shown(List<RawRow.Field> fields) {
        return fields.stream()
                .map(f -> f.name() + " " + f.kind() + " " + f.characters() + " " + f.value())
                .toList();
    }

    /// Whatever is in the file: rows in order, and the same ones behind any of them.
    private static void readsAndResumes(RowSource source) throws Exception {
        Seen all = new Seen();
        try {
            source.read(0, all);
        } catch (IOException e) {
            assertThat(e.getMessage()).isNotBlank();
            return;
        }
        assertThat(all.rows)
                .isSortedAccordingTo(java.util.Comparator.comparingLong(RawRow::offset));
        if (!all.rows.isEmpty()) {
            RawRow half = all.rows.get(all.rows.size() / 2);
            Seen rest = new Seen();
            source.read(half.offset(), rest);
            assertThat(rest.values())
                    .isEqualTo(all.values().subList(all.rows.size() / 2 + 1, all.rows.size()));
        }
    }

    private static final class Seen implements RowSource.Sink {
        private final List<RawRow> rows = new ArrayList<>();

        @Override
        public void row(RawRow row) {
            rows.add(row);
        }

        @Override
        public void reject(long offset, String reason, String raw) {
            assertThat(offset).isNotNegative();
            assertThat(reason).isNotBlank().doesNotContain("Exception");
            assertThat(raw.length()).isLessThanOrEqualTo(Rejected.RAW);
        }

        @Override
        public void skip(String reason) {
            assertThat(reason).isNotBlank();
        }

        List<String> values() {
            return rows.stream().map(r -> r.offset() + " " + r.values()).toList();
        }
    }
}
