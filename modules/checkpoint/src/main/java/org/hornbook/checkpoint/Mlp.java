package org.hornbook.checkpoint;

/// The inner network of a layer: fc2(f(fc1 x)) or, gated, fc2(f(gate x) * fc1 x). `activation` is f
/// as config.json names it. Throws `IllegalArgumentException` for a function that is not known.
public record Mlp(boolean gated, String activation) {
    public Mlp {
        Activation.of(activation);
    }
}
