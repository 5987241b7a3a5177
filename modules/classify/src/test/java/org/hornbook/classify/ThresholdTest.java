package org.hornbook.classify;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;
import org.hornbook.corpus.DocumentId;
import org.hornbook.label.AnnotatorId;
import org.hornbook.label.Label;
import org.hornbook.label.RubricId;
import org.junit.jupiter.api.Test;

/// What is kept, and how well, wherever the threshold stands.
class ThresholdTest {
    private static final int N = 500;

    private final SplittableRandom random = new SplittableRandom(3);

    private static Label label(long document, int value) {
        return new Label(
                new DocumentId(document),
                new RubricId(1),
                value,
                "",
                new AnnotatorId(1),
                Instant.EPOCH);
    }

    /// Labels 0 to 5 with noisy scores; every third from a fold.
    private Pairs pairs() {
        List<Label> labels = new ArrayList<>();
        Map<DocumentId, Double> held = new HashMap<>();
        Map<DocumentId, Double> scores = new HashMap<>();
        for (int i = 0; i < N; i++) {
            Label label = label(i + 1, random.nextInt(6));
            labels.add(label);
            double score = label.value() + 2 * random.nextDouble() - 1;
            (i % 3 == 0 ? held : scores).put(label.document(), score);
        }
        labels.add(label(N + 1, 3));
        return Pairs.of(labels, held, d -> scores.getOrDefault(d, Double.NaN));
    }

    @Test
    void aColumnCountsWhatAThresholdKeepsAsCountingOneByOneDoes() {
        double[] scores = new double[N];
        long[] documents = new long[N];
        int[] characters = new int[N];
        for (int i = 0; i < N; i++) {
            scores[i] = random.nextInt(50) / 10.0;
            documents[i] = i + 1;
            characters[i] = random.nextInt(1000);
        }
        ScoreColumn column = ScoreColumn.of(scores, documents, characters);
        for (double cutoff : new double[] {-1, 0, 2.5, 2.55, 4.9, 6}) {
            long kept = Arrays.stream(scores).filter(s -> s >= cutoff).count();
            long length = 0;
            for (int i = 0; i < N; i++) {
                length += scores[i] >= cutoff ? characters[i] : 0;
            }
            assertThat(column.kept(cutoff)).isEqualTo((int) kept);
            assertThat(column.characters(cutoff)).isEqualTo(length);
        }
        assertThat(column.above(2.5, 3)).allMatch(n -> n.score() >= 2.5).hasSize(3);
        assertThat(column.below(2.5, 3)).allMatch(n -> n.score() < 2.5).hasSize(3);
        assertThat(column.above(2.5, N).stream().map(n -> n.document().value()))
                .doesNotHaveDuplicates()
                .allMatch(d -> scores[(int) (d - 1)] >= 2.5);
        assertThat(Arrays.stream(column.histogram(0, 5, 10)).sum()).isEqualTo(N);
    }

    @Test
    void aPartKeepsTheDocumentsUpToItsLastAndTiesWithIt() {
        ScoreColumn column =
                ScoreColumn.of(
                        new double[] {4, 1, 3, 3, 2}, new long[] {1, 2, 3, 4, 5}, new int[5]);
        double cutoff = column.cutoff(new Threshold.TopFraction(0.4));
        assertThat(cutoff).isEqualTo(3);
        assertThat(column.kept(cutoff)).isEqualTo(3);
        assertThat(ScoreColumn.EMPTY.cutoff(new Threshold.TopFraction(0.4))).isNaN();
        assertThatThrownBy(() -> new Threshold.TopFraction(0.4).cutoff(new double[0]))
                .isInstanceOf(IllegalArgumentException.class);
    }

    @Test
    void aMovedThresholdGivesTheFiguresOfAnEvaluationThere() {
        Pairs pairs = pairs();
        assertThat(pairs.size()).isEqualTo(N);
        assertThat(pairs.heldOut()).isEqualTo((N + 2) / 3);
        for (double cutoff : new double[] {0.5, 2.5, 3.3}) {
            Evaluation e = pairs.evaluation(3, cutoff);
            assertThat(pairs.at(3, cutoff)).isEqualTo(e.confusion());
            Cut cut = pairs.cut(3, cutoff);
            assertThat(cut.confusion()).isEqualTo(e.confusion());
            assertThat(cut.f1()).isEqualTo(new Interval(e.f1Low(), e.f1High()));
            assertThat(cut.precision().low()).isLessThanOrEqualTo(e.precision());
            assertThat(cut.recall().high()).isGreaterThanOrEqualTo(e.recall());
        }
    }

    @Test
    void theCellsOfTheGridHoldTheDocumentsThatAreCountedThere() {
        Pairs pairs = pairs();
        int[][] table = pairs.table(0, 5);
        int sum = 0;
        for (int label = 0; label <= 5; label++) {
            for (int score = 0; score <= 5; score++) {
                List<Integer> cell = pairs.cell(label, score, 0, 5);
                assertThat(cell).hasSize(table[label][score]);
                sum += cell.size();
                for (int i = 1; i < cell.size(); i++) {
                    assertThat(pairs.residual(cell.get(i)))
                            .isLessThanOrEqualTo(pairs.residual(cell.get(i - 1)));
                }
            }
        }
        assertThat(sum).isEqualTo(N);
        assertThat(Arrays.stream(pairs.histogram(0, 5, 20)).flatMapToInt(Arrays::stream).sum())
                .isEqualTo(N);
    }

    @Test
    void curvesPassThroughThePointOfEveryThresholdAndStayInTheirBands() {
        Pairs pairs = pairs();
        Curves curves = Curves.of(pairs.scores(), pairs.positive(3), 1);
        Curves.Banded pr = curves.precisionRecall();
        for (int i = 0; i < pr.x().length; i++) {
            double recall = pr.x()[i];
            double precision = pr.y()[i];
            assertThat(
                            Ranking.precisionRecall(pairs.scores(), pairs.positive(3)).stream()
                                    .anyMatch(
                                            p ->
                                                    p.recall() == recall
                                                            && p.precision() == precision))
                    .isTrue();
            assertThat(pr.low()[i]).isLessThanOrEqualTo(pr.high()[i]);
        }
        Curves.Banded roc = curves.roc();
        double area = 0;
        for (int i = 1; i < roc.x().length; i++) {
            assertThat(roc.x()[i]).isGreaterThanOrEqualTo(roc.x()[i - 1]);
            area += (roc.x()[i] - roc.x()[i - 1]) * (roc.y()[i] + roc.y()[i - 1]) / 2;
        }
        assertThat(area).isCloseTo(Ranking.auc(pairs.scores(), pairs.positive(3)), within(0.01));
        assertThat(curves.bins().stream().mapToInt(Curves.Bin::n).sum()).isEqualTo(N);
        assertThat(curves.bins())
                .isSortedAccordingTo((a, b) -> Double.compare(a.score(), b.score()));
        assertThat(curves.bins())
                .allMatch(b -> b.interval().low() <= b.share() && b.share() <= b.interval().high());
    }

    @Test
    void withoutBothKindsOfDocumentsThereAreNoCurves() {
        Curves curves = Curves.of(new double[] {1, 2}, new boolean[] {true, true}, 1);
        assertThat(curves.precisionRecall().x()).isEmpty();
        assertThat(Curves.of(new double[0], new boolean[0], 1).bins()).isEmpty();
    }

    @Test
    void theNearestTextsAreThoseThatReadAlike() {
        List<DocumentId> ids = List.of(new DocumentId(1), new DocumentId(2), new DocumentId(3));
        Neighbours neighbours =
                Neighbours.of(
                        ids,
                        List.of(
                                "def add(a, b): return a + b",
                                "The cat sat on the mat.",
                                "def subtract(a, b): return a - b"));
        List<Neighbours.Near> near =
                neighbours.of(new DocumentId(1), "def add(a, b): return a + b", 2);
        assertThat(near.stream().map(Neighbours.Near::document))
                .containsExactly(new DocumentId(3), new DocumentId(2));
        assertThat(near.getFirst().alike()).isBetween(0.2, 1.0);
    }
}
