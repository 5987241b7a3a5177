package org.hornbook.checkpoint;

import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.Set;

/// What a GGUF file says of its model, for the architectures llama (also Mistral), qwen2, phi2 and
/// phi3. Its llama files keep the rotated pairs of query and key as neighbours.
record GgufModel(GgufFile file, String architecture) implements TensorPlaces {
    private static final Set<String> KNOWN = Set.of("llama", "qwen2", "phi2", "phi3");
    private static final String SHORT_FACTORS = "rope_factors_short.weight";
    private static final String LONG_FACTORS = "rope_factors_long.weight";

    static GgufModel of(GgufFile file) {
        String architecture = file.says("general.architecture").map(Object::toString).orElse("");
        if (!KNOWN.contains(architecture)) {
            throw new CheckpointException(
                    file.file()
                            + ": general.architecture is \""
                            + architecture
                            + "\", and of GGUF only llama, qwen2, phi2 and phi3 can be read");
        }
        return new GgufModel(file, architecture);
    }

    /// Throws `CheckpointException` with the file.
    ModelConfig config() {
        try {
            return read();
        } catch (IllegalArgumentException | ArithmeticException e) {
            throw new CheckpointException(file.file() + ": " + e.getMessage(), e);
        }
    }

    private ModelConfig read() {
        boolean phi2 = architecture.equals("phi2");
        int hidden = need("embedding_length");
        int heads = need("attention.head_count");
        ModelConfig.positive("attention.head_count", heads);
        int dim = find("attention.key_length").orElse(hidden / heads);
        int positions = need("context_length");
        return new ModelConfig(
                phi2 ? "phi" : architecture,
                vocabulary(),
                hidden,
                need("feed_forward_length"),
                need("block_count"),
                heads,
                find("attention.head_count_kv").orElse(heads),
                dim,
                positions,
                new Rotary(
                        find("rope.dimension_count").orElse(dim),
                        architecture.equals("llama"),
                        number("rope.freq_base").orElse(10_000.0),
                        scaling(positions)),
                new Norm(
                        phi2 ? Norm.Kind.LAYER : Norm.Kind.RMS,
                        number(
                                        phi2
                                                ? "attention.layer_norm_epsilon"
                                                : "attention.layer_norm_rms_epsilon")
                                .orElse(1e-5)),
                phi2 ? Block.PARALLEL : Block.SEQUENTIAL,
                new Mlp(!phi2, phi2 ? "gelu_new" : "silu"),
                biases(),
                new Window(find("attention.sliding_window").orElse(0), 0),
                !file.names().contains("output.weight"),
                false,
                id("tokenizer.ggml.bos_token_id"),
                id("tokenizer.ggml.eos_token_id"));
    }

    private Set<Bias> biases() {
        return switch (architecture) {
            case "phi2" -> EnumSet.allOf(Bias.class);
            case "qwen2" -> EnumSet.of(Bias.QUERY_KEY_VALUE);
            default -> EnumSet.noneOf(Bias.class);
        };
    }

    private Rotary.Scaling scaling(int positions) {
        if (file.names().contains("rope_freqs.weight")) {
            List<Double> factors = factors("rope_freqs.weight"); // Llama 3.1, ready computed
            return new Rotary.Scaling.LongRope(factors, factors, positions, 1);
        }
        if (file.names().contains(LONG_FACTORS)) {
            int original = find("rope.scaling.original_context_length").orElse(positions);
            double factor = (double) positions / original;
            double magnitude =
                    factor <= 1 ? 1 : Math.sqrt(1 + Math.log(factor) / Math.log(original));
            return new Rotary.Scaling.LongRope(
                    factors(SHORT_FACTORS),
                    factors(LONG_FACTORS),
                    original,
                    number("rope.scaling.attn_factor").orElse(magnitude));
        }
        String kind = says("rope.scaling.type").map(Object::toString).orElse("none");
        return switch (kind) {
            case "none" -> new Rotary.Scaling.None();
            case "linear" ->
                    new Rotary.Scaling.Linear(
                            number("rope.scaling.factor")
                                    .orElseThrow(() -> missing("rope.scaling.factor")));
            default ->
                    throw new IllegalArgumentException(
                            "rope scaling \"" + kind + "\" is none of linear and longrope");
        };
    }

    private List<Double> factors(String name) {
        List<Double> all = new ArrayList<>();
        for (float factor : file.floats(name)) {
            all.add((double) factor);
        }
        return all;
    }

    private int vocabulary() {
        int[] table = file.shape("token_embd.weight");
        return table[0];
    }

    @Override
    public StoredRows place(ModelConfig config, Parameter parameter, Set<String> stored) {
        String name =
                parameter
                        .name()
                        .replace("model.embed_tokens.", "token_embd.")
                        .replace("model.layers.", "blk.")
                        .replace(".self_attn.dense.", ".attn_output.")
                        .replace(".input_layernorm.", ".attn_norm.")
                        .replace(".mlp_norm.", ".ffn_norm.")
                        .replace(".mlp.fc2.", ".ffn_down.")
                        .replace("model.final_layernorm.", "output_norm.")
                        .replace("lm_head.", "output.");
        int inner = config.intermediateSize();
        boolean fusedGate = architecture.equals("phi3");
        if (name.contains(".mlp.gate.")) {
            return fusedGate
                    ? StoredRows.from(name.replace(".mlp.gate.", ".ffn_up."), 2 * inner, 0)
                    : StoredRows.whole(name.replace(".mlp.gate.", ".ffn_gate."), parameter);
        }
        if (name.contains(".mlp.fc1.")) {
            String up = name.replace(".mlp.fc1.", ".ffn_up.");
            return fusedGate
                    ? StoredRows.from(up, 2 * inner, inner)
                    : StoredRows.whole(up, parameter);
        }
        Optional<StoredRows> fused = FusedRows.inTurn(config, name, ".attn_qkv.");
        if (fused.isPresent() && stored.contains(fused.get().name())) {
            return fused.get();
        }
        return StoredRows.whole(
                name.replaceFirst("\\.self_attn\\.([qkv])_proj\\.", ".attn_$1."), parameter);
    }

    private Optional<Object> says(String key) {
        return file.says(architecture + "." + key);
    }

    private int need(String key) {
        return find(key).orElseThrow(() -> missing(key));
    }

    private Optional<Integer> find(String key) {
        return says(key)
                .map(
                        value -> {
                            if (!(value instanceof Long n) || n < 0 || n > Integer.MAX_VALUE) {
                                throw new IllegalArgumentException(
                                        key + " is " + value + ", not a whole number");
                            }
                            return n.intValue();
                        });
    }

    private Optional<Double> number(String key) {
        return says(key)
                .map(
                        value -> {
                            if (!(value instanceof Number n)) {
                                throw new IllegalArgumentException(
                                        key + " is " + value + ", not a number");
                            }
                            return n.doubleValue();
                        });
    }

    private OptionalInt id(String key) {
        return file.says(key).filter(Long.class::isInstance).isPresent()
                ? OptionalInt.of(Math.toIntExact((Long) file.says(key).orElseThrow()))
                : OptionalInt.empty();
    }

    private IllegalArgumentException missing(String key) {
        return new IllegalArgumentException(architecture + "." + key + " is missing");
    }
}
