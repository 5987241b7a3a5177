package org.hornbook.bench;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.hornbook.corpus.TenMillionRows;
import org.hornbook.job.ChildJvm;
import org.hornbook.store.Access;
import org.hornbook.store.Database;

/// The corpus room on a million documents of about 2 KB, and DuckDB in the same run where it does
/// the same: import and search index in processes of their own with 1 GB of heap, then how long the
/// questions of the browse view take. `-Dcorpus.documents=` sets another number, `-Dcorpus.folder=`
/// a folder to keep what was made.
final class CorpusBench {
    private static final int DOCUMENTS = Integer.getInteger("corpus.documents", 1_000_000);

    private static final int RUNS = Integer.getInteger("corpus.turns", 3);

    private final Path folder;
    private final Table table = new Table();

    CorpusBench(Path folder) {
        String kept = System.getProperty("corpus.folder");
        this.folder = kept == null ? folder : Path.of(kept);
    }

    void run() throws Exception {
        Files.createDirectories(folder);
        Path file = folder.resolve("documents-" + DOCUMENTS + ".jsonl");
        if (!Files.exists(file)) {
            new CorpusText().write(file, DOCUMENTS);
        }
        System.out.printf(
                "corpus: %,d documents, %,d MB of JSON lines, on %s%n",
                DOCUMENTS, Files.size(file) >> 20, processor());
        Path ours = folder.resolve("bench.db");
        Path duck = folder.resolve("bench.duckdb");
        List<Figures> theirs = new ArrayList<>();
        List<Figures> imported = new ArrayList<>();
        for (int run = 1;
                run <= RUNS;
                run++) { // in turns: the machine is not the same all the time
            for (String end : List.of("", "-wal", "-shm")) {
                Files.deleteIfExists(Path.of(ours + end));
            }
            Files.deleteIfExists(duck);
            theirs.add(child(DuckRepository.Child.class, file, duck, ""));
            String until = run < RUNS ? ImportChild.RAW : "";
            imported.add(child(ImportChild.class, file, ours, until));
        }
        imports(imported, theirs, ours);
        System.out.println(table); // what follows takes minutes
        try (Database database = Database.open(ours, Access.READ, ImportChild.ROOMS);
                DuckRepository peer = new DuckRepository(duck)) {
            new CorpusQuestions(database, peer, table).ask();
        }
        TenMillionRows columns = new TenMillionRows();
        table.line(
                "10M rows in columns: 3-predicate count, ms p50 / p95",
                Latencies.of(columns::count),
                "",
                "p95 60");
        System.out.println(table);
    }

    private void imports(List<Figures> all, List<Figures> theirs, Path ours) {
        Figures imported = all.getLast();
        double documents = imported.get("documents");
        table.line(
                "raw import, rows/s, median of " + RUNS,
                "%,.0f".formatted(documents / median(all, "rawSeconds")),
                "%,.0f".formatted(documents / median(theirs, "seconds")),
                "");
        table.ratio(
                "raw import, CPU seconds, median of " + RUNS,
                median(all, "rawCpu"),
                median(theirs, "cpu"),
                "1.3x DuckDB");
        table.line(
                "raw import, CPU seconds, each run", each(all, "rawCpu"), each(theirs, "cpu"), "");
        table.line(
                "search index, rows/s",
                "%,.0f".formatted(documents / imported.get("indexSeconds")),
                "",
                "");
        table.ratio(
                "search index against raw import, CPU seconds",
                imported.get("indexCpu"),
                median(all, "rawCpu"),
                "4x raw import");
        long text =
                new StoredRepository(ours).bytes("document_text")
                        + new StoredRepository(ours).bytes("text_model");
        table.ratio(
                "text stored against DuckDB's file, MB",
                text / 1e6,
                theirs.getLast().get("bytes") / 1e6,
                "0.45x DuckDB");
        table.line(
                "text itself, MB; all of our file, MB",
                "%,.0f; %,.0f".formatted(imported.get("textBytes") / 1e6, size(ours) / 1e6),
                "",
                "");
        table.line(
                "peak heap (of -Xmx1g), MB; peak resident, MB",
                "%,.0f; %,.0f"
                        .formatted(
                                imported.get("heapPeak") / 1e6, imported.get("residentPeak") / 1e6),
                "; %,.0f".formatted(theirs.getLast().get("residentPeak") / 1e6),
                "1,000 heap");
    }

    private static double median(List<Figures> runs, String name) {
        return runs.stream().mapToDouble(run -> run.get(name)).sorted().toArray()[RUNS / 2];
    }

    private static String each(List<Figures> runs, String name) {
        return runs.stream()
                .map(run -> "%.1f".formatted(run.get(name)))
                .collect(Collectors.joining("; "));
    }

    private static long size(Path file) {
        try {
            return Files.size(file);
        } catch (IOException e) {
            throw new java.io.UncheckedIOException(e);
        }
    }

    private Figures child(Class<?> main, Path file, Path database, String until) throws Exception {
        Path log = folder.resolve("log");
        try (ChildJvm child =
                ChildJvm.start(
                        main,
                        List.of("-Xmx1g", "-XX:+UseSerialGC", "--enable-native-access=ALL-UNNAMED"),
                        List.of(file.toString(), database.toString(), until),
                        Map.of(),
                        log)) {
            for (String line; (line = child.out().readLine()) != null; ) {
                if (Figures.is(line)) {
                    return Figures.read(line);
                }
            }
        }
        throw new IllegalStateException(main.getName() + " gave no figures: see " + log);
    }

    static String processor() throws IOException {
        Path about = Path.of("/proc/cpuinfo");
        if (!Files.exists(about)) {
            return System.getProperty("os.arch");
        }
        try (var lines = Files.lines(about)) {
            return lines.filter(line -> line.startsWith("model name"))
                    .map(line -> line.substring(line.indexOf(':') + 1).strip())
                    .findFirst()
                    .orElse(System.getProperty("os.arch"));
        }
    }
}
