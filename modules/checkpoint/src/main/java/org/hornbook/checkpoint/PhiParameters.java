package org.hornbook.checkpoint;

import java.util.List;

/// The tensors of PhiForCausalLM under their Hugging Face names, in the order transformers keeps
/// them. A linear layer's weight is `[out, in]`.
public final class PhiParameters {
    public static final String EMBEDDING = ModelParameters.EMBEDDING;
    public static final String FINAL_NORM = ModelParameters.FINAL_NORM;
    public static final String HEAD = ModelParameters.HEAD;

    private PhiParameters() {}

    public static List<Parameter> of(PhiConfig config) {
        return ModelParameters.of(config.model());
    }

    /// How many numbers the model has learned.
    public static long count(PhiConfig config) {
        return config.model().parameters();
    }

    /// What the names of layer `index` begin with: `model.layers.3.`.
    public static String layer(int index) {
        return ModelParameters.layer(index);
    }
}
