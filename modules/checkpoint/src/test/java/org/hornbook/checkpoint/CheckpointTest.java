package org.hornbook.checkpoint;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.stream.Stream;

class CheckpointTest {
    private static final Path GOLDEN =
            Path.of(System.getProperty("hornbook.datasets"), "golden", "phi");

    @TempDir Path folder;

    @Test
    void theFirstFilesFusedRowsAreQueryKeyAndValueInTurn() {
        Path place = GOLDEN.resolve("first-files-f16");
        try (Checkpoint checkpoint = Checkpoint.open(place);
                SafetensorsFile stored = SafetensorsFile.open(place.resolve("model.safetensors"))) {
            float[] fused = stored.floats("transformer.h.0.mixer.Wqkv.weight");
            int third = fused.length / 3;
            String prefix = "model.layers.0.self_attn.";
            Tensors tensors = checkpoint.tensors();
            assertThat(tensors.floats(prefix + "q_proj.weight")[5]).isEqualTo(fused[5]);
            assertThat(tensors.floats(prefix + "k_proj.weight")[5]).isEqualTo(fused[third + 5]);
            assertThat(tensors.floats(prefix + "v_proj.weight")[5]).isEqualTo(fused[2 * third + 5]);
            assertThat(tensors.names())
                    .containsExactlyInAnyOrderElementsOf(
                            ModelParameters.of(checkpoint.config()).stream()
                                    .map(Parameter::name)
                                    .toList());
        }
    }

    @Test
    void aTensorOfAnotherShapeThanTheConfigSaysIsNamed() throws IOException {
        copy("half-rotary-f32");
        edit("config.json", "\"vocab_size\": 80", "\"vocab_size\": 81");
        refuses(
                folder
                        + ": tensor model.embed_tokens.weight is [80, 32] where config.json asks"
                        + " for [81, 32]");
    }

    @Test
    void aMissingTensorIsNamed() throws IOException {
        copy("half-rotary-f32");
        edit("config.json", "\"num_hidden_layers\": 2", "\"num_hidden_layers\": 3");
        refuses(folder + " has no tensor model.layers.2.self_attn.q_proj.weight");
    }

    @Test
    void aMissingShardIsNamed() throws IOException {
        copy("sharded-f32");
        Files.delete(folder.resolve("model-00002-of-00003.safetensors"));
        refuses(folder.resolve("model-00002-of-00003.safetensors") + " is missing");
    }

    @Test
    void anIndexThatLeadsOutOfTheFolderIsRefused() throws IOException {
        copy("sharded-f32");
        edit("model.safetensors.index.json", "model-00001", "../model-00001");
        assertThatThrownBy(() -> Checkpoint.open(folder))
                .isInstanceOf(CheckpointException.class)
                .hasMessageContaining("not a .safetensors file of this folder");
    }

    @Test
    void anIndexThatLooksInTheWrongShardIsTold() throws IOException {
        copy("sharded-f32");
        edit(
                "model.safetensors.index.json",
                "\"lm_head.bias\": \"model-00003",
                "\"lm_head.bias\": \"model-00002");
        assertThatThrownBy(() -> Checkpoint.open(folder))
                .isInstanceOf(CheckpointException.class)
                .hasMessageEndingWith(
                        "has no tensor lm_head.bias, which model.safetensors.index.json looks for"
                                + " there");
    }

    @Test
    void aFolderWithoutWeightsOrNoFolderAtAllIsTold() throws IOException {
        copy("half-rotary-f32");
        Files.delete(folder.resolve("model.safetensors"));
        refuses("no model.safetensors in " + folder);
        Files.createFile(folder.resolve("pytorch_model.bin"));
        refuses(
                "no model.safetensors in "
                        + folder
                        + ": pytorch_model.bin is not read, save the model as safetensors");
        assertThatThrownBy(() -> Checkpoint.open(folder.resolve("none")))
                .hasMessage("there is no checkpoint folder " + folder.resolve("none"));
    }

    @Test
    void aTokenizerWithMoreIdsThanTheModelIsRefused() throws IOException {
        copy("half-rotary-f32");
        Files.copy(
                GOLDEN.resolve("tokenizer-codegen-style/tokenizer.json"),
                folder.resolve("tokenizer.json"));
        try (Checkpoint checkpoint = Checkpoint.open(folder)) {
            assertThatThrownBy(checkpoint::tokenizer)
                    .isInstanceOf(CheckpointException.class)
                    .hasMessageMatching(
                            ".*: tokenizer.json has ids up to \\d+ and the model rows for 80: the"
                                    + " tokenizer is another model's");
        }
    }

    @Test
    void theGraphIsWrittenOnceAndWhole() throws IOException {
        try (Checkpoint checkpoint = Checkpoint.open(GOLDEN.resolve("two-fifths-rotary-bf16"))) {
            ModelGraph graph = ModelGraph.write(checkpoint, folder);
            Path weights = graph.decoder().resolveSibling("weights.bin");
            var written = Files.getLastModifiedTime(weights);
            assertThat(graph.decoder()).exists();
            assertThat(graph.encoder()).exists();
            assertThat(ModelGraph.write(checkpoint, folder)).isEqualTo(graph);
            assertThat(Files.getLastModifiedTime(weights)).isEqualTo(written);
            try (Stream<Path> left = Files.list(folder)) {
                assertThat(left).containsExactly(graph.decoder().getParent());
            }
        }
    }

    private void refuses(String message) {
        assertThatThrownBy(() -> Checkpoint.open(folder))
                .isInstanceOf(CheckpointException.class)
                .hasMessage(message);
    }

    private void edit(String name, String text, String instead) throws IOException {
        String before = Files.readString(folder.resolve(name));
        assertThat(before).contains(text);
        Files.writeString(folder.resolve(name), before.replace(text, instead));
    }

    private void copy(String name) throws IOException {
        try (Stream<Path> files = Files.list(GOLDEN.resolve(name))) {
            for (Path file : files.toList()) {
                Files.copy(file, folder.resolve(file.getFileName()));
            }
        }
    }
}
