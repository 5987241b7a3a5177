package org.hornbook.checkpoint;

import java.io.IOException;
import java.util.List;
import java.util.Map;

/// Products in 32-bit floats.
record FloatProducts(Initializers constants) implements Products {
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
        constants.floats(name, weight.shape(), weight.source());
        return gemm(graph, x, name, bias, addend, output);
    }

    /// As `product`, of a weight that the graph has already.
    static String gemm(
            OnnxGraph graph, String x, String weight, String bias, String addend, String output) {
        if (!bias.isEmpty() && !addend.isEmpty()) {
            String own = gemm(graph, x, weight, bias, output + ".own");
            return graph.add("Add", List.of(own, addend), output, Map.of());
        }
        return gemm(graph, x, weight, bias.isEmpty() ? addend : bias, output);
    }

    private static String gemm(
            OnnxGraph graph, String x, String weight, String added, String output) {
        List<String> inputs = added.isEmpty() ? List.of(x, weight) : List.of(x, weight, added);
        return graph.add("Gemm", inputs, output, Map.of("transB", 1));
    }

    @Override
    public String logits(
            OnnxGraph graph, String x, String name, Matrix weight, String bias, String output)
            throws IOException {
        return product(graph, x, name, weight, bias, "", output);
    }

    @Override
    public String rows(OnnxGraph graph, String tokens, String name, Matrix table, String output)
            throws IOException {
        constants.floats(name, table.shape(), table.source());
        return graph.add("Gather", List.of(name, tokens), output, Map.of("axis", 0));
    }
}
