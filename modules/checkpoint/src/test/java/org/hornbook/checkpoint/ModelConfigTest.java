package org.hornbook.checkpoint;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Collections;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/// The published models' config.json, shortened to the keys that matter.
class ModelConfigTest {
    private static final String PHI_4_MINI =
            """
            {"model_type": "phi3", "vocab_size": 200064, "hidden_size": 3072,
             "intermediate_size": 8192, "num_hidden_layers": 32, "num_attention_heads": 24,
             "num_key_value_heads": 8, "partial_rotary_factor": 0.75, "rope_theta": 10000.0,
             "max_position_embeddings": 131072, "original_max_position_embeddings": 4096,
             "rope_scaling": {"type": "longrope", "long_factor": FACTORS, "short_factor": FACTORS},
             "sliding_window": 262144, "tie_word_embeddings": true, "hidden_act": "silu",
             "rms_norm_eps": 1e-05, "bos_token_id": 199999, "eos_token_id": 199999}
            """
                    .replace("FACTORS", Collections.nCopies(48, 1.5).toString());
    private static final String LLAMA_31 =
            """
            {"model_type": "llama", "vocab_size": 128256, "hidden_size": 4096,
             "intermediate_size": 14336, "num_hidden_layers": 32, "num_attention_heads": 32,
             "num_key_value_heads": 8, "rope_theta": 500000.0, "max_position_embeddings": 131072,
             "rope_scaling": {"rope_type": "llama3", "factor": 8.0, "low_freq_factor": 1.0,
               "high_freq_factor": 4.0, "original_max_position_embeddings": 8192},
             "rms_norm_eps": 1e-05, "bos_token_id": 128000, "eos_token_id": [128001, 128008]}
            """;
    private static final String FALCON_7B =
            """
            {"model_type": "RefinedWebModel", "vocab_size": 65024, "hidden_size": 4544,
             "n_layer": 32, "n_head": 71, "num_kv_heads": 71, "multi_query": true, "alibi": false,
             "parallel_attn": true, "bias": false, "layer_norm_epsilon": 1e-05,
             "bos_token_id": 11, "eos_token_id": 11}
            """;
    private static final String CODEGEN_350M =
            """
            {"model_type": "codegen", "vocab_size": 51200, "n_embd": 1024, "n_layer": 20,
             "n_head": 16, "n_positions": 2048, "n_inner": null, "rotary_dim": 32,
             "activation_function": "gelu_new", "bos_token_id": 1, "eos_token_id": 50256}
            """;

    @TempDir Path folder;

    @Test
    void phi4MiniTurnsNinetySixOfItsDimensionsByLongrope() throws IOException {
        ModelConfig config = read(PHI_4_MINI);
        assertThat(config.parameters()).isEqualTo(3_836_021_760L);
        assertThat(config.rotaryDim()).isEqualTo(96);
        assertThat(config.rotary().switchesAfter()).hasValue(4096);
        assertThat(config.rotary().row(7, 4096)).isEqualTo(7);
        assertThat(config.rotary().row(7, 4097)).isEqualTo(4103);
        assertThat(((Rotary.Scaling.LongRope) config.rotary().scaling()).magnitude())
                .isBetween(1.1902, 1.1903);
        assertThat(config.tiedEmbeddings()).isTrue();
    }

    @Test
    void llama31FalconAndCodeGenHaveTheirPublishedSizes() throws IOException {
        ModelConfig llama = read(LLAMA_31);
        assertThat(llama.parameters()).isEqualTo(8_030_261_248L);
        assertThat(llama.eos()).hasValue(128001);
        ModelConfig falcon = read(FALCON_7B);
        assertThat(falcon.parameters()).isEqualTo(6_921_720_704L);
        assertThat(falcon.keyValueHeads()).isEqualTo(1);
        ModelConfig codegen = read(CODEGEN_350M);
        assertThat(codegen.parameters()).isEqualTo(356_712_448L);
        assertThat(codegen.intermediateSize()).isEqualTo(4096);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            textBlock =
                    """
                    "llama", | "gpt_bigcode", | model_type is "gpt_bigcode", and only these can be read: phi (phi-1, phi-1.5, phi-2); phi3 (phi-3, phi-3.5, phi-4); llama; mistral; qwen2; falcon; codegen
                    "llama3" | "yarn" | rope scaling "yarn" is none of linear, llama3 and longrope
                    "factor": 8.0, | | "factor" is missing
                    "factor": 8.0 | "factor": -1 | factor -1.0 is not positive
                    "high_freq_factor": 4.0 | "high_freq_factor": 1.0 | high_freq_factor 1.0 is not above low_freq_factor
                    "num_attention_heads": 32 | "num_attention_heads": 0 | num_attention_heads 0 is not positive
                    "num_key_value_heads": 8 | "num_key_value_heads": 5 | num_attention_heads 32 is no multiple of num_key_value_heads 5
                    "num_attention_heads": 32 | "num_attention_heads": 32, "head_dim": 100000000 | 32 heads of 100000000 dimensions are too large for one matrix
                    "hidden_size": 4096 | "hidden_size": 4000 | the rotary part of a head has 125 dimensions, which is not a positive even number
                    "max_position_embeddings": 131072 | "max_position_embeddings": 2000000000 | max_position_embeddings 2000000000 is above 16777216
                    "rope_theta": 500000.0 | "rope_theta": 0 | rope_theta 0.0 is not positive
                    "rms_norm_eps": 1e-05 | "rms_norm_eps": 2 | layer_norm_eps 2.0 is outside (0, 1)
                    [128001, 128008] | ["a"] | "eos_token_id" is ["a"], not a token id
                    "vocab_size": 128256 | "vocab_size": 100 | bos_token_id 128000 is outside the vocabulary of 100
                    """)
    void whatIsWrongIsToldInOneSentence(String text, String instead, String message) {
        assertThat(LLAMA_31).contains(text);
        String broken = LLAMA_31.replace(text, instead == null ? "" : instead);
        assertThatThrownBy(() -> read(broken))
                .isInstanceOf(CheckpointException.class)
                .hasMessage(folder.resolve("config.json") + ": " + message);
    }

    @Test
    void longropeWithTooFewFactorsAndFalconWithAlibiAreRefused() {
        assertThatThrownBy(() -> read(PHI_4_MINI.replace("[1.5, ", "[")))
                .hasMessageEndingWith(": short_factor has 47 numbers for 48 rotated pairs");
        assertThatThrownBy(() -> read(FALCON_7B.replace("\"alibi\": false", "\"alibi\": true")))
                .hasMessageEndingWith(
                        "\"alibi\" is true, and only falcon models with rotary positions can be"
                                + " run");
        assertThatThrownBy(() -> read(CODEGEN_350M.replace("\"n_head\": 16", "\"n_head\": 6")))
                .hasMessageEndingWith("n_head 6 of n_embd 1024 cannot be cut into four blocks");
    }

    private ModelConfig read(String json) throws IOException {
        Path file = folder.resolve("config.json");
        Files.writeString(file, json);
        return ModelConfig.read(file);
    }
}
