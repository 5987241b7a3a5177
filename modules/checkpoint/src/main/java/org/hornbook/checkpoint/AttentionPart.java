package org.hornbook.checkpoint;

import ai.onnx.proto.OnnxMl.TensorProto.DataType;
import java.io.IOException;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;

/// The attention of one layer: query, key and value as one product, rotation and softmax in ONNX
/// Runtime's GroupQueryAttention, whose cosine table is as wide as half the rotated dimensions.
/// `turns` names the rows of that table for this call's tokens; empty if they are the positions.
record AttentionPart(GraphParts parts, HeadLayout layout, boolean cached, String turns) {
    static AttentionPart of(GraphParts parts, boolean cached) {
        return new AttentionPart(
                parts, HeadLayout.of(parts.config()), cached, turns(parts, cached));
    }

    /// The decoder is told them; the encoder, which sees a text whole, finds them from its length.
    private static String turns(GraphParts parts, boolean cached) {
        OnnxGraph graph = parts.graph();
        Rotary rotary = parts.config().rotary();
        if (rotary.rows(parts.config().maxPositions()) == parts.config().maxPositions()) {
            return "";
        }
        if (cached) {
            return graph.input(ModelGraph.TURNS, DataType.INT64, 1, "S");
        }
        Initializers constants = parts.constants();
        int original = rotary.switchesAfter().orElseThrow();
        String length = graph.add("Shape", List.of(ModelGraph.TOKENS), "size", Map.of());
        String one = graph.add("Squeeze", List.of(length), "size0", Map.of());
        String longer =
                graph.add(
                        "Greater",
                        List.of(one, constants.longs("original", original)),
                        "longer",
                        Map.of());
        String chosen = graph.add("Cast", List.of(longer), "longer64", Map.of("to", 7)); // INT64
        String start = graph.add("Mul", List.of(chosen, "original"), "start", Map.of());
        String range =
                graph.add(
                        "Range",
                        List.of(
                                constants.longScalar("zero", 0),
                                one,
                                constants.longScalar("step", 1)),
                        "range",
                        Map.of());
        String rows = graph.add("Add", List.of(range, start), "turned", Map.of());
        return graph.add(
                "Unsqueeze",
                List.of(rows, constants.longs("batch_axis", 0)),
                ModelGraph.TURNS,
                Map.of());
    }

    /// attention(h) at `rows`, with `bias` added by its last product where that is not empty: `(S,
    /// hidden)` where all go on.
    String add(String h, int layer, String bias, ChosenRows rows) throws IOException {
        String label = "layer" + layer;
        String dense = ModelParameters.layer(layer) + "self_attn.dense.weight";
        return parts.product(
                rows.of(parts.graph(), attended(h, layer, label)),
                dense,
                parts.weights().out(dense),
                bias,
                "",
                label + ".attention");
    }

    /// The output before the last projection: `(S, heads * width)`.
    private String attended(String h, int layer, String label) throws IOException {
        OnnxGraph graph = parts.graph();
        ModelConfig config = parts.config();
        String fused = fusedProjection(h, layer, label);
        String query;
        String key = "";
        String value = "";
        if (config.queryKeyNorm()) {
            long[] sizes = {
                config.querySize(),
                config.keyValueSize(),
                (long) config.keyValueHeads() * layout.width()
            };
            graph.addSplit(
                    fused,
                    parts.constants().longs("query_key_value_sizes", sizes),
                    List.of(label + ".q", label + ".k", label + ".v"));
            query = normedHeads(label + ".q", layer, "q_layernorm", config.heads());
            key = normedHeads(label + ".k", layer, "k_layernorm", config.keyValueHeads());
            value = batched(label + ".v");
        } else {
            query = batched(fused);
        }
        String pastKey = cached ? cache("past_key.", layer, true) : "";
        String pastValue = cached ? cache("past_value.", layer, true) : "";
        String presentKey = cached ? cache("key.", layer, false) : label + ".key";
        String presentValue = cached ? cache("value.", layer, false) : label + ".value";
        List<String> inputs =
                List.of(
                        query,
                        key,
                        value,
                        pastKey,
                        pastValue,
                        ModelGraph.LAST_POSITION,
                        ModelGraph.LENGTH,
                        rotary("cos", true),
                        rotary("sin", false),
                        turns);
        graph.addContrib(
                "GroupQueryAttention",
                turns.isEmpty() ? inputs.subList(0, inputs.size() - 1) : inputs,
                List.of(label + ".attended", presentKey, presentValue),
                attributes(layer));
        return graph.add(
                "Squeeze",
                List.of(label + ".attended", parts.constants().longs("batch_axis", 0)),
                label + ".attended2",
                Map.of());
    }

    private Map<String, Object> attributes(int layer) {
        ModelConfig config = parts.config();
        Map<String, Object> all = new HashMap<>();
        all.put("num_heads", config.heads());
        all.put("kv_num_heads", config.keyValueHeads());
        all.put("do_rotary", 1);
        all.put("rotary_interleaved", 0);
        all.put("scale", (float) (1 / Math.sqrt(config.headDim())));
        int window = config.window().of(layer);
        if (window > 0 && window < config.maxPositions()) {
            all.put("local_window_size", window);
        }
        return all;
    }

    /// `(S, query + key + value)`. Before a per-head LayerNorm, query and key heads keep their
    /// width.
    private String fusedProjection(String h, int layer, String label) throws IOException {
        String prefix = ModelParameters.layer(layer) + "self_attn.";
        int[] dims = parts.config().queryKeyNorm() ? modelDims() : layout.sources();
        String bias = "";
        if (parts.config().has(Bias.QUERY_KEY_VALUE)) {
            bias =
                    parts.vector(
                            prefix + "qkv.bias", parts.weights().queryKeyValueBias(prefix, dims));
        }
        return parts.product(
                h,
                prefix + "qkv.weight",
                parts.weights().queryKeyValue(prefix, dims),
                bias,
                "",
                label + ".qkv");
    }

    private String normedHeads(String rows, int layer, String norm, int heads) throws IOException {
        OnnxGraph graph = parts.graph();
        Initializers constants = parts.constants();
        String name = ModelParameters.layer(layer) + "self_attn." + norm;
        String apart =
                graph.add(
                        "Reshape",
                        List.of(
                                rows,
                                constants.longs(
                                        heads + "_heads", 1, -1, heads, parts.config().headDim())),
                        rows + ".heads",
                        Map.of());
        String normed = new NormPart(parts).alone(apart, name, rows + ".normed");
        return graph.add(
                "Reshape",
                List.of(
                        layout.plain() ? normed : spread(normed, rows),
                        constants.longs(heads + "_joined", 1, -1, (long) heads * layout.width())),
                rows + ".joined",
                Map.of());
    }

    private String rotary(String name, boolean cosine) throws IOException {
        return parts.constants()
                .floats(name, parts.weights().rotaryShape(), parts.weights().rotary(cosine));
    }

    private String batched(String rows) {
        return parts.graph()
                .add(
                        "Unsqueeze",
                        List.of(rows, parts.constants().longs("batch_axis", 0)),
                        rows + ".batch",
                        Map.of());
    }

    private String cache(String kind, int layer, boolean input) {
        Object[] shape = {1, parts.config().keyValueHeads(), "C", layout.width()};
        String name = kind + layer;
        if (input) {
            parts.graph().input(name, DataType.FLOAT, shape);
        } else {
            parts.graph().output(name, DataType.FLOAT, shape);
        }
        return name;
    }

    /// Heads in the model's layout to heads in the graph's: one zero is added behind each, and
    /// every dimension of zeros is taken from there.
    private String spread(String heads, String rows) {
        Initializers constants = parts.constants();
        long zero = parts.config().headDim();
        long[] from =
                Arrays.stream(layout.sources())
                        .mapToLong(dim -> dim == HeadLayout.ZERO ? zero : dim)
                        .toArray();
        String padding = constants.longs("one_behind", 0, 0, 0, 0, 0, 0, 0, 1);
        String padded =
                parts.graph().add("Pad", List.of(heads, padding), rows + ".padded", Map.of());
        return parts.graph()
                .add(
                        "Gather",
                        List.of(padded, constants.longs("head_layout", from)),
                        rows + ".wide",
                        Map.of("axis", -1));
    }

    private int[] modelDims() {
        return IntStream.range(0, parts.config().headDim()).toArray();
    }
}
