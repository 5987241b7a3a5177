package org.hornbook.infer.calibrate;

import ai.onnxruntime.OnnxTensor;
import ai.onnxruntime.OrtException;
import ai.onnxruntime.OrtSession;
import java.io.IOException;
import java.lang.foreign.Arena;
import java.lang.foreign.ValueLayout;
import java.nio.LongBuffer;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.Map;
import java.util.Set;
import org.hornbook.checkpoint.MatrixGraphs;
import org.hornbook.infer.OnnxModel;

/// Products of large matrices at the runtime's speed. For one thread at a time.
final class MatrixProducts implements AutoCloseable {
    private final OnnxModel product;
    private final OnnxModel gram;
    private final OnnxModel panel;

    /// Its graphs are written into `scratch`.
    MatrixProducts(Path scratch, int threads) throws IOException {
        MatrixGraphs graphs = MatrixGraphs.write(scratch);
        product = OnnxModel.open(graphs.product(), threads);
        gram = OnnxModel.open(graphs.gram(), threads);
        panel = OnnxModel.open(graphs.panel(), threads);
    }

    /// `y` = `a` `b`.
    void product(Rows a, Rows b, Rows y) {
        run(product, Map.of("a", a, "b", b), Map.of(), y);
    }

    /// `y` = `sum` + the columns `from` to `to` of `x`, turned, times themselves.
    void gram(Rows x, int from, int to, Rows sum, Rows y) {
        run(gram, Map.of("x", x, "sum", sum), Map.of("from", (long) from, "to", (long) to), y);
    }

    /// `y` = the first `done` columns of the rows from `done` on of `l`, times those of the rows
    /// `done` to `next`, turned.
    void panel(Rows l, int done, int next, Rows y) {
        run(
                panel,
                Map.of("l", l),
                Map.of("done", (long) done, "next", (long) next, "all", l.count()),
                y);
    }

    private static void run(
            OnnxModel model, Map<String, Rows> matrices, Map<String, Long> numbers, Rows y) {
        Map<String, OnnxTensor> inputs = new HashMap<>();
        try (Arena arena = Arena.ofShared()) {
            matrices.forEach((name, rows) -> inputs.put(name, rows.tensor(model)));
            numbers.forEach(
                    (name, value) -> {
                        LongBuffer one =
                                OnnxModel.memory(arena, 1, ValueLayout.JAVA_LONG).asLongBuffer();
                        inputs.put(name, model.longs(one.put(0, value), 1));
                    });
            try (OnnxTensor result = y.tensor(model);
                    OrtSession.Result _ =
                            model.session().run(inputs, Set.of(), Map.of("y", result))) {
                // it stands in y
            } finally {
                inputs.values().forEach(OnnxTensor::close);
            }
        } catch (OrtException e) {
            throw new IllegalStateException("a product cannot be computed: " + e.getMessage(), e);
        }
    }

    @Override
    public void close() {
        product.close();
        gram.close();
        panel.close();
    }
}
