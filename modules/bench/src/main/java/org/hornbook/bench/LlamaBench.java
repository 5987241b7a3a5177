package org.hornbook.bench;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.function.ToDoubleFunction;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.hornbook.checkpoint.Checkpoint;
import org.hornbook.checkpoint.MeasuredActivations;
import org.hornbook.checkpoint.PhiConfig;
import org.hornbook.checkpoint.Precision;
import org.hornbook.infer.calibrate.CalibrationProgress;
import org.hornbook.infer.calibrate.ModelQuality;
import org.hornbook.infer.calibrate.Texts;
import org.hornbook.job.ChildJvm;

/// A checkpoint of phi-1.5's shape with random weights: its conversion, how fast it loads, reads
/// and writes and what it takes, beside llama.cpp with the same weights in Q4_0.
/// `-Dllama.libraries=` names the folder of llama.cpp's shared libraries, `-Dllama.folder=` one to
/// keep the model in (2.8 GB, and 0.8 GB for each side), `-Dllama.block=` another block than 128.
final class LlamaBench {
    private static final int CONVERSIONS = Integer.getInteger("llama.conversions", 3);

    private final Path folder;
    private final Precision precision =
            Precision.of(Precision.Kind.of(System.getProperty("llama.precision", "int4")))
                    .inBlocksOf(Integer.getInteger("llama.block", 128));
    private final int threads = Runtime.getRuntime().availableProcessors();

    LlamaBench(Path folder) {
        String kept = System.getProperty("llama.folder");
        this.folder = kept == null ? folder : Path.of(kept);
    }

    void run() throws IOException, InterruptedException {
        Files.createDirectories(folder);
        Path model = random(RandomPhi.phi15(), "phi15");
        Path small = random(RandomPhi.small(), "small");
        Path graphs = folder.resolve("graphs");
        String named = System.getProperty("llama.libraries", "");
        Path libraries = named.isEmpty() ? null : Path.of(named);
        Path gguf = folder.resolve("phi15-q4_0.gguf");
        if (libraries == null) {
            System.out.println(
                    "no -Dllama.libraries=: name the folder of llama.cpp's libraries to measure it too");
        } else if (!Files.exists(gguf)) {
            PhiAsGguf.write(model, gguf);
        }
        Table table = new Table("llama.cpp, + flash", "goal");
        for (Figures figures : conversions(model, graphs)) {
            table.line(
                    "conversion, seconds (of processor) and heap at most, MB",
                    "%.1f (%.1f), %.0f"
                            .formatted(
                                    figures.get("seconds"),
                                    figures.get("cpu"),
                                    figures.get("heap") / 1e6),
                    "",
                    "10 s, 512 MB");
        }
        warm(graphs);
        InferenceTurns inference =
                new InferenceTurns(model, small, graphs, libraries, gguf, threads, precision);
        Path log = folder.resolve("child.log");
        // before gigabytes are used and given back: this machine may be slow to give them again
        double load = inference.load(log);
        System.out.println("measured: " + chosen(model, graphs));
        warm(graphs);
        if (libraries != null) {
            warm(gguf);
        }
        double pace = new ReadPace().measure(threads);
        List<InferenceTurns.Side> sides = inference.measure(log);
        InferenceTurns.Side ours = sides.getFirst();
        List<InferenceTurns.Side> theirs = sides.subList(1, sides.size());
        rate(table, "read 256 tokens, tokens/s", ours, theirs, InferenceTurns.READ, "1.15");
        rate(table, "write at 128, tokens/s", ours, theirs, InferenceTurns.WRITE_EARLY, "1.15");
        rate(table, "write at 1024, tokens/s", ours, theirs, InferenceTurns.WRITE_LATE, "1.3");
        double share = ours.pace(InferenceTurns.WRITE_EARLY) * bytesOfAToken(128) / pace;
        table.line(
                "write at 128: share of %.1f GB/s read".formatted(pace / 1e9),
                "%.2f".formatted(share),
                "",
                "0.7");
        table.line("load, seconds, median of three processes", "%.2f".formatted(load), "", "2 s");
        double least = theirs.stream().mapToDouble(InferenceTurns.Side::peak).min().orElse(0);
        table.line(
                "memory at most, MB",
                "%.0f".formatted(ours.peak() / 1e6),
                each(theirs, side -> side.peak() / 1e6, "%.0f"),
                theirs.isEmpty() ? "" : "%.2f".formatted(ours.peak() / least),
                "at most 1.1");
        System.out.printf(
                "%s, %d threads, %s, medians of %d turns%n%s%n",
                CorpusBench.processor(), threads, precision, InferenceTurns.TURNS, table);
    }

    /// As `calibrate` would choose it. Of random weights on random tokens.
    private MeasuredActivations chosen(Path model, Path graphs) {
        try (Checkpoint checkpoint = Checkpoint.open(model)) {
            return ModelQuality.measure(
                            checkpoint,
                            graphs,
                            precision.with(Precision.Activations.MEASURED),
                            Texts.random(checkpoint, 8, 5),
                            threads,
                            CalibrationProgress.SILENT)
                    .activations()
                    .orElseThrow();
        }
    }

    private Path random(PhiConfig config, String name) throws IOException {
        Path model = folder.resolve(name);
        if (!Files.isRegularFile(model.resolve("config.json"))) {
            RandomPhi.write(config, model);
        }
        return model;
    }

    /// Theirs are told each; the better counts.
    private static void rate(
            Table table,
            String what,
            InferenceTurns.Side ours,
            List<InferenceTurns.Side> theirs,
            String question,
            String goal) {
        double pace = ours.pace(question);
        double best = theirs.stream().mapToDouble(side -> side.pace(question)).max().orElse(0);
        table.line(
                what,
                "%.1f".formatted(pace),
                each(theirs, side -> side.pace(question), "%.1f"),
                theirs.isEmpty() ? "" : "%.2f".formatted(pace / best),
                goal);
    }

    private static String each(
            List<InferenceTurns.Side> sides,
            ToDoubleFunction<InferenceTurns.Side> figure,
            String format) {
        return sides.stream()
                .map(side -> format.formatted(figure.applyAsDouble(side)))
                .collect(Collectors.joining(", "));
    }

    /// What one call must read: every weight of the products with its scale and the sum of its
    /// block, which the runtime keeps, and the keys and values so far.
    private double bytesOfAToken(int context) {
        var config = RandomPhi.phi15().model();
        double weights = config.parameters() - (double) config.vocabSize() * config.hiddenSize();
        double each = precision.layers().bits() / 8.0 + 2.0 * Float.BYTES / precision.block();
        double kept = 2.0 * config.layers() * config.keyValueSize() * Float.BYTES * context;
        return weights * each + kept;
    }

    /// Each from files that lie in memory, the first graph being kept.
    private List<Figures> conversions(Path model, Path graphs) throws IOException {
        warm(model.resolve("model.safetensors"));
        List<Figures> all = new ArrayList<>();
        for (int run = 0; run < CONVERSIONS; run++) {
            delete(graphs);
            all.add(conversion(model, Files.createDirectories(graphs)));
        }
        if (CONVERSIONS == 0) {
            conversion(model, Files.createDirectories(graphs));
        }
        return all;
    }

    private Figures conversion(Path model, Path graphs) throws IOException {
        try (ChildJvm child =
                ChildJvm.start(
                        ConversionChild.class,
                        List.of("-Xmx512m"),
                        List.of(
                                model.toString(),
                                graphs.toString(),
                                precision.layers().name(),
                                "" + precision.block()),
                        Map.of(),
                        folder.resolve("child.log"))) {
            return child.out()
                    .lines()
                    .filter(Figures::is)
                    .map(Figures::read)
                    .findFirst()
                    .orElseThrow(() -> new IOException("the conversion ended: see child.log"));
        }
    }

    /// Has a file, or all files of a folder, lie in memory.
    private static void warm(Path place) throws IOException {
        byte[] some = new byte[1 << 20];
        try (Stream<Path> files = Files.walk(place)) {
            for (Path file : files.filter(Files::isRegularFile).toList()) {
                try (InputStream in = Files.newInputStream(file)) {
                    while (in.read(some) >= 0) {
                        continue;
                    }
                }
            }
        }
    }

    private static void delete(Path place) throws IOException {
        if (!Files.exists(place)) {
            return;
        }
        try (Stream<Path> all = Files.walk(place)) {
            for (Path one : all.sorted(Comparator.reverseOrder()).toList()) {
                Files.delete(one);
            }
        }
    }
}
