package org.hornbook.classify;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import com.fasterxml.jackson.databind.JsonNode;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;
import org.hornbook.store.Json;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/// Class weights and calibration against scikit-learn.
class CalibrationTest {
    private static JsonNode golden;

    @BeforeAll
    static void read() throws Exception {
        Path file =
                Path.of(
                        System.getProperty("hornbook.datasets"),
                        "golden",
                        "classify",
                        "weights.json");
        golden = Json.read(Files.readString(file), JsonNode.class);
    }

    @Test
    void aWeightedHeadIsScikitLearns() {
        assertThat(golden.path("heads")).isNotEmpty();
        for (JsonNode c : golden.path("heads")) {
            int n = c.path("y").size();
            List<SparseVector> rows = new ArrayList<>();
            int[] labels = new int[n];
            boolean[] positive = new boolean[n];
            for (int i = 0; i < n; i++) {
                labels[i] = c.path("y").get(i).asInt();
                positive[i] = labels[i] == 1;
                rows.add(sparse(doubles(c.path("x").get(i))));
            }
            double[] weights = doubles(c.path("weights"));
            double[] importance = ClassWeights.parse(c.path("classWeights").asText()).of(labels);
            double lambda = 1 / (c.path("c").asDouble() * n);
            LogisticRegression head =
                    LogisticRegression.train(
                            rows, positive, importance, weights.length, lambda, 1e-9);
            for (int k = 0; k < weights.length; k++) {
                assertThat(head.weights()[k]).isCloseTo(weights[k], within(1e-5));
            }
            assertThat(head.bias()).isCloseTo(c.path("bias").asDouble(), within(1e-5));
        }
    }

    @Test
    void plattsCurveAndTheIsotonicOneAreScikitLearns() {
        assertThat(golden.path("curves")).isNotEmpty();
        for (JsonNode c : golden.path("curves")) {
            double[] scores = doubles(c.path("scores"));
            boolean[] positive = new boolean[scores.length];
            for (int i = 0; i < positive.length; i++) {
                positive[i] = c.path("positive").get(i).asInt() == 1;
            }
            Calibrator platt = Calibrator.Method.PLATT.fit(scores, positive);
            Isotonic isotonic = (Isotonic) Calibrator.Method.ISOTONIC.fit(scores, positive);
            assertThat(isotonic.scores()).containsExactly(doubles(c.path("thresholds")));
            for (int i = 0; i < c.path("asked").size(); i++) {
                double at = c.path("asked").get(i).asDouble();
                assertThat(platt.probability(at))
                        .isCloseTo(c.path("platt").get(i).asDouble(), within(1e-6));
                assertThat(isotonic.probability(at))
                        .isCloseTo(c.path("isotonic").get(i).asDouble(), within(1e-9));
            }
        }
    }

    @Test
    void scoresThatSeparateOrNeverChangeAreCalibratedToo() {
        double[] apart = {0, 0.1, 0.2, 4.8, 4.9, 5};
        boolean[] high = {false, false, false, true, true, true};
        Calibrator platt = Calibrator.Method.PLATT.fit(apart, high);
        assertThat(platt.probability(0.1)).isCloseTo(0.2, within(0.03)); // Platt's target, 1 / 5
        assertThat(platt.probability(4.9)).isCloseTo(0.8, within(0.03));
        double[] same = {2, 2, 2, 2};
        boolean[] some = {true, false, false, false};
        assertThat(Calibrator.Method.ISOTONIC.fit(same, some).probability(9)).isEqualTo(0.25);
        assertThat(Calibrator.Method.PLATT.fit(same, some).probability(2))
                .isCloseTo(1.0 / 3, within(0.05));
        assertThatThrownBy(() -> Calibrator.Method.of("beta"))
                .hasMessage("there is no calibration beta: there are platt and isotonic");
    }

    @Test
    void aCalibratedProbabilityIsRightAsOftenAsItSays() {
        SplittableRandom random = new SplittableRandom(9);
        int n = 20_000;
        double[] scores = new double[n];
        boolean[] positive = new boolean[n];
        for (int i = 0; i < n; i++) {
            scores[i] = 5 * random.nextDouble();
            positive[i] =
                    random.nextDouble() < scores[i] * scores[i] / 25; // bent: no logistic curve
        }
        Calibrator isotonic = Calibrator.Method.ISOTONIC.fit(scores, positive);
        for (double at = 0.5; at < 5; at += 0.5) {
            assertThat(isotonic.probability(at)).isCloseTo(at * at / 25, within(0.05));
        }
        assertThat(isotonic.ece(scores, positive)).isLessThan(0.01);
    }

    @Test
    void aCalibrationIsTheSameAfterJson() {
        double[] scores = {1, 2, 2.5, 3, 4};
        boolean[] positive = {false, false, true, false, true};
        for (Calibrator.Method method : Calibrator.Method.values()) {
            Calibrator curve = method.fit(scores, positive);
            assertThat(Json.read(Json.write(curve), Calibrator.class)).isEqualTo(curve);
        }
    }

    @Test
    void classWeightsAreReadFromTextAndAppliedByLabel() {
        int[] labels = {0, 0, 0, 5};
        assertThat(ClassWeights.parse("none").of(labels)).containsExactly(1, 1, 1, 1);
        assertThat(ClassWeights.parse("balanced").of(labels))
                .containsExactly(2 / 3.0, 2 / 3.0, 2 / 3.0, 2);
        assertThat(ClassWeights.parse("5=4, 1=0.5").of(labels)).containsExactly(1, 1, 1, 4);
        for (String wrong : List.of("heavy", "5", "5=", "a=1", "5=0", "5=-1", "5=Infinity")) {
            assertThatThrownBy(() -> ClassWeights.parse(wrong))
                    .as(wrong)
                    .isInstanceOf(IllegalArgumentException.class);
        }
        Recipe recipe = Recipe.NgramLinear.USUAL.with(ClassWeights.parse("0=1,5=4"));
        String json = Json.tree(recipe).toString();
        assertThat(Json.read(json, Recipe.class)).isEqualTo(recipe);
        assertThat(
                        Json.read(
                                "{\"recipe\":\"ngram-linear\",\"bits\":18,\"characters\":true,\"strength\":3.0}",
                                Recipe.class))
                .isEqualTo(new Recipe.NgramLinear(18, true, 3));
    }

    @Test
    void weightsMoveAHeadTowardsTheLabelTheyFavour() {
        Samples lessons = Samples.lessons();
        int[] all = java.util.stream.IntStream.range(0, lessons.labels().length).toArray();
        double[] means = new double[2];
        for (int k = 0; k < 2; k++) {
            Recipe recipe =
                    new Recipe.NgramLinear(
                            12, false, 3, ClassWeights.parse(k == 0 ? "0=8" : "4=8,5=8"));
            Examples examples =
                    Examples.of(recipe, lessons.texts(), java.util.Optional.empty(), done -> {});
            Classifier classifier = examples.fit(all, lessons.labels(), 1);
            for (int row : all) {
                means[k] += examples.score(classifier, row) / all.length;
            }
        }
        assertThat(means[1]).isGreaterThan(means[0] + 0.2);
    }

    private static SparseVector sparse(double[] values) {
        int[] indexes = new int[values.length];
        float[] floats = new float[values.length];
        for (int k = 0; k < values.length; k++) {
            indexes[k] = k;
            floats[k] = (float) values[k];
        }
        return new SparseVector(indexes, floats);
    }

    private static double[] doubles(JsonNode list) {
        double[] values = new double[list.size()];
        for (int i = 0; i < values.length; i++) {
            values[i] = list.get(i).asDouble();
        }
        return values;
    }
}
