package org.hornbook.infer;

import ai.onnxruntime.OnnxTensor;
import java.lang.foreign.Arena;
import java.lang.foreign.ValueLayout;
import java.util.LinkedHashMap;
import java.util.Map;
import org.hornbook.checkpoint.ModelConfig;

/// The keys and values of all tokens so far, per layer. The graph reads and extends them in place:
/// each buffer is given to it both as past and as present.
final class KeyValueCache implements AutoCloseable {
    private final Arena arena = Arena.ofShared();
    private final Map<String, OnnxTensor> past = new LinkedHashMap<>();
    private final Map<String, OnnxTensor> present = new LinkedHashMap<>();
    private final int capacity;

    /// `capacity` is in tokens, `headDim` that of the graph.
    KeyValueCache(OnnxModel model, ModelConfig config, int headDim, int capacity) {
        this.capacity = capacity;
        long heads = config.keyValueHeads();
        for (int layer = 0; layer < config.layers(); layer++) {
            for (String kind : new String[] {"key.", "value."}) {
                OnnxTensor tensor =
                        model.floats(
                                OnnxModel.memory(
                                        arena, heads * capacity * headDim, ValueLayout.JAVA_FLOAT),
                                1,
                                heads,
                                capacity,
                                headDim);
                past.put("past_" + kind + layer, tensor);
                present.put(kind + layer, tensor);
            }
        }
    }

    int capacity() {
        return capacity;
    }

    Map<String, OnnxTensor> past() {
        return past;
    }

    Map<String, OnnxTensor> present() {
        return present;
    }

    @Override
    public void close() {
        present.values().forEach(OnnxTensor::close);
        arena.close();
    }
}
