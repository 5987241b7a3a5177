package org.hornbook.train;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.stream.Stream;
import org.hornbook.checkpoint.CheckpointFolder;
import org.hornbook.store.Json;

/// A training run at one step, as a folder `step-000200`: the model in the Hugging Face layout, and
/// beside it what going on needs. Folders appear whole or not at all; the newest is where a run
/// goes on.
///
/// @param losses of all steps so far
/// @param seconds spent training so far
record RunState(PhiEngine.State engine, float[] losses, double seconds) {
    private static final String NUMBERS = "trainer.bin";
    private static final String FACTS = "trainer.json";
    private static final int KEPT = 2;

    private record Facts(int step, float[] losses, double seconds) {}

    int step() {
        return engine.step();
    }

    void write(Path run, TrainingConfig config, String tokenizerJson, int endOfText)
            throws IOException {
        Path folder = run.resolve("step-%06d".formatted(step()));
        new CheckpointFolder(
                        config.phi(endOfText),
                        Weights.named(config, engine.parameters()),
                        Optional.of(tokenizerJson),
                        java.util.Map.of("format", "pt"),
                        this::writeTrainer)
                .write(folder);
        List<Path> steps = steps(run);
        for (Path old : steps.subList(0, Math.max(0, steps.size() - KEPT))) {
            delete(old);
        }
    }

    /// The newest state of the run; empty if it has saved none.
    static Optional<RunState> newest(Path run, TrainingConfig config) throws IOException {
        List<Path> steps = steps(run);
        return steps.isEmpty() ? Optional.empty() : Optional.of(read(steps.getLast(), config));
    }

    /// The step of the newest state.
    static OptionalInt newestStep(Path run) throws IOException {
        List<Path> steps = steps(run);
        return steps.isEmpty()
                ? OptionalInt.empty()
                : OptionalInt.of(
                        Integer.parseInt(steps.getLast().getFileName().toString().substring(5)));
    }

    private void writeTrainer(Path folder) throws IOException {
        try (FileChannel out =
                FileChannel.open(
                        folder.resolve(NUMBERS),
                        StandardOpenOption.CREATE_NEW,
                        StandardOpenOption.WRITE)) {
            for (float[][] part : List.of(engine.parameters(), engine.first(), engine.second())) {
                for (float[] values : part) {
                    ByteBuffer bytes =
                            ByteBuffer.allocate(4 * values.length).order(ByteOrder.LITTLE_ENDIAN);
                    bytes.asFloatBuffer().put(values);
                    while (bytes.hasRemaining()) {
                        out.write(bytes);
                    }
                }
            }
        }
        Files.writeString(folder.resolve(FACTS), Json.write(new Facts(step(), losses, seconds)));
    }

    private static RunState read(Path folder, TrainingConfig config) throws IOException {
        Facts facts = Json.read(Files.readString(folder.resolve(FACTS)), Facts.class);
        PhiScript.Layout layout = new PhiScript.Layout(config);
        float[][][] parts = {Weights.zeros(layout), Weights.zeros(layout), Weights.zeros(layout)};
        try (FileChannel in = FileChannel.open(folder.resolve(NUMBERS), StandardOpenOption.READ)) {
            long expected = 12L * Arrays.stream(parts[0]).mapToLong(v -> v.length).sum();
            if (in.size() != expected) {
                throw new IOException(
                        folder
                                + " does not fit this run: "
                                + in.size()
                                + " bytes instead of "
                                + expected
                                + "; delete the run's folder to start afresh");
            }
            for (float[][] part : parts) {
                for (float[] values : part) {
                    ByteBuffer bytes =
                            ByteBuffer.allocate(4 * values.length).order(ByteOrder.LITTLE_ENDIAN);
                    while (bytes.hasRemaining() && in.read(bytes) >= 0) {
                        // until the tensor is whole
                    }
                    bytes.flip();
                    bytes.asFloatBuffer().get(values);
                }
            }
        }
        return new RunState(
                new PhiEngine.State(parts[0], parts[1], parts[2], facts.step()),
                facts.losses(),
                facts.seconds());
    }

    private static List<Path> steps(Path run) throws IOException {
        try (Stream<Path> entries = Files.list(run)) {
            return entries.filter(p -> p.getFileName().toString().matches("step-\\d{6}"))
                    .sorted()
                    .toList();
        }
    }

    private static void delete(Path folder) throws IOException {
        try (Stream<Path> entries = Files.walk(folder)) {
            for (Path entry : entries.sorted(Comparator.reverseOrder()).toList()) {
                Files.delete(entry);
            }
        }
    }
}
