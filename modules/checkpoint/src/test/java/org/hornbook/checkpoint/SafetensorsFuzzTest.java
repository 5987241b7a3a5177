package org.hornbook.checkpoint;

import static org.assertj.core.api.Assertions.assertThat;

import com.code_intelligence.jazzer.junit.FuzzTest;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// The header of a safetensors file as fuzz target. In the suite it runs on the inputs kept beside
/// it; `JAZZER_FUZZ=1` lets Jazzer look for others.
class SafetensorsFuzzTest {
    @TempDir Path folder;

    /// `data` is the whole file.
    @FuzzTest
    void file(byte[] data) throws IOException {
        Path file = Files.write(folder.resolve("f.safetensors"), data);
        try (SafetensorsFile opened = SafetensorsFile.open(file)) {
            long values = 0;
            for (String name : opened.names()) {
                long size = new Parameter(name, opened.shape(name)).size();
                values += size * opened.type(name).bytes();
                if (size > 0 && readable(opened.type(name))) {
                    opened.read(name, size - 1, new float[1], 0, 1);
                }
            }
            assertThat(values).isLessThanOrEqualTo(data.length);
        } catch (CheckpointException e) {
            assertThat(e.getMessage()).isNotBlank().doesNotContain("\n");
        }
    }

    /// `data` is the header's text; its length is put before it, and 64 bytes of values behind it.
    @FuzzTest
    void header(byte[] data) throws IOException {
        ByteBuffer whole = ByteBuffer.allocate(data.length + 72).order(ByteOrder.LITTLE_ENDIAN);
        file(whole.putLong(data.length).put(data).array());
    }

    @Test
    void headersThatHaveBeenTroubleElsewhereAreReadOrRefused() throws IOException {
        for (String header :
                new String[] {
                    "{}",
                    "{\"a\":{\"dtype\":\"F32\",\"shape\":[0],\"data_offsets\":[0,0]}}",
                    "{\"a\":{\"dtype\":\"F32\",\"shape\":[],\"data_offsets\":[0,4]}}",
                    "{\"a\":{\"dtype\":\"F32\",\"shape\":[2],\"data_offsets\":[60,68]}}",
                    "{\"a\":{\"dtype\":\"F16\",\"shape\":[65536,65536,65536,65536],"
                            + "\"data_offsets\":[0,0]}}",
                    "{\"a\":{\"dtype\":\"F32\",\"shape\":[1],\"data_offsets\":[-4,0]}}",
                    "{\"a\":{\"dtype\":\"F32\",\"shape\":[1],\"data_offsets\":[0,4]},"
                            + "\"b\":{\"dtype\":\"F32\",\"shape\":[1],\"data_offsets\":[2,6]}}",
                    "{\"a\":{\"dtype\":\"F32\",\"shape\":[1],\"data_offsets\":[0,4]},"
                            + "\"a\":{\"dtype\":\"F32\",\"shape\":[1],\"data_offsets\":[4,8]}}",
                    "{\"__metadata__\":[1,2]}",
                    "{\"__metadata__\":{\"a\":{\"b\":1}}}",
                    "[".repeat(5000),
                    "{\"a\":".repeat(5000),
                    "{\"" + "n".repeat(5000) + "\":1}",
                    "{\"a\\u0000\\n\":{\"dtype\":\"X\\r\\n\"}}",
                }) {
            header(header.getBytes(StandardCharsets.UTF_8));
        }
    }

    private static boolean readable(ElementType type) {
        return type == ElementType.F32 || type == ElementType.F16 || type == ElementType.BF16;
    }
}
