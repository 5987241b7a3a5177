package org.hornbook.infer.calibrate;

import org.hornbook.checkpoint.LayerGraph;
import org.hornbook.checkpoint.ModelConfig;

/// About how much there is to compute, in millions of multiplications, by which progress is told.
record CalibrationCost(ModelConfig config, Texts texts) {
    private static final long MILLION = 1_000_000;
    private static final int SLOWER = 3; // what is not a product of large matrices

    /// Of all layers and the head.
    long all() {
        return config.layers() * layer() + head();
    }

    /// Of one layer.
    long layer() {
        int hidden = config.hiddenSize();
        int inner = config.intermediateSize();
        int up = (config.mlp().gated() ? 2 : 1) * inner;
        int fused = config.querySize() + 2 * config.keyValueSize();
        long weights = (long) hidden * (fused + config.querySize() + up + inner);
        return weights * texts.tokens() / MILLION
                + input(hidden, fused + up)
                + input(config.querySize(), hidden)
                + input(inner, hidden);
    }

    private long head() {
        return input(config.hiddenSize(), config.vocabSize());
    }

    /// What is computed about an input of `width` and the `rows` of all weights it is multiplied
    /// with.
    private long input(int width, int rows) {
        long sum = 0;
        int[] borders = Gram.borders(width);
        for (int i = 0; i < borders.length; i++) {
            int run = (i + 1 < borders.length ? borders[i + 1] : width) - borders[i];
            sum += gram(run) + feedback(rows, run);
        }
        return sum;
    }

    /// Of a run of columns.
    long gram(int run) {
        return (long) run * run * (texts.tokens() + run) / MILLION;
    }

    long feedback(int rows, int run) {
        return (long) rows * run * (run / 2 + SLOWER * 100) / MILLION;
    }

    long stage(LayerGraph.Stage stage, LayerPass pass) {
        long weights = 0;
        for (String output : pass.stages().stream().flatMap(s -> s.outputs().stream()).toList()) {
            for (LayerGraph.Product product : pass.of(output)) {
                if (stage.weights().contains(product.name())) {
                    weights += (long) product.rows() * product.columns();
                }
            }
        }
        return weights * texts.tokens() / MILLION;
    }

    /// Bytes on the disk while it is worked at.
    long disk(int block) {
        long stream = (long) (texts.tokens() + texts.heldTokens()) * config.hiddenSize();
        double weight = 0.5 + (double) Float.BYTES / block;
        return 2 * stream * Float.BYTES + (long) (config.parameters() * weight);
    }
}
