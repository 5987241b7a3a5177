package org.hornbook.checkpoint;

import java.io.IOException;

/// How the graph multiplies with weights and looks up embeddings: in the precision it was made for.
interface Products {
    /// x times `weight` turned, `(S, in)` to `(S, out)`, plus `bias` `(out)`, plus `addend` `(S,
    /// out)`; an empty name leaves one out. `name` is the weight's in the graph, the same for the
    /// same weight.
    String product(
            OnnxGraph graph,
            String x,
            String name,
            Matrix weight,
            String bias,
            String addend,
            String output)
            throws IOException;

    /// The product that gives logits.
    String logits(OnnxGraph graph, String x, String name, Matrix weight, String bias, String output)
            throws IOException;

    /// The rows of `table` for `tokens`: `(S, columns)`.
    String rows(OnnxGraph graph, String tokens, String name, Matrix table, String output)
            throws IOException;
}
