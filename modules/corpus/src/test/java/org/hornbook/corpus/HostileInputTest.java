package org.hornbook.corpus;

import static org.assertj.core.api.Assertions.assertThat;

import com.github.luben.zstd.Zstd;
import java.io.ByteArrayOutputStream;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.zip.GZIPOutputStream;
import org.hornbook.job.Reuse;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// What is wrong is told with its place, kept for a look, and takes nothing good with it.
class HostileInputTest {
    @TempDir Path folder;
    private Place place;

    @BeforeEach
    void open() throws Exception {
        Files.createDirectories(folder.resolve("store"));
        place = new Place(folder.resolve("store"));
    }

    @AfterEach
    void close() {
        place.close();
    }

    // ---- JSON ----

    @Test
    void jsonRowsOfEveryWrongKindAreKeptWithTheirReasonAndTheirBeginning() throws Exception {
        String deep = "[".repeat(5_000) + "]".repeat(5_000);
        Path file =
                lines(
                        "kinds.jsonl",
                        "{\"text\": \"good\"}",
                        "{\"text\": 5}",
                        "{\"text\": [\"a\"]}",
                        "{\"text\": null}",
                        "{\"text\": true}",
                        "{\"other\": \"x\"}",
                        "{\"text\": \"one\", \"text\": \"two\"}",
                        "{\"text\": \"x\", \"tree\": " + deep + "}",
                        "{\"text\": \"half \\ud83d pair\"}",
                        "{\"text\": \"a\"} {\"text\": \"b\"}",
                        "{\"text\": \"open",
                        "{\"text\": \"tab\tinside\"}",
                        "\"a string\"",
                        "{\"text\": \"fine\", \"ratio\": NaN}");
        ImportReport report = place.bring(file);
        assertThat(place.all()).extracting(Document::text).containsExactly("good", "fine");
        assertThat(report.badRows()).isEqualTo(12);
        assertThat(rejected())
                .extracting(Rejected::row, Rejected::reason)
                .containsExactly(
                        row(2, "text is a number, not text"),
                        row(3, "text is a list or an object, not text"),
                        row(4, "text is null"),
                        row(5, "text is true or false, not text"),
                        row(6, "no text in column text"),
                        row(7, "the key text occurs twice"),
                        row(8, "nested deeper than 1000 levels"),
                        row(9, "text holds half of a surrogate pair, which is no text"),
                        row(10, "more than one value in the line"),
                        row(11, reason(11)),
                        row(12, reason(12)),
                        row(13, "not a JSON object"));
        assertThat(reason(11)).startsWith("not JSON: ");
        assertThat(reason(12)).startsWith("not JSON: ");
        assertThat(rejected().getFirst().raw()).isEqualTo("{\"text\":5}");
        assertThat(rejected().get(6).raw()).hasSize(Rejected.RAW);
        assertThat(rejected()).allSatisfy(r -> assertThat(r.file()).isEqualTo(file.toString()));
    }

    @Test
    void badUtf8InJsonIsToldForEachWayItCanBeBad() throws Exception {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        List<int[]> wrong =
                List.of(
                        new int[] {0xff},
                        new int[] {0xc3},
                        new int[] {0xc0, 0xaf},
                        new int[] {0xe0, 0x80, 0xaf},
                        new int[] {0xed, 0xa0, 0x80},
                        new int[] {0xf4, 0x90, 0x80, 0x80},
                        new int[] {0xf0, 0x9f, 0x90});
        for (int[] some : wrong) {
            bytes.writeBytes("{\"text\": \"a ".getBytes(StandardCharsets.UTF_8));
            for (int b : some) {
                bytes.write(b);
            }
            bytes.writeBytes(" b\"}\n".getBytes(StandardCharsets.UTF_8));
        }
        bytes.writeBytes(
                "{\"text\": \"caf\u00e9 \ud55c\uad6d\uc5b4 \ud83d\udc0d\"}\n"
                        .getBytes(StandardCharsets.UTF_8));
        ImportReport report =
                place.bring(Files.write(folder.resolve("bad.jsonl"), bytes.toByteArray()));
        assertThat(report.badRows()).isEqualTo(wrong.size());
        assertThat(rejected()).allSatisfy(r -> assertThat(r.reason()).isEqualTo("not UTF-8"));
        assertThat(rejected().getFirst().raw()).isEqualTo("{\"text\": \"a \ufffd b\"}");
        assertThat(place.all().getFirst().text())
                .isEqualTo("caf\u00e9 \ud55c\uad6d\uc5b4 \ud83d\udc0d");
    }

    @Test
    void aTruncatedZstdKeepsTheRowsBefore() throws Exception {
        byte[] packed = Zstd.compress(rows(20_000).getBytes(StandardCharsets.UTF_8));
        ImportReport report =
                place.bring(
                        Files.write(
                                folder.resolve("t.jsonl.zst"),
                                Arrays.copyOf(packed, packed.length / 2)));
        assertThat(report.added()).isBetween(1_000L, 19_999L);
        assertThat(rejected().getLast().reason()).contains("breaks off in the middle");
        assertThat(rejected().getLast().row()).isEqualTo(report.added() + 1);
    }

    @Test
    void aLineOfTwoHundredMegabytesCostsItselfAlone() throws Exception {
        Path file = folder.resolve("long.jsonl.gz");
        try (OutputStream out = new GZIPOutputStream(Files.newOutputStream(file), 1 << 16)) {
            out.write("{\"text\": \"before\"}\n{\"text\": \"".getBytes(StandardCharsets.UTF_8));
            byte[] megabyte = "x".repeat(1 << 20).getBytes(StandardCharsets.UTF_8);
            for (int i = 0; i < 200; i++) {
                out.write(megabyte);
            }
            out.write("\"}\n{\"text\": \"after\"}\n".getBytes(StandardCharsets.UTF_8));
        }
        place.bring(file);
        assertThat(place.all()).extracting(Document::text).containsExactly("before", "after");
        assertThat(rejected())
                .singleElement()
                .satisfies(
                        r -> {
                            assertThat(r.row()).isEqualTo(2);
                            assertThat(r.reason()).isEqualTo("the line is longer than 64 MiB");
                            assertThat(r.raw())
                                    .startsWith("{\"text\": \"xxx")
                                    .hasSize(Rejected.RAW);
                        });
    }

    @Test
    void anArrayOfObjectsIsReadUpToWhereItBreaks() throws Exception {
        Path whole =
                Files.writeString(
                        folder.resolve("a.json"),
                        "\ufeff[\n {\"id\": 1, \"text\": \"one\"},\n {\"id\": 2, \"text\": \"two\","
                                + " \"tags\": {\"a\": [1, 2.50]}},\n 7,\n {\"id\": 3, \"text\":"
                                + " \"three\"}\n]\n");
        place.bring(whole);
        assertThat(place.keys("")).containsExactly("1", "2", "3");
        assertThat(place.find("id:2").getFirst().metadata())
                .containsEntry("tags", "{\"a\":[1,2.50]}");
        Path broken =
                Files.writeString(
                        folder.resolve("b.json"), "[{\"id\": 4, \"text\": \"four\"}, {\"id\": 5,");
        place.bring(broken);
        assertThat(place.keys("")).contains("4");
        assertThat(rejected())
                .extracting(Rejected::words)
                .anySatisfy(w -> assertThat(w).isEqualTo("a.json:3: not a JSON object"))
                .anySatisfy(w -> assertThat(w).startsWith("b.json:2: ").contains("not JSON"));
    }

    // ---- CSV ----

    @Test
    void oneBadByteInCsvCostsOneRow() throws Exception {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        bytes.writeBytes("\ufeffid,text\n1,good\n2,ba".getBytes(StandardCharsets.UTF_8));
        bytes.write(0xe9);
        bytes.writeBytes(
                "d\n3,\"caf\u00e9 \ud83d\udc0d\nsecond line\"\n".getBytes(StandardCharsets.UTF_8));
        place.bring(Files.write(folder.resolve("t.csv"), bytes.toByteArray()));
        assertThat(place.keys("")).containsExactly("1", "3");
        assertThat(place.find("id:3").getFirst().text())
                .isEqualTo("caf\u00e9 \ud83d\udc0d\nsecond line");
        assertThat(rejected())
                .containsExactly(
                        new Rejected(
                                folder.resolve("t.csv").toString(),
                                2,
                                "not UTF-8 in column text (line 3)",
                                "\"2\",\"ba\ufffdd\""));
    }

    @Test
    void csvWithoutAHeaderOrWithOtherDelimitersIsUnderstood() throws Exception {
        place.bring(
                Files.writeString(
                        folder.resolve("bare.csv"), "1,\"a text, of one row\",x\n2,another,y\n"));
        assertThat(place.find("column3:y").getFirst().text()).isEqualTo("another");
        place.bring(Files.writeString(folder.resolve("semi.csv"), "id;text;n\ns1;one, two;3\n"));
        assertThat(place.find("id:s1").getFirst().text()).isEqualTo("one, two");
        place.bring(Files.writeString(folder.resolve("same.csv"), "id,text,,x,x\nq,hello,1,2,3\n"));
        assertThat(place.find("id:q").getFirst().metadata().keySet())
                .containsExactlyInAnyOrder("column3", "x", "x~2");
    }

    @Test
    void aQuoteThatIsNeverClosedEndsTheFileAndIsSaid() throws Exception {
        Path file = folder.resolve("open.csv");
        try (OutputStream out = Files.newOutputStream(file)) {
            out.write("id,text\n1,good\n2,\"never closed\n".getBytes(StandardCharsets.UTF_8));
            byte[] line =
                    "3,row that belongs to the quote now\n"
                            .repeat(30_000)
                            .getBytes(StandardCharsets.UTF_8);
            for (int i = 0; i < 70; i++) {
                out.write(line);
            }
        }
        place.bring(file);
        assertThat(place.keys("")).containsExactly("1");
        assertThat(rejected().getFirst().reason()).contains("a quote is opened and never closed");
    }

    // ---- files and folders ----

    @Test
    void anEmptyFileAnEmptyFolderAndADirectoryOfNothingReadableAreSaid() throws Exception {
        assertThat(place.bring(Files.writeString(folder.resolve("e.jsonl"), "")).added()).isZero();
        assertThat(place.refuse(Files.writeString(folder.resolve("e.csv"), "")))
                .contains("e.csv is empty");
        assertThat(place.refuse(Files.write(folder.resolve("e.jsonl.gz"), new byte[0])))
                .contains("e.jsonl.gz is empty or cut off");
        assertThat(place.bring(Files.createDirectories(folder.resolve("nothing"))).added())
                .isZero();
    }

    @Test
    void aFileWithoutPermissionAmongShardsIsToldAndTheOthersAreRead() throws Exception {
        Path shards = Files.createDirectories(folder.resolve("shards/deep"));
        Files.writeString(shards.resolve("1.jsonl"), "{\"text\": \"one\"}\n");
        Path locked = Files.writeString(shards.resolve("2.jsonl"), "{\"text\": \"two\"}\n");
        Files.setPosixFilePermissions(locked, PosixFilePermissions.fromString("---------"));
        Assumptions.assumeFalse(Files.isReadable(locked), "root reads everything");
        place.bring(folder.resolve("shards"));
        assertThat(rejected())
                .extracting(Rejected::reason)
                .containsExactly("no permission to read it");
    }

    @Test
    void shardsInNestedFoldersBesideAReadmeAreReadAndAFolderOfCodeIsNot() throws Exception {
        Path set = folder.resolve("set");
        Files.createDirectories(set.resolve("data/en"));
        Files.createDirectories(set.resolve(".cache"));
        Files.writeString(set.resolve("README.md"), "# A data set");
        Files.writeString(set.resolve(".gitattributes"), "*");
        Files.writeString(set.resolve(".cache/x.jsonl"), "{\"text\": \"not this\"}\n");
        Files.writeString(set.resolve("data/train-00000-of-00002.jsonl"), "{\"text\": \"a\"}\n");
        Files.writeString(
                set.resolve("data/en/rows.json"), "{\"text\": \"b\"}\n{\"text\": \"c\"}\n");
        assertThat(place.bring(set).added()).isEqualTo(3);
        Path code = Files.createDirectories(folder.resolve("code"));
        Files.writeString(code.resolve("main.py"), "print(1)");
        Files.writeString(code.resolve("table.csv"), "id,text\n1,x\n");
        assertThat(place.bring(code).added()).isEqualTo(2);
        assertThat(place.keys("extension:csv")).containsExactly("table.csv");
    }

    @Test
    void aPatternNamesFilesAtAnyDepth() throws Exception {
        Files.createDirectories(folder.resolve("g/x/y"));
        for (String name : List.of("g/1.jsonl", "g/x/2.jsonl", "g/x/y/3.jsonl", "g/x/no.txt")) {
            Files.writeString(folder.resolve(name), "");
        }
        assertThat(names(folder + "/g/*.jsonl")).containsExactly("1.jsonl");
        assertThat(names(folder + "/g/**/*.jsonl"))
                .containsExactly("1.jsonl", "2.jsonl", "3.jsonl");
        assertThat(names(folder + "/g/x/{2,no}.*")).containsExactly("2.jsonl", "no.txt");
        assertThat(
                        org.assertj.core.api.Assertions.catchThrowable(
                                () -> Inputs.named(folder + "/g/*.parquet")))
                .hasMessageContaining("nothing matches");
    }

    private static List<String> names(String pattern) throws Exception {
        return Inputs.named(pattern).stream().map(p -> p.getFileName().toString()).toList();
    }

    @Test
    void aFileThatChangesOrVanishesWhileItIsReadIsSaid() throws Exception {
        Path file = lines("live.jsonl", "{\"text\": \"one\"}");
        assertThat(readWhile(file, () -> Files.writeString(file, "{\"text\": \"one more\"}")))
                .containsExactly("changed while it was read: import it again to have it whole");
        assertThat(readWhile(file, () -> Files.deleteIfExists(file)))
                .containsExactly("vanished while it was read; what had been read is kept");
    }

    private interface Meanwhile {
        Object happens() throws Exception;
    }

    /// Reads a file to which something happens after its first row.
    private static List<String> readWhile(Path file, Meanwhile meanwhile) {
        RowSource lines = new JsonLines(file);
        RowSource touched =
                new RowSource() {
                    @Override
                    public Path path() {
                        return file;
                    }

                    @Override
                    public String format() {
                        return lines.format();
                    }

                    @Override
                    public void read(long after, Sink sink)
                            throws java.io.IOException, InterruptedException {
                        lines.read(after, sink);
                        try {
                            meanwhile.happens();
                        } catch (Exception e) {
                            throw new java.io.IOException(e);
                        }
                    }
                };
        var queue = new java.util.concurrent.LinkedBlockingQueue<ImportReader.Batch>();
        new ImportReader(touched, ImportPlan.of(file, "c"), maker(), true, new ImportTally(), queue)
                .run();
        ImportReader.Batch batch = queue.remove();
        assertThat(batch.rows()).hasSize(1);
        return batch.rejected().stream().map(Rejected::reason).toList();
    }

    private static Incoming.Maker maker() {
        return new Incoming.Maker(new TextPacker(Optional.empty(), 1));
    }

    @Test
    void anErrorInTheReadersThreadFailsTheImportAndDoesNotHangIt() throws Exception {
        RowSource broken =
                new RowSource() {
                    @Override
                    public Path path() {
                        return folder.resolve("broken");
                    }

                    @Override
                    public String format() {
                        return "broken";
                    }

                    @Override
                    public void read(long after, Sink sink) {
                        throw new NoClassDefFoundError("a/Codec");
                    }
                };
        var queue = new java.util.concurrent.LinkedBlockingQueue<ImportReader.Batch>();
        ImportReader reader =
                new ImportReader(
                        broken,
                        ImportPlan.of(folder, "c"),
                        maker(),
                        true,
                        new ImportTally(),
                        queue);
        reader.run();
        assertThat(org.assertj.core.api.Assertions.catchThrowable(reader::failIfBroken))
                .isInstanceOf(NoClassDefFoundError.class);
    }

    @Test
    void aFileOfWhichNothingCanBeUsedIsGivenUp() throws Exception {
        Path file = folder.resolve("numbers.jsonl");
        Files.writeString(
                file,
                IntStream.range(0, 30_000)
                        .mapToObj(i -> "{\"text\": " + i + ", \"note\": \"n\"}\n")
                        .collect(Collectors.joining()));
        ImportPlan plan =
                new ImportPlan(
                        List.of(file),
                        "c",
                        java.util.Optional.of("text"),
                        java.util.Optional.empty());
        place.runner().submit(new ImportJob(place.corpora, plan), Reuse.NEVER).await();
        assertThat(rejected().getFirst().reason())
                .contains("none of the first 10000 rows could be used")
                .contains("is text the column of the text?");
        assertThat(place.rejected().count(place.corpora.require("c").id())).isEqualTo(10_001);
    }

    @Test
    void aFullDiskStopsTheImportInOneSentenceAndTheSameImportGoesOn() throws Exception {
        Path file = folder.resolve("much.jsonl");
        Files.writeString(
                file,
                IntStream.range(0, 20_000)
                        .mapToObj(
                                i ->
                                        "{\"id\": \"d"
                                                + i
                                                + "\", \"text\": \""
                                                + new java.util.Random(i)
                                                        .ints(300, 'a', 'z')
                                                        .mapToObj(Character::toString)
                                                        .collect(Collectors.joining())
                                                + "\"}\n")
                        .collect(Collectors.joining()));
        place.database.maintain("PRAGMA max_page_count = 250", () -> {});
        assertThat(place.refuse(file)).contains("the disk is full").contains("free some space");
        long kept = place.corpora.require("c").documents();
        assertThat(kept).isBetween(1L, 19_999L);
        place.database.maintain("PRAGMA max_page_count = 1000000", () -> {});
        place.bring(file);
        assertThat(place.corpora.require("c").documents()).isEqualTo(20_000);
        assertThat(place.all()).hasSize(20_000);
    }

    @Test
    void theSameFileImportedAgainDoesNotDoubleWhatWasRejectedAndAMendedOneClearsIt()
            throws Exception {
        Path file = lines("m.jsonl", "{\"text\": \"one\"}", "{\"text\": 2}");
        place.bring(file);
        place.bring(file);
        assertThat(rejected()).hasSize(1);
        lines("m.jsonl", "{\"text\": \"one\"}", "{\"text\": \"2\"}");
        place.bring(file);
        assertThat(rejected()).isEmpty();
        assertThat(place.all()).hasSize(2);
    }

    @Test
    void onlyTheColumnsAskedForAreKept() throws Exception {
        Path file =
                lines("k.jsonl", "{\"a\": 1, \"text\": \"x\", \"b\": {\"c\": [1]}, \"d\": \"e\"}");
        ImportPlan plan =
                new ImportPlan(
                        List.of(file),
                        "c",
                        java.util.Optional.empty(),
                        java.util.Optional.of("d"),
                        java.util.Optional.of(List.of("b")));
        place.runner().submit(new ImportJob(place.corpora, plan), Reuse.NEVER).await();
        Document document = place.all().getFirst();
        assertThat(document.key()).isEqualTo("e");
        assertThat(document.metadata()).containsOnlyKeys("b").containsEntry("b", "{\"c\":[1]}");
    }

    private List<Rejected> rejected() {
        return place.rejected().page(place.corpora.require("c").id(), null, 1_000);
    }

    private String reason(long row) {
        return rejected().stream().filter(r -> r.row() == row).findFirst().orElseThrow().reason();
    }

    private static org.assertj.core.groups.Tuple row(long row, String reason) {
        return org.assertj.core.groups.Tuple.tuple(row, reason);
    }

    private Path lines(String name, String... lines) throws Exception {
        return Files.writeString(folder.resolve(name), String.join("\n", lines) + "\n");
    }

    private static String rows(int count) {
        return IntStream.range(0, count)
                .mapToObj(
                        i ->
                                "{\"id\": \"d"
                                        + i
                                        + "\", \"text\": \"This is document "
                                        + i
                                        + ".\"}\n")
                .collect(Collectors.joining());
    }
}
