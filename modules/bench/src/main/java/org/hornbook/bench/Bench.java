package org.hornbook.bench;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.List;
import java.util.stream.Stream;
import org.hornbook.app.view.compare.CockpitBench;

/// Runs the benchmarks named, or `train`, `corpus`, `score`, `alike`, `heads`, `live`, `cockpit`,
/// `chart` and `table`; `line` and `intervals` are about what is told of a threshold; `inference`
/// is about one checkpoint, `llama` about one of phi-1.5's shape beside llama.cpp; `calibration`
/// and `rounding` are about 4-bit weights; `start` needs a packaged program and a demo workspace.
public final class Bench {
    private Bench() {}

    public static void main(String[] arguments) throws Exception {
        List<String> chosen =
                arguments.length == 0
                        ? List.of(
                                "train", "corpus", "score", "alike", "heads", "live", "cockpit",
                                "chart", "table")
                        : List.of(arguments);
        System.out.printf(
                "%s %s, %d processors, Java %s%n%n",
                System.getProperty("os.name"),
                System.getProperty("os.arch"),
                Runtime.getRuntime().availableProcessors(),
                Runtime.version());
        Path folder = Files.createTempDirectory("hornbook-bench");
        try {
            for (String name : chosen) {
                switch (name) {
                    case "train" -> new TrainBench(folder.resolve("train")).run();
                    case "corpus" -> new CorpusBench(folder.resolve("corpus")).run();
                    case "alike" -> new AlikeBench(folder.resolve("alike")).run();
                    case "score" -> new ScoreBench(folder.resolve("score")).run();
                    case "heads" -> new HeadsBench(folder.resolve("heads")).run();
                    case "chart" -> new ChartBench().run();
                    case "cockpit" -> {
                        Windowless.start();
                        new CockpitBench(Files.createDirectories(folder.resolve("cockpit"))).run();
                    }
                    case "live" -> new LiveBench().run();
                    case "table" -> new TableBench().run();
                    case "intervals" ->
                            IntervalBench.run(Integer.getInteger("hornbook.simulations", 1000));
                    case "line" -> LineBench.run();
                    case "inference" -> new InferenceBench(folder.resolve("inference")).run();
                    case "calibration" -> new CalibrationBench(folder.resolve("calib")).run();
                    case "rounding" -> new RoundingBench(folder.resolve("rounding")).run();
                    case "llama" -> new LlamaBench(folder.resolve("llama")).run();
                    case "start" -> new StartBench(folder.resolve("start")).run();
                    default ->
                            throw new IllegalArgumentException(
                                    "there is no benchmark "
                                            + name
                                            + ": there are train, corpus, score, alike, heads, live, cockpit, chart, table, line, intervals, inference, llama, calibration, rounding and start");
                }
            }
        } finally {
            delete(folder);
        }
        System.exit(0);
    }

    private static void delete(Path folder) throws IOException {
        try (Stream<Path> entries = Files.walk(folder)) {
            for (Path entry : entries.sorted(Comparator.reverseOrder()).toList()) {
                Files.delete(entry);
            }
        }
    }
}
