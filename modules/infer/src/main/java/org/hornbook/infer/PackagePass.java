package org.hornbook.infer;

import ai.onnxruntime.OnnxTensor;
import ai.onnxruntime.OrtException;
import ai.onnxruntime.OrtSession;
import java.lang.foreign.Arena;
import java.lang.foreign.ValueLayout;
import java.nio.ByteBuffer;
import java.nio.FloatBuffer;
import java.nio.LongBuffer;
import java.nio.ShortBuffer;
import java.util.HashMap;
import java.util.Map;
import java.util.Set;
import org.hornbook.checkpoint.GraphNames;
import org.hornbook.checkpoint.ReadyGraph;

/// A call of a package's graph. Its mask is as long as what has been read, and, where a long text
/// is turned by other numbers than a short one, longer than a short one from the first call on: the
/// graph looks at that length.
final class PackagePass implements Pass {
    private final Arena arena = Arena.ofShared();
    private final OnnxModel model;
    private final KeyValueCache cache;
    private final ReadyGraph graph;
    private final int size;
    private final LongBuffer tokens;
    private final LongBuffer positions;
    private final ByteBuffer given; // logits as the graph gives them
    private final FloatBuffer logits;
    private final int from; // where what is asked for begins among them, in values
    private final Map<String, OnnxTensor> own = new HashMap<>();
    private final Map<String, OnnxTensor> inputs = new HashMap<>();
    private final Map<String, OnnxTensor> outputs = new HashMap<>();

    /// For `size` tokens at a time, giving the logits of the last one, or of each if `all`.
    PackagePass(OnnxModel model, KeyValueCache cache, ReadyGraph graph, int size, boolean all) {
        this.model = model;
        this.cache = cache;
        this.graph = graph;
        this.size = size;
        GraphNames names = graph.names();
        tokens = OnnxModel.memory(arena, size, ValueLayout.JAVA_LONG).asLongBuffer();
        positions = OnnxModel.memory(arena, size, ValueLayout.JAVA_LONG).asLongBuffer();
        int vocabulary = graph.vocabulary();
        int rows = all ? size : 1;
        from = (size - rows) * vocabulary;
        given =
                OnnxModel.memory(
                        arena,
                        (long) size * vocabulary,
                        graph.half() ? ValueLayout.JAVA_SHORT : ValueLayout.JAVA_FLOAT);
        logits =
                graph.half()
                        ? FloatBuffer.allocate(rows * vocabulary)
                        : given.asFloatBuffer().slice(from, rows * vocabulary);
        own.put(names.tokens(), model.longs(tokens, 1, size));
        names.positions().ifPresent(name -> own.put(name, model.longs(positions, 1, size)));
        inputs.putAll(own);
        cache.addPast(inputs);
        OnnxTensor all3 =
                graph.half()
                        ? model.halves(given, 1, size, vocabulary)
                        : model.floats(given, 1, size, vocabulary);
        own.put(names.logits(), all3);
        outputs.put(names.logits(), all3);
        cache.addPresent(outputs);
    }

    @Override
    public FloatBuffer run(
            int[] source, int start, int position, int whole, OrtSession.RunOptions options)
            throws OrtException {
        for (int i = 0; i < size; i++) {
            tokens.put(i, source[start + i]);
            positions.put(i, position + i);
        }
        int total = position + size;
        int shorts = graph.switchesAfter().orElse(Integer.MAX_VALUE);
        int length = whole > shorts ? Math.max(total, shorts + 1) : total;
        LongBuffer mask = cache.mask();
        for (int i = total; i < length; i++) {
            mask.put(i, 0);
        }
        try (OnnxTensor masked = model.longs(mask.slice(0, length), 1, length)) {
            inputs.put(graph.names().mask(), masked);
            try (OrtSession.Result result =
                    model.session().run(inputs, Set.of(), outputs, options)) {
                return widened();
            }
        } finally {
            for (int i = total; i < length; i++) {
                mask.put(i, 1);
            }
        }
    }

    private FloatBuffer widened() {
        if (graph.half()) {
            ShortBuffer halves = given.asShortBuffer();
            for (int i = 0; i < logits.capacity(); i++) {
                logits.put(i, Float.float16ToFloat(halves.get(from + i)));
            }
        }
        return logits;
    }

    @Override
    public void close() {
        own.values().forEach(OnnxTensor::close);
        arena.close();
    }
}
