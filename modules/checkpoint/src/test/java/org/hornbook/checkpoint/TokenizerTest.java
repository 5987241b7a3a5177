package org.hornbook.checkpoint;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.JsonNode;

import org.hornbook.store.Json;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

class TokenizerTest {
    private static final Path GOLDEN =
            Path.of(System.getProperty("hornbook.datasets"), "golden", "phi");

    @TempDir Path folder;

    @ParameterizedTest
    @ValueSource(
            strings = {"tokenizer-codegen-style", "tokenizer-gpt2-style", "tokenizer-llama-style"})
    void idsAndTextsEqualThoseOfTheReference(String name) throws IOException {
        JsonNode golden =
                Json.mapper().readTree(GOLDEN.resolve(name).resolve("cases.json").toFile());
        try (Tokenizer tokenizer = Tokenizer.load(GOLDEN.resolve(name))) {
            assertThat(tokenizer.vocabSize()).isEqualTo(golden.get("vocab_size").asInt());
            for (JsonNode one : golden.get("cases")) {
                int[] ids = Json.mapper().convertValue(one.get("ids"), int[].class);
                String text = one.get("text").asText();
                assertThat(tokenizer.encode(text)).as("ids of <%s>", text).isEqualTo(ids);
                assertThat(tokenizer.decode(ids)).isEqualTo(one.get("decoded").asText());
            }
        }
    }

    @Test
    void theEndOfTextIsFoundByItsUsualNameOrByTheConfig() throws IOException {
        try (Tokenizer codegen = Tokenizer.load(GOLDEN.resolve("tokenizer-codegen-style"));
                Tokenizer llama = Tokenizer.load(GOLDEN.resolve("tokenizer-llama-style"))) {
            assertThat(codegen.endOfText()).hasValue(0);
            assertThat(llama.endOfText()).hasValue(2);
        }
        Files.copy(
                GOLDEN.resolve("tokenizer-llama-style").resolve("tokenizer.json"),
                folder.resolve("tokenizer.json"));
        Files.writeString(
                folder.resolve("tokenizer_config.json"), "{\"eos_token\": {\"content\": \"<s>\"}}");
        try (Tokenizer named = Tokenizer.load(folder)) {
            assertThat(named.endOfText()).hasValue(1);
        }
    }

    @Test
    void aLongTextIsNeitherCutNorPadded() {
        try (Tokenizer tokenizer = Tokenizer.load(GOLDEN.resolve("tokenizer-gpt2-style"))) {
            String text = "return total\n".repeat(2000);
            int[] ids = tokenizer.encode(text);
            assertThat(ids.length).isGreaterThan(4000);
            assertThat(tokenizer.decode(ids)).isEqualTo(text);
        }
    }

    @Test
    void whatIsNoTokenizerIsToldInOneSentence() throws IOException {
        assertThatThrownBy(() -> Tokenizer.load(folder))
                .isInstanceOf(CheckpointException.class)
                .hasMessage(folder.resolve("tokenizer.json") + " is missing");
        assertThatThrownBy(() -> Tokenizer.parse("{\"model\": {\"vocab\": {}, \"type\": \"X\"}}"))
                .isInstanceOf(CheckpointException.class)
                .hasMessageStartingWith("tokenizer.json is no tokenizer that can be read: ");
        assertThatThrownBy(() -> Tokenizer.parse("not json"))
                .isInstanceOf(CheckpointException.class)
                .hasMessageStartingWith("tokenizer.json is not JSON: ");
    }
}
