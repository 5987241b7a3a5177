package org.hornbook.bench;

import java.nio.file.Path;
import org.hornbook.checkpoint.Checkpoint;
import org.hornbook.checkpoint.GraphProgress;
import org.hornbook.checkpoint.ModelGraph;
import org.hornbook.checkpoint.Precision;

/// Writes the graph of a checkpoint in a process of its own: arguments are the checkpoint, the
/// folder of graphs, kind and block.
final class ConversionChild {
    private ConversionChild() {}

    public static void main(String[] arguments) throws Exception {
        Precision precision =
                Precision.of(Precision.Kind.of(arguments[2]))
                        .inBlocksOf(Integer.parseInt(arguments[3]));
        ImportChild.Clock start = ImportChild.Clock.now();
        try (Checkpoint checkpoint = Checkpoint.open(Path.of(arguments[0]))) {
            ModelGraph.write(checkpoint, Path.of(arguments[1]), precision, GraphProgress.SILENT);
        }
        ImportChild.Clock end = ImportChild.Clock.now();
        System.out.println(
                new Figures()
                        .put("seconds", end.since(start))
                        .put("cpu", end.cpuSince(start))
                        .put("heap", ImportChild.heapPeak()));
    }
}
