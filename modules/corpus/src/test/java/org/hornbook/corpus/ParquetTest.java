package org.hornbook.corpus;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.HashMap;
import java.util.Map;
import org.hornbook.store.Json;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ParquetTest {
    private static final Path GOLDEN =
            Path.of(System.getProperty("hornbook.datasets"), "golden", "parquet");

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

    @ParameterizedTest
    @ValueSource(
            strings = {
                "nested.parquet",
                "pages-v2.parquet",
                "gzip.parquet",
                "none.parquet",
                "int96.parquet",
                "duckdb.parquet"
            })
    void everyCellOfAFileByAnotherProgramIsRead(String name) throws Exception {
        ImportReport report = place.bring(GOLDEN.resolve(name));
        assertThat(report.badRows()).isZero();
        Map<String, Document> byKey = new HashMap<>();
        place.all().forEach(d -> byKey.put(d.key(), d));
        JsonNode rows =
                Json.read(Files.readString(GOLDEN.resolve("cells.json")), JsonNode.class).get(name);
        assertThat(rows.size()).isPositive();
        for (JsonNode row : rows) {
            Document document = byKey.get(row.get("id").asText());
            row.properties()
                    .forEach(
                            cell ->
                                    assertThat(is(document, cell.getKey()))
                                            .as(cell.getKey() + " of " + document.key())
                                            .isEqualTo(shown(cell.getValue())));
        }
    }

    private static String is(Document document, String column) {
        return switch (column) {
            case "id" -> document.key();
            case "text" -> document.text();
            default -> {
                String value = document.metadata().get(column);
                // Objects are compared by what they hold: their keys are sorted here.
                yield value != null && value.startsWith("{") ? sorted(value) : value;
            }
        };
    }

    private static String shown(JsonNode value) {
        return value.isNull()
                ? null
                : value.asText().startsWith("{") ? sorted(value.asText()) : value.asText();
    }

    private static String sorted(String json) {
        return Json.write(Json.read(json, Map.class));
    }

    @ParameterizedTest
    @ValueSource(strings = {"brotli.parquet", "lz4.parquet"})
    void aPackingThatIsNotReadIsSaidInOneSentence(String name) throws Exception {
        assertThat(place.refuse(GOLDEN.resolve(name)))
                .contains(name + " is packed with")
                .contains("write it anew with zstd or snappy");
    }

    @Test
    void aFileThatIsCutOffOrSpoiltIsRefusedOrKeepsTheRowsBefore() throws Exception {
        byte[] whole = Files.readAllBytes(GOLDEN.resolve("nested.parquet"));
        Path cut = Files.write(folder.resolve("cut.parquet"), Arrays.copyOf(whole, 20_000));
        assertThat(place.refuse(cut)).contains("cut.parquet is not a Parquet file");
        byte[] spoilt = whole.clone();
        Arrays.fill(spoilt, whole.length / 2, whole.length / 2 + 2_000, (byte) 0x5a);
        ImportReport report = place.bring(Files.write(folder.resolve("spoilt.parquet"), spoilt));
        assertThat(report.added()).as("of three row groups one is spoilt").isBetween(64L, 149L);
        assertThat(place.keys("")).contains("n-0");
        assertThat(report.rejected())
                .isNotEmpty()
                .allSatisfy(
                        r ->
                                assertThat(r)
                                        .startsWith("spoilt.parquet:")
                                        .contains("cannot be read: ")
                                        .doesNotContain("Exception"));
    }

    @Test
    void importedAgainEveryRowIsKnown() throws Exception {
        place.bring(GOLDEN.resolve("nested.parquet"));
        ImportReport again = place.bring(GOLDEN.resolve("nested.parquet"));
        assertThat(again.added()).isZero();
        assertThat(again.known()).isEqualTo(150);
    }
}
