package org.hornbook.checkpoint;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.EnumSet;
import java.util.Optional;
import java.util.Set;

/// LlamaForCausalLM and what differs from it in a flag only: Mistral's window, Qwen2's biases.
final class LlamaFamily implements Family {
    @Override
    public Set<String> types() {
        return Set.of("llama", "mistral", "qwen2");
    }

    @Override
    public String title() {
        return "llama; mistral; qwen2";
    }

    @Override
    public ModelConfig config(JsonFields json) {
        String type = json.findText("model_type").orElseThrow();
        boolean qwen = type.equals("qwen2");
        int hidden = json.needInt("hidden_size");
        int heads = json.needPositive("num_attention_heads");
        int layers = json.needInt("num_hidden_layers");
        int dim = json.findInt("head_dim").orElse(hidden / heads);
        int positions = json.findInt("max_position_embeddings").orElse(2048);
        Set<Bias> biases = EnumSet.noneOf(Bias.class);
        if (qwen) {
            biases.add(Bias.QUERY_KEY_VALUE);
        } else if (type.equals("llama") && json.flag("attention_bias", false)) {
            biases.addAll(EnumSet.of(Bias.QUERY_KEY_VALUE, Bias.OUT));
        }
        if (type.equals("llama") && json.flag("mlp_bias", false)) {
            biases.add(Bias.MLP);
        }
        return new ModelConfig(
                type,
                json.needInt("vocab_size"),
                hidden,
                json.needInt("intermediate_size"),
                layers,
                heads,
                json.findInt("num_key_value_heads").orElse(heads),
                dim,
                positions,
                RopeFields.of(json).rotary(dim, positions, 10_000),
                new Norm(Norm.Kind.RMS, json.findDouble("rms_norm_eps").orElse(1e-6)),
                Block.SEQUENTIAL,
                new Mlp(true, json.findText("hidden_act").orElse("silu")),
                biases,
                switch (type) {
                    case "mistral" -> new Window(json.findInt("sliding_window").orElse(0), 0);
                    case "qwen2" -> qwenWindow(json, layers);
                    default -> Window.NONE;
                },
                json.flag("tie_word_embeddings", false),
                false,
                json.tokenId("bos_token_id"),
                json.tokenId("eos_token_id"));
    }

    /// Qwen2 slides in its upper layers only: those from `max_window_layers` on, or those that
    /// `layer_types` lists.
    private static Window qwenWindow(JsonFields json, int layers) {
        int tokens = json.findInt("sliding_window").orElse(0);
        if (tokens == 0 || !json.flag("use_sliding_window", false)) {
            return Window.NONE;
        }
        int from = json.findInt("max_window_layers").orElse(28);
        Optional<JsonNode> types = json.find("layer_types").filter(JsonNode::isArray);
        if (types.isPresent()) {
            int listed = types.get().size();
            from = listed;
            for (int i = listed; i-- > 0 && slides(types.get().get(i)); ) {
                from = i;
            }
            for (int i = 0; i < from; i++) {
                if (slides(types.get().get(i))) {
                    throw new IllegalArgumentException(
                            "layer_types slides in layer " + i + " but not in all above it");
                }
            }
        }
        return from >= layers ? Window.NONE : new Window(tokens, from);
    }

    private static boolean slides(JsonNode type) {
        return type.asText().equals("sliding_attention");
    }

    @Override
    public StoredRows place(ModelConfig config, Parameter parameter, Set<String> stored) {
        return StoredRows.whole(name(parameter), parameter);
    }

    /// What Llama calls `parameter`.
    static String name(Parameter parameter) {
        return parameter
                .name()
                .replace(".self_attn.dense.", ".self_attn.o_proj.")
                .replace(".mlp.gate.", ".mlp.gate_proj.")
                .replace(".mlp.fc1.", ".mlp.up_proj.")
                .replace(".mlp.fc2.", ".mlp.down_proj.")
                .replace(".mlp_norm.", ".post_attention_layernorm.")
                .replace("model.final_layernorm.", "model.norm.");
    }
}
