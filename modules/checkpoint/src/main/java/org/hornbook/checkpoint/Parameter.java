package org.hornbook.checkpoint;

import java.util.Arrays;

/// The name and shape of one tensor of a model, as `model.final_layernorm.weight`, `[hidden]`.
public record Parameter(String name, int[] shape) {
    public Parameter {
        shape = shape.clone();
    }

    @Override
    public int[] shape() {
        return shape.clone();
    }

    /// How many values it has.
    public long size() {
        return Arrays.stream(shape).asLongStream().reduce(1, Math::multiplyExact);
    }

    @Override
    public String toString() {
        return name + " " + Arrays.toString(shape);
    }
}
