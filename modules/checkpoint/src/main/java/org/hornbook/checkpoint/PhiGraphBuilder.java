package org.hornbook.checkpoint;

import ai.onnx.proto.OnnxMl.ModelProto;
import ai.onnx.proto.OnnxMl.TensorProto.DataType;
import java.io.IOException;
import java.util.List;
import java.util.Map;

/// Writes the operators of a phi model. Per layer: h = LayerNorm(x); x + attention(h) + mlp(h), the
/// three sums folded into the matrix products and the next LayerNorm. Activations are `(S, width)`
/// with S the tokens of this call; attention takes and gives a batch of one.
final class PhiGraphBuilder {
    private final PhiConfig config;
    private final PhiWeights weights;
    private final Initializers constants;
    private final HeadLayout layout;
    private OnnxGraph graph;

    PhiGraphBuilder(PhiConfig config, Tensors tensors, Initializers constants) {
        this.config = config;
        this.weights = new PhiWeights(config, tensors);
        this.constants = constants;
        this.layout = HeadLayout.of(config);
    }

    /// Logits of the tokens at `positions`, the keys and values of earlier tokens being in
    /// `past_key.i` and `past_value.i` and of all tokens in `key.i` and `value.i`.
    ModelProto decoder() throws IOException {
        graph = new OnnxGraph("phi", constants);
        String positions = graph.input(PhiGraph.POSITIONS, DataType.INT64, "P");
        Stream last = layers(true);
        String sum = graph.add("Add", List.of(last.x(), last.skip()), "sum", Map.of());
        String chosen = graph.add("Gather", List.of(sum, positions), "chosen", Map.of("axis", 0));
        String h =
                graph.add(
                        "LayerNormalization",
                        List.of(
                                chosen,
                                vector(PhiParameters.FINAL_NORM + ".weight"),
                                vector(PhiParameters.FINAL_NORM + ".bias")),
                        "normed",
                        Map.of("axis", -1, "epsilon", eps()));
        String head =
                config.tiedEmbeddings() ? PhiParameters.EMBEDDING : PhiParameters.HEAD + ".weight";
        gemm(h, vector(head), vector(PhiParameters.HEAD + ".bias"), PhiGraph.LOGITS);
        graph.output(PhiGraph.LOGITS, DataType.FLOAT, "P", config.vocabSize());
        return graph.model();
    }

    /// The mean over all tokens of the hidden state after the last LayerNorm: `(hidden)`.
    ModelProto encoder() throws IOException {
        graph = new OnnxGraph("phi-encoder", constants);
        Stream last = layers(false);
        Stream normed = norm(last, PhiParameters.FINAL_NORM, "final");
        graph.add(
                "ReduceMean",
                List.of(normed.h(), constants.longs("tokens_axis", 0)),
                PhiGraph.POOLED,
                Map.of("keepdims", 0));
        graph.output(PhiGraph.POOLED, DataType.FLOAT, config.hiddenSize());
        return graph.model();
    }

    /// `x` + `skip` is the stream between layers, `h` its normalised form.
    private record Stream(String x, String skip, String h) {}

    private Stream layers(boolean cached) throws IOException {
        graph.input(PhiGraph.TOKENS, DataType.INT64, "S");
        graph.input(PhiGraph.LAST_POSITION, DataType.INT32, 1);
        graph.input(PhiGraph.LENGTH, DataType.INT32, 1);
        String embedded =
                graph.add(
                        "Gather",
                        List.of(vector(PhiParameters.EMBEDDING), PhiGraph.TOKENS),
                        "embedded",
                        Map.of("axis", 0));
        Stream stream = new Stream(embedded, "", "");
        for (int layer = 0; layer < config.layers(); layer++) {
            String prefix = PhiParameters.layer(layer);
            Stream normed = norm(stream, prefix + "input_layernorm", "layer" + layer);
            String attended = attention(normed.h(), layer, cached);
            stream = new Stream(normed.x(), mlp(normed.h(), attended, layer), "");
        }
        return stream;
    }

    private Stream norm(Stream stream, String name, String label) throws IOException {
        String gamma = vector(name + ".weight");
        String beta = vector(name + ".bias");
        if (stream.skip().isEmpty()) {
            String h =
                    graph.add(
                            "LayerNormalization",
                            List.of(stream.x(), gamma, beta),
                            label + ".h",
                            Map.of("axis", -1, "epsilon", eps()));
            return new Stream(stream.x(), "", h);
        }
        String h =
                graph.addContrib(
                        "SkipLayerNormalization",
                        List.of(stream.x(), stream.skip(), gamma, beta),
                        List.of(label + ".h", "", "", label + ".x"),
                        Map.of("epsilon", eps()));
        return new Stream(label + ".x", "", h);
    }

    /// Attention's output before its last projection: `(S, heads * width)`.
    private String attention(String h, int layer, boolean cached) throws IOException {
        String label = "layer" + layer;
        PhiAttention attention = new PhiAttention(config, layout, weights, constants, graph);
        return attention.add(h, layer, label, cached);
    }

    /// attention(h) + mlp(h): the product with `dense` is what the product with `fc2` is added to.
    private String mlp(String h, String attended, int layer) throws IOException {
        String label = "layer" + layer;
        String prefix = PhiParameters.layer(layer);
        String dense = prefix + "self_attn.dense.weight";
        String attention =
                gemm(
                        attended,
                        constants.floats(
                                dense,
                                new int[] {config.hiddenSize(), config.heads() * layout.width()},
                                weights.denseColumns(dense)),
                        constants.floats(
                                prefix + "out.bias",
                                new int[] {config.hiddenSize()},
                                weights.sum(
                                        prefix + "self_attn.dense.bias", prefix + "mlp.fc2.bias")),
                        label + ".attention");
        String inner =
                gemm(
                        h,
                        vector(prefix + "mlp.fc1.weight"),
                        vector(prefix + "mlp.fc1.bias"),
                        label + ".fc1");
        String active =
                switch (Activation.of(config.activation())) {
                    case GELU_TANH ->
                            graph.addContrib(
                                    "FastGelu", List.of(inner), List.of(label + ".gelu"), Map.of());
                    case GELU_ERF ->
                            graph.addContrib(
                                    "Gelu", List.of(inner), List.of(label + ".gelu"), Map.of());
                    case RELU -> graph.add("Relu", List.of(inner), label + ".relu", Map.of());
                };
        return gemm(active, vector(prefix + "mlp.fc2.weight"), attention, label + ".out");
    }

    private String gemm(String x, String weight, String addend, String output) {
        return graph.add("Gemm", List.of(x, weight, addend), output, Map.of("transB", 1));
    }

    private String vector(String name) throws IOException {
        return constants.floats(name, weights.shape(name), weights.as(name));
    }

    private float eps() {
        return (float) config.layerNormEps();
    }
}
