package org.hornbook.checkpoint;

import java.io.IOException;
import java.util.List;
import java.util.Map;

/// The inner network of one layer.
record MlpPart(GraphParts parts) {
    /// mlp(h) plus `addend`, where there is one; `bias` is what the last product adds.
    String add(String h, int layer, String bias, String addend) throws IOException {
        String label = "layer" + layer;
        String prefix = ModelParameters.layer(layer) + "mlp.";
        String active;
        if (parts.config().mlp().gated()) {
            String gate = activate(linear(h, prefix + "gate", label + ".gate"), label);
            String up = linear(h, prefix + "fc1", label + ".fc1");
            active = parts.graph().add("Mul", List.of(gate, up), label + ".gated", Map.of());
        } else {
            active = activate(linear(h, prefix + "fc1", label + ".fc1"), label);
        }
        String last = prefix + "fc2.weight";
        return parts.product(
                active, last, parts.weights().matrix(last), bias, addend, label + ".out");
    }

    private String linear(String x, String name, String output) throws IOException {
        String weight = name + ".weight";
        return parts.product(
                x, weight, parts.weights().matrix(weight), parts.bias(Bias.MLP, name), "", output);
    }

    private String activate(String x, String label) {
        OnnxGraph graph = parts.graph();
        String output = label + ".active";
        return switch (Activation.of(parts.config().mlp().activation())) {
            case GELU_TANH -> graph.addContrib("FastGelu", List.of(x), List.of(output), Map.of());
            case GELU_ERF -> graph.addContrib("Gelu", List.of(x), List.of(output), Map.of());
            case RELU -> graph.add("Relu", List.of(x), output, Map.of());
            case SILU ->
                    graph.addContrib("QuickGelu", List.of(x), List.of(output), Map.of("alpha", 1f));
        };
    }
}
