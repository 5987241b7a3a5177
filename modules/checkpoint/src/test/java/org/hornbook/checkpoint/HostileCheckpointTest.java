package org.hornbook.checkpoint;

import static org.assertj.core.api.Assertions.assertThat;

import com.sun.management.ThreadMXBean;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Random;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// Folders that somebody damaged, by chance or on purpose: each opens or is refused in one
/// sentence, and costs no more memory than its size allows.
class HostileCheckpointTest {
    private static final Path GOLDEN =
            Path.of(System.getProperty("hornbook.datasets"), "golden", "decoders");
    private static final int SEEDS = 200;
    private static final long MOST = 24_000_000; // bytes; a folder here has some 100 KB
    private static final String[] VALUES = {
        "-1",
        "0",
        "1e400",
        "2147483647",
        "9223372036854775807",
        "99999999999999999999999",
        "null",
        "\"\"",
        "[]",
        "{}",
        "[[[[[[",
        "true",
        "\"\\u0000\\n\"",
        "0.5",
        "1e-400",
        "16777216",
    };
    private static final ThreadMXBean THREADS = (ThreadMXBean) ManagementFactory.getThreadMXBean();

    @TempDir Path folder;

    @Test
    void configurationsThatWereChangedAtRandomOpenOrAreRefusedInOneSentence() throws IOException {
        int refused = 0;
        for (int seed = 0; seed < SEEDS; seed++) {
            Path model = copy(seed);
            Random random = new Random(seed);
            Path file = model.resolve("config.json");
            String json = Files.readString(file);
            Files.writeString(
                    file, random.nextInt(4) == 0 ? bytes(json, random) : keys(json, random));
            refused += opens(model, seed) ? 0 : 1;
        }
        assertThat(refused).isBetween(SEEDS / 4, SEEDS - 1);
    }

    @Test
    void weightsThatWereChangedAtRandomOpenOrAreRefusedInOneSentence() throws IOException {
        int refused = 0;
        for (int seed = 0; seed < SEEDS; seed++) {
            Path model = copy(seed);
            Random random = new Random(seed);
            List<Path> files = files(model, ".safetensors", ".index.json");
            Path file = files.get(random.nextInt(files.size()));
            byte[] data = Files.readAllBytes(file);
            Files.write(file, damaged(data, random));
            refused += opens(model, seed) ? 0 : 1;
        }
        assertThat(refused).isBetween(SEEDS / 2, SEEDS - 1);
    }

    @Test
    void aFileThatPromisesMuchAllocatesLittle() throws IOException {
        for (String config :
                List.of(
                        "\"num_hidden_layers\": 2147483647",
                        "\"vocab_size\": 2147483647",
                        "\"intermediate_size\": 2147483647")) {
            Path model = copy(7); // llama2
            Path file = model.resolve("config.json");
            String key = config.substring(0, config.indexOf(':'));
            String json = Files.readString(file);
            String more = json.replaceAll(key + ": \\d+", config);
            assertThat(more).isNotEqualTo(json);
            Files.writeString(file, more);
            assertThat(opens(model, 0)).isFalse();
        }
    }

    private boolean opens(Path model, int seed) {
        long before = THREADS.getCurrentThreadAllocatedBytes();
        boolean opened;
        try (Checkpoint checkpoint = Checkpoint.open(model)) {
            checkpoint.endTokens();
            for (String name : checkpoint.tensors().names()) {
                checkpoint.tensors().read(name, 0, new float[1], 0, 1);
            }
            opened = true;
        } catch (CheckpointException e) {
            opened = false;
            assertThat(e.getMessage())
                    .as("seed " + seed)
                    .isNotBlank()
                    .doesNotContain("\n", "Exception", "null:")
                    .contains(model.getFileName().toString())
                    .hasSizeLessThan(700);
        } catch (RuntimeException e) {
            throw new AssertionError("seed " + seed, e);
        }
        assertThat(THREADS.getCurrentThreadAllocatedBytes() - before)
                .as("bytes allocated by seed " + seed)
                .isLessThan(MOST);
        return opened;
    }

    /// One value of the configuration, or its key, becomes another.
    private static String keys(String json, Random random) {
        List<String> lines = new ArrayList<>(json.lines().toList());
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
        return String.join("\n", lines);
    }

    private static String bytes(String json, Random random) {
        byte[] data = json.getBytes(StandardCharsets.UTF_8);
        return new String(damaged(data, random), StandardCharsets.UTF_8);
    }

    /// Bytes changed, cut off, doubled or put in, mostly near the beginning, where headers are.
    private static byte[] damaged(byte[] data, Random random) {
        byte[] all = data;
        for (int n = 1 + random.nextInt(3); n > 0 && all.length > 0; n--) {
            int at =
                    random.nextInt(
                            random.nextInt(5) == 0 ? all.length : Math.min(all.length, 3000));
            if (random.nextInt(4) == 0) {
                at = Math.min(random.nextInt(9), all.length - 1);
            }
            ByteArrayOutputStream out = new ByteArrayOutputStream();
            out.write(all, 0, at);
            switch (random.nextInt(5)) {
                case 0 -> out.write(all, at, (all.length - at) / 2);
                case 1 -> {
                    out.write(random.nextInt(256));
                    out.write(all, at + 1, all.length - at - 1);
                }
                case 2 -> {
                    out.writeBytes(
                            VALUES[random.nextInt(VALUES.length)].getBytes(StandardCharsets.UTF_8));
                    out.write(all, at, all.length - at);
                }
                case 3 -> {
                    out.write(all, at / 2, at - at / 2);
                    out.write(all, at, all.length - at);
                }
                default -> {
                    out.write("9876543210".charAt(random.nextInt(10)));
                    out.write(all, at + 1, all.length - at - 1);
                }
            }
            all = out.toByteArray();
        }
        return all;
    }

    /// One family after another.
    private Path copy(int seed) throws IOException {
        List<Path> all;
        try (Stream<Path> folders = Files.list(GOLDEN)) {
            all = folders.filter(Files::isDirectory).sorted().toList();
        }
        Path source = all.get(seed % all.size());
        Path model = Files.createTempDirectory(folder, "model");
        for (Path file : files(source, ".safetensors", "config.json", ".index.json")) {
            Files.copy(file, model.resolve(file.getFileName()));
        }
        return model;
    }

    private static List<Path> files(Path model, String... endings) throws IOException {
        try (Stream<Path> files = Files.list(model)) {
            return files.filter(f -> Stream.of(endings).anyMatch(e -> f.toString().endsWith(e)))
                    .sorted(Comparator.naturalOrder())
                    .toList();
        }
    }
}
