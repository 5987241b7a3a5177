package org.hornbook.checkpoint;

import java.util.EnumSet;
import java.util.Set;

/// FalconForCausalLM: Falcon-7B (one key and value head) and those of the new decoder architecture
/// (40B, 11B, 180B), with rotary positions; the ones with ALiBi are refused.
final class FalconFamily implements Family {
    @Override
    public Set<String> types() {
        return Set.of("falcon", "RefinedWeb", "RefinedWebModel");
    }

    @Override
    public String title() {
        return "falcon";
    }

    @Override
    public ModelConfig config(JsonFields json) {
        if (json.flag("alibi", false)) {
            throw new IllegalArgumentException(
                    "\"alibi\" is true, and only falcon models with rotary positions can be run");
        }
        boolean grouped =
                json.flag(
                        "new_decoder_architecture",
                        json.findText("model_type").orElse("").equals("RefinedWeb"));
        int hidden = json.needInt("hidden_size");
        int heads = json.needPositive("num_attention_heads", "n_head");
        int dim = json.findInt("head_dim").orElse(hidden / heads);
        int positions = json.findInt("max_position_embeddings").orElse(2048);
        int keyValueHeads = heads;
        if (grouped) {
            keyValueHeads = json.findInt("num_kv_heads", "n_head_kv").orElse(heads);
        } else if (json.flag("multi_query", true)) {
            keyValueHeads = 1; // whatever num_kv_heads says
        }
        Set<Bias> biases = EnumSet.noneOf(Bias.class);
        if (json.flag("bias", false)) {
            biases.addAll(EnumSet.of(Bias.QUERY_KEY_VALUE, Bias.OUT, Bias.MLP));
        }
        return new ModelConfig(
                "falcon",
                json.needInt("vocab_size"),
                hidden,
                json.findInt("ffn_hidden_size").orElseGet(() -> Math.multiplyExact(4, hidden)),
                json.needInt("num_hidden_layers", "n_layer"),
                heads,
                keyValueHeads,
                dim,
                positions,
                RopeFields.of(json).rotary(dim, positions, 10_000),
                new Norm(Norm.Kind.LAYER, json.findDouble("layer_norm_epsilon").orElse(1e-5)),
                block(json, grouped),
                new Mlp(false, json.findText("activation").orElse("gelu")),
                biases,
                Window.NONE,
                json.flag("tie_word_embeddings", true),
                false,
                json.tokenId("bos_token_id"),
                json.tokenId("eos_token_id"));
    }

    private static Block block(JsonFields json, boolean grouped) {
        if (grouped) {
            return json.findInt("num_ln_in_parallel_attn").orElse(2) == 2
                    ? Block.PARALLEL_TWO_NORMS
                    : Block.PARALLEL;
        }
        return json.flag("parallel_attn", true) ? Block.PARALLEL : Block.SEQUENTIAL;
    }

    @Override
    public StoredRows place(ModelConfig config, Parameter parameter, Set<String> stored) {
        boolean two = config.block() == Block.PARALLEL_TWO_NORMS;
        String name =
                parameter
                        .name()
                        .replace("model.embed_tokens.", "transformer.word_embeddings.")
                        .replace("model.layers.", "transformer.h.")
                        .replace(".input_layernorm.", two ? ".ln_attn." : ".input_layernorm.")
                        .replace(".mlp_norm.", two ? ".ln_mlp." : ".post_attention_layernorm.")
                        .replace(".self_attn.dense.", ".self_attention.dense.")
                        .replace(".mlp.fc1.", ".mlp.dense_h_to_4h.")
                        .replace(".mlp.fc2.", ".mlp.dense_4h_to_h.")
                        .replace("model.final_layernorm.", "transformer.ln_f.");
        return FusedRows.inGroups(config, name, ".self_attention.query_key_value.")
                .orElseGet(() -> StoredRows.whole(name, parameter));
    }
}
