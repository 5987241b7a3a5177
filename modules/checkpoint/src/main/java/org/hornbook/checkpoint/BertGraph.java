package org.hornbook.checkpoint;

import ai.onnx.proto.OnnxMl.TensorProto.DataType;
import java.io.IOException;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;

/// Writes an encoder of the BERT family as an ONNX graph in 32-bit floats. Inputs: `input_ids`
/// int64 `(B, S)` and `attention_mask` int64 `(B, S)`, 1 for each token and 0 for what fills up a
/// shorter text behind it; output: `last_hidden_state` `(B, S, hidden)`. Where there are token
/// types, every token is of type 0.
///
/// x = LayerNorm(word + position + type); per layer x = LayerNorm(x + attention(x)), then x =
/// LayerNorm(x + mlp(x)): sums, biases and LayerNorm are one operator of the runtime each.
final class BertGraph {
    static final String IDS = "input_ids";
    static final String MASK = "attention_mask";
    static final String HIDDEN = "last_hidden_state";

    private static final String FORM = "bert-fp32-1"; // part of the name: a new form, a new folder

    private final BertConfig config;
    private final BertTensors tensors;
    private final Initializers constants;
    private final OnnxGraph graph;

    private BertGraph(BertConfig config, BertTensors tensors, Initializers constants) {
        this.config = config;
        this.tensors = tensors;
        this.constants = constants;
        this.graph = new OnnxGraph("bert", constants);
    }

    /// The graph below `cacheDir`, in a folder named by `fingerprint`; written on the first call,
    /// whole or not at all.
    static Path write(BertConfig config, BertTensors tensors, String fingerprint, Path cacheDir) {
        Path folder = cacheDir.resolve(fingerprint.substring(0, 32) + "-" + FORM);
        try {
            AtomicFolder.writeOnce(
                    folder,
                    fresh -> {
                        try (Initializers constants =
                                        new Initializers(fresh.resolve("weights.bin"));
                                OutputStream out =
                                        Files.newOutputStream(fresh.resolve("model.onnx"))) {
                            BertGraph bert = new BertGraph(config, tensors, constants);
                            bert.build();
                            bert.graph.model().writeTo(out);
                        }
                    });
        } catch (IOException e) {
            throw new UncheckedIOException(
                    "cannot write the graph of an encoder to " + folder + ": " + e.getMessage(), e);
        }
        return folder.resolve("model.onnx");
    }

    private void build() throws IOException {
        graph.input(IDS, DataType.INT64, "B", "S");
        graph.input(MASK, DataType.INT64, "B", "S");
        String mask = graph.add("Cast", List.of(MASK), "mask", Map.of("to", 6)); // INT32
        String x = embeddings();
        for (int i = 0; i < config.layers(); i++) {
            x = layer(x, mask, i);
        }
        graph.output(HIDDEN, DataType.FLOAT, "B", "S", config.hiddenSize());
    }

    private String embeddings() throws IOException {
        String words = "embeddings.word_embeddings.weight";
        constants.floats(words, tensors.shape(words), tensors.rows(words));
        String word = graph.add("Gather", List.of(words, IDS), "word", Map.of("axis", 0));
        String places =
                constants.floats(
                        "positions",
                        new int[] {config.maxPositions(), config.hiddenSize()},
                        FloatSource.of(positions()));
        String length = graph.add("Shape", List.of(IDS), "length", Map.of("start", 1, "end", 2));
        String position =
                graph.add(
                        "Slice",
                        List.of(
                                places,
                                constants.longs("zero", 0),
                                length,
                                constants.longs("axis0", 0)),
                        "position",
                        Map.of());
        String sum = graph.add("Add", List.of(word, position), "embedded", Map.of());
        return graph.add(
                "LayerNormalization",
                List.of(
                        sum,
                        vector("embeddings.LayerNorm.weight"),
                        vector("embeddings.LayerNorm.bias")),
                "x0",
                Map.of("axis", -1, "epsilon", eps()));
    }

    /// The position table from the first token's row on, the row of token type 0 added to each.
    private float[] positions() {
        int hidden = config.hiddenSize();
        float[] table = tensors.floats("embeddings.position_embeddings.weight");
        float[] type =
                config.tokenTypes() > 0
                        ? tensors.floats("embeddings.token_type_embeddings.weight")
                        : new float[hidden];
        float[] sum = new float[config.maxPositions() * hidden];
        for (int i = 0; i < sum.length; i++) {
            sum[i] = table[config.firstPosition() * hidden + i] + type[i % hidden];
        }
        return sum;
    }

    private String layer(String x, String mask, int i) throws IOException {
        String layer = BertTensors.layer(i);
        String self = layer + "attention.self.";
        int hidden = config.hiddenSize();
        String qkv =
                constants.floats(
                        self + "qkv.weight",
                        new int[] {hidden, 3 * hidden},
                        tensors.turned(
                                self + "query.weight", self + "key.weight", self + "value.weight"));
        String qkvBias =
                constants.floats(
                        self + "qkv.bias",
                        new int[] {3 * hidden},
                        FloatSource.of(tensors.floats(self + "query.bias"))
                                .then(FloatSource.of(tensors.floats(self + "key.bias")))
                                .then(FloatSource.of(tensors.floats(self + "value.bias"))));
        String attended =
                graph.addContrib(
                        "Attention",
                        List.of(x, qkv, qkvBias, mask),
                        List.of(layer + "attended"),
                        Map.of("num_heads", config.heads(), "mask_filter_value", -3.4e38f));
        String projected = matrix(attended, layer + "attention.output.dense");
        String middle = norm(projected, x, layer + "attention.output.", layer + "middle");
        String inner = matrix(middle, layer + "intermediate.dense");
        String active = activate(inner, vector(layer + "intermediate.dense.bias"), layer);
        String outer = matrix(active, layer + "output.dense");
        boolean last = i == config.layers() - 1;
        return norm(outer, middle, layer + "output.", last ? HIDDEN : layer + "x");
    }

    private String activate(String inner, String bias, String layer) {
        if (config.activation() == Activation.GELU_ERF) {
            return graph.addContrib(
                    "BiasGelu", List.of(inner, bias), List.of(layer + "active"), Map.of());
        }
        String sum = graph.add("Add", List.of(inner, bias), layer + "inner", Map.of());
        return switch (config.activation()) {
            case GELU_TANH ->
                    graph.addContrib("FastGelu", List.of(sum), List.of(layer + "active"), Map.of());
            case GELU_ERF ->
                    graph.addContrib("Gelu", List.of(sum), List.of(layer + "active"), Map.of());
            case RELU -> graph.add("Relu", List.of(sum), layer + "active", Map.of());
            case SILU ->
                    graph.addContrib(
                            "QuickGelu",
                            List.of(sum),
                            List.of(layer + "active"),
                            Map.of("alpha", 1f));
        };
    }

    /// LayerNorm(x + skip + the bias of the product x comes from).
    private String norm(String x, String skip, String block, String output) throws IOException {
        return graph.addContrib(
                "SkipLayerNormalization",
                List.of(
                        x,
                        skip,
                        vector(block + "LayerNorm.weight"),
                        vector(block + "LayerNorm.bias"),
                        vector(block + "dense.bias")),
                List.of(output),
                Map.of("epsilon", eps()));
    }

    /// x times the weight, without its bias.
    private String matrix(String x, String linear) throws IOException {
        String name = linear + ".weight";
        int[] shape = tensors.shape(name);
        constants.floats(name, new int[] {shape[1], shape[0]}, tensors.turned(name));
        return graph.add("MatMul", List.of(x, name), linear + ".product", Map.of());
    }

    private String vector(String name) throws IOException {
        return constants.floats(name, tensors.shape(name), FloatSource.of(tensors.floats(name)));
    }

    private float eps() {
        return (float) config.layerNormEps();
    }
}
