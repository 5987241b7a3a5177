package org.hornbook.checkpoint;

import ai.onnx.proto.OnnxMl.ModelProto;
import ai.onnx.proto.OnnxMl.TensorProto.DataType;
import java.io.IOException;
import java.util.List;
import java.util.Map;

/// Writes the operators of a decoder from its parts, as `Block` puts them together. Activations are
/// `(S, width)` with S the tokens of this call; attention takes and gives a batch of one. Sums
/// along the stream are folded into the products and the next norm.
final class GraphBuilder {
    private final ModelConfig config;
    private final ModelWeights weights;
    private final Initializers constants;
    private final Products products;
    private OnnxGraph graph;
    private GraphParts parts;

    GraphBuilder(ModelConfig config, Tensors tensors, Initializers constants, Products products) {
        this.config = config;
        this.weights = new ModelWeights(config, tensors);
        this.constants = constants;
        this.products = products;
    }

    /// Logits of the tokens at `positions`, the keys and values of earlier tokens being in
    /// `past_key.i` and `past_value.i` and of all tokens in `key.i` and `value.i`.
    ModelProto decoder() throws IOException {
        begin("decoder");
        String positions = graph.input(ModelGraph.POSITIONS, DataType.INT64, "P");
        NormPart.Stream last = layers(true, positions);
        String sum = graph.add("Add", List.of(last.x(), last.skip()), "sum", Map.of());
        logits(sum, ModelGraph.LOGITS);
        graph.output(ModelGraph.LOGITS, DataType.FLOAT, "P", config.vocabSize());
        return graph.model();
    }

    private void logits(String x, String output) throws IOException {
        String h = new NormPart(parts).alone(x, ModelParameters.FINAL_NORM, "normed");
        String head = head(config);
        products.logits(
                graph,
                h,
                head,
                weights.matrix(head),
                parts.bias(Bias.HEAD, ModelParameters.HEAD),
                output);
    }

    /// The name of the weight that gives logits.
    static String head(ModelConfig config) {
        return config.tiedEmbeddings()
                ? ModelParameters.EMBEDDING
                : ModelParameters.HEAD + ".weight";
    }

    /// One layer alone: `LayerGraph.IN` to `LayerGraph.OUT`, both `(S, hidden)`, of a text that is
    /// seen whole.
    ModelProto layer(int layer) throws IOException {
        begin("layer");
        graph.input(ModelGraph.TOKENS, DataType.INT64, "S");
        graph.input(ModelGraph.LAST_POSITION, DataType.INT32, 1);
        graph.input(ModelGraph.LENGTH, DataType.INT32, 1);
        graph.input(LayerGraph.IN, DataType.FLOAT, "S", config.hiddenSize());
        NormPart.Stream last =
                layer(
                        new NormPart.Stream(LayerGraph.IN, ""),
                        AttentionPart.of(parts, false),
                        layer,
                        ChosenRows.ALL);
        graph.add("Add", List.of(last.x(), last.skip()), LayerGraph.OUT, Map.of());
        graph.output(LayerGraph.OUT, DataType.FLOAT, "S", config.hiddenSize());
        return graph.model();
    }

    /// What follows the last layer: `LayerGraph.IN` to the logits `LayerGraph.OUT` of all tokens.
    ModelProto head() throws IOException {
        begin("head");
        graph.input(LayerGraph.IN, DataType.FLOAT, "S", config.hiddenSize());
        logits(LayerGraph.IN, LayerGraph.OUT);
        graph.output(LayerGraph.OUT, DataType.FLOAT, "S", config.vocabSize());
        return graph.model();
    }

    /// The mean over all tokens of the hidden state after the last norm: `(hidden)`.
    ModelProto encoder() throws IOException {
        begin("encoder");
        NormPart.Stream last = layers(false, "");
        NormPart.Normed normed = new NormPart(parts).add(last, ModelParameters.FINAL_NORM, "final");
        graph.add(
                "ReduceMean",
                List.of(normed.h(), constants.longs("tokens_axis", 0)),
                ModelGraph.POOLED,
                Map.of("keepdims", 0));
        graph.output(ModelGraph.POOLED, DataType.FLOAT, config.hiddenSize());
        return graph.model();
    }

    private void begin(String name) {
        graph = new OnnxGraph(name, constants);
        parts = new GraphParts(config, weights, constants, products, graph);
    }

    /// Behind the attention of the last layer only the tokens at `positions` go on, where they are
    /// named: nothing is computed of the others but their keys and values.
    private NormPart.Stream layers(boolean cached, String positions) throws IOException {
        graph.input(ModelGraph.TOKENS, DataType.INT64, "S");
        graph.input(ModelGraph.LAST_POSITION, DataType.INT32, 1);
        graph.input(ModelGraph.LENGTH, DataType.INT32, 1);
        String embedded =
                products.rows(
                        graph,
                        ModelGraph.TOKENS,
                        ModelParameters.EMBEDDING,
                        weights.matrix(ModelParameters.EMBEDDING),
                        "embedded");
        NormPart.Stream stream = new NormPart.Stream(embedded, "");
        AttentionPart attention = AttentionPart.of(parts, cached);
        for (int layer = 0; layer < config.layers(); layer++) {
            boolean last = layer == config.layers() - 1;
            stream =
                    layer(
                            stream,
                            attention,
                            layer,
                            last ? new ChosenRows(positions) : ChosenRows.ALL);
        }
        return stream;
    }

    private NormPart.Stream layer(
            NormPart.Stream stream, AttentionPart attention, int layer, ChosenRows rows)
            throws IOException {
        return config.block() == Block.SEQUENTIAL
                ? sequential(stream, attention, layer, rows)
                : parallel(stream, attention, layer, rows);
    }

    private NormPart.Stream sequential(
            NormPart.Stream stream, AttentionPart attention, int layer, ChosenRows rows)
            throws IOException {
        String prefix = ModelParameters.layer(layer);
        NormPart norms = new NormPart(parts);
        NormPart.Normed first = norms.add(stream, prefix + "input_layernorm", "layer" + layer);
        String attended =
                attention.add(
                        first.h(), layer, parts.bias(Bias.OUT, prefix + "self_attn.dense"), rows);
        NormPart.Normed second =
                norms.add(
                        new NormPart.Stream(rows.of(graph, first.x()), attended),
                        prefix + "mlp_norm",
                        "layer" + layer + ".middle");
        String bias = parts.bias(Bias.MLP, prefix + "mlp.fc2");
        String out = new MlpPart(parts).add(second.h(), layer, bias, "");
        return new NormPart.Stream(second.x(), out);
    }

    /// The two biases are added once, with attention's product, which the MLP's is added to.
    private NormPart.Stream parallel(
            NormPart.Stream stream, AttentionPart attention, int layer, ChosenRows rows)
            throws IOException {
        String prefix = ModelParameters.layer(layer);
        NormPart norms = new NormPart(parts);
        NormPart.Normed normed = norms.add(stream, prefix + "input_layernorm", "layer" + layer);
        String x = rows.of(graph, normed.x());
        String h =
                config.block() == Block.PARALLEL_TWO_NORMS
                        ? norms.alone(x, prefix + "mlp_norm", "layer" + layer + ".mlp.h")
                        : rows.of(graph, normed.h());
        String attended = attention.add(normed.h(), layer, outBias(prefix), rows);
        return new NormPart.Stream(x, new MlpPart(parts).add(h, layer, "", attended));
    }

    private String outBias(String prefix) throws IOException {
        String attention = prefix + "self_attn.dense";
        String mlp = prefix + "mlp.fc2";
        if (config.has(Bias.OUT) && config.has(Bias.MLP)) {
            return parts.vector(
                    prefix + "out.bias", weights.sum(attention + ".bias", mlp + ".bias"));
        }
        return config.has(Bias.OUT) ? parts.bias(Bias.OUT, attention) : parts.bias(Bias.MLP, mlp);
    }
}
