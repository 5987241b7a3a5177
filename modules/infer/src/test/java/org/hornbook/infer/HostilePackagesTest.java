package org.hornbook.infer;

import static org.assertj.core.api.Assertions.assertThat;

import com.sun.management.ThreadMXBean;
import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import java.util.stream.Stream;
import org.hornbook.checkpoint.Checkpoint;
import org.hornbook.checkpoint.CheckpointException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// Packages that somebody damaged, by chance or on purpose: each writes some tokens or is refused
/// in one sentence, the process lives on, and no more memory is asked for than the files have.
class HostilePackagesTest {
    private static final Path PACKAGES =
            Path.of(System.getProperty("hornbook.datasets"), "golden", "packages");
    private static final List<String> NAMES =
            List.of(
                    "phi3-fp32",
                    "phi3-longrope-fp32",
                    "phi2-fp32",
                    "llama-fp16",
                    "phi3-grouped-int4");
    private static final int SEEDS = Integer.getInteger("hornbook.packages.seeds", 200);
    private static final int FIRST = Integer.getInteger("hornbook.packages.first", 0);
    private static final long MOST = 24_000_000; // bytes; a package here has half a megabyte
    private static final String[] VALUES = {
        "-1",
        "0",
        "1e400",
        "2147483647",
        "9223372036854775807",
        "null",
        "\"\"",
        "[]",
        "{}",
        "[[[[[[",
        "true",
        "\"%d\"",
        "\"../model.onnx\"",
        "\"model.onnx.data\"",
        "16777216"
    };
    private static final ThreadMXBean THREADS = (ThreadMXBean) ManagementFactory.getThreadMXBean();

    @TempDir Path folder;

    @Test
    void packagesThatWereChangedAtRandomWriteOrAreRefusedInOneSentence() throws IOException {
        int refused = 0;
        for (int seed = FIRST; seed < FIRST + SEEDS; seed++) {
            Random random = new Random(seed);
            Path place = copy(NAMES.get(seed % NAMES.size()));
            switch (random.nextInt(8)) {
                case 0, 1, 2 -> config(place.resolve("genai_config.json"), random);
                case 3 -> cut(place.resolve("model.onnx.data"), random);
                case 4 -> cut(place.resolve("model.onnx"), random);
                default -> bytes(place.resolve("model.onnx"), random);
            }
            refused += writes(place, seed) ? 0 : 1;
        }
        assertThat(refused).isBetween(SEEDS / 4, SEEDS - 1);
    }

    private boolean writes(Path place, int seed) {
        long before = THREADS.getCurrentThreadAllocatedBytes();
        try (Checkpoint checkpoint = Checkpoint.open(place);
                OnnxGenerator generator = OnnxGenerator.open(checkpoint, folder, 1)) {
            int[] prompt = {1, 3, 4};
            if (checkpoint.shape().vocabSize() > 4 && generator.contextLength() > 8) {
                generator.generate(prompt, Sampling.greedy(3), token -> true);
            }
            return true;
        } catch (CheckpointException | IllegalStateException e) {
            assertThat(e.getMessage())
                    .as("seed " + seed)
                    .isNotBlank()
                    .doesNotContain("\n", "Exception:", "null:")
                    .hasSizeLessThan(900);
            return false;
        } catch (RuntimeException e) {
            throw new AssertionError("seed " + seed, e);
        } finally {
            assertThat(THREADS.getCurrentThreadAllocatedBytes() - before)
                    .as("bytes allocated by seed " + seed)
                    .isLessThan(MOST);
        }
    }

    /// One value, or its line, becomes another.
    private static void config(Path file, Random random) throws IOException {
        List<String> lines = new ArrayList<>(Files.readAllLines(file));
        for (int n = 1 + random.nextInt(2); n > 0; n--) {
            int at = 1 + random.nextInt(lines.size() - 2);
            String line = lines.get(at);
            int colon = line.indexOf(':');
            if (random.nextInt(6) == 0) {
                lines.remove(at);
            } else if (colon > 0) {
                String end = line.endsWith(",") ? "," : "";
                String value = VALUES[random.nextInt(VALUES.length)];
                lines.set(at, line.substring(0, colon + 1) + " " + value + end);
            }
        }
        Files.write(file, lines);
    }

    private static void cut(Path file, Random random) throws IOException {
        byte[] data = Files.readAllBytes(file);
        Files.write(file, Arrays.copyOf(data, random.nextInt(data.length)));
    }

    private static void bytes(Path file, Random random) throws IOException {
        byte[] data = Files.readAllBytes(file);
        for (int n = 1 + random.nextInt(3); n > 0; n--) {
            data[random.nextInt(data.length)] = (byte) random.nextInt(256);
        }
        Files.write(file, data);
    }

    private Path copy(String name) throws IOException {
        Path place = Files.createDirectories(folder.resolve("package"));
        try (Stream<Path> files = Files.list(PACKAGES.resolve(name))) {
            for (Path file : files.toList()) {
                Files.copy(
                        file,
                        place.resolve(file.getFileName()),
                        java.nio.file.StandardCopyOption.REPLACE_EXISTING);
            }
        }
        return place;
    }
}
