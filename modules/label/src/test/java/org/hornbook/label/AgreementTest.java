package org.hornbook.label;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import com.fasterxml.jackson.databind.JsonNode;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.Map;
import org.hornbook.corpus.DocumentId;
import org.hornbook.store.Json;
import org.junit.jupiter.api.Test;

/// Agreement against scikit-learn and scipy.
class AgreementTest {
    private static final Path GOLDEN =
            Path.of(System.getProperty("hornbook.datasets"), "golden", "agreement");

    @Test
    void kappasAndSpearmanEqualScikitLearnAndScipy() throws Exception {
        for (JsonNode c :
                Json.read(Files.readString(GOLDEN.resolve("cases.json")), JsonNode.class)) {
            int[] a = ints(c.path("a"));
            int[] b = ints(c.path("b"));
            equal(Kappa.of(a, b, Kappa.Weights.NONE), c.path("kappa"));
            equal(Kappa.of(a, b, Kappa.Weights.LINEAR), c.path("linear"));
            equal(Kappa.of(a, b, Kappa.Weights.QUADRATIC), c.path("quadratic"));
            Agreement agreement = Agreement.of(map(a), map(b));
            equal(agreement.spearman(), c.path("spearman"));
            equal(agreement.weightedKappa(), c.path("quadratic"));
            int sum = 0;
            for (int[] row : agreement.confusion()) {
                for (int cell : row) {
                    sum += cell;
                }
            }
            assertThat(sum).isEqualTo(a.length).isEqualTo(agreement.n());
        }
    }

    @Test
    void nothingInCommonIsOneSentence() {
        assertThatThrownBy(
                        () ->
                                Agreement.of(
                                        Map.of(new DocumentId(1), 2), Map.of(new DocumentId(2), 2)))
                .hasMessage("no document was labelled by both annotators");
    }

    @Test
    void labelsThatNeverChangeHaveNoKappaAndNoCorrelation() {
        assertThat(Kappa.of(new int[] {3, 3}, new int[] {3, 3}, Kappa.Weights.QUADRATIC)).isNaN();
        assertThat(Spearman.of(new double[] {1, 1, 1}, new double[] {1, 2, 3})).isNaN();
    }

    private static void equal(double value, JsonNode expected) {
        assertThat(value).isCloseTo(expected.asDouble(), within(1e-12));
    }

    private static Map<DocumentId, Integer> map(int[] labels) {
        Map<DocumentId, Integer> map = new HashMap<>();
        for (int i = 0; i < labels.length; i++) {
            map.put(new DocumentId(i + 1), labels[i]);
        }
        return map;
    }

    private static int[] ints(JsonNode list) {
        int[] ints = new int[list.size()];
        for (int i = 0; i < ints.length; i++) {
            ints[i] = list.get(i).asInt();
        }
        return ints;
    }
}
