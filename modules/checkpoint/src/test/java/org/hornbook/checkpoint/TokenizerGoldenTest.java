package org.hornbook.checkpoint;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Collectors;
import java.util.zip.GZIPInputStream;
import org.hornbook.store.Json;
import org.hornbook.store.Sha256;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class TokenizerGoldenTest {
    private static final Path GOLDEN =
            Path.of(System.getProperty("hornbook.datasets"), "golden", "tokenizers");
    private static final int DIGITS = 8;

    @ParameterizedTest
    @ValueSource(strings = {"codegen", "gpt2", "llama2", "phi4", "qwen2"})
    void threeThousandTextsBecomeTheIdsAndTextsOfTransformers(String name) throws IOException {
        List<String> texts = texts();
        JsonNode expected = json(name + "/expected.json.gz");
        String hashes = expected.get("hashes").asText();
        assertThat(hashes).hasSize(DIGITS * texts.size());
        List<String> different = new ArrayList<>();
        try (Tokenizer tokenizer = Tokenizer.load(GOLDEN.resolve(name))) {
            assertThat(tokenizer.vocabSize()).isEqualTo(expected.get("vocab_size").asInt());
            for (JsonNode one : expected.get("whole")) {
                String text = texts.get(one.get("text").asInt());
                int[] ids = Json.mapper().convertValue(one.get("ids"), int[].class);
                assertThat(tokenizer.encode(text)).as("ids of <%s>", text).isEqualTo(ids);
                assertThat(tokenizer.decode(ids)).isEqualTo(one.get("decoded").asText());
            }
            for (int i = 0; i < texts.size(); i++) {
                int[] ids = tokenizer.encode(texts.get(i));
                String line =
                        Arrays.stream(ids)
                                        .mapToObj(Integer::toString)
                                        .collect(Collectors.joining(","))
                                + "\n"
                                + tokenizer.decode(ids);
                String hash = Sha256.of(line).substring(0, DIGITS);
                if (!hashes.startsWith(hash, DIGITS * i)) {
                    different.add(i + " <" + texts.get(i) + ">");
                }
            }
        }
        assertThat(different).isEmpty();
    }

    private static List<String> texts() throws IOException {
        List<String> texts = new ArrayList<>();
        try (BufferedReader lines =
                new BufferedReader(
                        new InputStreamReader(open("texts.jsonl.gz"), StandardCharsets.UTF_8))) {
            for (String line; (line = lines.readLine()) != null; ) {
                texts.add(Json.read(line, String.class));
            }
        }
        assertThat(texts).hasSize(3000);
        return texts;
    }

    private static JsonNode json(String file) throws IOException {
        try (InputStream in = open(file)) {
            return Json.mapper().readTree(in);
        }
    }

    private static InputStream open(String file) throws IOException {
        return new GZIPInputStream(Files.newInputStream(GOLDEN.resolve(file)));
    }
}
