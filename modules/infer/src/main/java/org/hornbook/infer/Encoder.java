package org.hornbook.infer;

import java.util.List;

/// Turns a text into a vector.
public interface Encoder extends AutoCloseable {
    /// Length of every vector.
    int dimension();

    /// The vector of `text`; what exceeds the model's context is left out. Not scaled to unit
    /// length.
    float[] embed(String text);

    /// The vectors of `texts` in their order; the way to encode many.
    default List<float[]> embedAll(List<String> texts) {
        return texts.stream().map(this::embed).toList();
    }

    /// Changes when the vectors would.
    String fingerprint();

    @Override
    void close();
}
