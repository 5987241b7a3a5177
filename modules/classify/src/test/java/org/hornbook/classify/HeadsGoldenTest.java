package org.hornbook.classify;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;
import org.hornbook.store.Json;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/// Heads on dense rows against scikit-learn.
class HeadsGoldenTest {
    private static JsonNode golden;
    private static float[][] rows;
    private static float[][] asked;
    private static int[] labels;

    @BeforeAll
    static void read() throws Exception {
        Path file =
                Path.of(System.getProperty("hornbook.datasets"), "golden", "heads", "heads.json");
        golden = Json.read(Files.readString(file), JsonNode.class);
        rows = floats(golden.path("x"));
        asked = floats(golden.path("asked"));
        labels = new int[rows.length];
        for (int i = 0; i < labels.length; i++) {
            labels[i] = golden.path("labels").get(i).asInt();
        }
    }

    @Test
    void linearOrdinalAndRegressionAreScikitLearns() {
        for (JsonNode c : golden.path("cases")) {
            Recipe.OnEncoder recipe = recipe(c);
            LinearHead head = (LinearHead) DenseHead.train(recipe, rows, labels, 1);
            assertThat(head.steps()).hasSize(c.path("heads").size());
            equal(head, c);
        }
    }

    private static void equal(LinearHead head, JsonNode c) {
        for (int s = 0; s < head.steps().length; s++) {
            JsonNode wanted = c.path("heads").get(s);
            LinearHead.Step step = head.steps()[s];
            for (int k = 0; k < step.weights().length; k++) {
                assertThat(step.weights()[k])
                        .isCloseTo(wanted.path("weights").get(k).asDouble(), within(1e-5));
            }
            assertThat(step.bias()).isCloseTo(wanted.path("bias").asDouble(), within(1e-5));
        }
        for (int i = 0; i < asked.length; i++) {
            assertThat(head.score(asked[i]))
                    .isCloseTo(c.path("scores").get(i).asDouble(), within(1e-5));
        }
    }

    @Test
    void withoutRidgeItIsLinearRegressionAndSaysSoWhereTheRowsDoNotSuffice() {
        float[][] full = without(rows, 5);
        LinearHead head = LinearHead.regression(full, labels, 0, false);
        JsonNode wanted = golden.path("plain");
        float[][] some = without(asked, 5);
        for (int i = 0; i < some.length; i++) {
            assertThat(head.score(some[i]))
                    .isCloseTo(wanted.path("scores").get(i).asDouble(), within(1e-5));
        }
        assertThatThrownBy(() -> LinearHead.regression(rows, labels, 0, false))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("without a ridge");
    }

    @Test
    void everyHeadIsTheSameForTheSameSeedAndComesBackFromItsBytes() {
        for (Recipe.OnEncoder recipe : recipes()) {
            DenseHead one = DenseHead.train(recipe, rows, labels, 7);
            DenseHead two = DenseHead.train(recipe, rows, labels, 7);
            Classifier stored =
                    ClassifierFile.read(ClassifierFile.write(new DenseClassifier(recipe, one)));
            assertThat(stored.recipe()).isEqualTo(recipe);
            for (float[] row : asked) {
                assertThat(two.score(row)).isEqualTo(one.score(row));
                assertThat(((DenseClassifier) stored).head().score(row)).isEqualTo(one.score(row));
            }
        }
    }

    @Test
    void manyRowsAtOnceGetTheScoresOfEach() {
        float[] block = new float[asked.length * asked[0].length];
        for (int i = 0; i < asked.length; i++) {
            System.arraycopy(asked[i], 0, block, i * asked[0].length, asked[0].length);
        }
        for (Recipe.OnEncoder recipe : recipes()) {
            DenseHead head = DenseHead.train(recipe, rows, labels, 7);
            double[] scores = new double[asked.length];
            head.score(block, asked[0].length, asked.length, scores);
            for (int i = 0; i < asked.length; i++) {
                assertThat(scores[i]).isEqualTo(head.score(asked[i]));
            }
        }
    }

    @Test
    void aBalancedForestFindsMoreOfWhatIsRare() {
        int n = 2_000;
        SplittableRandom random = new SplittableRandom(3);
        float[][] x = new float[n][4];
        int[] y = new int[n];
        for (int i = 0; i < n; i++) {
            for (int k = 0; k < 4; k++) {
                x[i][k] = (float) random.nextGaussian();
            }
            y[i] = x[i][0] + random.nextGaussian() > 2.6 ? 5 : 0;
        }
        DenseHead plain = DenseHead.train(new Recipe.EncoderForest("e", 60, 6, false), x, y, 1);
        DenseHead balanced = DenseHead.train(new Recipe.EncoderForest("e", 60, 6, true), x, y, 1);
        double[] meanPlain = new double[2];
        double[] meanBalanced = new double[2];
        int[] counts = new int[2];
        for (int i = 0; i < n; i++) {
            counts[y[i] / 5]++;
            meanPlain[y[i] / 5] += plain.score(x[i]);
            meanBalanced[y[i] / 5] += balanced.score(x[i]);
        }
        assertThat(counts[1]).isBetween(20, 200);
        assertThat(meanBalanced[1] / counts[1]).isGreaterThan(1 + meanPlain[1] / counts[1]);
        assertThat(meanBalanced[0] / counts[0]).isLessThan(2.5);
    }

    @Test
    void oneSidedLabelsAreToldInOneSentence() {
        int[] low = new int[labels.length];
        for (Recipe.OnEncoder recipe :
                List.of(
                        new Recipe.EncoderLinear("e", 3, 1, false),
                        new Recipe.EncoderOrdinal("e", 1, true))) {
            assertThatThrownBy(() -> DenseHead.train(recipe, rows, low, 1))
                    .isInstanceOf(IllegalArgumentException.class)
                    .hasMessageNotContaining("\n");
        }
    }

    private static List<Recipe.OnEncoder> recipes() {
        return List.of(
                new Recipe.EncoderLinear("e", 3, 1, true),
                new Recipe.EncoderOrdinal("e", 1, false),
                new Recipe.EncoderRegression("e", 1, false),
                new Recipe.EncoderForest("e", 20, 8, true));
    }

    private static Recipe.OnEncoder recipe(JsonNode c) {
        double strength = c.path("strength").asDouble();
        boolean balanced = c.path("balanced").asBoolean();
        return switch (c.path("kind").asText()) {
            case "linear" ->
                    new Recipe.EncoderLinear("e", golden.path("keep").asInt(), strength, balanced);
            case "ordinal" -> new Recipe.EncoderOrdinal("e", strength, balanced);
            default -> new Recipe.EncoderRegression("e", strength, balanced);
        };
    }

    private static float[][] without(float[][] rows, int column) {
        List<float[]> fewer = new ArrayList<>();
        for (float[] row : rows) {
            float[] some = new float[row.length - 1];
            System.arraycopy(row, 0, some, 0, column);
            System.arraycopy(row, column + 1, some, column, some.length - column);
            fewer.add(some);
        }
        return fewer.toArray(float[][]::new);
    }

    private static float[][] floats(JsonNode text) throws IOException {
        ByteBuffer bytes = ByteBuffer.wrap(text.binaryValue()).order(ByteOrder.LITTLE_ENDIAN);
        int d = golden.path("d").asInt();
        float[][] values = new float[bytes.remaining() / Float.BYTES / d][d];
        for (float[] row : values) {
            for (int k = 0; k < d; k++) {
                row[k] = bytes.getFloat();
            }
        }
        return values;
    }
}
