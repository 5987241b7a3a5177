package org.hornbook.infer;

import ai.onnxruntime.OnnxTensor;
import ai.onnxruntime.OrtException;
import ai.onnxruntime.OrtSession;
import java.lang.foreign.Arena;
import java.lang.foreign.ValueLayout;
import java.nio.FloatBuffer;
import java.nio.IntBuffer;
import java.nio.LongBuffer;
import java.util.HashMap;
import java.util.Map;
import java.util.Set;
import org.hornbook.checkpoint.PhiGraph;

/// A call of the decoder for a fixed number of tokens, made ready once and run often: its tensors
/// are native memory that is only overwritten.
final class Pass implements AutoCloseable {
    private final Arena arena = Arena.ofShared();
    private final OrtSession session;
    private final int size;
    private final LongBuffer tokens;
    private final IntBuffer last;
    private final IntBuffer length;
    private final FloatBuffer logits;
    private final Map<String, OnnxTensor> own = new HashMap<>();
    private final Map<String, OnnxTensor> inputs = new HashMap<>();
    private final Map<String, OnnxTensor> outputs = new HashMap<>();

    /// For `size` tokens at a time, giving the logits of the last one, or of each if `all`.
    Pass(OnnxModel model, KeyValueCache cache, int size, int vocabulary, boolean all) {
        this.session = model.session();
        this.size = size;
        int rows = all ? size : 1;
        tokens = OnnxModel.memory(arena, size, ValueLayout.JAVA_LONG).asLongBuffer();
        last = OnnxModel.memory(arena, 1, ValueLayout.JAVA_INT).asIntBuffer();
        length = OnnxModel.memory(arena, 1, ValueLayout.JAVA_INT).asIntBuffer();
        LongBuffer positions = OnnxModel.memory(arena, rows, ValueLayout.JAVA_LONG).asLongBuffer();
        for (int row = 0; row < rows; row++) {
            positions.put(row, size - rows + row);
        }
        var memory = OnnxModel.memory(arena, (long) rows * vocabulary, ValueLayout.JAVA_FLOAT);
        logits = memory.asFloatBuffer();
        own.put(PhiGraph.TOKENS, model.longs(tokens, size));
        own.put(PhiGraph.LAST_POSITION, model.ints(last, 1));
        own.put(PhiGraph.LENGTH, model.ints(length, 1));
        own.put(PhiGraph.POSITIONS, model.longs(positions, rows));
        inputs.putAll(own);
        cache.addPast(inputs);
        own.put(PhiGraph.LOGITS, model.floats(memory, rows, vocabulary));
        outputs.put(PhiGraph.LOGITS, own.get(PhiGraph.LOGITS));
        cache.addPresent(outputs);
    }

    /// Runs the next `size` of `source` from `from`, the first of them being the token at
    /// `position` of the whole sequence. The logits stand in the buffer until the next run: `(rows,
    /// V)`.
    ///
    /// @param options what may end the call; null if nothing does
    FloatBuffer run(int[] source, int from, int position, OrtSession.RunOptions options)
            throws OrtException {
        for (int i = 0; i < size; i++) {
            tokens.put(i, source[from + i]);
        }
        last.put(0, position + size - 1);
        length.put(0, position + size);
        try (OrtSession.Result result = session.run(inputs, Set.of(), outputs, options)) {
            return logits;
        }
    }

    @Override
    public void close() {
        own.values().forEach(OnnxTensor::close);
        arena.close();
    }
}
