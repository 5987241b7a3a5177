package org.hornbook.infer.calibrate;

import java.io.IOException;
import java.nio.file.Files;
import java.util.Comparator;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.hornbook.checkpoint.MeasuredActivations;
import org.hornbook.checkpoint.ModelGraph;

/// Chooses the products of a graph that must have their activations exact. All rounded, the model
/// is somewhat further from the exact one than with none rounded; as few products as possible are
/// kept exact so that at most a small part of that remains. Candidates are the last products of the
/// MLPs first, whose inputs have the largest channels, then all others, each kind by what its
/// inputs lose.
final class ActivationChoice {
    private static final double ENOUGH = 1.05; // times the divergence with none rounded
    private static final double NOTHING = 1e-5; // nats that nobody sees
    private static final String PROBE = "decoder-probe.onnx";

    private final ModelGraph graph; // with rounded activations
    private final Map<String, Double> losses;
    private final Measure measure;
    private final Map<Set<String>, Quality> known = new HashMap<>();

    /// How far a graph is from the exact model.
    @FunctionalInterface
    interface Measure {
        Quality of(ModelGraph graph, String doing) throws IOException;
    }

    ActivationChoice(ModelGraph graph, Map<String, Double> losses, Measure measure) {
        this.graph = graph;
        this.losses = losses;
        this.measure = measure;
    }

    /// Measures, and keeps the choice with the graph.
    MeasuredActivations choose() throws IOException {
        try {
            List<String> order = order(MeasuredActivations.products(graph).keySet());
            double rounded = divergence(Set.of());
            double none = divergence(new LinkedHashSet<>(order));
            double goal = ENOUGH * none + NOTHING;
            int enough = rounded <= goal ? 0 : order.size();
            for (int below = 0; enough - below > 1; ) {
                int middle = (enough + below) / 2;
                if (divergence(first(order, middle)) <= goal) {
                    enough = middle;
                } else {
                    below = middle;
                }
            }
            Set<String> exact = first(order, enough);
            MeasuredActivations chosen =
                    new MeasuredActivations(
                            List.copyOf(exact),
                            rounded,
                            none,
                            divergence(exact),
                            quality(exact).tokens());
            chosen.keepWith(graph);
            return chosen;
        } finally {
            Files.deleteIfExists(graph.decoder().resolveSibling(PROBE));
        }
    }

    /// Those of the kept choice.
    Quality quality(Set<String> exact) throws IOException {
        Quality there = known.get(exact);
        if (there == null) {
            String doing = exact.isEmpty() ? "8-bit activations" : exact.size() + " exact";
            there =
                    measure.of(
                            exact.isEmpty()
                                    ? graph
                                    : MeasuredActivations.variant(graph, exact, PROBE),
                            doing);
            known.put(exact, there);
        }
        return there;
    }

    private double divergence(Set<String> exact) throws IOException {
        return quality(exact).divergence();
    }

    private static Set<String> first(List<String> order, int count) {
        return new LinkedHashSet<>(order.subList(0, count));
    }

    private List<String> order(Set<String> products) {
        return products.stream()
                .sorted(
                        Comparator.comparing((String name) -> !name.endsWith(".mlp.fc2.weight"))
                                .thenComparing(name -> -losses.getOrDefault(name, 0.0)))
                .toList();
    }
}
