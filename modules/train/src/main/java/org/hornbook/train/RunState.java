package org.hornbook.train;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
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
        RunFolder kept = new RunFolder(run);
        new CheckpointFolder(
                        config.phi(endOfText),
                        Weights.named(config, engine.parameters()),
                        Optional.of(tokenizerJson),
                        java.util.Map.of("format", "pt"),
                        this::writeTrainer)
                .write(kept.state(step()));
        List<RunFolder.Saved> steps = kept.saved();
        for (RunFolder.Saved old : steps.subList(0, Math.max(0, steps.size() - KEPT))) {
            RunFolder.delete(old.folder());
        }
    }

    /// The newest state of the run; empty if it has saved none.
    static Optional<RunState> newest(Path run, TrainingConfig config) throws IOException {
        Optional<RunFolder.Saved> newest = new RunFolder(run).newest();
        return newest.isEmpty()
                ? Optional.empty()
                : Optional.of(read(newest.get().folder(), config));
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
}
