package org.hornbook.checkpoint;

import ai.onnx.proto.OnnxMl.AttributeProto;
import ai.onnx.proto.OnnxMl.GraphProto;
import ai.onnx.proto.OnnxMl.ModelProto;
import ai.onnx.proto.OnnxMl.NodeProto;
import ai.onnx.proto.OnnxMl.TensorProto;
import ai.onnx.proto.OnnxMl.TensorProto.DataType;
import ai.onnx.proto.OnnxMl.ValueInfoProto;
import com.google.protobuf.ByteString;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/// A decoder written once more beside itself, reading the same weights and computing otherwise.
///
/// @param exact rounded products, by the name of their weight, whose activations are kept as they
///   are
/// @param cache where keys and values are kept in 8 bits
public record DecoderVariant(Set<String> exact, Optional<CacheScales> cache) {
    private static final String ATTENTION = "GroupQueryAttention";
    private static final int PAST_KEY = 3; // of its inputs
    private static final int SCALES = 12;

    /// Nothing else.
    public static final DecoderVariant SAME = new DecoderVariant(Set.of(), Optional.empty());

    /// The rounded products of the graph's decoder by the names of their weights, each with the
    /// value that it multiplies, in the order in which they are run.
    static Map<String, String> products(ModelGraph graph) throws IOException {
        Map<String, String> all = new LinkedHashMap<>();
        for (NodeProto node : model(graph.decoder()).getGraph().getNodeList()) {
            if (node.getOpType().equals("MatMulNBits")) {
                all.put(weight(node), node.getInput(0));
            }
        }
        return all;
    }

    /// Writes it as `name` beside the decoder of `graph`.
    public ModelGraph write(ModelGraph graph, String name) throws IOException {
        ModelProto model = model(graph.decoder());
        GraphProto.Builder nodes = model.getGraph().toBuilder();
        for (int i = 0; i < nodes.getNodeCount(); i++) {
            NodeProto node = nodes.getNode(i);
            if (node.getOpType().equals("MatMulNBits") && exact.contains(weight(node))) {
                nodes.setNode(i, keeping(node));
            } else if (node.getOpType().equals(ATTENTION) && cache.isPresent()) {
                nodes.setNode(i, rounding(node, nodes));
            }
        }
        if (cache.isPresent()) {
            for (int i = 0; i < nodes.getInputCount(); i++) {
                nodes.setInput(i, kept(nodes.getInput(i), "past_key.", "past_value."));
            }
            for (int i = 0; i < nodes.getOutputCount(); i++) {
                nodes.setOutput(i, kept(nodes.getOutput(i), "key.", "value."));
            }
        }
        Path file = graph.decoder().resolveSibling(name);
        Path part = graph.decoder().resolveSibling(name + ".part");
        try (OutputStream out = Files.newOutputStream(part)) {
            model.toBuilder().setGraph(nodes).build().writeTo(out);
        }
        Files.move(part, file, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
        return new ModelGraph(file, graph.encoder(), graph.headDim());
    }

    private static NodeProto keeping(NodeProto node) {
        List<AttributeProto> attributes = new ArrayList<>();
        for (AttributeProto attribute : node.getAttributeList()) {
            attributes.add(
                    attribute.getName().equals("accuracy_level")
                            ? attribute.toBuilder().setI(BlockProducts.FLOAT_ACTIVATIONS).build()
                            : attribute);
        }
        return node.toBuilder().clearAttribute().addAllAttribute(attributes).build();
    }

    private NodeProto rounding(NodeProto node, GraphProto.Builder graph) {
        String past = node.getInput(PAST_KEY);
        int layer = Integer.parseInt(past.substring(past.lastIndexOf('.') + 1));
        NodeProto.Builder rounding = node.toBuilder();
        while (rounding.getInputCount() < SCALES) {
            rounding.addInput("");
        }
        rounding.addInput(steps(graph, "key_steps." + layer, cache.get().keys().get(layer)));
        rounding.addInput(steps(graph, "value_steps." + layer, cache.get().values().get(layer)));
        for (String kind : List.of("k_quant_type", "v_quant_type")) {
            rounding.addAttribute(
                    AttributeProto.newBuilder()
                            .setName(kind)
                            .setType(AttributeProto.AttributeType.STRING)
                            .setS(ByteString.copyFromUtf8("PER_CHANNEL")));
        }
        rounding.addAttribute(
                AttributeProto.newBuilder()
                        .setName("kv_cache_bit_width")
                        .setType(AttributeProto.AttributeType.INT)
                        .setI(Byte.SIZE));
        return rounding.build();
    }

    private static String steps(GraphProto.Builder graph, String name, float[] steps) {
        TensorProto.Builder tensor =
                TensorProto.newBuilder()
                        .setName(name)
                        .setDataType(DataType.FLOAT.getNumber())
                        .addDims(steps.length);
        for (float step : steps) {
            tensor.addFloatData(step);
        }
        graph.addInitializer(tensor);
        return name;
    }

    private static ValueInfoProto kept(ValueInfoProto value, String keys, String values) {
        if (!value.getName().startsWith(keys) && !value.getName().startsWith(values)) {
            return value;
        }
        ValueInfoProto.Builder rounded = value.toBuilder();
        rounded.getTypeBuilder().getTensorTypeBuilder().setElemType(DataType.INT8.getNumber());
        return rounded.build();
    }

    /// `model.layers.0.mlp.fc2.weight` of `model.layers.0.mlp.fc2.weight.4.blocks`.
    private static String weight(NodeProto node) {
        return node.getInput(1).replaceFirst("\\.(\\d|calibrated)\\.blocks$", "");
    }

    private static ModelProto model(Path file) throws IOException {
        try (InputStream in = Files.newInputStream(file)) {
            return ModelProto.parseFrom(in);
        }
    }
}
