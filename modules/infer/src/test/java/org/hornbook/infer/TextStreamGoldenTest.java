package org.hornbook.infer;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.zip.GZIPInputStream;
import org.hornbook.checkpoint.Tokenizer;
import org.hornbook.store.Json;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class TextStreamGoldenTest {
    private static final Path GOLDEN =
            Path.of(System.getProperty("hornbook.datasets"), "golden", "tokenizers");

    @ParameterizedTest
    @ValueSource(strings = {"codegen", "gpt2", "llama2", "phi4", "qwen2"})
    void whatComesTokenByTokenIsTheWholeTextOfTransformersAndNoCharacterIsSplit(String name)
            throws IOException {
        try (Tokenizer tokenizer = Tokenizer.load(GOLDEN.resolve(name))) {
            for (JsonNode one : expected(name).get("whole")) {
                int[] ids = Json.mapper().convertValue(one.get("ids"), int[].class);
                String whole = one.get("decoded").asText();
                List<String> pieces = new ArrayList<>();
                TextStream stream =
                        new TextStream(tokenizer, new int[0], 0, List.of(), pieces::add);
                for (int id : ids) {
                    stream.add(id);
                }
                assertThat(stream.finish()).isEqualTo(whole);
                assertThat(String.join("", pieces)).isEqualTo(whole);
                assertThat(pieces).allSatisfy(p -> assertThat(halves(p)).as("<%s>", p).isFalse());
            }
        }
    }

    /// Whether a piece begins or ends inside a character outside the first plane, or holds what
    /// stands for unfinished bytes.
    private static boolean halves(String piece) {
        return Character.isLowSurrogate(piece.charAt(0))
                || Character.isHighSurrogate(piece.charAt(piece.length() - 1))
                || piece.indexOf('\ufffd') >= 0;
    }

    private static JsonNode expected(String name) throws IOException {
        try (InputStream in =
                new GZIPInputStream(
                        Files.newInputStream(GOLDEN.resolve(name).resolve("expected.json.gz")))) {
            return Json.mapper().readTree(in);
        }
    }
}
