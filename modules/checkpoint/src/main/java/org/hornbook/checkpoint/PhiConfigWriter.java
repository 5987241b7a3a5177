package org.hornbook.checkpoint;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.OptionalInt;
import org.hornbook.store.Json;

/// Writes the config.json of PhiForCausalLM as transformers 4 names its keys.
final class PhiConfigWriter {
    private PhiConfigWriter() {}

    static void write(PhiConfig config, Path file) throws IOException {
        Files.writeString(
                file,
                Json.mapper().writerWithDefaultPrettyPrinter().writeValueAsString(json(config))
                        + "\n");
    }

    private static ObjectNode json(PhiConfig config) {
        ObjectNode json = Json.mapper().createObjectNode();
        ArrayNode architectures = json.putArray("architectures");
        architectures.add("PhiForCausalLM");
        json.put("attention_dropout", 0.0);
        id(json, "bos_token_id", config.bos());
        json.put("embd_pdrop", 0.0);
        id(json, "eos_token_id", config.eos());
        json.put("hidden_act", config.activation());
        json.put("hidden_size", config.hiddenSize());
        json.put("initializer_range", 0.02);
        json.put("intermediate_size", config.intermediateSize());
        json.put("layer_norm_eps", config.layerNormEps());
        json.put("max_position_embeddings", config.maxPositions());
        json.put("model_type", "phi");
        json.put("num_attention_heads", config.heads());
        json.put("num_hidden_layers", config.layers());
        json.put("num_key_value_heads", config.keyValueHeads());
        json.put("partial_rotary_factor", config.partialRotaryFactor());
        json.put("qk_layernorm", config.queryKeyNorm());
        json.put("resid_pdrop", 0.0);
        json.putNull("rope_scaling");
        json.put("rope_theta", config.ropeTheta());
        json.put("tie_word_embeddings", config.tiedEmbeddings());
        json.put("torch_dtype", "float32");
        json.put("transformers_version", "4.57.0");
        json.put("use_cache", true);
        json.put("vocab_size", config.vocabSize());
        return json;
    }

    /// Null is written out: a reader would put its own default (1 and 2) for an absent key.
    private static void id(ObjectNode json, String key, OptionalInt id) {
        if (id.isPresent()) {
            json.put(key, id.getAsInt());
        } else {
            json.putNull(key);
        }
    }
}
