package org.hornbook.checkpoint;

import ai.onnx.proto.OnnxMl.TensorProto.DataType;
import java.io.IOException;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;

/// The attention of one layer: query, key and value as one product, rotation and softmax in ONNX
/// Runtime's GroupQueryAttention, whose cosine table is as wide as half the rotated dimensions.
record PhiAttention(
        PhiConfig config,
        HeadLayout layout,
        PhiWeights weights,
        Initializers constants,
        OnnxGraph graph) {
    String add(String h, int layer, String label, boolean cached) throws IOException {
        String fused = fusedProjection(h, layer, label);
        String query;
        String key = "";
        String value = "";
        if (config.queryKeyNorm()) {
            long[] sizes = {
                config.hiddenSize(),
                config.keyValueSize(),
                (long) config.keyValueHeads() * layout.width()
            };
            graph.addSplit(
                    fused,
                    constants.longs("query_key_value_sizes", sizes),
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
        graph.addContrib(
                "GroupQueryAttention",
                List.of(
                        query,
                        key,
                        value,
                        pastKey,
                        pastValue,
                        PhiGraph.LAST_POSITION,
                        PhiGraph.LENGTH,
                        rotary("cos", true),
                        rotary("sin", false)),
                List.of(label + ".attended", presentKey, presentValue),
                Map.of(
                        "num_heads",
                        config.heads(),
                        "kv_num_heads",
                        config.keyValueHeads(),
                        "do_rotary",
                        1,
                        "rotary_interleaved",
                        0,
                        "scale",
                        (float) (1 / Math.sqrt(config.headDim()))));
        return graph.add(
                "Squeeze",
                List.of(label + ".attended", constants.longs("batch_axis", 0)),
                label + ".attended2",
                Map.of());
    }

    /// `(S, query + key + value)`. Before a per-head LayerNorm, query and key heads keep their
    /// width.
    private String fusedProjection(String h, int layer, String label) throws IOException {
        String prefix = PhiParameters.layer(layer) + "self_attn.";
        int[] dims = config.queryKeyNorm() ? modelDims() : layout.sources();
        int rows =
                (config.heads() + config.keyValueHeads()) * dims.length
                        + config.keyValueHeads() * layout.width();
        String weight =
                constants.floats(
                        prefix + "qkv.weight",
                        new int[] {rows, config.hiddenSize()},
                        heads(prefix, "weight", dims));
        String bias =
                constants.floats(
                        prefix + "qkv.bias", new int[] {rows}, heads(prefix, "bias", dims));
        return graph.add("Gemm", List.of(h, weight, bias), label + ".qkv", Map.of("transB", 1));
    }

    private FloatSource heads(String prefix, String kind, int[] dims) {
        return weights.heads(prefix + "q_proj", kind, dims)
                .then(weights.heads(prefix + "k_proj", kind, dims))
                .then(weights.heads(prefix + "v_proj", kind, layout.plainSources()));
    }

    private String normedHeads(String rows, int layer, String norm, int heads) throws IOException {
        String name = PhiParameters.layer(layer) + "self_attn." + norm;
        String apart =
                graph.add(
                        "Reshape",
                        List.of(
                                rows,
                                constants.longs(heads + "_heads", 1, -1, heads, config.headDim())),
                        rows + ".heads",
                        Map.of());
        String normed =
                graph.add(
                        "LayerNormalization",
                        List.of(apart, constant(name + ".weight"), constant(name + ".bias")),
                        rows + ".normed",
                        Map.of("axis", -1, "epsilon", (float) config.layerNormEps()));
        String wide = normed;
        if (!layout.plain()) {
            wide = spread(normed, rows);
        }
        return graph.add(
                "Reshape",
                List.of(
                        wide,
                        constants.longs(heads + "_joined", 1, -1, (long) heads * layout.width())),
                rows + ".joined",
                Map.of());
    }

    private String constant(String name) throws IOException {
        return constants.floats(name, weights.shape(name), weights.as(name));
    }

    private String rotary(String name, boolean cosine) throws IOException {
        int[] shape = {config.maxPositions(), layout.pairs()};
        return constants.floats(name, shape, weights.rotary(cosine));
    }

    private String batched(String rows) {
        return graph.add(
                "Unsqueeze",
                List.of(rows, constants.longs("batch_axis", 0)),
                rows + ".batch",
                Map.of());
    }

    private String cache(String kind, int layer, boolean input) {
        Object[] shape = {1, config.keyValueHeads(), "C", layout.width()};
        String name = kind + layer;
        if (input) {
            graph.input(name, DataType.FLOAT, shape);
        } else {
            graph.output(name, DataType.FLOAT, shape);
        }
        return name;
    }

    /// Heads in the model's layout to heads in the graph's: one zero is added behind each, and
    /// every dimension of zeros is taken from there.
    private String spread(String heads, String rows) {
        long zero = config.headDim();
        long[] from =
                Arrays.stream(layout.sources())
                        .mapToLong(dim -> dim == HeadLayout.ZERO ? zero : dim)
                        .toArray();
        String padding = constants.longs("one_behind", 0, 0, 0, 0, 0, 0, 0, 1);
        String padded = graph.add("Pad", List.of(heads, padding), rows + ".padded", Map.of());
        return graph.add(
                "Gather",
                List.of(padded, constants.longs("head_layout", from)),
                rows + ".wide",
                Map.of("axis", -1));
    }

    private int[] modelDims() {
        return IntStream.range(0, config.headDim()).toArray();
    }
}
