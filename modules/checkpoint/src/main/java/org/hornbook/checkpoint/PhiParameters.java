package org.hornbook.checkpoint;

import java.util.ArrayList;
import java.util.List;

/// The tensors of PhiForCausalLM under their Hugging Face names, in the order transformers keeps
/// them. A linear layer's weight is `[out, in]`.
public final class PhiParameters {
    public static final String EMBEDDING = "model.embed_tokens.weight";
    public static final String FINAL_NORM = "model.final_layernorm";
    public static final String HEAD = "lm_head";

    private PhiParameters() {}

    public static List<Parameter> of(PhiConfig config) {
        int hidden = config.hiddenSize();
        List<Parameter> all = new ArrayList<>();
        all.add(new Parameter(EMBEDDING, new int[] {config.vocabSize(), hidden}));
        for (int layer = 0; layer < config.layers(); layer++) {
            String attention = layer(layer) + "self_attn.";
            linear(all, attention + "q_proj", hidden, hidden);
            linear(all, attention + "k_proj", config.keyValueSize(), hidden);
            linear(all, attention + "v_proj", config.keyValueSize(), hidden);
            linear(all, attention + "dense", hidden, hidden);
            if (config.queryKeyNorm()) {
                norm(all, attention + "q_layernorm", config.headDim());
                norm(all, attention + "k_layernorm", config.headDim());
            }
            linear(all, layer(layer) + "mlp.fc1", config.intermediateSize(), hidden);
            linear(all, layer(layer) + "mlp.fc2", hidden, config.intermediateSize());
            norm(all, layer(layer) + "input_layernorm", hidden);
        }
        norm(all, FINAL_NORM, hidden);
        if (!config.tiedEmbeddings()) {
            all.add(new Parameter(HEAD + ".weight", new int[] {config.vocabSize(), hidden}));
        }
        all.add(new Parameter(HEAD + ".bias", new int[] {config.vocabSize()}));
        return List.copyOf(all);
    }

    /// How many numbers the model has learned.
    public static long count(PhiConfig config) {
        return of(config).stream().mapToLong(Parameter::size).sum();
    }

    /// What the names of layer `index` begin with: `model.layers.3.`.
    public static String layer(int index) {
        return "model.layers." + index + ".";
    }

    private static void linear(List<Parameter> all, String name, int out, int in) {
        all.add(new Parameter(name + ".weight", new int[] {out, in}));
        all.add(new Parameter(name + ".bias", new int[] {out}));
    }

    private static void norm(List<Parameter> all, String name, int width) {
        all.add(new Parameter(name + ".weight", new int[] {width}));
        all.add(new Parameter(name + ".bias", new int[] {width}));
    }
}
