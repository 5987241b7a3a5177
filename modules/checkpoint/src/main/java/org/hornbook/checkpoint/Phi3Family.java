package org.hornbook.checkpoint;

import java.util.Set;

/// Phi3ForCausalLM: phi-3-mini and -medium, phi-3.5-mini, phi-4, phi-4-mini. Query, key and value
/// are one stored tensor, gate and up another.
final class Phi3Family implements Family {
    @Override
    public Set<String> types() {
        return Set.of("phi3");
    }

    @Override
    public String title() {
        return "phi3 (phi-3, phi-3.5, phi-4)";
    }

    @Override
    public ModelConfig config(JsonFields json) {
        int hidden = json.needInt("hidden_size");
        int heads = json.needPositive("num_attention_heads");
        int positions = json.findInt("max_position_embeddings").orElse(4096);
        int dim = json.findInt("head_dim").orElse(hidden / heads);
        return new ModelConfig(
                "phi3",
                json.needInt("vocab_size"),
                hidden,
                json.needInt("intermediate_size"),
                json.needInt("num_hidden_layers"),
                heads,
                json.findInt("num_key_value_heads").orElse(heads),
                dim,
                positions,
                RopeFields.of(json).rotary(dim, positions, 10_000),
                new Norm(Norm.Kind.RMS, json.findDouble("rms_norm_eps").orElse(1e-5)),
                Block.SEQUENTIAL,
                new Mlp(true, json.findText("hidden_act").orElse("silu")),
                Set.of(),
                new Window(json.findInt("sliding_window").orElse(0), 0),
                json.flag("tie_word_embeddings", false),
                false,
                json.tokenId("bos_token_id"),
                json.tokenId("eos_token_id"));
    }

    @Override
    public StoredRows place(ModelConfig config, Parameter parameter, Set<String> stored) {
        String name = LlamaFamily.name(parameter);
        int inner = config.intermediateSize();
        if (name.contains(".mlp.gate_proj.")) {
            return StoredRows.from(gateUp(name, "gate_proj"), 2 * inner, 0);
        }
        if (name.contains(".mlp.up_proj.")) {
            return StoredRows.from(gateUp(name, "up_proj"), 2 * inner, inner);
        }
        return FusedRows.inTurn(config, name, ".self_attn.qkv_proj.")
                .orElseGet(() -> StoredRows.whole(name, parameter));
    }

    private static String gateUp(String name, String part) {
        return name.replace(part, "gate_up_proj");
    }
}
