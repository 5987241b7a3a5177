package org.hornbook.checkpoint;

import java.util.List;
import java.util.Map;

/// Which rows of a value go on.
///
/// @param positions the name of their numbers; empty for all
record ChosenRows(String positions) {
    static final ChosenRows ALL = new ChosenRows("");

    /// Those of `x`.
    String of(OnnxGraph graph, String x) {
        return positions.isEmpty()
                ? x
                : graph.add("Gather", List.of(x, positions), x + ".chosen", Map.of("axis", 0));
    }
}
