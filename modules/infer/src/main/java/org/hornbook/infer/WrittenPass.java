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
import org.hornbook.checkpoint.ModelGraph;
import org.hornbook.checkpoint.Rotary;

/// A call of a graph that this program wrote, as `ModelGraph` says.
final class WrittenPass implements Pass {
    private final Arena arena = Arena.ofShared();
    private final OrtSession session;
    private final int size;
    private final Rotary rotary;
    private final LongBuffer turns;
    private final LongBuffer tokens;
    private final IntBuffer last;
    private final IntBuffer length;
    private final FloatBuffer logits;
    private final Map<String, OnnxTensor> own = new HashMap<>();
    private final Map<String, OnnxTensor> inputs = new HashMap<>();
    private final Map<String, OnnxTensor> outputs = new HashMap<>();

    /// For `size` tokens at a time, giving the logits of the last one, or of each if `all`.
    WrittenPass(
            OnnxModel model,
            KeyValueCache cache,
            Decoder.Shape shape,
            Rotary rotary,
            int size,
            boolean all) {
        int vocabulary = shape.vocabulary();
        this.session = model.session();
        this.rotary = rotary;
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
        own.put(ModelGraph.TOKENS, model.longs(tokens, size));
        own.put(ModelGraph.LAST_POSITION, model.ints(last, 1));
        own.put(ModelGraph.LENGTH, model.ints(length, 1));
        own.put(ModelGraph.POSITIONS, model.longs(positions, rows));
        turns = OnnxModel.memory(arena, size, ValueLayout.JAVA_LONG).asLongBuffer();
        if (session.getInputNames().contains(ModelGraph.TURNS)) {
            own.put(ModelGraph.TURNS, model.longs(turns, 1, size));
        }
        inputs.putAll(own);
        cache.addPast(inputs);
        own.put(ModelGraph.LOGITS, model.floats(memory, rows, vocabulary));
        outputs.put(ModelGraph.LOGITS, own.get(ModelGraph.LOGITS));
        cache.addPresent(outputs);
    }

    @Override
    public FloatBuffer run(
            int[] source, int from, int position, int whole, OrtSession.RunOptions options)
            throws OrtException {
        for (int i = 0; i < size; i++) {
            tokens.put(i, source[from + i]);
            turns.put(i, rotary.row(position + i, whole));
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
