package org.hornbook.checkpoint;

import java.util.Set;

/// PhiForCausalLM, and the layout of the first phi files, whose `mixer.Wqkv` holds the rows of
/// query, key and value one after the other.
final class PhiFamily implements Family {
    private static final String FIRST_EMBEDDING = "transformer.embd.wte.weight";

    @Override
    public Set<String> types() {
        return Set.of("phi", "phi-msft", "mixformer-sequential");
    }

    @Override
    public String title() {
        return "phi (phi-1, phi-1.5, phi-2)";
    }

    @Override
    public ModelConfig config(JsonFields json) {
        return PhiConfigReader.read(json).model();
    }

    @Override
    public StoredRows place(ModelConfig config, Parameter parameter, Set<String> stored) {
        String name = parameter.name();
        if (!stored.contains(FIRST_EMBEDDING)) {
            return StoredRows.whole(name, parameter);
        }
        String first =
                name.replace("model.embed_tokens.", "transformer.embd.wte.")
                        .replace("model.layers.", "transformer.h.")
                        .replace(".input_layernorm.", ".ln.")
                        .replace(".self_attn.dense.", ".mixer.out_proj.")
                        .replace("model.final_layernorm.", "lm_head.ln.")
                        .replaceFirst("^lm_head\\.(weight|bias)$", "lm_head.linear.$1");
        return FusedRows.inTurn(config, first, ".mixer.Wqkv.")
                .orElseGet(() -> StoredRows.whole(first, parameter));
    }
}
