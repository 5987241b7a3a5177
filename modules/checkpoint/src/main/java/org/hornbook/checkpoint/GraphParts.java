package org.hornbook.checkpoint;

import java.io.IOException;

/// What the parts of one graph are written with.
record GraphParts(
        ModelConfig config,
        ModelWeights weights,
        Initializers constants,
        Products products,
        OnnxGraph graph) {
    String vector(String name) throws IOException {
        return vector(name, weights.vector(name));
    }

    String vector(String name, float[] values) throws IOException {
        return constants.floats(name, new int[] {values.length}, FloatSource.of(values));
    }

    /// The bias of the linear layer `name`; an empty name if it has none.
    String bias(Bias kind, String name) throws IOException {
        return config.has(kind) ? vector(name + ".bias") : "";
    }

    String product(String x, String name, Matrix weight, String bias, String addend, String output)
            throws IOException {
        return products.product(graph, x, name, weight, bias, addend, output);
    }

    float eps() {
        return (float) config.norm().eps();
    }
}
