package org.hornbook.checkpoint;

import ai.onnx.proto.OnnxMl.AttributeProto;
import ai.onnx.proto.OnnxMl.GraphProto;
import ai.onnx.proto.OnnxMl.ModelProto;
import ai.onnx.proto.OnnxMl.NodeProto;
import com.fasterxml.jackson.core.JsonProcessingException;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.hornbook.store.Json;

/// Which products of a graph keep their activations exact while those of all others are rounded to
/// 8 bits, and the figures by which they were chosen. Kept in the folder of the graph with rounded
/// activations, with a second decoder that reads the same weights.
///
/// @param exact products by the name of their weight; may be none
/// @param rounded mean KL divergence to fp32 with all activations rounded, in nats
/// @param none the same with none rounded
/// @param chosen the same with all but `exact` rounded
/// @param tokens how many tokens of text that is the mean over
public record MeasuredActivations(
        List<String> exact, double rounded, double none, double chosen, int tokens) {
    private static final String NOTE = "activations.json";
    private static final String DECODER = "decoder-measured.onnx";

    public MeasuredActivations {
        exact = List.copyOf(exact);
    }

    /// The decoder of `rounded` with the activations that were chosen for it; `rounded` itself if
    /// none were.
    static ModelGraph in(ModelGraph rounded) {
        Path decoder = rounded.decoder().resolveSibling(DECODER);
        return read(rounded).isPresent() && Files.isRegularFile(decoder)
                ? new ModelGraph(decoder, rounded.encoder(), rounded.headDim())
                : rounded;
    }

    /// What was measured of the graph; empty if nothing was.
    public static Optional<MeasuredActivations> read(ModelGraph graph) {
        Path note = graph.decoder().resolveSibling(NOTE);
        try {
            return Files.isRegularFile(note)
                    ? Optional.of(
                            Json.mapper()
                                    .readValue(Files.readString(note), MeasuredActivations.class))
                    : Optional.empty();
        } catch (JsonProcessingException e) {
            return Optional.empty();
        } catch (IOException e) {
            throw new UncheckedIOException(note + " cannot be read: " + e.getMessage(), e);
        }
    }

    /// The rounded products of the graph's decoder by the names of their weights, each with the
    /// value that it multiplies, in the order in which they are run.
    public static Map<String, String> products(ModelGraph graph) throws IOException {
        Map<String, String> all = new LinkedHashMap<>();
        for (NodeProto node : model(graph.decoder()).getGraph().getNodeList()) {
            if (node.getOpType().equals("MatMulNBits")) {
                all.put(weight(node), node.getInput(0));
            }
        }
        return all;
    }

    /// Writes the decoder of `graph` once more beside it, as `name`, with the activations of
    /// `exact` kept as they are.
    public static ModelGraph variant(ModelGraph graph, Set<String> exact, String name)
            throws IOException {
        ModelProto model = model(graph.decoder());
        GraphProto.Builder nodes = model.getGraph().toBuilder();
        for (int i = 0; i < nodes.getNodeCount(); i++) {
            NodeProto node = nodes.getNode(i);
            if (node.getOpType().equals("MatMulNBits") && exact.contains(weight(node))) {
                nodes.setNode(i, keeping(node));
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

    /// From now on the graph's `MEASURED` twin is run so.
    public void keepWith(ModelGraph graph) throws IOException {
        variant(graph, Set.copyOf(exact), DECODER);
        Path note = graph.decoder().resolveSibling(NOTE);
        Path part = graph.decoder().resolveSibling(NOTE + ".part");
        Files.writeString(part, Json.write(this) + "\n");
        Files.move(part, note, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
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
