package org.hornbook.checkpoint;

/// How attention and MLP of a layer stand to each other, x being the stream between layers.
public enum Block {
    /// x + attention(h) + mlp(h) with h = norm(x): phi, CodeGen, Falcon-7B.
    PARALLEL,
    /// x + attention(norm(x)) + mlp(norm'(x)): the larger Falcons.
    PARALLEL_TWO_NORMS,
    /// y = x + attention(norm(x)); y + mlp(norm'(y)): Llama and its kind.
    SEQUENTIAL
}
