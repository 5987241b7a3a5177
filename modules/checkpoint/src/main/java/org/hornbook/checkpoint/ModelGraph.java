package org.hornbook.checkpoint;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.channels.ClosedByInterruptException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import java.util.concurrent.CancellationException;

/// A checkpoint as ONNX graphs on disk, computing with 32-bit floats: `decoder` gives logits and
/// keeps keys and values in buffers of the caller, `encoder` gives one vector a text; both read the
/// weights of one file beside them.
///
/// Inputs: `tokens` int64 `(S)`, `last_position` int32 `(1)` = length - 1 and `length` int32 `(1)`,
/// the tokens seen so far and now together. The decoder also takes `positions` int64 `(P)`, the
/// tokens of this call (0 to S - 1) whose logits are wanted, and for each layer i `past_key.i` and
/// `past_value.i`, `(1, keyValueHeads, capacity, headDim)`; it gives `logits` `(P, V)`, `key.i` and
/// `value.i`, for which the caller may pass the very buffers of the past. A model whose longer
/// texts are turned by other numbers (`Rotary.switchesAfter`) also takes `turns` int64 `(1, S)`:
/// for each token `Rotary.row` of its position and of the length the text is computed for, which is
/// the same for all its tokens. The encoder gives `pooled` `(hidden)`. `headDim` is the model's or,
/// where the runtime cannot take that, a larger one.
public record ModelGraph(Path decoder, Path encoder, int headDim) {
    public static final String TOKENS = "tokens";
    public static final String POSITIONS = "positions";
    public static final String TURNS = "turns";
    public static final String LAST_POSITION = "last_position";
    public static final String LENGTH = "length";
    public static final String LOGITS = "logits";
    public static final String POOLED = "pooled";

    private static final String FORM = "3"; // part of the name: a new form is a new folder

    /// In 32-bit floats.
    public static ModelGraph write(Checkpoint checkpoint, Path cacheDir) {
        return write(checkpoint, cacheDir, Precision.FP32, GraphProgress.SILENT);
    }

    /// The graphs of `checkpoint` below `cacheDir`, in a folder named by its fingerprint and by
    /// `precision`; written on the first call, and again if a file was cut short since, whole or
    /// not at all, streamed so that the heap stays small. Interrupting the thread ends it with
    /// `CancellationException`, the flag left set. Tensors that were finished when the process was
    /// killed are kept and not written again. Throws `CheckpointException` if the disk has no room
    /// and `UncheckedIOException` if the graphs cannot be written.
    public static ModelGraph write(
            Checkpoint checkpoint, Path cacheDir, Precision precision, GraphProgress progress) {
        if (precision.activations() == Precision.Activations.MEASURED) {
            ModelGraph rounded =
                    write(
                            checkpoint,
                            cacheDir,
                            precision.with(Precision.Activations.ROUNDED),
                            progress);
            return MeasuredActivations.in(rounded);
        }
        try {
            String stamp = GraphManifest.stamp(checkpoint.files());
            GraphManifest.sourceOf(stamp, cacheDir).ifPresent(checkpoint::knownAs);
            String source = checkpoint.fingerprint();
            CalibratedWeights calibrated =
                    precision.isCalibrated()
                            ? CalibratedWeights.require(checkpoint, cacheDir, precision.block())
                            : null;
            String form =
                    precision + "-" + FORM + (calibrated == null ? "" : "-" + calibrated.id());
            Path folder = cacheDir.resolve(source.substring(0, 32) + "-" + form);
            Optional<GraphManifest> there = GraphManifest.read(folder);
            if (there.isPresent() && there.get().holds(folder)) {
                if (!stamp.equals(there.get().stamp())) {
                    there.get().stamped(stamp).write(folder);
                }
            } else {
                GraphWriter writer = new GraphWriter(checkpoint, precision, calibrated, progress);
                writer.checkRoom(cacheDir, AtomicFolder.part(folder), GraphWriter.DISK);
                if (Files.exists(folder)) {
                    AtomicFolder.delete(folder);
                }
                AtomicFolder.resume(
                        folder,
                        fresh -> {
                            Optional<GraphManifest> whole = GraphManifest.read(fresh);
                            if (whole.isEmpty() || !whole.get().holds(fresh)) {
                                writer.write(fresh);
                                GraphManifest.of(form, source, stamp, fresh).write(fresh);
                            }
                            Files.deleteIfExists(fresh.resolve(FinishedTensors.NAME));
                        });
            }
            return new ModelGraph(
                    folder.resolve("decoder.onnx"),
                    folder.resolve("encoder.onnx"),
                    HeadLayout.of(checkpoint.config()).width());
        } catch (ClosedByInterruptException e) {
            Thread.currentThread().interrupt();
            throw new CancellationException(
                    "the graph of " + checkpoint.folder() + " was not finished: it was stopped");
        } catch (IOException e) {
            throw new UncheckedIOException(
                    "cannot write the graph of "
                            + checkpoint.folder()
                            + " below "
                            + cacheDir
                            + ": "
                            + e.getMessage(),
                    e);
        }
    }

    /// About how many bytes the graphs of `checkpoint` take, on the disk and in memory.
    public static long bytes(Checkpoint checkpoint, Precision precision) {
        return new GraphWriter(checkpoint, precision, null, GraphProgress.SILENT).bytes();
    }
}
