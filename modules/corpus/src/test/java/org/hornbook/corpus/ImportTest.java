package org.hornbook.corpus;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayOutputStream;
import java.io.OutputStream;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.zip.GZIPOutputStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ImportTest {
    @TempDir Path folder;
    private Place place;

    @BeforeEach
    void open() {
        place = new Place(folder);
    }

    @AfterEach
    void close() {
        place.close();
    }

    @Test
    void jsonLinesGiveTextKeyAndMetadata() throws Exception {
        ImportReport report =
                place.bring(
                        write(
                                "a.jsonl",
                                "{\"id\": \"x\", \"content\": \"hello\", \"stars\": 7, \"tags\": [\"a\"], \"none\": null}\n\n"));
        assertThat(report.added()).isEqualTo(1);
        Document document = place.all().getFirst();
        assertThat(document.key()).isEqualTo("x");
        assertThat(document.text()).isEqualTo("hello");
        assertThat(document.metadata()).isEqualTo(Map.of("stars", "7", "tags", "[\"a\"]"));
    }

    @Test
    void packedFilesAreUnpackedByTheirEnding() throws Exception {
        String rows = rows(1, 30);
        try (OutputStream out =
                new GZIPOutputStream(Files.newOutputStream(folder.resolve("a.jsonl.gz")))) {
            out.write(rows.getBytes(StandardCharsets.UTF_8));
        }
        place.bring(folder.resolve("a.jsonl.gz"));
        Files.write(
                folder.resolve("b.jsonl.zst"),
                com.github.luben.zstd.Zstd.compress(rows(31, 50).getBytes(StandardCharsets.UTF_8)));
        place.bring(folder.resolve("b.jsonl.zst"));
        assertThat(place.all()).hasSize(50);
    }

    @Test
    void aTruncatedGzipKeepsTheGoodRowsAndSaysSo() throws Exception {
        ByteArrayOutputStream packed = new ByteArrayOutputStream();
        try (OutputStream out = new GZIPOutputStream(packed)) {
            out.write(rows(1, 20_000).getBytes(StandardCharsets.UTF_8));
        }
        byte[] half = java.util.Arrays.copyOf(packed.toByteArray(), packed.size() / 2);
        ImportReport report = place.bring(Files.write(folder.resolve("t.jsonl.gz"), half));
        assertThat(report.added()).isBetween(1000L, 19_999L);
        assertThat(report.rejected())
                .anyMatch(
                        r -> r.startsWith("t.jsonl.gz:") && r.contains("breaks off in the middle"));
    }

    @Test
    void badRowsAreToldWithFileAndRowAndTheOthersAreKept() throws Exception {
        byte[] bad =
                "{\"id\": \"b\", \"text\": \"caf\u00e9\"}\n".getBytes(StandardCharsets.ISO_8859_1);
        ByteArrayOutputStream file = new ByteArrayOutputStream();
        file.write("{\"id\": \"a\", \"text\": \"one\"}\n".getBytes(StandardCharsets.UTF_8));
        file.write(bad);
        file.write(
                "{\"id\": \"c\", \"text\"\n[1, 2]\n{\"id\": \"d\", \"text\": \"  \"}\n{\"id\": \"e\", \"text\": \"two\"}"
                        .getBytes(StandardCharsets.UTF_8));
        ImportReport report =
                place.bring(Files.write(folder.resolve("m.jsonl"), file.toByteArray()));
        assertThat(place.keys("")).containsExactly("a", "e");
        assertThat(report.badRows()).isEqualTo(4);
        assertThat(report.rejected())
                .satisfiesExactly(
                        r -> assertThat(r).isEqualTo("m.jsonl:2: not UTF-8"),
                        r -> assertThat(r).startsWith("m.jsonl:3: not JSON"),
                        r -> assertThat(r).isEqualTo("m.jsonl:4: not a JSON object"),
                        r -> assertThat(r).isEqualTo("m.jsonl:5: no text in column text"));
    }

    @Test
    void aLineLongerThanTheLimitIsPassedOverWithoutBeingHeld() throws Exception {
        Path file = folder.resolve("long.jsonl");
        try (OutputStream out = Files.newOutputStream(file)) {
            byte[] megabyte = "x".repeat(1 << 20).getBytes(StandardCharsets.UTF_8);
            for (int i = 0; i < 66; i++) {
                out.write(megabyte);
            }
            out.write("\n{\"text\": \"after\"}\n".getBytes(StandardCharsets.UTF_8));
        }
        ImportReport report = place.bring(file);
        assertThat(report.rejected())
                .containsExactly("long.jsonl:1: the line is longer than 64 MiB");
        assertThat(place.all()).hasSize(1);
    }

    @Test
    void csvRowsWithTheWrongNumberOfColumnsAreRejected() throws Exception {
        ImportReport report =
                place.bring(
                        write(
                                "t.csv",
                                "id,body,lang\n1,\"a, \"\"quoted\"\" text\",en\n2,short\n3,\"two\nlines\",de\n"));
        assertThat(place.all())
                .extracting(Document::text)
                .containsExactly("a, \"quoted\" text", "two\nlines");
        assertThat(report.rejected())
                .containsExactly("t.csv:2: 2 columns where the header has 3 (line 3)");
        assertThat(place.keys("lang:de")).containsExactly("3");
    }

    @Test
    void tabSeparatedValuesAreReadToo() throws Exception {
        place.bring(write("t.tsv", "id\ttext\n1\thello, world\n"));
        assertThat(place.all().getFirst().text()).isEqualTo("hello, world");
    }

    @Test
    void whatIsNoParquetFileIsRefusedInOneSentence() throws Exception {
        assertThat(place.refuse(write("p.parquet", "PAR1 this is not parquet")))
                .contains("p.parquet is not a Parquet file");
        assertThat(place.refuse(write("e.parquet", "")))
                .contains("e.parquet is not a Parquet file");
        assertThat(place.refuse(write("g.jsonl.gz", "not gzip")))
                .contains("g.jsonl.gz is not a gzip file");
        assertThat(place.refuse(folder.resolve("nowhere.jsonl")))
                .contains("there is no file or folder");
    }

    @Test
    void parquetWrittenByPyarrowIsReadCellForCell() throws Exception {
        Path golden = Path.of(System.getProperty("hornbook.datasets"), "golden", "parquet");
        for (String name : List.of("snappy.parquet", "zstd.parquet")) {
            place.bring(golden.resolve(name));
        }
        Document first = place.find("id:p-0").getFirst();
        assertThat(first.text()).isEqualTo("text number 0: caf\u00e9 \ud55c\uad6d\uc5b4");
        assertThat(first.metadata())
                .containsEntry("stars", "0")
                .containsEntry("ratio", "0.0")
                .containsEntry("good", "true")
                .containsEntry("tags", "[\"t0\",\"u\"]")
                .doesNotContainKey("maybe");
        assertThat(place.find("id:p-7").getFirst().metadata())
                .containsEntry("maybe", "m7")
                .containsEntry("good", "false");
        assertThat(place.all()).hasSize(200);
    }

    @Test
    void aFolderBecomesOneDocumentAFileAndSkippedOnesAreCountedWithTheirReasons() throws Exception {
        Path source = Files.createDirectories(folder.resolve("source/deep"));
        Path root = source.getParent();
        Files.writeString(root.resolve("a.py"), "print('a')\n");
        Files.writeString(source.resolve("same.py"), "print('a')\n");
        Files.write(
                source.resolve("latin.txt"),
                "na\u00efve caf\u00e9 \u20ac".getBytes(Charset.forName("windows-1252")));
        Files.write(
                root.resolve("wide.txt"), "\uFEFFwide text".getBytes(StandardCharsets.UTF_16LE));
        Files.write(
                root.resolve("bare.txt"), "bare utf-16 text".getBytes(StandardCharsets.UTF_16LE));
        Files.write(
                root.resolve("image.png"),
                new byte[] {(byte) 0x89, 'P', 'N', 'G', 0, 0, 1, 2, 0, 9});
        Files.write(root.resolve("empty.txt"), new byte[0]);
        Files.createSymbolicLink(root.resolve("link.py"), root.resolve("a.py"));
        Files.writeString(Files.createDirectories(root.resolve(".git")).resolve("HEAD"), "ref");
        ImportReport report = place.bring(root);
        assertThat(place.keys(""))
                .containsExactlyInAnyOrder("a.py", "bare.txt", "deep/latin.txt", "wide.txt");
        assertThat(place.find("id:deep/latin.txt").getFirst().text())
                .isEqualTo("na\u00efve caf\u00e9 \u20ac");
        assertThat(place.find("id:wide.txt").getFirst().text()).isEqualTo("wide text");
        assertThat(place.find("id:bare.txt").getFirst().text()).isEqualTo("bare utf-16 text");
        assertThat(report.duplicates()).isEqualTo(1);
        assertThat(report.skipped())
                .isEqualTo(Map.of("binary", 1L, "empty", 1L, "symbolic link", 1L));
        assertThat(place.keys("extension:py")).containsExactly("a.py");
    }

    @Test
    void importedAgainOnlyWhatIsNewIsAdded() throws Exception {
        Path file = write("a.jsonl", rows(1, 10));
        place.bring(file);
        Files.writeString(file, rows(1, 14));
        ImportReport again = place.bring(file);
        assertThat(again.added()).isEqualTo(4);
        assertThat(again.known()).isEqualTo(10);
        assertThat(place.all()).hasSize(14);
    }

    @Test
    void anIdThatOccursTwiceWithAnotherTextGetsAKeyOfItsOwn() throws Exception {
        place.bring(
                write(
                        "a.jsonl",
                        "{\"id\": \"x\", \"text\": \"one\"}\n{\"id\": \"x\", \"text\": \"two\"}\n{\"id\": \"y\", \"text\": \"one\"}\n"));
        assertThat(place.keys("")).containsExactly("x", "x~2");
    }

    @Test
    void oneUnreadableShardDoesNotStopTheOthers() throws Exception {
        Path shards = Files.createDirectories(folder.resolve("shards"));
        Files.writeString(shards.resolve("1.jsonl"), rows(1, 5));
        Files.writeString(shards.resolve("2.parquet"), "nonsense");
        Files.writeString(shards.resolve("3.jsonl"), rows(6, 9));
        ImportReport report = place.bring(shards);
        assertThat(report.added()).isEqualTo(9);
        assertThat(report.rejected())
                .singleElement()
                .satisfies(r -> assertThat(r).contains("2.parquet is not a Parquet file"));
    }

    private Path write(String name, String content) throws Exception {
        return Files.writeString(folder.resolve(name), content);
    }

    private static String rows(int from, int to) {
        return IntStream.rangeClosed(from, to)
                .mapToObj(
                        i ->
                                "{\"id\": \"d"
                                        + i
                                        + "\", \"text\": \"This is document "
                                        + i
                                        + " of many.\"}\n")
                .collect(Collectors.joining());
    }
}
