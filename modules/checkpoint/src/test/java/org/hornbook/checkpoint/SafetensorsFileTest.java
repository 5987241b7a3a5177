package org.hornbook.checkpoint;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;

class SafetensorsFileTest {
    @TempDir Path folder;

    @Test
    void allThreeFloatTypesAreRead() throws IOException {
        ByteBuffer data = ByteBuffer.allocate(16).order(ByteOrder.LITTLE_ENDIAN);
        data.putFloat(1.5f).putFloat(-2);
        data.putShort(Float.floatToFloat16(0.25f)).putShort(Float.floatToFloat16(-65504));
        data.putShort((short) (Float.floatToIntBits(3) >>> 16)).putShort((short) 0xff80);
        Path file =
                file(
                        """
                        {"a": {"dtype": "F32", "shape": [2], "data_offsets": [0, 8]},
                         "b": {"dtype": "F16", "shape": [1, 2], "data_offsets": [8, 12]},
                         "c": {"dtype": "BF16", "shape": [2], "data_offsets": [12, 16]}}
                        """,
                        data.array());
        try (SafetensorsFile tensors = SafetensorsFile.open(file)) {
            assertThat(tensors.names()).containsExactly("a", "b", "c");
            assertThat(tensors.floats("a")).containsExactly(1.5f, -2);
            assertThat(tensors.floats("b")).containsExactly(0.25f, -65504);
            assertThat(tensors.shape("b")).containsExactly(1, 2);
            assertThat(tensors.floats("c")).containsExactly(3, Float.NEGATIVE_INFINITY);
            float[] one = new float[3];
            tensors.read("a", 1, one, 2, 1);
            assertThat(one).containsExactly(0, 0, -2);
            assertThatThrownBy(() -> tensors.read("a", 1, one, 0, 2))
                    .isInstanceOf(IndexOutOfBoundsException.class);
            assertThatThrownBy(() -> tensors.floats("d")).hasMessage(file + " has no tensor d");
        }
    }

    @Test
    void aWrittenFileIsReadBackWithItsMetadata() throws IOException {
        Path file = folder.resolve("written.safetensors");
        float[] large = new float[700_000];
        large[699_999] = 7;
        SafetensorsWriter.write(
                file,
                List.of(
                        NamedTensor.of("one", new int[] {2, 1}, new float[] {1, 2}),
                        NamedTensor.of("none", new int[] {0, 4}, new float[0]),
                        NamedTensor.of("large", new int[] {700, 1000}, large)),
                Map.of("made by", "a test"));
        try (SafetensorsFile tensors = SafetensorsFile.open(file)) {
            assertThat(tensors.metadata())
                    .containsOnly(Map.entry("made by", "a test"), Map.entry("format", "pt"));
            assertThat(tensors.floats("one")).containsExactly(1, 2);
            assertThat(tensors.floats("none")).isEmpty();
            assertThat(tensors.floats("large")).isEqualTo(large);
        }
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            textBlock =
                    """
                    {"a": {"dtype": "F32", "shape": [3], "data_offsets": [0, 12]}} | tensor a should lie at bytes 0 to 12 but the file holds 8: it is cut short or damaged
                    {"a": {"dtype": "F32", "shape": [1], "data_offsets": [0, 8]}} | tensor a has 8 bytes where its shape needs 4
                    {"a": {"dtype": "F32", "shape": [1], "data_offsets": [-4, 0]}} | tensor a should lie at bytes -4 to 0 but the file holds 8: it is cut short or damaged
                    {"a": {"dtype": "F32", "shape": [1], "data_offsets": [4, 0]}} | tensor a should lie at bytes 4 to 0 but the file holds 8: it is cut short or damaged
                    {"a": {"dtype": "F32", "shape": [2], "data_offsets": [0, 8]}, "b": {"dtype": "F32", "shape": [1], "data_offsets": [4, 8]}} | tensors a and b overlap
                    {"a": {"dtype": "F12", "shape": [2], "data_offsets": [0, 8]}} | tensor a has the unknown dtype "F12"
                    {"a": {"dtype": "F32", "shape": [-2], "data_offsets": [0, 8]}} | tensor a has the impossible shape [-2]
                    {"a": {"dtype": "F32", "shape": [2]}} | tensor a has no data_offsets [from, to]
                    {"a": {"dtype": "F32", "data_offsets": [0, 8]}} | tensor a has no shape
                    {"a": {"dtype": "F32", "shape": [2147483647, 2147483647, 2147483647], "data_offsets": [0, 8]}} | tensor a has a shape that overflows
                    """)
    void aHeaderThatLiesIsToldInOneSentence(String header, String message) throws IOException {
        Path file = file(header, new byte[8]);
        assertThatThrownBy(() -> SafetensorsFile.open(file))
                .isInstanceOf(CheckpointException.class)
                .hasMessage(file + ": " + message);
    }

    @Test
    void aFileCutShortInItsHeaderIsToldSo() throws IOException {
        Path file = file("{}", new byte[0]);
        byte[] whole = Files.readAllBytes(file);
        Files.write(file, new byte[] {1, 2, 3});
        assertThatThrownBy(() -> SafetensorsFile.open(file))
                .hasMessage(file + " is no safetensors file: it has only 3 bytes");
        whole[2] = 1;
        Files.write(file, whole);
        assertThatThrownBy(() -> SafetensorsFile.open(file))
                .hasMessage(
                        file
                                + " claims a header of 65538 bytes in a file of 10:"
                                + " it is cut short or no safetensors file");
        whole[7] = -1;
        Files.write(file, whole);
        assertThatThrownBy(() -> SafetensorsFile.open(file))
                .isInstanceOf(CheckpointException.class)
                .hasMessageContaining("cut short or no safetensors file");
        Path twice = file("{\"a\": {}, \"a\": {}}", new byte[0]);
        assertThatThrownBy(() -> SafetensorsFile.open(twice))
                .hasMessageContaining("Duplicate field");
    }

    @Test
    void integersAreListedButNotReadAsWeights() throws IOException {
        Path file =
                file(
                        "{\"a\": {\"dtype\": \"I64\", \"shape\": [1], \"data_offsets\": [0, 8]}}",
                        new byte[8]);
        try (SafetensorsFile tensors = SafetensorsFile.open(file)) {
            assertThatThrownBy(() -> tensors.floats("a"))
                    .hasMessage(
                            file
                                    + ": tensor a is stored as I64; only F32, F16 and BF16 can be"
                                    + " read");
        }
    }

    private Path file(String header, byte[] data) throws IOException {
        byte[] json = header.getBytes(StandardCharsets.UTF_8);
        ByteBuffer bytes =
                ByteBuffer.allocate(8 + json.length + data.length).order(ByteOrder.LITTLE_ENDIAN);
        bytes.putLong(json.length).put(json).put(data);
        return Files.write(folder.resolve("model.safetensors"), bytes.array());
    }
}
