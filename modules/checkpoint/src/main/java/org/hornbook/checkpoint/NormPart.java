package org.hornbook.checkpoint;

import java.io.IOException;
import java.util.List;
import java.util.Map;

/// Norms over the width of a stream.
record NormPart(GraphParts parts) {
    /// The stream between two parts of a layer is `x` + `skip`; an empty `skip` is nothing.
    record Stream(String x, String skip) {}

    /// `h` is the norm of `x`, which is the whole stream.
    record Normed(String x, String h) {}

    /// The sum and its norm, by one operator.
    Normed add(Stream stream, String name, String label) throws IOException {
        if (stream.skip().isEmpty()) {
            return new Normed(stream.x(), alone(stream.x(), name, label + ".h"));
        }
        boolean layer = parts.config().norm().kind() == Norm.Kind.LAYER;
        String gamma = parts.vector(name + ".weight");
        parts.graph()
                .addContrib(
                        layer ? "SkipLayerNormalization" : "SkipSimplifiedLayerNormalization",
                        layer
                                ? List.of(
                                        stream.x(),
                                        stream.skip(),
                                        gamma,
                                        parts.vector(name + ".bias"))
                                : List.of(stream.x(), stream.skip(), gamma),
                        List.of(label + ".h", "", "", label + ".x"),
                        Map.of("epsilon", parts.eps()));
        return new Normed(label + ".x", label + ".h");
    }

    /// The norm of `x`.
    String alone(String x, String name, String output) throws IOException {
        boolean layer = parts.config().norm().kind() == Norm.Kind.LAYER;
        String gamma = parts.vector(name + ".weight");
        return parts.graph()
                .add(
                        layer ? "LayerNormalization" : "SimplifiedLayerNormalization",
                        layer ? List.of(x, gamma, parts.vector(name + ".bias")) : List.of(x, gamma),
                        output,
                        Map.of("axis", -1, "epsilon", parts.eps()));
    }
}
