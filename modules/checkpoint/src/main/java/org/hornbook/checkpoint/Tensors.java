package org.hornbook.checkpoint;

import java.util.Set;

/// Named weights of which any stretch can be read as 32-bit floats, whatever their stored type.
public interface Tensors {
    Set<String> names();

    /// Throws `CheckpointException` if there is no tensor `name`.
    int[] shape(String name);

    /// Reads `count` values of `name` from its flat position `from` into `into` at `offset`.
    void read(String name, long from, float[] into, int offset, int count);

    /// All values of `name`, row-major. Throws `CheckpointException` if they do not fit an array.
    default float[] floats(String name) {
        long size = new Parameter(name, shape(name)).size();
        if (size > Integer.MAX_VALUE - 8) {
            throw new CheckpointException("tensor " + name + " is too large for one array");
        }
        float[] values = new float[(int) size];
        read(name, 0, values, 0, values.length);
        return values;
    }
}
