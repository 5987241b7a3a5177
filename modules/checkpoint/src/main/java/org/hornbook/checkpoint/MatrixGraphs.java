package org.hornbook.checkpoint;

import ai.onnx.proto.OnnxMl.TensorProto.DataType;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;

/// Products of matrices alone as graphs, for what is computed about weights rather than with them.
/// All are row-major 32-bit floats; the result is `y`.
///
/// - `product`: `a` (m, k) times `b` (k, n).
/// - `gram`: the columns `from` to `to` of `x` (T, K), turned, times themselves, plus `sum`.
/// - `panel`: of `l` (K, K) the first `done` columns of the rows from `done` on, times those of the
///   rows `done` to `next`, turned: (K - done, next - done).
public record MatrixGraphs(Path product, Path gram, Path panel) {
    /// Writes them into `folder`, which has none yet.
    public static MatrixGraphs write(Path folder) throws IOException {
        MatrixGraphs graphs =
                new MatrixGraphs(
                        folder.resolve("product.onnx"),
                        folder.resolve("gram.onnx"),
                        folder.resolve("panel.onnx"));
        try (Initializers constants = new Initializers(folder.resolve("matrices.bin"))) {
            product(new OnnxGraph("product", constants), graphs.product());
            gram(new OnnxGraph("gram", constants), constants, graphs.gram());
            panel(new OnnxGraph("panel", constants), constants, graphs.panel());
        }
        return graphs;
    }

    private static void product(OnnxGraph graph, Path file) throws IOException {
        graph.input("a", DataType.FLOAT, "M", "K");
        graph.input("b", DataType.FLOAT, "K", "N");
        graph.add("MatMul", List.of("a", "b"), "y", Map.of());
        written(graph, file, "M", "N");
    }

    private static void gram(OnnxGraph graph, Initializers constants, Path file)
            throws IOException {
        graph.input("x", DataType.FLOAT, "T", "K");
        graph.input("from", DataType.INT64, 1);
        graph.input("to", DataType.INT64, 1);
        graph.input("sum", DataType.FLOAT, "R", "R");
        String columns = constants.longs("columns", 1);
        String run = graph.add("Slice", List.of("x", "from", "to", columns), "run", Map.of());
        graph.add("Gemm", List.of(run, run, "sum"), "y", Map.of("transA", 1));
        written(graph, file, "R", "R");
    }

    private static void panel(OnnxGraph graph, Initializers constants, Path file)
            throws IOException {
        graph.input("l", DataType.FLOAT, "K", "K");
        graph.input("done", DataType.INT64, 1);
        graph.input("next", DataType.INT64, 1);
        graph.input("all", DataType.INT64, 1);
        String rows = constants.longs("rows", 0);
        String columns = constants.longs("columns", 1);
        String zero = constants.longs("zero", 0);
        String left = graph.add("Slice", List.of("l", zero, "done", columns), "left", Map.of());
        String below = graph.add("Slice", List.of(left, "done", "all", rows), "below", Map.of());
        String beside = graph.add("Slice", List.of(left, "done", "next", rows), "beside", Map.of());
        graph.add("Gemm", List.of(below, beside), "y", Map.of("transB", 1));
        written(graph, file, "B", "P");
    }

    private static void written(OnnxGraph graph, Path file, String rows, String columns)
            throws IOException {
        graph.output("y", DataType.FLOAT, rows, columns);
        try (OutputStream out = Files.newOutputStream(file)) {
            graph.model().writeTo(out);
        }
    }
}
