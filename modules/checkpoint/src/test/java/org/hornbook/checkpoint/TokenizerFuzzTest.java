package org.hornbook.checkpoint;

import static org.assertj.core.api.Assertions.assertThat;

import com.code_intelligence.jazzer.junit.FuzzTest;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;

/// A tokenizer.json as fuzz target. In the suite it runs on the inputs kept beside it;
/// `JAZZER_FUZZ=1` lets Jazzer look for others.
class TokenizerFuzzTest {
    private static final Path GOLDEN =
            Path.of(System.getProperty("hornbook.datasets"), "golden", "phi");

    /// `data` is the whole file: it is looked at before the library that runs it is.
    @FuzzTest
    void file(byte[] data) {
        try (Tokenizer tokenizer = Tokenizer.parse(new String(data, StandardCharsets.UTF_8))) {
            assertThat(tokenizer.vocabSize()).isNotNegative();
            tokenizer.decode(tokenizer.encode("def f(x):\n    return x  # 한 😀"));
        } catch (CheckpointException e) {
            assertThat(e.getMessage()).isNotBlank();
        }
    }

    @Test
    void soundAndSenselessFilesAreReadOrRefused() throws IOException {
        for (String name : List.of("tokenizer-gpt2-style", "tokenizer-llama-style")) {
            file(Files.readAllBytes(GOLDEN.resolve(name).resolve("tokenizer.json")));
        }
        for (String text :
                List.of(
                        "",
                        "{}",
                        "[".repeat(3000),
                        "{\"model\":{\"type\":\"BPE\",\"vocab\":{},\"merges\":[]}}",
                        "{\"model\":{\"type\":\"BPE\",\"vocab\":{\"a\":0},\"merges\":[]}}",
                        "{\"model\":{\"type\":\"Unigram\",\"vocab\":[[\"a\",-1]],\"unk_id\":7}}")) {
            file(text.getBytes(StandardCharsets.UTF_8));
        }
    }
}
