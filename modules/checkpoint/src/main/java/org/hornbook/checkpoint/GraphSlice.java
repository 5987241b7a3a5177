package org.hornbook.checkpoint;

import ai.onnx.proto.OnnxMl.GraphProto;
import ai.onnx.proto.OnnxMl.ModelProto;
import ai.onnx.proto.OnnxMl.NodeProto;
import ai.onnx.proto.OnnxMl.TensorProto;
import ai.onnx.proto.OnnxMl.TypeProto;
import ai.onnx.proto.OnnxMl.ValueInfoProto;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Deque;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/// The part of a graph that computes some of its values from others.
///
/// @param model with `wanted` as outputs
/// @param inputs what it must be given
record GraphSlice(ModelProto model, Set<String> inputs) {
    /// What computes `wanted`, 32-bit floats all, where `given` are known and need not be computed.
    static GraphSlice of(ModelProto whole, Collection<String> given, List<String> wanted) {
        GraphProto graph = whole.getGraph();
        Map<String, NodeProto> makers = new HashMap<>();
        graph.getNodeList().forEach(n -> n.getOutputList().forEach(out -> makers.put(out, n)));
        Map<String, TensorProto> constants = new HashMap<>();
        graph.getInitializerList().forEach(tensor -> constants.put(tensor.getName(), tensor));
        Set<NodeProto> used = new HashSet<>();
        Set<String> inputs = new LinkedHashSet<>();
        Set<String> fixed = new LinkedHashSet<>();
        Set<String> seen = new HashSet<>();
        Deque<String> open = new ArrayDeque<>(wanted);
        while (!open.isEmpty()) {
            String value = open.pop();
            if (value.isEmpty() || !seen.add(value)) {
                continue;
            }
            if (constants.containsKey(value)) {
                fixed.add(value);
            } else if (given.contains(value) || !makers.containsKey(value)) {
                inputs.add(value);
            } else if (used.add(makers.get(value))) {
                open.addAll(makers.get(value).getInputList());
            }
        }
        GraphProto.Builder part = GraphProto.newBuilder().setName(graph.getName());
        graph.getNodeList().stream().filter(used::contains).forEach(part::addNode);
        fixed.forEach(name -> part.addInitializer(constants.get(name)));
        Map<String, ValueInfoProto> declared = new HashMap<>();
        graph.getInputList().forEach(input -> declared.put(input.getName(), input));
        inputs.forEach(name -> part.addInput(declared.getOrDefault(name, floats(name))));
        wanted.forEach(name -> part.addOutput(floats(name)));
        return new GraphSlice(whole.toBuilder().setGraph(part).build(), inputs);
    }

    /// Of any shape.
    private static ValueInfoProto floats(String name) {
        return ValueInfoProto.newBuilder()
                .setName(name)
                .setType(
                        TypeProto.newBuilder()
                                .setTensorType(
                                        TypeProto.Tensor.newBuilder()
                                                .setElemType(
                                                        TensorProto.DataType.FLOAT.getNumber())))
                .build();
    }

    /// Those of `names` that it must be given, in its order.
    List<String> among(Collection<String> names) {
        return new ArrayList<>(inputs.stream().filter(names::contains).toList());
    }
}
