package org.hornbook.infer.calibrate;

import java.io.IOException;
import java.lang.foreign.Arena;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.BiConsumer;
import java.util.stream.IntStream;
import org.hornbook.checkpoint.Checkpoint;
import org.hornbook.checkpoint.LayerGraph;

/// One layer, or what follows the last, with its weights in memory as 32-bit floats: runs texts
/// through it stage by stage, and lets its weights be changed between.
final class LayerPass implements AutoCloseable {
    private static final int READ_AT_ONCE = 1 << 22; // values

    private final Arena arena = Arena.ofShared();
    private final LayerGraph graph;
    private final int threads;
    private final Map<String, Rows> weights = new LinkedHashMap<>();
    private final Map<String, Integer> widths = new HashMap<>();

    /// Its graphs are written into `scratch`, which has none of it yet.
    ///
    /// @param told called a few times a second; may throw to end it
    LayerPass(Checkpoint checkpoint, int layer, Path scratch, int threads, Runnable told)
            throws IOException {
        this.graph = LayerGraph.write(checkpoint, layer, scratch);
        this.threads = threads;
        boolean head = layer == checkpoint.config().layers();
        widths.put(
                LayerGraph.OUT,
                head ? checkpoint.config().vocabSize() : checkpoint.config().hiddenSize());
        try {
            for (LayerGraph.Product product : graph.products()) {
                widths.put(product.x(), product.columns());
                weights.put(product.name(), read(product, told));
            }
        } catch (RuntimeException e) {
            arena.close();
            throw e;
        }
    }

    private Rows read(LayerGraph.Product product, Runnable told) {
        int columns = product.columns();
        Rows all = Rows.of(arena, product.rows(), columns);
        int some = Math.max(1, READ_AT_ONCE / columns);
        for (int first = 0; first < product.rows(); first += some) {
            IntStream.range(first, Math.min(product.rows(), first + some))
                    .parallel()
                    .forEach(
                            i -> {
                                float[] row = new float[columns];
                                product.read(i, row, 0);
                                all.put(i, 0, row, 0, columns);
                            });
            told.run();
        }
        return all;
    }

    List<LayerGraph.Stage> stages() {
        return graph.stages();
    }

    /// The products that multiply the value `x`.
    List<LayerGraph.Product> of(String x) {
        return graph.products().stream().filter(p -> p.x().equals(x)).toList();
    }

    /// (N, K), to be changed in place.
    Rows weight(LayerGraph.Product product) {
        return weights.get(product.name());
    }

    int width(String value) {
        return widths.get(value);
    }

    /// Runs a stage on all texts.
    ///
    /// @param values those of all texts one below the other, the new ones included
    /// @param lengths of the texts, in tokens
    void run(LayerGraph.Stage stage, Map<String, Rows> values, int[] lengths, Runnable told) {
        try (StageRun run = new StageRun(stage, weights, threads)) {
            long first = 0;
            for (int length : lengths) {
                Map<String, Rows> here = new HashMap<>();
                for (Map.Entry<String, Rows> value : values.entrySet()) {
                    here.put(value.getKey(), value.getValue().part(first, length));
                }
                run.run(here, here, length);
                first += length;
                told.run();
            }
        }
    }

    /// Runs all stages on all texts with the weights as they are.
    ///
    /// @param in what the layer is given
    /// @param out where what it gives goes
    /// @param inputs is handed what products multiply, by the name of the value
    void run(Rows in, Rows out, int[] lengths, BiConsumer<String, Rows> inputs, Runnable told) {
        try (Arena own = Arena.ofShared()) {
            Map<String, Rows> values = new HashMap<>(Map.of(LayerGraph.IN, in));
            for (LayerGraph.Stage stage : graph.stages()) {
                for (String output : stage.outputs()) {
                    values.put(
                            output,
                            output.equals(LayerGraph.OUT)
                                    ? out
                                    : Rows.of(own, in.count(), width(output)));
                }
                run(stage, values, lengths, told);
                for (String output : stage.outputs()) {
                    if (!output.equals(LayerGraph.OUT)) {
                        inputs.accept(output, values.get(output));
                    }
                }
            }
        }
    }

    @Override
    public void close() {
        arena.close();
    }
}
