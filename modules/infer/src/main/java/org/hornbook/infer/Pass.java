package org.hornbook.infer;

import ai.onnxruntime.OrtException;
import ai.onnxruntime.OrtSession;
import java.nio.FloatBuffer;

/// A call of a decoder for a fixed number of tokens, made ready once and run often: its tensors are
/// native memory that is only overwritten.
interface Pass extends AutoCloseable {
    /// Runs the next tokens of `source` from `from`, the first of them being the token at
    /// `position` of the whole sequence. The logits stand in the buffer until the next run: `(rows,
    /// V)`.
    ///
    /// @param whole of how many tokens the text is whose tokens are turned alike
    /// @param options what may end the call; null if nothing does
    FloatBuffer run(int[] source, int from, int position, int whole, OrtSession.RunOptions options)
            throws OrtException;

    @Override
    void close();
}
