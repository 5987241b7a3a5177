package org.hornbook.infer.calibrate;

import java.io.IOException;
import java.nio.file.Files;
import java.util.Comparator;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.hornbook.checkpoint.CacheScales;
import org.hornbook.checkpoint.DecoderVariant;
import org.hornbook.checkpoint.MeasuredActivations;
import org.hornbook.checkpoint.ModelGraph;

/// Chooses the products of a graph that must have their activations exact. All rounded, the model
/// is somewhat further from the exact one than with none rounded; as few products as possible are
/// kept exact so that at most a small part of that remains. Candidates are the last products of the
/// MLPs first, whose inputs have the largest channels, then all others, each kind by what its
/// inputs lose. Then keys and values are kept in 8 bits if that costs as little again.
final class ActivationChoice {
    private static final double ENOUGH = 1.05; // times the divergence with none rounded
    private static final double NOTHING = 1e-5; // nats that nobody sees
    private static final String PROBE = "decoder-probe.onnx";

    private final ModelGraph graph; // with rounded activations
    private final Map<String, Double> losses;
    private final Measure measure;
    private final Steps steps;
    private final Map<DecoderVariant, Quality> known = new HashMap<>();

    /// How far a graph is from the exact model.
    @FunctionalInterface
    interface Measure {
        Quality of(ModelGraph graph, String doing) throws IOException;
    }

    /// In what steps a graph's keys and values are to be counted.
    @FunctionalInterface
    interface Steps {
        CacheScales of(ModelGraph graph) throws IOException;
    }

    /// What was chosen, and how good it is.
    record Chosen(MeasuredActivations activations, Quality quality) {}

    ActivationChoice(ModelGraph graph, Map<String, Double> losses, Measure measure, Steps steps) {
        this.graph = graph;
        this.losses = losses;
        this.measure = measure;
        this.steps = steps;
    }

    /// Measures, and keeps the choice with the graph.
    Chosen choose() throws IOException {
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
            return keep(first(order, enough), rounded, none);
        } finally {
            Files.deleteIfExists(graph.decoder().resolveSibling(PROBE));
        }
    }

    private Chosen keep(Set<String> exact, double rounded, double none) throws IOException {
        CacheScales scales = steps.of(graph);
        DecoderVariant large = new DecoderVariant(exact, Optional.empty());
        DecoderVariant small = new DecoderVariant(exact, Optional.of(scales));
        double chosen = quality(large).divergence();
        double cached = quality(small).divergence();
        boolean enough = cached <= ENOUGH * chosen + NOTHING;
        Quality quality = quality(enough ? small : large);
        MeasuredActivations activations =
                new MeasuredActivations(
                        List.copyOf(exact),
                        rounded,
                        none,
                        chosen,
                        enough,
                        cached,
                        quality.tokens());
        activations.keepWith(graph, scales);
        return new Chosen(activations, quality);
    }

    private Quality quality(DecoderVariant variant) throws IOException {
        Quality there = known.get(variant);
        if (there == null) {
            there =
                    measure.of(
                            variant.equals(DecoderVariant.SAME)
                                    ? graph
                                    : variant.write(graph, PROBE),
                            doing(variant));
            known.put(variant, there);
        }
        return there;
    }

    private static String doing(DecoderVariant variant) {
        return variant.cache().isPresent()
                ? "an 8-bit cache"
                : variant.exact().isEmpty()
                        ? "8-bit activations"
                        : variant.exact().size() + " exact";
    }

    private double divergence(Set<String> exact) throws IOException {
        return quality(new DecoderVariant(exact, Optional.empty())).divergence();
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
