package org.hornbook.checkpoint;

import java.util.function.Supplier;

/// A tensor to be written: `values` is asked once, when its turn comes, so that not all weights
/// need to be on the heap at once. Row-major; as many values as `shape` says.
public record NamedTensor(String name, int[] shape, Supplier<float[]> values) {
    public static NamedTensor of(String name, int[] shape, float[] values) {
        return new NamedTensor(name, shape, () -> values);
    }

    public static NamedTensor of(Parameter parameter, float[] values) {
        return of(parameter.name(), parameter.shape(), values);
    }

    long size() {
        return new Parameter(name, shape).size();
    }
}
