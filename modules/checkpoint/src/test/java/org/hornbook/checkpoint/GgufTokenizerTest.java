package org.hornbook.checkpoint;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.OptionalInt;
import java.util.Random;
import java.util.zip.GZIPInputStream;
import org.hornbook.checkpoint.ConversationTemplate.Turn;
import org.hornbook.store.Json;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class GgufTokenizerTest {
    private static final Path GOLDEN =
            Path.of(System.getProperty("hornbook.datasets"), "golden", "gguf");
    private static final Path TOKENIZERS = GOLDEN.resolveSibling("tokenizers");

    @TempDir Path folder;

    /// Phi-4's added tokens swallow white space on both sides, which GGUF does not keep.
    @ParameterizedTest
    @CsvSource({
        "gpt2,    ../tokenizers/gpt2,    none",
        "codegen, ../tokenizers/codegen, none",
        "phi4,    ../tokenizers/phi4,    <|",
        "qwen2,   ../tokenizers/qwen2,   none",
        "llama2,  vocabulary-llama2,     none"
    })
    void threeThousandTextsBecomeWhatTheTokenizerJsonMakesOfThem(
            String name, String same, String aside) throws IOException {
        try (GgufFile file = GgufFile.open(GOLDEN.resolve("vocabulary-" + name + ".gguf"));
                Tokenizer own = new GgufTokenizer(file).read().load();
                Tokenizer json = Tokenizer.load(GOLDEN.resolve(same).normalize())) {
            assertThat(own.vocabSize()).isEqualTo(json.vocabSize());
            assertThat(own.endOfText())
                    .isEqualTo(name.equals("llama2") ? OptionalInt.of(2) : json.endOfText());
            int compared = 0;
            for (String text : texts()) {
                if (text.contains(aside)) {
                    continue;
                }
                int[] ids = json.encode(text);
                assertThat(own.encode(text)).as("ids of <%s>", text).isEqualTo(ids);
                assertThat(own.decode(ids)).isEqualTo(json.decode(ids));
                compared++;
            }
            assertThat(compared).isGreaterThan(2500);
        }
    }

    @Test
    void aGgufFileAloneHasATokenizerItsEndsAndItsTemplate() {
        try (Checkpoint checkpoint = Checkpoint.open(GOLDEN.resolve("whole-phi3.gguf"))) {
            Tokenizer tokenizer = checkpoint.tokenizer().orElseThrow();
            assertThat(tokenizer.decode(tokenizer.encode("def f(x):\n    return x")))
                    .isEqualTo("def f(x):\n    return x");
            int end = tokenizer.encode("<|end|>")[0];
            assertThat(checkpoint.endTokens()).contains(2, end);
            assertThat(checkpoint.usedVocabulary()).isEqualTo(tokenizer.vocabSize());
            assertThat(checkpoint.template().orElseThrow().text(List.of(new Turn("user", "Why?"))))
                    .isEqualTo("<s><|user|>\nWhy?<|end|>\n<|assistant|>\n");
        }
    }

    @Test
    void aTokenizerOfAnUnknownKindIsRefusedInOneSentence() throws IOException {
        byte[] bytes = Files.readAllBytes(GOLDEN.resolve("vocabulary-qwen2.gguf"));
        String text = new String(bytes, StandardCharsets.ISO_8859_1);
        refused(text.replace("\0qwen2", "\0qwen9"), "cuts words as \"qwen9\"");
        refused(text.replace("\0gpt2", "\0bert"), "its tokenizer is \"bert\"");
    }

    private void refused(String text, String why) throws IOException {
        Path place =
                Files.write(
                        folder.resolve("other.gguf"), text.getBytes(StandardCharsets.ISO_8859_1));
        try (GgufFile file = GgufFile.open(place)) {
            assertThatThrownBy(() -> new GgufTokenizer(file).read())
                    .isInstanceOf(CheckpointException.class)
                    .hasMessageContaining(why);
        }
    }

    @Test
    void vocabulariesThatWereChangedAtRandomAreReadOrRefusedInOneSentence() throws IOException {
        int refused = 0;
        for (int seed = 0; seed < 200; seed++) {
            Random random = new Random(seed);
            String name = List.of("llama2", "gpt2", "qwen2", "codegen").get(seed % 4);
            byte[] data = Files.readAllBytes(GOLDEN.resolve("vocabulary-" + name + ".gguf"));
            for (int n = 1 + random.nextInt(6); n > 0; n--) {
                data[random.nextInt(random.nextInt(3) == 0 ? 400 : data.length)] =
                        (byte) random.nextInt(256);
            }
            Path place = Files.write(folder.resolve("changed.gguf"), data);
            try (GgufFile file = GgufFile.open(place);
                    Tokenizer tokenizer = new GgufTokenizer(file).read().load()) {
                tokenizer.decode(tokenizer.encode("def f(x):\n    return x + 1  # 한 😀"));
            } catch (CheckpointException e) {
                assertThat(e.getMessage())
                        .as("seed " + seed)
                        .isNotBlank()
                        .doesNotContain("\n", "Exception");
                refused++;
            }
        }
        assertThat(refused).isBetween(20, 190);
    }

    private static List<String> texts() throws IOException {
        List<String> texts = new ArrayList<>();
        try (BufferedReader lines =
                new BufferedReader(
                        new InputStreamReader(
                                new GZIPInputStream(
                                        Files.newInputStream(TOKENIZERS.resolve("texts.jsonl.gz"))),
                                StandardCharsets.UTF_8))) {
            for (String line; (line = lines.readLine()) != null; ) {
                texts.add(Json.read(line, String.class));
            }
        }
        return texts;
    }
}
