package org.hornbook.bench;

import java.io.DataOutputStream;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Optional;
import org.hornbook.classify.EmbeddedBench;
import org.hornbook.classify.Recipe;

/// Heads on embeddings: training on 100,000 rows of 384 values, and scoring a million embeddings
/// that the workspace holds, from its file to its score table. With `-Dpython=` scikit-learn trains
/// on the same rows in the same run; with `-Dencoder=` (and `-Dtexts=`) the pace of an encoder.
final class HeadsBench {
    private static final int TRAINED = Integer.getInteger("heads.rows", 100_000);
    private static final int SCORED = Integer.getInteger("heads.scored", 1_000_000);
    private static final int DIMENSION = 384;
    private static final int TIMES = 3;

    private final Path folder;

    HeadsBench(Path folder) {
        this.folder = folder;
    }

    void run() throws Exception {
        Files.createDirectories(folder);
        EmbeddedBench bench = new EmbeddedBench(folder, DIMENSION);
        float[][] rows = EmbeddedBench.rows(TRAINED, DIMENSION, 1);
        int[] labels = EmbeddedBench.labels(rows, 2);
        System.out.printf(
                "training on %,d x %d, seconds, median of %d%n", TRAINED, DIMENSION, TIMES);
        train("linear", new Recipe.EncoderLinear("bench", 3, 1, false), rows, labels);
        train("ordinal", new Recipe.EncoderOrdinal("bench", 1, false), rows, labels);
        train("regression", new Recipe.EncoderRegression("bench", 1, false), rows, labels);
        train("forest of 100", Recipe.EncoderForest.of("bench"), rows, labels);
        Optional<String> python = Optional.ofNullable(System.getProperty("python"));
        if (python.isPresent()) {
            peer(python.get(), rows, labels);
        }
        System.out.printf("scoring %,d held embeddings into the score table, seconds%n", SCORED);
        bench.fill(SCORED);
        for (Recipe.OnEncoder recipe :
                new Recipe.OnEncoder[] {
                    new Recipe.EncoderLinear("bench", 3, 1, false),
                    new Recipe.EncoderOrdinal("bench", 1, false),
                    Recipe.EncoderForest.of("bench")
                }) {
            double[] seconds = new double[TIMES];
            bench.train(recipe, rows, labels);
            for (int i = 0; i < TIMES; i++) {
                seconds[i] = bench.score(recipe);
            }
            Arrays.sort(seconds);
            System.out.printf("  %-16s %6.2f%n", recipe.id(), seconds[TIMES / 2]);
        }
        System.out.printf("  %-16s %6.2f%n", "more like one", bench.like());
        bench.close();
        if (System.getProperty("encoder") != null) {
            EmbeddedBench.encoder(Path.of(System.getProperty("encoder")), folder);
        }
        System.out.println();
    }

    private static void train(String name, Recipe.OnEncoder recipe, float[][] rows, int[] labels) {
        double[] seconds = new double[TIMES];
        for (int i = 0; i < TIMES; i++) {
            long start = System.nanoTime();
            EmbeddedBench.train(recipe, rows, labels, i);
            seconds[i] = (System.nanoTime() - start) / 1e9;
        }
        System.out.printf("  %-16s %6.2f  (first %.2f)%n", name, median(seconds), seconds[0]);
    }

    private static double median(double[] seconds) {
        double[] sorted = seconds.clone();
        Arrays.sort(sorted);
        return sorted[sorted.length / 2];
    }

    /// scikit-learn on the same rows, by `peers/heads.py` beside this module's README.
    private void peer(String python, float[][] rows, int[] labels)
            throws IOException, InterruptedException {
        Path file = folder.resolve("rows.bin");
        try (DataOutputStream out =
                new DataOutputStream(
                        new java.io.BufferedOutputStream(Files.newOutputStream(file), 1 << 20))) {
            out.writeInt(rows.length);
            out.writeInt(rows[0].length);
            java.nio.ByteBuffer line = java.nio.ByteBuffer.allocate(rows[0].length * 4);
            for (float[] row : rows) {
                line.clear();
                line.asFloatBuffer().put(row);
                out.write(line.array());
            }
            for (int label : labels) {
                out.writeInt(label);
            }
        }
        Path script =
                Path.of(System.getProperty("hornbook.home", "."), "modules/bench/peers/heads.py");
        new ProcessBuilder(python, script.toString(), file.toString())
                .inheritIO()
                .start()
                .waitFor();
    }
}
