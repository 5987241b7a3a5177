package org.hornbook.checkpoint;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.hornbook.store.Sha256;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ResumedConversionTest {
    private static final Path MODEL =
            Path.of(System.getProperty("hornbook.datasets"), "golden", "phi", "sharded-f32");

    @TempDir Path folder;

    /// The child that is killed: it says how far it is, and stops to be killed at half.
    public static final class Child {
        public static void main(String[] args) {
            try (Checkpoint checkpoint = Checkpoint.open(Path.of(args[0]))) {
                ModelGraph.write(
                        checkpoint,
                        Path.of(args[1]),
                        Precision.of(Precision.Kind.of(args[2])),
                        (bytes, of) -> {
                            System.out.println(bytes + " " + of);
                            if (bytes > of / 2) {
                                System.out.println("half");
                                park();
                            }
                        });
            }
        }

        private static void park() {
            try {
                Thread.sleep(60_000);
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
            }
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"fp32", "int8", "int4"})
    void killedInTheMiddleItGoesOnBehindWhatIsFinishedAndGivesTheSameFiles(String kind)
            throws Exception {
        Path killed = folder.resolve("killed");
        kill(killed, kind);
        Path part = parts(killed).getFirst();
        long finished;
        try (FinishedTensors there = FinishedTensors.open(part.resolve("weights.bin"))) {
            finished = there.end();
        }
        assertThat(finished).isPositive();
        List<Long> told = new ArrayList<>();
        write(killed, kind, (bytes, of) -> told.add(bytes));
        assertThat(told).isNotEmpty();
        assertThat(parts(killed)).isEmpty();
        Path whole = folder.resolve("whole");
        List<Long> all = new ArrayList<>();
        write(whole, kind, (bytes, of) -> all.add(bytes));
        assertThat(files(killed)).isEqualTo(files(whole));
        assertThat(told).isSorted();
    }

    @Test
    void whatWasSpoiltSinceIsWrittenAgain() throws Exception {
        Path killed = folder.resolve("killed");
        kill(killed, "int8");
        Path data = parts(killed).getFirst().resolve("weights.bin");
        long finished;
        try (FinishedTensors there = FinishedTensors.open(data)) {
            finished = there.end();
        }
        try (FileChannel file = FileChannel.open(data, StandardOpenOption.WRITE)) {
            file.write(java.nio.ByteBuffer.wrap(new byte[] {1, 2, 3, 4, 5, 6, 7}), finished / 2);
        }
        try (FinishedTensors there = FinishedTensors.open(data)) {
            assertThat(there.end()).isLessThanOrEqualTo(finished);
        }
        write(killed, "int8", GraphProgress.SILENT);
        Path whole = folder.resolve("whole");
        write(whole, "int8", GraphProgress.SILENT);
        assertThat(files(killed)).isEqualTo(files(whole));
    }

    @Test
    void aDiskWithoutRoomIsToldBeforeAnythingIsWritten() throws IOException {
        try (Checkpoint checkpoint = Checkpoint.open(MODEL)) {
            GraphWriter writer =
                    new GraphWriter(
                            checkpoint,
                            Precision.of(Precision.Kind.INT8),
                            null,
                            GraphProgress.SILENT);
            Path cache = folder.resolve("graphs");
            assertThatThrownBy(() -> writer.checkRoom(cache, folder.resolve("none"), f -> 1001))
                    .isInstanceOf(CheckpointException.class)
                    .hasMessageContaining(" in int8-32 needs 1 MB, and the disk of " + cache)
                    .hasMessageEndingWith("free some, or choose a smaller precision");
            assertThat(cache).isEmptyDirectory();
            writer.checkRoom(cache, folder.resolve("none"), f -> writer.bytes());
            Path begun = Files.createDirectories(folder.resolve("begun"));
            Files.write(begun.resolve("weights.bin"), new byte[(int) writer.bytes() - 10]);
            writer.checkRoom(cache, begun, f -> 10);
        }
    }

    private void kill(Path cache, String kind) throws Exception {
        Process child =
                new ProcessBuilder(
                                ProcessHandle.current().info().command().orElseThrow(),
                                "-cp",
                                System.getProperty("java.class.path"),
                                Child.class.getName(),
                                MODEL.toString(),
                                cache.toString(),
                                kind)
                        .redirectErrorStream(true)
                        .start();
        try (BufferedReader out =
                new BufferedReader(new InputStreamReader(child.getInputStream()))) {
            List<String> said = new ArrayList<>();
            String line;
            while ((line = out.readLine()) != null && !line.equals("half")) {
                said.add(line);
            }
            assertThat(line).as(String.join("\n", said)).isEqualTo("half");
        } finally {
            child.destroyForcibly().waitFor(); // SIGKILL
        }
    }

    private static void write(Path cache, String kind, GraphProgress progress) {
        try (Checkpoint checkpoint = Checkpoint.open(MODEL)) {
            ModelGraph.write(checkpoint, cache, Precision.of(Precision.Kind.of(kind)), progress);
        }
    }

    private static List<Path> parts(Path cache) throws IOException {
        try (Stream<Path> all = Files.list(cache)) {
            return all.filter(p -> p.getFileName().toString().endsWith(".part")).toList();
        }
    }

    /// Names and hashes of what was written, the manifest aside, which holds times.
    private static List<String> files(Path cache) throws IOException {
        List<String> files = new ArrayList<>();
        try (Stream<Path> all = Files.walk(cache)) {
            for (Path file : all.filter(Files::isRegularFile).sorted().toList()) {
                String name = file.getFileName().toString();
                assertThat(name).doesNotStartWith(".");
                if (!name.equals("manifest.json")) {
                    files.add(cache.relativize(file) + " " + Sha256.of(file));
                }
            }
        }
        return files;
    }
}
