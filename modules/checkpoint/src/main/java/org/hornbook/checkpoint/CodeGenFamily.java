package org.hornbook.checkpoint;

import java.util.EnumSet;
import java.util.Set;

/// CodeGenForCausalLM. Its `qkv_proj` is four blocks, each with the query, then the value, then the
/// key of a quarter of the heads; rotated pairs are neighbours.
final class CodeGenFamily implements Family {
    private static final int BLOCKS = 4;

    @Override
    public Set<String> types() {
        return Set.of("codegen");
    }

    @Override
    public String title() {
        return "codegen";
    }

    @Override
    public ModelConfig config(JsonFields json) {
        int hidden = json.needInt("n_embd", "hidden_size");
        int heads = json.needPositive("n_head", "num_attention_heads");
        if (heads % BLOCKS != 0 || hidden % heads != 0) {
            throw new IllegalArgumentException(
                    "n_head " + heads + " of n_embd " + hidden + " cannot be cut into four blocks");
        }
        int dim = hidden / heads;
        return new ModelConfig(
                "codegen",
                json.needInt("vocab_size"),
                hidden,
                json.findInt("n_inner").orElseGet(() -> Math.multiplyExact(4, hidden)),
                json.needInt("n_layer", "num_hidden_layers"),
                heads,
                heads,
                dim,
                json.findInt("n_positions", "max_position_embeddings").orElse(2048),
                new Rotary(
                        json.findInt("rotary_dim").orElse(64),
                        true,
                        10_000,
                        new Rotary.Scaling.None()),
                new Norm(Norm.Kind.LAYER, json.findDouble("layer_norm_epsilon").orElse(1e-5)),
                Block.PARALLEL,
                new Mlp(false, json.findText("activation_function").orElse("gelu_new")),
                EnumSet.of(Bias.MLP, Bias.HEAD),
                Window.NONE,
                json.flag("tie_word_embeddings", false),
                false,
                json.tokenId("bos_token_id"),
                json.tokenId("eos_token_id"));
    }

    @Override
    public StoredRows place(ModelConfig config, Parameter parameter, Set<String> stored) {
        String name =
                parameter
                        .name()
                        .replace("model.embed_tokens.", "transformer.wte.")
                        .replace("model.layers.", "transformer.h.")
                        .replace(".input_layernorm.", ".ln_1.")
                        .replace(".self_attn.dense.", ".attn.out_proj.")
                        .replace(".mlp.fc1.", ".mlp.fc_in.")
                        .replace(".mlp.fc2.", ".mlp.fc_out.")
                        .replace("model.final_layernorm.", "transformer.ln_f.");
        int run = config.querySize() / BLOCKS;
        String[] inBlock = {"q", "v", "k"};
        for (int i = 0; i < inBlock.length; i++) {
            String part = ".self_attn." + inBlock[i] + "_proj.";
            if (name.contains(part)) {
                int first = i * run;
                return new StoredRows(
                        name.replace(part, ".attn.qkv_proj."),
                        3 * config.querySize(),
                        row -> row / run * 3 * run + first + row % run);
            }
        }
        return StoredRows.whole(name, parameter);
    }
}
