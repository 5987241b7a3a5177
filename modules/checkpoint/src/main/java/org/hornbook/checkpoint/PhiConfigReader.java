package org.hornbook.checkpoint;

import java.nio.file.Path;
import java.util.List;

/// Reads the dialects of a phi model's config.json: that of transformers 4 (`rope_theta`,
/// `partial_rotary_factor`), that of transformers 5 (`rope_parameters`) and that of the first phi
/// files (`n_embd`, `rotary_dim`).
final class PhiConfigReader {
    private static final List<String> FIRST_FILES = List.of("phi-msft", "mixformer-sequential");

    private PhiConfigReader() {}

    static PhiConfig read(Path file) {
        return read(JsonFields.read(file));
    }

    static PhiConfig read(JsonFields json) {
        Path file = json.file();
        String type = json.findText("model_type").orElseThrow(() -> json.missing("model_type"));
        try {
            if (type.equals("phi")) {
                return phi(json);
            }
            if (FIRST_FILES.contains(type)) {
                return phiMsft(json);
            }
        } catch (IllegalArgumentException e) {
            throw new CheckpointException(file + ": " + e.getMessage(), e);
        }
        throw new CheckpointException(
                file
                        + ": model_type is \""
                        + type
                        + "\", and only phi (phi-1, phi-1.5, phi-2) can be read");
    }

    private static PhiConfig phi(JsonFields json) {
        int heads = json.needInt("num_attention_heads");
        Rope rope = Rope.read(json);
        return new PhiConfig(
                json.needInt("vocab_size"),
                json.needInt("hidden_size"),
                json.needInt("intermediate_size"),
                json.needInt("num_hidden_layers"),
                heads,
                json.findInt("num_key_value_heads").orElse(heads),
                json.findInt("max_position_embeddings").orElse(2048),
                rope.partialFactor(),
                rope.theta(),
                json.findDouble("layer_norm_eps").orElse(1e-5),
                json.findText("hidden_act").orElse("gelu_new"),
                json.flag("tie_word_embeddings", false),
                json.flag("qk_layernorm", false),
                json.tokenId("bos_token_id"),
                json.tokenId("eos_token_id"));
    }

    private static PhiConfig phiMsft(JsonFields json) {
        int hidden = json.needInt("n_embd");
        int heads = json.needInt("n_head");
        int vocabulary = json.needInt("vocab_size");
        int multiple = json.findInt("pad_vocab_size_multiple").orElse(1);
        if (multiple < 1) {
            throw json.wrong("pad_vocab_size_multiple", "positive");
        }
        int rotary = json.findInt("rotary_dim").orElse(32);
        return new PhiConfig(
                Math.ceilDiv(vocabulary, multiple) * multiple,
                hidden,
                json.findInt("n_inner").orElse(4 * hidden),
                json.needInt("n_layer"),
                heads,
                json.findInt("n_head_kv").orElse(heads),
                json.findInt("n_positions").orElse(2048),
                Math.min(rotary / ((double) hidden / heads), 1),
                json.findDouble("rope_theta").orElse(10_000.0),
                json.findDouble("layer_norm_epsilon").orElse(1e-5),
                json.findText("activation_function").orElse("gelu_new"),
                json.flag("tie_word_embeddings", false),
                json.flag("qk_layernorm", false),
                json.tokenId("bos_token_id"),
                json.tokenId("eos_token_id"));
    }

    private record Rope(double theta, double partialFactor) {
        static Rope read(JsonFields json) {
            JsonFields newer = json.findObject("rope_parameters").orElse(json);
            plain(json.findObject("rope_scaling").orElse(json));
            plain(newer);
            return new Rope(
                    newer.findDouble("rope_theta")
                            .or(() -> json.findDouble("rope_theta"))
                            .orElse(10_000.0),
                    newer.findDouble("partial_rotary_factor")
                            .or(() -> json.findDouble("partial_rotary_factor"))
                            .orElse(0.5));
        }

        /// Positions that are stretched (linear, dynamic, yarn) would give other numbers: say so.
        private static void plain(JsonFields json) {
            String kind =
                    json.findText("rope_type").or(() -> json.findText("type")).orElse("default");
            if (!kind.equals("default")) {
                throw new IllegalArgumentException(
                        "rope scaling \"" + kind + "\" is not supported for phi");
            }
        }
    }
}
