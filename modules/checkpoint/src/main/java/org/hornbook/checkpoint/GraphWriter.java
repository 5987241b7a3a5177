package org.hornbook.checkpoint;

import ai.onnx.proto.OnnxMl.ModelProto;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;

/// Writes the graphs of one checkpoint in one precision.
///
/// @param calibrated null if that does not ask for it
record GraphWriter(
        Checkpoint checkpoint,
        Precision precision,
        CalibratedWeights calibrated,
        GraphProgress progress) {
    private static final double MARGIN = 1.02; // for what lies between the tensors, and the graph

    /// How many bytes can still be written to the disk of a folder.
    @FunctionalInterface
    interface Disk {
        long free(Path folder) throws IOException;
    }

    static final Disk DISK = folder -> Files.getFileStore(folder).getUsableSpace();

    /// Throws `CheckpointException` if what will be written does not fit the disk of `cacheDir`;
    /// what lies in `begun` is written already.
    void checkRoom(Path cacheDir, Path begun, Disk disk) throws IOException {
        Path there = Files.createDirectories(cacheDir);
        Path data = begun.resolve("weights.bin");
        long needed = bytes() - (Files.isRegularFile(data) ? Files.size(data) : 0);
        long free = disk.free(there);
        if (needed > free) {
            throw new CheckpointException(
                    "the graph of "
                            + checkpoint.folder()
                            + " in "
                            + precision
                            + " needs "
                            + megabytes(needed)
                            + " MB, and the disk of "
                            + cacheDir
                            + " has "
                            + megabytes(free)
                            + " MB left: free some, or choose a smaller precision");
        }
    }

    /// About how many bytes will be written.
    long bytes() {
        ModelConfig config = checkpoint.config();
        double table = (double) config.vocabSize() * config.hiddenSize();
        double layers = config.parameters() - table * (config.tiedEmbeddings() ? 1 : 2);
        double turns =
                2.0
                        * config.rotary().rows(config.maxPositions())
                        * HeadLayout.of(config).pairs()
                        * Float.BYTES;
        boolean once = config.tiedEmbeddings() && precision.head() == precision.embedding();
        return (long)
                (MARGIN
                        * (layers * each(precision.layers())
                                + table * each(precision.head())
                                + (once ? 0 : table * each(precision.embedding()))
                                + turns));
    }

    /// Bytes of a weight, with its part of a scale.
    private double each(Precision.Kind kind) {
        double scale = kind == Precision.Kind.FP32 ? 0 : (double) Float.BYTES / precision.block();
        return kind.bits() / 8.0 + scale;
    }

    private static long megabytes(long bytes) {
        return Math.ceilDiv(bytes, 1_000_000);
    }

    void write(Path folder) throws IOException {
        long expected = bytes();
        try (Initializers constants =
                new Initializers(
                        folder.resolve("weights.bin"),
                        FinishedTensors.open(folder.resolve("weights.bin")),
                        written -> progress.written(Math.min(written, expected), expected))) {
            FloatProducts exact = new FloatProducts(constants);
            GraphBuilder builder =
                    new GraphBuilder(
                            checkpoint.config(),
                            checkpoint.tensors(),
                            constants,
                            precision.exact()
                                    ? exact
                                    : new BlockProducts(precision, constants, exact, calibrated));
            write(builder.decoder(), folder.resolve("decoder.onnx"));
            write(builder.encoder(), folder.resolve("encoder.onnx"));
        }
        progress.written(expected, expected);
    }

    private static void write(ModelProto model, Path file) throws IOException {
        try (OutputStream out = Files.newOutputStream(file)) {
            model.writeTo(out);
        }
    }
}
