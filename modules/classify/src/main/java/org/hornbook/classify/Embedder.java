package org.hornbook.classify;

/// Turns a text into a dense vector: a pretrained model seen from here.
public interface Embedder {
    /// Names the model: the same fingerprint gives the same vectors.
    String fingerprint();

    int dimension();

    /// (dimension) values.
    float[] embed(String text);
}
