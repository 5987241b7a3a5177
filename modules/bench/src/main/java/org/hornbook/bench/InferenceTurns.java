package org.hornbook.bench;

import java.io.BufferedReader;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.hornbook.checkpoint.Precision;
import org.hornbook.job.ChildJvm;

/// Ours and llama.cpp in two processes that are asked in turns for the same, since a machine is not
/// the same all the time: medians, and the ratio of the medians.
///
/// @param small a checkpoint that is loaded before the clock starts
/// @param libraries llama.cpp's, or null to measure ours alone
record InferenceTurns(
        Path model,
        Path small,
        Path graphs,
        Path libraries,
        Path gguf,
        int threads,
        Precision precision) {
    static final int TURNS = Integer.getInteger("llama.turns", 5);
    static final String READ = "read 256";
    static final String WRITE_EARLY = "write 128";
    static final String WRITE_LATE = "write 1024";
    static final int CONTEXT = 1152; // tokens that both have room for
    private static final int LOADS = 3;

    /// Answers by the question.
    record Side(double load, Map<String, List<Figures>> answers) {
        /// Tokens a second.
        double pace(String question) {
            double[] all = answers.get(question).stream().mapToDouble(f -> f.get("pace")).toArray();
            Arrays.sort(all);
            return all[all.length / 2];
        }

        /// Bytes.
        double peak() {
            return answers.values().stream()
                    .flatMap(List::stream)
                    .mapToDouble(f -> f.get("peak"))
                    .max()
                    .orElse(0);
        }
    }

    private interface Asked {
        Figures ask(String line) throws IOException;
    }

    private record One(Asked asked, Side side) {
        /// Waits until it has loaded, so that no two load at a time.
        static One loaded(Asked asked) throws IOException {
            return new One(asked, new Side(asked.ask("").get("load"), new LinkedHashMap<>()));
        }
    }

    /// How long ours takes to load, in seconds: the median of some processes one after another.
    double load(Path log) throws IOException {
        double[] all = new double[LOADS];
        for (int i = 0; i < LOADS; i++) {
            try (ChildJvm child = child(log)) {
                all[i] = answer(child.out(), "", child::send).get("load");
            }
        }
        Arrays.sort(all);
        return all[LOADS / 2];
    }

    private LlamaPeer peer(boolean flash) throws IOException {
        return LlamaPeer.start(libraries, gguf, threads, CONTEXT, flash);
    }

    private ChildJvm child(Path log) throws IOException {
        return ChildJvm.start(
                InferenceChild.class,
                flags(),
                List.of(
                        model.toString(),
                        graphs.toString(),
                        "" + threads,
                        precision.layers().name(),
                        "" + precision.block(),
                        small.toString()),
                Map.of(),
                log);
    }

    /// Ours and, if there are libraries, theirs without and with flash attention.
    List<Side> measure(Path log) throws IOException {
        try (ChildJvm child = child(log)) {
            One our = One.loaded(line -> answer(child.out(), line, child::send));
            if (libraries == null) {
                return turns(List.of(our));
            }
            try (LlamaPeer plain = peer(false)) {
                One their = One.loaded(line -> answer(plain.out(), line, plain::send));
                try (LlamaPeer flash = peer(true)) {
                    One other = One.loaded(line -> answer(flash.out(), line, flash::send));
                    return turns(List.of(our, their, other));
                }
            }
        } catch (IOException e) {
            throw new IOException(
                    e.getMessage() + (Files.exists(log) ? ": " + Files.readString(log) : ""), e);
        }
    }

    private static List<String> flags() {
        List<String> flags = new ArrayList<>(List.of("--enable-native-access=ALL-UNNAMED"));
        flags.addAll(List.of("-Xmx512m", "-XX:+UseSerialGC"));
        String more = System.getProperty("llama.flags", "");
        if (!more.isEmpty()) {
            flags.addAll(List.of(more.split(" ")));
        }
        return flags;
    }

    private static List<Side> turns(List<One> all) throws IOException {
        for (One one : all) {
            one.asked().ask("read 128"); // what the first calls prepare is not measured
            one.asked().ask("write 128");
        }
        turns(all, READ, WRITE_EARLY);
        for (One one : all) {
            one.asked().ask("read 1024");
        }
        turns(all, WRITE_LATE);
        return all.stream().map(One::side).toList();
    }

    private static void turns(List<One> all, String... questions) throws IOException {
        for (int turn = 0; turn < TURNS; turn++) {
            for (String question : questions) {
                for (One one : all) {
                    one.side()
                            .answers()
                            .computeIfAbsent(question, q -> new ArrayList<>())
                            .add(one.asked().ask(question));
                }
            }
        }
    }

    private interface Send {
        void line(String text) throws IOException;
    }

    /// An empty line only waits for what is said without being asked.
    private static Figures answer(BufferedReader out, String line, Send send) throws IOException {
        if (!line.isEmpty()) {
            send.line(line);
        }
        for (String said = out.readLine(); said != null; said = out.readLine()) {
            if (Figures.is(said)) {
                return Figures.read(said);
            }
            System.out.println(said);
        }
        throw new IOException("a process that was measured ended");
    }
}
