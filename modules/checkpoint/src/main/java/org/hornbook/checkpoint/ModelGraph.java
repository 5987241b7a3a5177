package org.hornbook.checkpoint;

import ai.onnx.proto.OnnxMl.ModelProto;
import java.io.IOException;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;

/// A checkpoint as ONNX graphs on disk, in 32-bit floats: `decoder` gives logits and keeps keys and
/// values in buffers of the caller, `encoder` gives one vector a text; both read the weights of one
/// file beside them.
///
/// Inputs: `tokens` int64 `(S)`, `last_position` int32 `(1)` = length - 1 and `length` int32 `(1)`,
/// the tokens seen so far and now together. The decoder also takes `positions` int64 `(P)`, the
/// tokens of this call (0 to S - 1) whose logits are wanted, and for each layer i `past_key.i` and
/// `past_value.i`, `(1, keyValueHeads, capacity, headDim)`; it gives `logits` `(P, V)`, `key.i` and
/// `value.i`, for which the caller may pass the very buffers of the past. A model whose longer
/// texts are turned by other numbers (`Rotary.switchesAfter`) also takes `turns` int64 `(1, S)`:
/// for each token `Rotary.row` of its position and of the length the text is computed for, which is
/// the same for all its tokens. The encoder gives `pooled` `(hidden)`. `headDim` is the model's or,
/// where the runtime cannot take that, a larger one; `turned` says whether the decoder takes
/// `turns`.
public record ModelGraph(Path decoder, Path encoder, int headDim, boolean turned) {
    public static final String TOKENS = "tokens";
    public static final String POSITIONS = "positions";
    public static final String TURNS = "turns";
    public static final String LAST_POSITION = "last_position";
    public static final String LENGTH = "length";
    public static final String LOGITS = "logits";
    public static final String POOLED = "pooled";

    private static final String FORM = "fp32-2"; // part of the name: a new form is a new folder

    /// The graphs of `checkpoint` below `cacheDir`, in a folder named by its fingerprint; written
    /// on the first call, whole or not at all, streamed so that the heap stays small. Needs about 4
    /// bytes a parameter on disk. Throws `UncheckedIOException` if they cannot be written.
    public static ModelGraph write(Checkpoint checkpoint, Path cacheDir) {
        Path folder = cacheDir.resolve(checkpoint.fingerprint().substring(0, 32) + "-" + FORM);
        try {
            AtomicFolder.writeOnce(folder, fresh -> writeGraphs(checkpoint, fresh));
        } catch (IOException e) {
            throw new UncheckedIOException(
                    "cannot write the graph of "
                            + checkpoint.folder()
                            + " to "
                            + folder
                            + ": "
                            + e.getMessage(),
                    e);
        }
        return new ModelGraph(
                folder.resolve("decoder.onnx"),
                folder.resolve("encoder.onnx"),
                HeadLayout.of(checkpoint.config()).width(),
                checkpoint.config().rotary().rows(checkpoint.config().maxPositions())
                        > checkpoint.config().maxPositions());
    }

    private static void writeGraphs(Checkpoint checkpoint, Path folder) throws IOException {
        try (Initializers constants = new Initializers(folder.resolve("weights.bin"))) {
            GraphBuilder builder =
                    new GraphBuilder(
                            checkpoint.config(),
                            checkpoint.tensors(),
                            constants,
                            new FloatProducts(constants));
            write(builder.decoder(), folder.resolve("decoder.onnx"));
            write(builder.encoder(), folder.resolve("encoder.onnx"));
        }
    }

    private static void write(ModelProto model, Path file) throws IOException {
        try (OutputStream out = Files.newOutputStream(file)) {
            model.writeTo(out);
        }
    }
}
