package org.hornbook.checkpoint;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.SplittableRandom;
import java.util.stream.Stream;

class CheckpointFolderTest {
    private static final PhiConfig CONFIG =
            PhiConfig.phi(40, 32, 64, 2, 2, 16, 0.5, OptionalInt.of(0));

    @TempDir Path folder;

    @Test
    void whatWasWrittenIsReadBack() throws IOException {
        List<NamedTensor> tensors = tensors(7);
        folder(tensors, CheckpointFolder.More.NOTHING).write(folder.resolve("step-1"));
        try (Checkpoint checkpoint = Checkpoint.open(folder.resolve("step-1"))) {
            assertThat(checkpoint.config()).isEqualTo(CONFIG.model());
            assertThat(checkpoint.tokenizer()).isEmpty();
            assertThat(checkpoint.endTokens()).containsExactly(0);
            for (NamedTensor tensor : tensors) {
                assertThat(checkpoint.tensors().floats(tensor.name()))
                        .isEqualTo(tensor.values().get());
            }
        }
    }

    @Test
    void theFingerprintFollowsTheContentAndNotThePlace() throws IOException {
        folder(tensors(1), CheckpointFolder.More.NOTHING).write(folder.resolve("a"));
        folder(tensors(1), CheckpointFolder.More.NOTHING).write(folder.resolve("b"));
        folder(tensors(2), CheckpointFolder.More.NOTHING).write(folder.resolve("c"));
        assertThat(fingerprint("a")).isEqualTo(fingerprint("b")).isNotEqualTo(fingerprint("c"));
    }

    @Test
    void aFolderThatFailsHalfWayLeavesTheOldOneInPlace() throws IOException {
        Path target = folder.resolve("model");
        folder(tensors(1), CheckpointFolder.More.NOTHING).write(target);
        String before = fingerprint("model");
        assertThatThrownBy(
                        () ->
                                folder(
                                                tensors(2),
                                                fresh -> {
                                                    throw new IOException("disk full");
                                                })
                                        .write(target))
                .hasMessage("disk full");
        assertThat(fingerprint("model")).isEqualTo(before);
        try (Stream<Path> left = Files.list(folder)) {
            assertThat(left).containsExactly(target);
        }
    }

    @Test
    void aSecondWriteReplacesTheFirst() throws IOException {
        Path target = folder.resolve("model");
        folder(tensors(1), CheckpointFolder.More.NOTHING).write(target);
        folder(tensors(2), fresh -> Files.writeString(fresh.resolve("state.bin"), "x"))
                .write(target);
        assertThat(target.resolve("state.bin")).exists();
        try (Stream<Path> left = Files.list(folder)) {
            assertThat(left).containsExactly(target);
        }
    }

    @Test
    void whatAKilledWriterLeftIsClearedByTheNext() throws IOException {
        Path target = folder.resolve("model");
        Path leftover = Files.createDirectory(folder.resolve(".model.new-1234"));
        Files.writeString(leftover.resolve("config.json"), "{}");
        Path other = Files.createDirectory(folder.resolve(".model-2.new-1234"));
        folder(tensors(1), CheckpointFolder.More.NOTHING).write(target);
        try (Stream<Path> left = Files.list(folder)) {
            assertThat(left).containsExactlyInAnyOrder(target, other);
        }
    }

    @Test
    void aMissingTensorIsNamedBeforeAnythingIsWritten() {
        List<NamedTensor> tensors = tensors(1);
        assertThatThrownBy(
                        () ->
                                folder(
                                                tensors.subList(1, tensors.size()),
                                                CheckpointFolder.More.NOTHING)
                                        .write(folder.resolve("model")))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage("tensor model.embed_tokens.weight [40, 32] was not given");
        assertThat(folder.resolve("model")).doesNotExist();
    }

    private String fingerprint(String name) {
        try (Checkpoint checkpoint = Checkpoint.open(folder.resolve(name))) {
            return checkpoint.fingerprint();
        }
    }

    private static CheckpointFolder folder(List<NamedTensor> tensors, CheckpointFolder.More more) {
        return new CheckpointFolder(CONFIG, tensors, Optional.empty(), Map.of("step", "1"), more);
    }

    private static List<NamedTensor> tensors(long seed) {
        SplittableRandom random = new SplittableRandom(seed);
        return PhiParameters.of(CONFIG).stream()
                .map(
                        parameter -> {
                            float[] values = new float[(int) parameter.size()];
                            for (int i = 0; i < values.length; i++) {
                                values[i] = random.nextFloat() - 0.5f;
                            }
                            return NamedTensor.of(parameter, values);
                        })
                .toList();
    }
}
