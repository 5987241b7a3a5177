package org.hornbook.checkpoint;

import ai.onnx.proto.OnnxMl.AttributeProto;
import ai.onnx.proto.OnnxMl.GraphProto;
import ai.onnx.proto.OnnxMl.ModelProto;
import ai.onnx.proto.OnnxMl.NodeProto;
import ai.onnx.proto.OnnxMl.OperatorSetIdProto;
import ai.onnx.proto.OnnxMl.TensorProto;
import ai.onnx.proto.OnnxMl.TensorShapeProto;
import ai.onnx.proto.OnnxMl.TypeProto;
import ai.onnx.proto.OnnxMl.ValueInfoProto;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/// An ONNX graph being written: operators in the order they run, each value under its own name.
final class OnnxGraph {
    private static final int IR_VERSION = 10;
    private static final int OPSET = 20;
    private static final String RUNTIME_DOMAIN = "com.microsoft"; // ONNX Runtime's own operators

    private final GraphProto.Builder graph;
    private final Initializers initializers;
    private final Set<String> used = new LinkedHashSet<>();

    OnnxGraph(String name, Initializers initializers) {
        this.graph = GraphProto.newBuilder().setName(name);
        this.initializers = initializers;
    }

    /// A size in `shape` is a number, or a name where it differs from call to call.
    String input(String name, TensorProto.DataType type, Object... shape) {
        graph.addInput(value(name, type, shape));
        return name;
    }

    void output(String name, TensorProto.DataType type, Object... shape) {
        graph.addOutput(value(name, type, shape));
    }

    /// Adds an operator of the ONNX standard; `output` names its value. An attribute is an Integer,
    /// a Float or a `long[]`.
    String add(String operator, List<String> inputs, String output, Map<String, ?> attributes) {
        return add("", operator, inputs, List.of(output), attributes);
    }

    /// Adds an operator of ONNX Runtime's own; an empty name leaves an input or output out.
    String addContrib(
            String operator, List<String> inputs, List<String> outputs, Map<String, ?> attributes) {
        return add(RUNTIME_DOMAIN, operator, inputs, outputs, attributes);
    }

    /// Cuts `input` along its last axis; `sizes` names a constant with as many sizes as `outputs`.
    void addSplit(String input, String sizes, List<String> outputs) {
        add("", "Split", List.of(input, sizes), outputs, Map.of("axis", -1));
    }

    private String add(
            String domain,
            String operator,
            List<String> inputs,
            List<String> outputs,
            Map<String, ?> attributes) {
        NodeProto.Builder node =
                NodeProto.newBuilder()
                        .setName(outputs.getFirst())
                        .setDomain(domain)
                        .setOpType(operator)
                        .addAllInput(inputs)
                        .addAllOutput(outputs);
        attributes.forEach((name, value) -> node.addAttribute(attribute(name, value)));
        graph.addNode(node);
        used.addAll(inputs);
        return outputs.getFirst();
    }

    private static AttributeProto attribute(String name, Object value) {
        AttributeProto.Builder attribute = AttributeProto.newBuilder().setName(name);
        switch (value) {
            case Integer number -> attribute.setType(AttributeProto.AttributeType.INT).setI(number);
            case Float number -> attribute.setType(AttributeProto.AttributeType.FLOAT).setF(number);
            case long[] numbers -> {
                attribute.setType(AttributeProto.AttributeType.INTS);
                for (long number : numbers) {
                    attribute.addInts(number);
                }
            }
            default -> throw new IllegalArgumentException(name + " = " + value);
        }
        return attribute.build();
    }

    private static ValueInfoProto value(String name, TensorProto.DataType type, Object... shape) {
        TensorShapeProto.Builder sizes = TensorShapeProto.newBuilder();
        for (Object size : shape) {
            switch (size) {
                case Integer number -> sizes.addDimBuilder().setDimValue(number);
                case String symbol -> sizes.addDimBuilder().setDimParam(symbol);
                default -> throw new IllegalArgumentException(name + " has size " + size);
            }
        }
        return ValueInfoProto.newBuilder()
                .setName(name)
                .setType(
                        TypeProto.newBuilder()
                                .setTensorType(
                                        TypeProto.Tensor.newBuilder()
                                                .setElemType(type.getNumber())
                                                .setShape(sizes)))
                .build();
    }

    /// The model with those initialisers that its operators use.
    ModelProto model() {
        GraphProto.Builder whole = graph.clone();
        for (String name : used) {
            TensorProto tensor = initializers.find(name);
            if (tensor != null) {
                whole.addInitializer(tensor);
            }
        }
        return ModelProto.newBuilder()
                .setIrVersion(IR_VERSION)
                .setProducerName("hornbook")
                .addOpsetImport(OperatorSetIdProto.newBuilder().setDomain("").setVersion(OPSET))
                .addOpsetImport(
                        OperatorSetIdProto.newBuilder().setDomain(RUNTIME_DOMAIN).setVersion(1))
                .setGraph(whole)
                .build();
    }
}
