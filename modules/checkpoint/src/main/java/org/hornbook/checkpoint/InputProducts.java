package org.hornbook.checkpoint;

import ai.onnx.proto.OnnxMl.TensorProto.DataType;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/// Products in 32-bit floats whose weights are inputs of the graph, so that whoever runs it decides
/// what they are; remembers each of them.
final class InputProducts implements Products {
    private final List<LayerGraph.Product> all = new ArrayList<>();

    /// In the order in which the graph has them.
    List<LayerGraph.Product> all() {
        return all;
    }

    @Override
    public String product(
            OnnxGraph graph,
            String x,
            String name,
            Matrix weight,
            String bias,
            String addend,
            String output)
            throws IOException {
        all.add(new LayerGraph.Product(name, x, weight));
        graph.input(name, DataType.FLOAT, weight.rows(), weight.columns());
        return FloatProducts.gemm(graph, x, name, bias, addend, output);
    }

    @Override
    public String logits(
            OnnxGraph graph, String x, String name, Matrix weight, String bias, String output)
            throws IOException {
        return product(graph, x, name, weight, bias, "", output);
    }

    @Override
    public String rows(OnnxGraph graph, String tokens, String name, Matrix table, String output) {
        graph.input(name, DataType.FLOAT, table.rows(), table.columns());
        return graph.add("Gather", List.of(name, tokens), output, Map.of("axis", 0));
    }
}
