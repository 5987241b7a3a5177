package org.hornbook.checkpoint;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.OptionalInt;

class PhiConfigTest {
    private static final Path GOLDEN =
            Path.of(System.getProperty("hornbook.datasets"), "golden", "phi");
    private static final String PHI_2 =
            """
            {"model_type": "phi", "vocab_size": 51200, "hidden_size": 2560,
             "intermediate_size": 10240, "num_hidden_layers": 32, "num_attention_heads": 32,
             "partial_rotary_factor": 0.4, "rope_theta": 10000.0, "rope_scaling": null,
             "max_position_embeddings": 2048, "layer_norm_eps": 1e-05, "hidden_act": "gelu_new",
             "bos_token_id": 50256, "eos_token_id": 50256, "tie_word_embeddings": false}
            """;

    @TempDir Path folder;

    @Test
    void bothDialectsAndTheFirstFilesAreRead() {
        PhiConfig newer = PhiConfig.read(GOLDEN.resolve("half-rotary-f32/config.json"));
        assertThat(newer.partialRotaryFactor()).isEqualTo(0.5);
        assertThat(newer.rotaryDim()).isEqualTo(8);
        assertThat(newer.eos()).hasValue(0);
        PhiConfig older = PhiConfig.read(GOLDEN.resolve("two-fifths-rotary-bf16/config.json"));
        assertThat(older.partialRotaryFactor()).isEqualTo(0.4);
        assertThat(older.rotaryDim()).isEqualTo(12);
        assertThat(older.eos()).isEmpty();
        PhiConfig first = PhiConfig.read(GOLDEN.resolve("first-files-f16/config.json"));
        assertThat(first).isEqualTo(PhiConfig.phi(72, 64, 256, 1, 4, 96, 0.5, OptionalInt.empty()));
        PhiConfig shared = PhiConfig.read(GOLDEN.resolve("sharded-f32/config.json"));
        assertThat(shared.keyValueHeads()).isEqualTo(1);
        assertThat(shared.ropeTheta()).isEqualTo(5000);
    }

    @Test
    void phi2RotatesThirtyTwoOfEightyDimensions() throws IOException {
        PhiConfig config = read(PHI_2);
        assertThat(config.headDim()).isEqualTo(80);
        assertThat(config.rotaryDim()).isEqualTo(32);
        assertThat(PhiParameters.count(config)).isEqualTo(2_779_683_840L);
    }

    @Test
    void whatIsWrittenIsReadBack() throws IOException {
        for (PhiConfig config :
                new PhiConfig[] {
                    read(PHI_2), PhiConfig.phi(80, 32, 64, 2, 2, 64, 0.5, OptionalInt.empty())
                }) {
            config.write(folder.resolve("again.json"));
            assertThat(PhiConfig.read(folder.resolve("again.json"))).isEqualTo(config);
        }
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            textBlock =
                    """
                    "hidden_size": 2560, | | "hidden_size" is missing
                    "hidden_size": 2560 | "hidden_size": "2560" | "hidden_size" is "2560", not a whole number
                    "hidden_size": 2560 | "hidden_size": 2561 | hidden_size 2561 is no multiple of num_attention_heads 32
                    "vocab_size": 51200 | "vocab_size": -1 | vocab_size -1 is not positive
                    "vocab_size": 51200 | "vocab_size": 5e12 | "vocab_size" is 5.0E12, not a whole number
                    "partial_rotary_factor": 0.4 | "partial_rotary_factor": 1.5 | partial_rotary_factor 1.5 is outside (0, 1]
                    "partial_rotary_factor": 0.4 | "partial_rotary_factor": 0.01 | partial_rotary_factor 0.01 of a head of 80 rotates 0 dimensions, which is not a positive even number
                    "rope_scaling": null | "rope_scaling": {"type": "linear", "factor": 2} | rope scaling "linear" is not supported for phi
                    "gelu_new" | "mish" | hidden_act "mish" is none of gelu_new, gelu, silu and relu
                    "model_type": "phi" | "model_type": "llama" | model_type is "llama", and only phi (phi-1, phi-1.5, phi-2) can be read
                    "model_type": "phi", | | "model_type" is missing
                    "eos_token_id": 50256 | "eos_token_id": 60000 | eos_token_id 60000 is outside the vocabulary of 51200
                    "tie_word_embeddings": false | "tie_word_embeddings": 0 | "tie_word_embeddings" is 0, not true or false
                    """)
    void whatIsWrongIsToldInOneSentence(String text, String instead, String message) {
        assertThat(PHI_2).contains(text);
        String broken = PHI_2.replace(text, instead == null ? "" : instead);
        assertThatThrownBy(() -> read(broken))
                .isInstanceOf(CheckpointException.class)
                .hasMessage(folder.resolve("config.json") + ": " + message);
    }

    @Test
    void aFileThatIsNoJsonObjectIsToldSo() {
        assertThatThrownBy(() -> read("{\"model_type\": "))
                .isInstanceOf(CheckpointException.class)
                .hasMessageStartingWith(folder.resolve("config.json") + " is not JSON: ");
        assertThatThrownBy(() -> read("[1]"))
                .hasMessage(folder.resolve("config.json") + " holds no JSON object");
        assertThatThrownBy(() -> PhiConfig.read(folder.resolve("none.json")))
                .hasMessage(folder.resolve("none.json") + " is missing");
    }

    private PhiConfig read(String json) throws IOException {
        Path file = folder.resolve("config.json");
        Files.writeString(file, json);
        return PhiConfig.read(file);
    }
}
