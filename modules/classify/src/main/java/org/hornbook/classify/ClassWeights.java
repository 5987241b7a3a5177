package org.hornbook.classify;

import com.fasterxml.jackson.annotation.JsonCreator;
import com.fasterxml.jackson.annotation.JsonValue;
import java.util.Arrays;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;

/// How much an example counts in training, by its label. Written `none`, `balanced`, or as pairs:
/// `0=1,5=4`.
public sealed interface ClassWeights {
    ClassWeights NONE = new None();
    ClassWeights BALANCED = new Balanced();

    /// Every example counts once.
    record None() implements ClassWeights {
        @JsonValue
        @Override
        public String toString() {
            return "none";
        }
    }

    /// Every label counts as much as any other, however few examples it has: an example of label y
    /// counts `n / (labels * n(y))`, as scikit-learn's `class_weight="balanced"`.
    record Balanced() implements ClassWeights {
        @JsonValue
        @Override
        public String toString() {
            return "balanced";
        }
    }

    /// By label; an example of a label not named counts once.
    record Given(Map<Integer, Double> each) implements ClassWeights {
        public Given {
            each = new TreeMap<>(each);
            each.forEach(
                    (label, weight) -> {
                        if (!(weight > 0) || weight.isInfinite()) {
                            throw new IllegalArgumentException(
                                    "label "
                                            + label
                                            + " cannot count "
                                            + weight
                                            + " times: give a number above 0");
                        }
                    });
            if (each.isEmpty()) {
                throw new IllegalArgumentException("no label is given a weight");
            }
        }

        @JsonValue
        @Override
        public String toString() {
            return each.entrySet().stream()
                    .map(e -> e.getKey() + "=" + e.getValue())
                    .collect(Collectors.joining(","));
        }
    }

    /// Throws `IllegalArgumentException` if `text` is none of what is written above.
    @JsonCreator
    static ClassWeights parse(String text) {
        return switch (text.strip()) {
            case "none", "" -> NONE;
            case "balanced" -> BALANCED;
            default -> {
                Map<Integer, Double> each = new TreeMap<>();
                for (String pair : text.split(",")) {
                    String[] sides = pair.split("=", -1);
                    try {
                        each.put(
                                Integer.valueOf(sides[0].strip()),
                                Double.valueOf(sides[1].strip()));
                    } catch (NumberFormatException | ArrayIndexOutOfBoundsException e) {
                        throw new IllegalArgumentException(
                                "class weights '"
                                        + text
                                        + "' are not none, balanced, or pairs as 0=1,5=4",
                                e);
                    }
                }
                yield new Given(each);
            }
        };
    }

    /// What each example counts.
    default double[] of(int[] labels) {
        double[] weights = new double[labels.length];
        switch (this) {
            case None none -> Arrays.fill(weights, 1);
            case Given given -> {
                for (int i = 0; i < labels.length; i++) {
                    weights[i] = given.each().getOrDefault(labels[i], 1.0);
                }
            }
            case Balanced balanced -> {
                Map<Integer, Integer> counts = new TreeMap<>();
                for (int label : labels) {
                    counts.merge(label, 1, Integer::sum);
                }
                for (int i = 0; i < labels.length; i++) {
                    weights[i] =
                            (double) labels.length
                                    / (counts.size() * (double) counts.get(labels[i]));
                }
            }
        }
        return weights;
    }
}
