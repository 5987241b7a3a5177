package org.hornbook.infer;

import ai.onnxruntime.OnnxJavaType;
import ai.onnxruntime.OnnxTensor;
import java.lang.foreign.Arena;
import java.lang.foreign.ValueLayout;
import java.nio.ByteBuffer;
import java.nio.FloatBuffer;
import java.nio.LongBuffer;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.hornbook.checkpoint.CacheScales;

/// The keys and values of all tokens so far, per layer. The graph reads and extends them in place:
/// each buffer is given to it both as past and as present, so that nothing is copied, and going
/// back is only a matter of saying how many tokens count.
final class KeyValueCache implements AutoCloseable {
    private final OnnxModel model;
    private final Decoder.Shape shape;
    private final Feed feed;
    private final OnnxJavaType type; // of a number of it
    private final List<Layer> layers = new ArrayList<>();
    private int capacity;
    private LongBuffer mask;

    /// What one layer keeps of one kind: `(1, keyValueHeads, capacity, headDim)`.
    private record Layer(
            String past, String present, Arena arena, ByteBuffer memory, OnnxTensor tensor) {
        void close() {
            tensor.close();
            arena.close();
        }
    }

    /// `capacity` is in tokens.
    KeyValueCache(OnnxModel model, Decoder.Shape shape, Feed feed, int capacity) {
        this.model = model;
        this.shape = shape;
        this.feed = feed;
        this.type = model.inputType(feed.past(0, true));
        this.capacity = capacity;
        for (int layer = 0; layer < shape.layers(); layer++) {
            for (boolean key : new boolean[] {true, false}) {
                layers.add(layer(feed.past(layer, key), feed.present(layer, key), capacity));
            }
        }
    }

    private Layer layer(String past, String present, int tokens) {
        Arena arena = Arena.ofShared();
        ByteBuffer memory =
                OnnxModel.memory(
                        arena, (long) shape.keyValueHeads() * tokens * shape.headDim(), layout());
        long[] sizes = {1, shape.keyValueHeads(), tokens, shape.headDim()};
        OnnxTensor tensor = model.tensor(memory, type, sizes);
        return new Layer(past, present, arena, memory, tensor);
    }

    private ValueLayout layout() {
        return switch (type) {
            case FLOAT -> ValueLayout.JAVA_FLOAT;
            case FLOAT16 -> ValueLayout.JAVA_SHORT;
            case INT8 -> ValueLayout.JAVA_BYTE;
            default -> throw new IllegalStateException("a cache of " + type + " is not known");
        };
    }

    /// As many ones as it has room for tokens, for graphs that want a mask.
    LongBuffer mask() {
        if (mask == null || mask.capacity() < capacity) {
            mask = OnnxModel.memory(Arena.ofAuto(), capacity, ValueLayout.JAVA_LONG).asLongBuffer();
            for (int i = 0; i < capacity; i++) {
                mask.put(i, 1);
            }
        }
        return mask;
    }

    int capacity() {
        return capacity;
    }

    /// Makes room for `tokens`, keeping the first `held`; one layer after another, so that little
    /// is there twice.
    void grow(int tokens, int held) {
        int row = shape.headDim() * (int) layout().byteSize();
        for (int i = 0; i < layers.size(); i++) {
            Layer before = layers.get(i);
            Layer after = layer(before.past(), before.present(), tokens);
            for (int head = 0; head < shape.keyValueHeads(); head++) {
                after.memory()
                        .put(
                                head * tokens * row,
                                before.memory(),
                                head * capacity * row,
                                held * row);
            }
            layers.set(i, after);
            before.close();
        }
        capacity = tokens;
    }

    /// Shows the first `tokens`, of a cache of 32-bit floats.
    void show(int tokens, CacheScales.Seen seen) {
        int width = shape.headDim();
        float[] vector = new float[width];
        for (int i = 0; i < layers.size(); i++) {
            FloatBuffer all = layers.get(i).memory().asFloatBuffer();
            for (int head = 0; head < shape.keyValueHeads(); head++) {
                for (int token = 0; token < tokens; token++) {
                    all.get((head * capacity + token) * width, vector);
                    if (i % 2 == 0) {
                        seen.key(i / 2, head, vector);
                    } else {
                        seen.value(i / 2, head, vector);
                    }
                }
            }
        }
    }

    /// As the graph's inputs.
    void addPast(Map<String, OnnxTensor> inputs) {
        layers.forEach(layer -> inputs.put(layer.past(), layer.tensor()));
    }

    /// As the graph's outputs.
    void addPresent(Map<String, OnnxTensor> outputs) {
        layers.forEach(layer -> outputs.put(layer.present(), layer.tensor()));
    }

    @Override
    public void close() {
        layers.forEach(Layer::close);
    }
}
