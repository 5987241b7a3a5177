package org.hornbook.infer;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import org.hornbook.checkpoint.Checkpoint;
import org.hornbook.checkpoint.CheckpointException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.IntStream;
import java.util.stream.Stream;

class OnnxEncoderTest {
    @TempDir Path folder;

    @ParameterizedTest
    @MethodSource("org.hornbook.infer.Golden#checkpoints")
    void theVectorIsTheMeanHiddenStateOfTransformers(String name) throws IOException {
        Golden golden = Golden.of(name);
        Path model = folder.resolve("model");
        copy(Golden.FOLDER.resolve(name), model);
        Files.copy(
                Golden.FOLDER.resolve("tokenizer-gpt2-style").resolve("tokenizer.json"),
                model.resolve("tokenizer.json"));
        try (OnnxEncoder encoder = open(model, 1)) {
            assertThat(encoder.dimension()).isEqualTo(golden.pooled().length);
            assertThat(encoder.embed(golden.input_ids()))
                    .containsExactly(golden.pooled(), within(1e-4f));
        }
    }

    @Test
    void manyTextsOnSeveralThreadsGiveTheVectorsOfEach() {
        Path model =
                ChainModel.learnTexts(folder.resolve("m"), "tokenizer-gpt2-style", "ab").folder();
        List<String> texts =
                IntStream.range(0, 60).mapToObj(i -> "x = " + i + "\n".repeat(i % 7)).toList();
        try (OnnxEncoder encoder = open(model, 3)) {
            List<float[]> together = encoder.embedAll(texts);
            assertThat(together).hasSameSizeAs(texts);
            for (int i = 0; i < texts.size(); i++) {
                assertThat(together.get(i)).isEqualTo(encoder.embed(texts.get(i)));
            }
        }
    }

    @Test
    void aLongTextIsCutToTheContext() {
        Path model =
                ChainModel.learnTexts(folder.resolve("m"), "tokenizer-gpt2-style", "ab").folder();
        String text = "value " + "total = item\n".repeat(5000);
        try (OnnxEncoder encoder = open(model, 1);
                Checkpoint checkpoint = Checkpoint.open(model)) {
            int[] tokens = checkpoint.tokenizer().orElseThrow().encode(text);
            assertThat(encoder.embed(text)).isEqualTo(encoder.embed(tokens));
        }
    }

    @Test
    void anEmptyTextIsTheZeroVector() {
        Path model =
                ChainModel.learnTexts(folder.resolve("m"), "tokenizer-gpt2-style", "ab").folder();
        try (OnnxEncoder encoder = open(model, 1)) {
            assertThat(encoder.embed("")).containsOnly(0f).hasSize(encoder.dimension());
        }
    }

    @Test
    void aFolderWithoutTokenizerCannotEncodeText() {
        Path model = Golden.FOLDER.resolve("sharded-f32");
        assertThatThrownBy(() -> open(model, 1))
                .isInstanceOf(CheckpointException.class)
                .hasMessage(model + " has no tokenizer.json and cannot encode text");
    }

    private OnnxEncoder open(Path model, int threads) {
        try (Checkpoint checkpoint = Checkpoint.open(model)) {
            return OnnxEncoder.open(checkpoint, folder.resolve("cache"), threads);
        }
    }

    private static void copy(Path from, Path to) throws IOException {
        Files.createDirectory(to);
        try (Stream<Path> files = Files.list(from)) {
            for (Path file : files.toList()) {
                Files.copy(file, to.resolve(file.getFileName()));
            }
        }
    }
}
