package org.hornbook.infer;

import ai.onnxruntime.OnnxTensor;
import java.lang.foreign.Arena;
import java.lang.foreign.ValueLayout;
import java.nio.ByteBuffer;
import java.util.LinkedHashMap;
import java.util.Map;

/// The keys and values of all tokens so far, per layer. The graph reads and extends them in place:
/// each buffer is given to it both as past and as present, so that nothing is copied, and going
/// back is only a matter of saying how many tokens count.
final class KeyValueCache implements AutoCloseable {
    private final OnnxModel model;
    private final Decoder.Shape shape;
    private final Map<String, Layer> layers = new LinkedHashMap<>();
    private int capacity;

    /// What one layer keeps of one kind: `(1, keyValueHeads, capacity, headDim)`.
    private record Layer(Arena arena, ByteBuffer memory, OnnxTensor tensor) {
        void close() {
            tensor.close();
            arena.close();
        }
    }

    /// `capacity` is in tokens.
    KeyValueCache(OnnxModel model, Decoder.Shape shape, int capacity) {
        this.model = model;
        this.shape = shape;
        this.capacity = capacity;
        for (int layer = 0; layer < shape.layers(); layer++) {
            for (String kind : new String[] {"key.", "value."}) {
                layers.put(kind + layer, layer(capacity));
            }
        }
    }

    private Layer layer(int tokens) {
        Arena arena = Arena.ofShared();
        ByteBuffer memory =
                OnnxModel.memory(
                        arena,
                        (long) shape.keyValueHeads() * tokens * shape.headDim(),
                        ValueLayout.JAVA_FLOAT);
        OnnxTensor tensor = model.floats(memory, 1, shape.keyValueHeads(), tokens, shape.headDim());
        return new Layer(arena, memory, tensor);
    }

    int capacity() {
        return capacity;
    }

    /// Makes room for `tokens`, keeping the first `held`; one layer after another, so that little
    /// is there twice.
    void grow(int tokens, int held) {
        int row = shape.headDim() * Float.BYTES;
        for (Map.Entry<String, Layer> entry : layers.entrySet()) {
            Layer before = entry.getValue();
            Layer after = layer(tokens);
            for (int head = 0; head < shape.keyValueHeads(); head++) {
                after.memory()
                        .put(
                                head * tokens * row,
                                before.memory(),
                                head * capacity * row,
                                held * row);
            }
            entry.setValue(after);
            before.close();
        }
        capacity = tokens;
    }

    /// As the graph's inputs.
    void addPast(Map<String, OnnxTensor> inputs) {
        layers.forEach((name, layer) -> inputs.put("past_" + name, layer.tensor()));
    }

    /// As the graph's outputs.
    void addPresent(Map<String, OnnxTensor> outputs) {
        layers.forEach((name, layer) -> outputs.put(name, layer.tensor()));
    }

    @Override
    public void close() {
        layers.values().forEach(Layer::close);
    }
}
