package org.hornbook.checkpoint;

import ai.onnx.proto.OnnxMl.ModelProto;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;

/// One layer of a decoder, or what follows the last, as graphs that are run one after another: each
/// stage computes what the next products multiply their weights with, so that those weights can be
/// chosen by it before anything is computed with them. Weights are inputs, `[out, in]`, in 32-bit
/// floats.
///
/// @param products in the order in which the layer has them
/// @param stages of which the last gives `OUT`
public record LayerGraph(List<Product> products, List<Stage> stages) {
    /// What a layer is given: `(S, hidden)`.
    public static final String IN = "stream";

    /// What it gives: the same, or, after the last layer, logits `(S, V)`.
    public static final String OUT = "stream_out";

    /// A product with a weight.
    public static final class Product {
        private final String name;
        private final String x;
        private final Matrix weight;

        Product(String name, String x, Matrix weight) {
            this.name = name;
            this.x = x;
            this.weight = weight;
        }

        /// That of the weight in the graph.
        public String name() {
            return name;
        }

        /// The value that is multiplied: `(S, columns)`.
        public String x() {
            return x;
        }

        public int rows() {
            return weight.rows();
        }

        public int columns() {
            return weight.columns();
        }

        /// Puts a row of the weight into `into` at `offset`; several threads may.
        public void read(int row, float[] into, int offset) {
            weight.read(row, into, offset);
        }
    }

    /// @param file the graph
    /// @param inputs what it is given besides weights: `IN`, outputs of earlier stages, and of
    ///   `ModelGraph.TOKENS`, `LAST_POSITION` and `LENGTH` what it asks for
    /// @param weights names of products whose weights it is given
    /// @param outputs each the `x` of products that no earlier stage had, or `OUT`
    public record Stage(
            Path file, List<String> inputs, List<String> weights, List<String> outputs) {}

    /// Writes the graphs of layer `layer`, which is the number of layers for what follows them,
    /// into the folder `scratch`, which has none of that layer yet.
    public static LayerGraph write(Checkpoint checkpoint, int layer, Path scratch)
            throws IOException {
        InputProducts products = new InputProducts();
        ModelProto whole;
        String label = "layer-" + layer;
        try (Initializers constants = new Initializers(scratch.resolve(label + ".bin"))) {
            GraphBuilder builder =
                    new GraphBuilder(
                            checkpoint.config(), checkpoint.tensors(), constants, products);
            whole = layer == checkpoint.config().layers() ? builder.head() : builder.layer(layer);
        }
        return new LayerGraph(
                List.copyOf(products.all()), cut(whole, products.all(), scratch.resolve(label)));
    }

    private static List<Stage> cut(ModelProto whole, List<Product> products, Path label)
            throws IOException {
        List<Stage> stages = new ArrayList<>();
        Set<String> weights = new HashSet<>();
        products.forEach(product -> weights.add(product.name()));
        Set<String> known = new LinkedHashSet<>(Set.of(IN));
        Set<String> done = new HashSet<>();
        while (done.size() < weights.size()) {
            List<String> next = new ArrayList<>();
            for (Product product : products) {
                GraphSlice one = GraphSlice.of(whole, known, List.of(product.x()));
                if (!known.contains(product.x())
                        && !next.contains(product.x())
                        && done.containsAll(one.among(weights))) {
                    next.add(product.x());
                }
            }
            stages.add(stage(whole, known, weights, next, label, stages.size()));
            known.addAll(next);
            products.stream()
                    .filter(product -> known.contains(product.x()))
                    .forEach(product -> done.add(product.name()));
        }
        stages.add(stage(whole, known, weights, List.of(OUT), label, stages.size()));
        return List.copyOf(stages);
    }

    private static Stage stage(
            ModelProto whole,
            Set<String> known,
            Set<String> weights,
            List<String> wanted,
            Path label,
            int number)
            throws IOException {
        GraphSlice slice = GraphSlice.of(whole, known, wanted);
        Path file = label.resolveSibling(label.getFileName() + "-" + number + ".onnx");
        try (OutputStream out = Files.newOutputStream(file)) {
            slice.model().writeTo(out);
        }
        Set<String> values = new LinkedHashSet<>(slice.inputs());
        values.removeAll(weights);
        return new Stage(file, List.copyOf(values), slice.among(weights), List.copyOf(wanted));
    }
}
