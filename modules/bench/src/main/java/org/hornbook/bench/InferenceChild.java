package org.hornbook.bench;

import java.io.BufferedReader;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.BitSet;
import java.util.Optional;
import java.util.Set;
import java.util.SplittableRandom;
import org.hornbook.checkpoint.Checkpoint;
import org.hornbook.checkpoint.GraphProgress;
import org.hornbook.checkpoint.Precision;
import org.hornbook.infer.GeneratedTokens;
import org.hornbook.infer.OnnxGenerator;
import org.hornbook.infer.Sampling;
import org.hornbook.infer.TokenRule;
import org.hornbook.job.ParentWatch;

/// A generator in a process of its own, as `peers/llama.py` is one of llama.cpp: arguments are the
/// checkpoint, the folder of graphs, threads, kind, block, and a small checkpoint that is loaded
/// first, since the runtime itself is loaded once a process, not once a model. Says how long
/// loading took, then answers each line with tokens a second and the most memory so far: "read N"
/// reads a new text of N random tokens; "write N" goes back to the first N of that text and writes
/// 32 after them, chosen greedily and never guessed ahead.
final class InferenceChild {
    static final int WRITTEN = 32; // tokens

    private InferenceChild() {}

    public static void main(String[] arguments) throws Exception {
        ParentWatch.endWithParent();
        Path folder = Path.of(arguments[0]);
        Path graphs = Path.of(arguments[1]);
        int threads = Integer.parseInt(arguments[2]);
        Precision precision =
                Precision.of(Precision.Kind.of(arguments[3]))
                        .inBlocksOf(Integer.parseInt(arguments[4]))
                        .with(Precision.Activations.MEASURED);
        SplittableRandom random = new SplittableRandom(1);
        try (Checkpoint small = Checkpoint.open(Path.of(arguments[5]))) {
            open(small, graphs, threads, precision).close();
        }
        long start = System.nanoTime();
        try (Checkpoint checkpoint = Checkpoint.open(folder);
                OnnxGenerator generator = open(checkpoint, graphs, threads, precision)) {
            System.out.println(new Figures().put("load", (System.nanoTime() - start) / 1e9));
            int vocabulary = checkpoint.usedVocabulary();
            TokenRule rule = neverEnding(vocabulary, checkpoint.endTokens());
            BufferedReader in =
                    new BufferedReader(new InputStreamReader(System.in, StandardCharsets.UTF_8));
            int[] text = new int[0];
            for (String line = in.readLine(); line != null; line = in.readLine()) {
                String[] asked = line.split(" ");
                int length = Integer.parseInt(asked[1]);
                boolean read = asked[0].equals("read");
                if (read) {
                    text = random.ints(length, 0, vocabulary).toArray();
                }
                GeneratedTokens made =
                        generator.generate(
                                Arrays.copyOf(text, length),
                                Sampling.greedy(read ? 1 : WRITTEN + 1),
                                rule,
                                token -> true);
                double pace = read ? length / made.secondsToFirst() : made.tokensPerSecond();
                System.out.println(
                        new Figures().put("pace", pace).put("peak", ImportChild.residentPeak()));
            }
        }
    }

    private static OnnxGenerator open(
            Checkpoint checkpoint, Path graphs, int threads, Precision precision) {
        return OnnxGenerator.open(
                checkpoint, graphs, threads, precision, GraphProgress.SILENT, false);
    }

    private static TokenRule neverEnding(int vocabulary, Set<Integer> ends) {
        BitSet others = new BitSet();
        others.set(0, vocabulary);
        ends.forEach(others::clear);
        return new TokenRule() {
            @Override
            public Optional<BitSet> allowed() {
                return Optional.of(others);
            }

            @Override
            public void chosen(int token) {}
        };
    }
}
