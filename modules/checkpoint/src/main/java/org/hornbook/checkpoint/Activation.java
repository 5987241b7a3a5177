package org.hornbook.checkpoint;

/// The function between the two layers of the MLP.
enum Activation {
    GELU_TANH,
    GELU_ERF,
    RELU,
    SILU;

    /// By the name in `hidden_act`. Throws `IllegalArgumentException` for a name that is not known.
    static Activation of(String name) {
        return switch (name) {
            case "gelu_new", "gelu_pytorch_tanh", "gelu_fast" -> GELU_TANH;
            case "gelu", "gelu_python" -> GELU_ERF;
            case "relu" -> RELU;
            case "silu", "swish" -> SILU;
            default ->
                    throw new IllegalArgumentException(
                            "hidden_act \"" + name + "\" is none of gelu_new, gelu, silu and relu");
        };
    }
}
