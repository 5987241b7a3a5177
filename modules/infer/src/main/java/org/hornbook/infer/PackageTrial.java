package org.hornbook.infer;

import java.nio.file.Path;
import org.hornbook.checkpoint.CheckpointException;

/// The first token of a package: what the runtime has against its graph is told when it is loaded,
/// not in the middle of a text.
final class PackageTrial {
    private PackageTrial() {}

    /// Throws `CheckpointException`, in one sentence, if the runtime does not take it.
    static OnnxModel opened(Path graph, int threads) {
        try {
            return OnnxModel.open(graph, threads, Device.chosen());
        } catch (IllegalStateException e) {
            throw new CheckpointException(OnnxModel.sentence(e), e);
        }
    }

    /// Reads one token and forgets it. Throws `CheckpointException`, in one sentence, and closes
    /// the decoder if that fails.
    static void of(Decoder decoder, Path graph) {
        try {
            decoder.reserve(1);
            decoder.read(new int[] {0});
            decoder.rewind(0);
        } catch (IllegalStateException e) {
            decoder.close();
            throw new CheckpointException(graph + ": " + OnnxModel.sentence(e), e);
        }
    }
}
