package org.hornbook.checkpoint;

import java.util.ArrayList;
import java.util.List;

/// The tensors of a decoder under one set of names for all architectures: those of PhiForCausalLM,
/// with `mlp.gate` where the MLP is gated and `mlp_norm` where it has a norm of its own. A linear
/// layer's weight is `[out, in]`.
public final class ModelParameters {
    public static final String EMBEDDING = "model.embed_tokens.weight";
    public static final String FINAL_NORM = "model.final_layernorm";
    public static final String HEAD = "lm_head";

    private ModelParameters() {}

    public static List<Parameter> of(ModelConfig config) {
        List<Parameter> all = new ArrayList<>(first(config));
        for (int layer = 0; layer < config.layers(); layer++) {
            all.addAll(ofLayer(config, layer));
        }
        all.addAll(last(config));
        return List.copyOf(all);
    }

    /// How many numbers the model has learned.
    public static long count(ModelConfig config) {
        return size(first(config))
                + config.layers() * size(ofLayer(config, 0))
                + size(last(config));
    }

    /// What the names of layer `index` begin with: `model.layers.3.`.
    public static String layer(int index) {
        return "model.layers." + index + ".";
    }

    static List<Parameter> first(ModelConfig config) {
        return List.of(
                new Parameter(EMBEDDING, new int[] {config.vocabSize(), config.hiddenSize()}));
    }

    static List<Parameter> ofLayer(ModelConfig config, int layer) {
        int hidden = config.hiddenSize();
        int inner = config.intermediateSize();
        List<Parameter> all = new ArrayList<>();
        String attention = layer(layer) + "self_attn.";
        boolean biased = config.has(Bias.QUERY_KEY_VALUE);
        linear(all, attention + "q_proj", config.querySize(), hidden, biased);
        linear(all, attention + "k_proj", config.keyValueSize(), hidden, biased);
        linear(all, attention + "v_proj", config.keyValueSize(), hidden, biased);
        linear(all, attention + "dense", hidden, config.querySize(), config.has(Bias.OUT));
        if (config.queryKeyNorm()) {
            norm(all, attention + "q_layernorm", config.headDim(), Norm.Kind.LAYER);
            norm(all, attention + "k_layernorm", config.headDim(), Norm.Kind.LAYER);
        }
        if (config.mlp().gated()) {
            linear(all, layer(layer) + "mlp.gate", inner, hidden, config.has(Bias.MLP));
        }
        linear(all, layer(layer) + "mlp.fc1", inner, hidden, config.has(Bias.MLP));
        linear(all, layer(layer) + "mlp.fc2", hidden, inner, config.has(Bias.MLP));
        norm(all, layer(layer) + "input_layernorm", hidden, config.norm().kind());
        if (config.block() != Block.PARALLEL) {
            norm(all, layer(layer) + "mlp_norm", hidden, config.norm().kind());
        }
        return all;
    }

    static List<Parameter> last(ModelConfig config) {
        List<Parameter> all = new ArrayList<>();
        norm(all, FINAL_NORM, config.hiddenSize(), config.norm().kind());
        if (!config.tiedEmbeddings()) {
            all.add(
                    new Parameter(
                            HEAD + ".weight", new int[] {config.vocabSize(), config.hiddenSize()}));
        }
        if (config.has(Bias.HEAD)) {
            all.add(new Parameter(HEAD + ".bias", new int[] {config.vocabSize()}));
        }
        return all;
    }

    private static long size(List<Parameter> parameters) {
        return parameters.stream().mapToLong(Parameter::size).sum();
    }

    private static void linear(
            List<Parameter> all, String name, int out, int in, boolean withBias) {
        all.add(new Parameter(name + ".weight", new int[] {out, in}));
        if (withBias) {
            all.add(new Parameter(name + ".bias", new int[] {out}));
        }
    }

    private static void norm(List<Parameter> all, String name, int width, Norm.Kind kind) {
        all.add(new Parameter(name + ".weight", new int[] {width}));
        if (kind == Norm.Kind.LAYER) {
            all.add(new Parameter(name + ".bias", new int[] {width}));
        }
    }
}
