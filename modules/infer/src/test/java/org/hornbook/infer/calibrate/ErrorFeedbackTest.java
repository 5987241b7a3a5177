package org.hornbook.infer.calibrate;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.io.IOException;
import java.lang.foreign.Arena;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.SplittableRandom;
import org.hornbook.checkpoint.RoundedMatrix;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/// The fast rounding against `PlainGptq`, on small matrices whose inputs hang together as those of
/// a layer do.
class ErrorFeedbackTest {
    private static final int ROWS = 150; // more than a tile, no multiple of it
    private static final int TOKENS = 700;

    @TempDir Path folder;

    @ParameterizedTest
    @CsvSource({
        "32, 160, true",
        "64, 320, true",
        "128, 384, true",
        "32, 160, false",
        "128, 300, false",
        "64, 100, true"
    })
    void theStepsAreThoseOfPlainGptq(int block, int columns, boolean ordered) throws IOException {
        SplittableRandom random = new SplittableRandom(block + columns);
        float[][] x = inputs(random, columns);
        float[][] w = weights(random, columns);
        double[][] gram = gram(x, columns);
        double mean = 0;
        for (int i = 0; i < columns; i++) {
            mean += gram[i][i] / columns;
        }
        try (Arena arena = Arena.ofShared();
                MatrixProducts products = new MatrixProducts(Files.createDirectory(graphs()), 1)) {
            ErrorFeedback.Run run =
                    Gram.run(products, rows(arena, x), 0, columns, ordered, () -> {});
            Rows weight = rows(arena, w);
            RoundedMatrix rounded = RoundedMatrix.empty("w", ROWS, columns, block);
            new ErrorFeedback(products, () -> {}).round(weight, run, rounded);
            run.factor().close();
            float[][] scales = scales(rounded);
            int[][] expected = PlainGptq.round(w, gram, 0.01 * mean, run.order(), scales, block);
            int[][] actual = steps(rounded);
            int same = 0;
            for (int n = 0; n < ROWS; n++) {
                same += java.util.Arrays.equals(expected[n], actual[n]) ? 1 : 0;
            }
            // a step on the border between two may fall the other way, and takes its row along
            assertThat(same).isGreaterThanOrEqualTo(ROWS * 9 / 10);
            double lost = PlainGptq.lost(w, actual, scales, block, gram);
            double alike = PlainGptq.lost(w, expected, scales, block, gram);
            assertThat(lost).isCloseTo(alike, within(0.01 * alike));
            assertThat(run.straight()).isEqualTo(!ordered);
            float[] row = new float[columns];
            weight.get(ROWS - 1, 0, row, 0, columns);
            for (int k = 0; k < columns; k++) {
                assertThat(row[k]).isEqualTo(rounded.at(ROWS - 1, k));
            }
            float[][] nearest = nearestScales(w, block);
            assertThat(lost)
                    .isLessThan(
                            0.6
                                    * PlainGptq.lost(
                                            w,
                                            PlainGptq.round(
                                                    w,
                                                    unit(columns),
                                                    0,
                                                    run.order(),
                                                    nearest,
                                                    block),
                                            nearest,
                                            block,
                                            gram));
        }
    }

    @Test
    void inputsThatAreNeverAnythingButZeroDoNoHarm() throws IOException {
        SplittableRandom random = new SplittableRandom(5);
        float[][] x = inputs(random, 128);
        for (float[] row : x) {
            row[3] = 0;
            row[100] = 0;
        }
        float[][] w = weights(random, 128);
        try (Arena arena = Arena.ofShared();
                MatrixProducts products = new MatrixProducts(Files.createDirectory(graphs()), 1)) {
            ErrorFeedback.Run run = Gram.run(products, rows(arena, x), 0, 128, true, () -> {});
            RoundedMatrix rounded = RoundedMatrix.empty("w", ROWS, 128, 128);
            new ErrorFeedback(products, () -> {}).round(rows(arena, w), run, rounded);
            run.factor().close();
            for (float scale : rounded.scales()) {
                assertThat(Math.abs(scale)).isBetween(1e-4f, 1f);
            }
        }
    }

    private Path graphs() {
        return folder.resolve("graphs");
    }

    /// Some directions far stronger than others, some columns far larger.
    private static float[][] inputs(SplittableRandom random, int columns) {
        int hidden = columns / 3;
        float[][] mix = new float[hidden][columns];
        for (float[] row : mix) {
            for (int k = 0; k < columns; k++) {
                row[k] = (float) (random.nextGaussian() * (k % 17 == 0 ? 4 : 1));
            }
        }
        float[][] x = new float[TOKENS][columns];
        for (float[] row : x) {
            for (int h = 0; h < hidden; h++) {
                float size = (float) (random.nextGaussian() / (1 + h));
                for (int k = 0; k < columns; k++) {
                    row[k] += size * mix[h][k];
                }
            }
            for (int k = 0; k < columns; k++) {
                row[k] += (float) (0.2 * random.nextGaussian());
            }
        }
        return x;
    }

    private static float[][] weights(SplittableRandom random, int columns) {
        float[][] w = new float[ROWS][columns];
        for (float[] row : w) {
            for (int k = 0; k < columns; k++) {
                row[k] = (float) (0.1 * random.nextGaussian());
            }
        }
        return w;
    }

    private static double[][] gram(float[][] x, int columns) {
        double[][] gram = new double[columns][columns];
        for (float[] row : x) {
            for (int i = 0; i < columns; i++) {
                for (int j = 0; j < columns; j++) {
                    gram[i][j] += (double) row[i] * row[j];
                }
            }
        }
        return gram;
    }

    private static double[][] unit(int size) {
        double[][] unit = new double[size][size];
        for (int i = 0; i < size; i++) {
            unit[i][i] = 1;
        }
        return unit;
    }

    private static float[][] nearestScales(float[][] w, int block) {
        float[][] scales = new float[w.length][Math.ceilDiv(w[0].length, block)];
        for (int n = 0; n < w.length; n++) {
            for (int k = 0; k < w[n].length; k++) {
                float at = w[n][k] / -8;
                float best = scales[n][k / block];
                scales[n][k / block] = Math.abs(at) > Math.abs(best) ? at : best;
            }
        }
        return scales;
    }

    private static Rows rows(Arena arena, float[][] values) {
        Rows rows = Rows.of(arena, values.length, values[0].length);
        for (int i = 0; i < values.length; i++) {
            rows.put(i, 0, values[i], 0, values[i].length);
        }
        return rows;
    }

    private static float[][] scales(RoundedMatrix rounded) {
        float[][] scales = new float[ROWS][rounded.blocks()];
        for (int n = 0; n < ROWS; n++) {
            System.arraycopy(
                    rounded.scales(), n * rounded.blocks(), scales[n], 0, rounded.blocks());
        }
        return scales;
    }

    private static int[][] steps(RoundedMatrix rounded) {
        int[][] steps = new int[ROWS][rounded.columns()];
        for (int n = 0; n < ROWS; n++) {
            for (int k = 0; k < rounded.columns(); k++) {
                int pair = rounded.packed()[n * rounded.rowBytes() + k / 2];
                steps[n][k] = (k % 2 == 0 ? pair & 15 : pair >> 4 & 15) - 8;
            }
        }
        return steps;
    }
}
