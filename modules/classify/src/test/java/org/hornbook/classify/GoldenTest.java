package org.hornbook.classify;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import com.fasterxml.jackson.databind.JsonNode;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.hornbook.label.Kappa;
import org.hornbook.label.Spearman;
import org.hornbook.store.Json;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/// Heads and figures against scikit-learn and scipy.
class GoldenTest {
    private static JsonNode golden;

    @BeforeAll
    static void read() throws Exception {
        Path file =
                Path.of(
                        System.getProperty("hornbook.datasets"),
                        "golden",
                        "classify",
                        "golden.json");
        golden = Json.read(Files.readString(file), JsonNode.class);
    }

    @Test
    void theLogisticHeadIsScikitLearns() {
        for (JsonNode c : golden.path("heads")) {
            List<SparseVector> rows = new ArrayList<>();
            boolean[] labels = new boolean[c.path("y").size()];
            for (int i = 0; i < labels.length; i++) {
                labels[i] = c.path("y").get(i).asInt() == 1;
                rows.add(dense(doubles(c.path("x").get(i))));
            }
            double[] weights = doubles(c.path("weights"));
            double lambda = 1 / (c.path("c").asDouble() * labels.length);
            LogisticRegression head =
                    LogisticRegression.train(rows, labels, weights.length, lambda, 1e-9);
            for (int k = 0; k < weights.length; k++) {
                assertThat(head.weights()[k]).isCloseTo(weights[k], within(1e-5));
            }
            assertThat(head.bias()).isCloseTo(c.path("bias").asDouble(), within(1e-5));
        }
    }

    @Test
    void theFiguresAreThoseOfScikitLearn() {
        for (JsonNode c : golden.path("figures")) {
            double[] scores = doubles(c.path("scores"));
            int[] labels = new int[scores.length];
            double[] asDouble = new double[scores.length];
            boolean[] positive = new boolean[scores.length];
            for (int i = 0; i < labels.length; i++) {
                labels[i] = c.path("labels").get(i).asInt();
                asDouble[i] = labels[i];
                positive[i] = labels[i] >= 3;
            }
            Evaluation evaluation = Evaluation.of(scores, labels, 3, 2.5, 1);
            equal(evaluation.precision(), c.path("precision"));
            equal(evaluation.recall(), c.path("recall"));
            equal(evaluation.f1(), c.path("f1"));
            equal(evaluation.auc(), c.path("auc"));
            equal(evaluation.averagePrecision(), c.path("ap"));
            equal(evaluation.spearman(), c.path("spearman"));
            equal(evaluation.weightedKappa(), c.path("kappa"));
            equal(Spearman.of(asDouble, scores), c.path("spearman"));
            assertThat(Kappa.of(labels, labels, Kappa.Weights.QUADRATIC)).isEqualTo(1);
            Calibration calibration =
                    new Calibration(c.path("slope").asDouble(), c.path("offset").asDouble());
            equal(calibration.brier(scores, positive), c.path("brier"));
            assertThat(calibration.ece(scores, positive))
                    .isCloseTo(c.path("ece").asDouble(), within(1e-5));
            assertThat(evaluation.f1()).isBetween(evaluation.f1Low(), evaluation.f1High());
        }
    }

    @Test
    void theForestIsAsGoodAsScikitLearnsAndTheSameForTheSameSeed() {
        JsonNode c = golden.path("forest");
        int train = c.path("train").asInt();
        int n = c.path("y").size();
        float[][] rows = new float[n][];
        double[] targets = doubles(c.path("y"));
        for (int i = 0; i < n; i++) {
            double[] row = doubles(c.path("x").get(i));
            rows[i] = new float[row.length];
            for (int k = 0; k < row.length; k++) {
                rows[i][k] = (float) row[k];
            }
        }
        float[][] part = java.util.Arrays.copyOf(rows, train);
        double[] partTargets = java.util.Arrays.copyOf(targets, train);
        double[] equal = new double[train];
        java.util.Arrays.fill(equal, 1);
        RandomForest forest = RandomForest.train(part, partTargets, equal, 100, 12, 1);
        RandomForest again = RandomForest.train(part, partTargets, equal, 100, 12, 1);
        double mean = java.util.Arrays.stream(targets, train, n).average().orElseThrow();
        double residual = 0;
        double total = 0;
        for (int i = train; i < n; i++) {
            double score = forest.score(rows[i]);
            assertThat(again.score(rows[i])).isEqualTo(score);
            residual += (targets[i] - score) * (targets[i] - score);
            total += (targets[i] - mean) * (targets[i] - mean);
        }
        assertThat(1 - residual / total).isGreaterThan(c.path("r2").asDouble() - 0.03);
    }

    private static void equal(double value, JsonNode expected) {
        assertThat(value).isCloseTo(expected.asDouble(), within(1e-9));
    }

    private static SparseVector dense(double[] values) {
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
