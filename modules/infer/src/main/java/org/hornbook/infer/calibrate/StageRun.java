package org.hornbook.infer.calibrate;

import ai.onnxruntime.OnnxTensor;
import ai.onnxruntime.OrtException;
import ai.onnxruntime.OrtSession;
import java.lang.foreign.Arena;
import java.lang.foreign.ValueLayout;
import java.nio.IntBuffer;
import java.nio.LongBuffer;
import java.util.HashMap;
import java.util.Map;
import java.util.Set;
import org.hornbook.checkpoint.LayerGraph;
import org.hornbook.checkpoint.ModelGraph;
import org.hornbook.infer.OnnxModel;

/// One stage of a layer, made ready with its weights.
final class StageRun implements AutoCloseable {
    private final LayerGraph.Stage stage;
    private final OnnxModel model;
    private final Map<String, OnnxTensor> weights = new HashMap<>();

    /// @param weights by name; they stay the caller's
    StageRun(LayerGraph.Stage stage, Map<String, Rows> weights, int threads) {
        this.stage = stage;
        this.model = OnnxModel.open(stage.file(), threads);
        stage.weights().forEach(name -> this.weights.put(name, weights.get(name).tensor(model)));
    }

    /// Runs it on one text.
    ///
    /// @param inputs values by name, one row a token
    /// @param outputs where its values go
    void run(Map<String, Rows> inputs, Map<String, Rows> outputs, int tokens) {
        Map<String, OnnxTensor> given = new HashMap<>(weights);
        Map<String, OnnxTensor> own = new HashMap<>();
        Map<String, OnnxTensor> results = new HashMap<>();
        try (Arena arena = Arena.ofShared()) {
            for (String name : stage.inputs()) {
                own.put(
                        name,
                        switch (name) {
                            case ModelGraph.TOKENS -> ids(arena, tokens);
                            case ModelGraph.LAST_POSITION -> one(arena, tokens - 1);
                            case ModelGraph.LENGTH -> one(arena, tokens);
                            default -> inputs.get(name).tensor(model);
                        });
            }
            given.putAll(own);
            stage.outputs().forEach(name -> results.put(name, outputs.get(name).tensor(model)));
            try (OrtSession.Result _ = model.session().run(given, Set.of(), results)) {
                // they stand in outputs
            } finally {
                own.values().forEach(OnnxTensor::close);
                results.values().forEach(OnnxTensor::close);
            }
        } catch (OrtException e) {
            throw new IllegalStateException("a layer cannot be run: " + e.getMessage(), e);
        }
    }

    /// Only their number counts in a layer.
    private OnnxTensor ids(Arena arena, int tokens) {
        LongBuffer ids = OnnxModel.memory(arena, tokens, ValueLayout.JAVA_LONG).asLongBuffer();
        return model.longs(ids, tokens);
    }

    private OnnxTensor one(Arena arena, int value) {
        IntBuffer memory = OnnxModel.memory(arena, 1, ValueLayout.JAVA_INT).asIntBuffer();
        return model.ints(memory.put(0, value), 1);
    }

    @Override
    public void close() {
        weights.values().forEach(OnnxTensor::close);
        model.close();
    }
}
