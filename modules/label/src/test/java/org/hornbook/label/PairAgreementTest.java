package org.hornbook.label;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import com.fasterxml.jackson.databind.JsonNode;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;
import java.util.TreeMap;
import org.hornbook.corpus.DocumentId;
import org.hornbook.store.Json;
import org.junit.jupiter.api.Test;

/// Agreement with its intervals, looks of one, the ceiling.
class PairAgreementTest {
    private static final Path GOLDEN =
            Path.of(System.getProperty("hornbook.datasets"), "golden", "agreement");

    @Test
    void figuresOfTheTableEqualScikitLearnAndScipy() throws Exception {
        for (JsonNode c :
                Json.read(Files.readString(GOLDEN.resolve("cases.json")), JsonNode.class)) {
            PairAgreement pair =
                    PairAgreement.of("a", labels(c.path("a")), "b", labels(c.path("b")));
            equal(pair.kappa().value(), c.path("kappa"));
            equal(pair.linearKappa().value(), c.path("linear"));
            equal(pair.weightedKappa().value(), c.path("quadratic"));
            equal(pair.spearman().value(), c.path("spearman"));
            assertThat(pair.weightedKappa().low())
                    .isLessThanOrEqualTo(pair.weightedKappa().value());
            assertThat(pair.weightedKappa().high())
                    .isGreaterThanOrEqualTo(pair.weightedKappa().value());
        }
    }

    /// Two who label with noise: the share of intervals that hold the true weighted kappa.
    @Test
    void theIntervalOfWeightedKappaCoversItsTrueValue() {
        SplittableRandom random = new SplittableRandom(11);
        double truth = kappa(random, 100_000).weightedKappa();
        int held = 0;
        for (int i = 0; i < 200; i++) {
            Agreement some = kappa(random, 150);
            Estimate estimate =
                    Estimate.ofTable(
                            some.confusion(), i, t -> Kappa.of(t, Kappa.Weights.QUADRATIC));
            held += estimate.low() <= truth && truth <= estimate.high() ? 1 : 0;
        }
        assertThat(held).isBetween(180, 198);
    }

    @Test
    void aLaterLookIsKnownByItsName() {
        assertThat(Look.parse("gpt-4o (2)")).isEqualTo(new Look("gpt-4o", 2));
        assertThat(Look.parse("gpt-4o (3)").annotator()).isEqualTo("gpt-4o (3)");
        assertThat(Look.parse("gpt-4o")).isEqualTo(new Look("gpt-4o", 1));
        assertThat(Look.next("me", List.of("me", "me (2)", "you (7)")).annotator())
                .isEqualTo("me (3)");
        assertThat(Look.same("me (2)", "me")).isTrue();
        assertThat(Look.same("me", "me")).isFalse();
        assertThat(Look.same("me (2)", "you")).isFalse();
    }

    @Test
    void theCeilingIsHowFarAnAnnotatorAgreesWithItselfWhereItWasAskedTwice() {
        Map<DocumentId, Integer> first = numbered(100, i -> i % 6);
        Map<DocumentId, Integer> again = numbered(40, i -> i % 10 == 0 ? 0 : i % 6);
        Map<DocumentId, Integer> other = numbered(100, i -> (i + 1) % 6);
        Ceiling ceiling =
                Ceiling.of("llm", Map.of("llm", first, "llm (2)", again, "you", other), 3)
                        .orElseThrow();
        assertThat(ceiling.with()).isEqualTo("llm (2)");
        assertThat(ceiling.itself()).isTrue();
        assertThat(ceiling.n()).isEqualTo(40);
        assertThat(ceiling.f1().value()).isCloseTo(Agreement.of(first, again).f1(3), within(1e-12));
        assertThat(ceiling.weightedKappa().value())
                .isCloseTo(Agreement.of(first, again).weightedKappa(), within(1e-12));
        assertThat(ceiling.precision().value()).isEqualTo(1);
        assertThat(ceiling.recall().value()).isLessThan(1);
        assertThat(ceiling.falsePositiveRate()).isZero();
    }

    @Test
    void withoutALaterLookItIsTheOneWhoSharesMost() {
        Map<DocumentId, Integer> truth = numbered(100, i -> i % 6);
        Map<String, Map<DocumentId, Integer>> said =
                Map.of(
                        "a",
                        truth,
                        "few",
                        numbered(30, i -> i % 6),
                        "many",
                        numbered(80, i -> Math.min(5, i % 6 + 1)));
        assertThat(Ceiling.of("a", said, 3).orElseThrow().with()).isEqualTo("many");
        assertThat(Ceiling.of("a", Map.of("a", truth, "b", numbered(19, i -> 5)), 3)).isEmpty();
        assertThat(Ceiling.of("nobody", said, 3)).isEmpty();
    }

    @Test
    void theReportHoldsEveryPairAllTogetherAndWhatSecondLooksChanged() {
        Annotator a = new Annotator(new AnnotatorId(1), "a", Annotator.Kind.AUTHOR);
        Annotator llm = new Annotator(new AnnotatorId(2), "llm", Annotator.Kind.MODEL);
        Annotator again = new Annotator(new AnnotatorId(3), "llm (2)", Annotator.Kind.MODEL);
        AgreementReport report =
                AgreementReport.of(
                        "c",
                        List.of(
                                new AgreementReport.Said(a, numbered(50, i -> i % 6)),
                                new AgreementReport.Said(llm, numbered(40, i -> i % 5)),
                                new AgreementReport.Said(again, numbered(20, i -> i % 5))),
                        Map.of(new DocumentId(1), 1, new DocumentId(2), 5));
        assertThat(report.pairs()).hasSize(3);
        assertThat(report.pairs().getLast().repeat()).isTrue();
        assertThat(report.pairs().getLast().exact().value()).isEqualTo(1);
        assertThat(report.all().voices()).isEqualTo(2);
        assertThat(report.all().units()).isEqualTo(40);
        assertThat(report.all().ordinal().low()).isLessThan(report.all().ordinal().value());
        assertThat(report.corrections().getFirst())
                .isEqualTo(new AgreementReport.Corrected("a", 2, 1, 1.5));
    }

    @Test
    void nobodyAndNothingHaveAReportToo() {
        AgreementReport report = AgreementReport.of("c", List.of(), Map.of());
        assertThat(report.pairs()).isEmpty();
        assertThat(report.all().ordinal().value()).isNaN();
        assertThatThrownBy(() -> PairAgreement.of("a", Map.of(), "b", Map.of()))
                .hasMessage("no document was labelled by both annotators");
    }

    private static Agreement kappa(SplittableRandom random, int n) {
        Map<DocumentId, Integer> one = new TreeMap<>();
        Map<DocumentId, Integer> other = new TreeMap<>();
        for (int i = 1; i <= n; i++) {
            int truth = random.nextInt(6);
            one.put(new DocumentId(i), Math.clamp(truth + random.nextInt(3) - 1L, 0, 5));
            other.put(new DocumentId(i), Math.clamp(truth + random.nextInt(3) - 1L, 0, 5));
        }
        return Agreement.of(one, other);
    }

    private static Map<DocumentId, Integer> numbered(
            int n, java.util.function.IntUnaryOperator label) {
        Map<DocumentId, Integer> labels = new TreeMap<>();
        for (int i = 1; i <= n; i++) {
            labels.put(new DocumentId(i), label.applyAsInt(i));
        }
        return labels;
    }

    private static Map<DocumentId, Integer> labels(JsonNode list) {
        return numbered(list.size(), i -> list.get(i - 1).asInt());
    }

    private static void equal(double value, JsonNode expected) {
        assertThat(value).isCloseTo(expected.asDouble(), within(1e-9));
    }
}
