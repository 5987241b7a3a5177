package org.hornbook.train;

import ai.djl.Device;
import ai.djl.Model;
import ai.djl.engine.Engine;
import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDList;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.types.DataType;
import ai.djl.ndarray.types.Shape;
import ai.djl.pytorch.engine.PtModel;
import ai.djl.pytorch.engine.PtSymbolBlock;
import ai.djl.pytorch.jni.IValueUtils;
import ai.djl.pytorch.jni.JniUtils;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;

/// A phi model in training on PyTorch: parameters and AdamW's moments as native tensors, changed in
/// place by `PhiScript`. One engine a process; all calls from the thread that made it.
final class PhiEngine implements AutoCloseable {
    private final TrainingConfig config;
    private final PhiScript.Layout layout;
    private final NDManager manager;
    private final Model model;
    private final PtSymbolBlock block;
    private final List<NDArray> parameters = new ArrayList<>();
    private final List<NDArray> first = new ArrayList<>();
    private final List<NDArray> second = new ArrayList<>();
    private final List<NDArray> stepLists = new ArrayList<>();
    private final NDArray time;
    private final NDArray cos;
    private final NDArray sin;

    /// @param values for each parameter in the order of `PhiScript.Layout`
    record State(float[][] parameters, float[][] first, float[][] second, int step) {}

    /// What a step gave.
    ///
    /// @param loss mean over the batch before the update, in nats a token
    /// @param gradientNorm before clipping
    record Step(double loss, double gradientNorm) {}

    PhiEngine(TrainingConfig config, State state) throws IOException {
        this.config = config;
        this.layout = new PhiScript.Layout(config);
        Engine engine = Engine.getEngine("PyTorch");
        JniUtils.setNumThreads(config.threads());
        JniUtils.setGraphExecutorOptimize(false);
        manager = engine.newBaseManager(Device.cpu());
        model = Model.newInstance("phi", Device.cpu(), "PyTorch");
        try {
            ((PtModel) model)
                    .load(
                            new ByteArrayInputStream(
                                    ScriptArchive.of(new PhiScript(config).source())));
        } catch (ai.djl.MalformedModelException e) {
            throw new IOException(
                    "PyTorch does not accept the training step: " + e.getMessage(), e);
        }
        block = (PtSymbolBlock) model.getBlock();
        for (int i = 0; i < layout.count(); i++) {
            Shape shape = new Shape(layout.shape(i));
            parameters.add(manager.create(state.parameters()[i], shape));
            first.add(manager.create(state.first()[i], shape));
            second.add(manager.create(state.second()[i], shape));
        }
        for (List<NDArray> list : List.of(parameters, first, second)) {
            layout.matrices().forEach(i -> stepLists.add(list.get(i)));
            layout.vectors().forEach(i -> stepLists.add(list.get(i)));
        }
        time = manager.create((float) state.step());
        cos = rotary(Math::cos);
        sin = rotary(Math::sin);
    }

    /// One optimiser step on `ids`, (batch, context + 1) row by row.
    Step step(int[] ids, double learningRate) {
        try (NDArray batch = ids(ids, ids.length / (config.context() + 1));
                NDArray rate = manager.create((float) learningRate);
                NDArray method = method("step")) {
            JniUtils.setGradMode(true);
            nameLists();
            NDList in = new NDList(stepLists);
            in.addAll(new NDList(time, rate, batch, cos, sin, method));
            try (NDList out = IValueUtils.forward(block, in, true)) {
                float[] figures = out.singletonOrThrow().toFloatArray();
                return new Step(figures[0], figures[1]);
            }
        }
    }

    /// The logits after each of `ids` (n): (n, vocab), row by row.
    float[] logits(int[] ids) {
        return look("logits", ids, ids.length);
    }

    /// The mean loss of predicting each of `ids` (n + 1) but the first, in nats a token.
    double loss(int[] ids) {
        return look("loss", ids, ids.length - 1)[0];
    }

    private float[] look(String name, int[] ids, int positions) {
        try (NDArray batch = ids(ids, 1);
                NDArray c = cos.get(":" + positions);
                NDArray s = sin.get(":" + positions);
                NDArray method = method(name)) {
            JniUtils.setGradMode(false);
            parameters.forEach(p -> p.setName("p[]"));
            NDList in = new NDList(parameters);
            in.addAll(new NDList(batch, c, s, method));
            try (NDList out = IValueUtils.forward(block, in, false)) {
                return out.singletonOrThrow().toFloatArray();
            }
        }
    }

    /// A copy of all that a step changes.
    State state() {
        return new State(copy(parameters), copy(first), copy(second), (int) time.toFloatArray()[0]);
    }

    @Override
    public void close() {
        model.close();
        manager.close();
    }

    /// The names by which the script's lists are known: `pm[]`, `pv[]`, `mm[]`, ...
    private void nameLists() {
        name("p", parameters);
        name("m", first);
        name("v", second);
    }

    private void name(String list, List<NDArray> arrays) {
        layout.matrices().forEach(i -> arrays.get(i).setName(list + "m[]"));
        layout.vectors().forEach(i -> arrays.get(i).setName(list + "v[]"));
    }

    private static float[][] copy(List<NDArray> arrays) {
        return arrays.stream().map(NDArray::toFloatArray).toArray(float[][]::new);
    }

    private NDArray ids(int[] ids, int rows) {
        long[] wide = new long[ids.length];
        for (int i = 0; i < ids.length; i++) {
            wide[i] = ids[i];
        }
        return manager.create(wide, new Shape(rows, ids.length / rows));
    }

    private NDArray method(String name) {
        return named("module_method:" + name, manager.zeros(new Shape(1), DataType.FLOAT32));
    }

    private static NDArray named(String name, NDArray array) {
        array.setName(name);
        return array;
    }

    private interface Wave {
        double of(double angle);
    }

    /// (context, rotary / 2): the angle of position i and pair j is `i * 10000^(-2j / rotary)`, as
    /// transformers computes it in float.
    private NDArray rotary(Wave wave) {
        int rotary = (int) (config.hidden() / config.heads() * config.rotary());
        int half = rotary / 2;
        float[] values = new float[config.context() * half];
        for (int j = 0; j < half; j++) {
            float frequency = (float) (1.0 / Math.pow(10_000, 2.0 * j / rotary));
            for (int i = 0; i < config.context(); i++) {
                values[i * half + j] = (float) wave.of(i * frequency);
            }
        }
        return manager.create(values, new Shape(config.context(), half));
    }
}
