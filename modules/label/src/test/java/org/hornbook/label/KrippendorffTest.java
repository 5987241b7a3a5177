package org.hornbook.label;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import com.fasterxml.jackson.databind.JsonNode;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import org.hornbook.corpus.DocumentId;
import org.hornbook.store.Json;
import org.junit.jupiter.api.Test;

class KrippendorffTest {
    private static final Path GOLDEN =
            Path.of(System.getProperty("hornbook.datasets"), "golden", "agreement");

    @Test
    void alphaOfManyAnnotatorsWithMissingLabelsEqualsThePythonPackage() throws Exception {
        JsonNode cases = Json.read(Files.readString(GOLDEN.resolve("alpha.json")), JsonNode.class);
        assertThat(cases.size()).isGreaterThan(4);
        for (JsonNode c : cases) {
            Krippendorff.Units units = Krippendorff.Units.of(given(c.path("given")));
            for (Krippendorff.Level level : Krippendorff.Level.values()) {
                assertThat(Krippendorff.of(units, level))
                        .isCloseTo(
                                c.path(level.name().toLowerCase(Locale.ROOT)).asDouble(),
                                within(1e-9));
            }
        }
    }

    @Test
    void documentsWithOneLabelTellNothingAndOneLabelThroughoutHasNoAlpha() {
        Map<DocumentId, Integer> one = Map.of(new DocumentId(1), 3, new DocumentId(2), 5);
        Map<DocumentId, Integer> other = Map.of(new DocumentId(1), 3, new DocumentId(3), 0);
        Krippendorff.Units units = Krippendorff.Units.of(List.of(one, other));
        assertThat(units.counts().length).isEqualTo(1);
        assertThat(Krippendorff.of(units, Krippendorff.Level.ORDINAL)).isNaN();
        assertThat(Krippendorff.of(Krippendorff.Units.of(List.of()), Krippendorff.Level.NOMINAL))
                .isNaN();
    }

    private static List<Map<DocumentId, Integer>> given(JsonNode rows) {
        List<Map<DocumentId, Integer>> given = new ArrayList<>();
        for (JsonNode row : rows) {
            Map<DocumentId, Integer> labels = new TreeMap<>();
            for (int i = 0; i < row.size(); i++) {
                if (!row.get(i).isNull()) {
                    labels.put(new DocumentId(i + 1), row.get(i).asInt());
                }
            }
            given.add(labels);
        }
        return given;
    }
}
