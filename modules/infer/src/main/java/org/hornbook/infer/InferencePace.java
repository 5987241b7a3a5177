package org.hornbook.infer;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.BitSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.SplittableRandom;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.locks.LockSupport;
import java.util.stream.DoubleStream;
import java.util.stream.IntStream;
import org.hornbook.checkpoint.Checkpoint;
import org.hornbook.checkpoint.GraphProgress;
import org.hornbook.checkpoint.Precision;

/// How fast a checkpoint reads and writes on this machine, and what it takes; medians over several
/// runs, on random tokens.
///
/// @param parameters how many numbers the model has learned
/// @param loadSeconds until it is ready, its graph being written already
/// @param memoryBytes what the process holds once all was measured, files that are mapped included;
///   0 where the system does not tell
/// @param contexts one for each context asked for, or the longest that fits the model
/// @param copied tokens a second while it writes what stands in its prompt, guessing ahead
/// @param copiedPlainly the same without guessing
/// @param cancelSeconds from an interrupt in the middle of the longest prompt to the end of the
///   call
public record InferencePace(
        String folder,
        long parameters,
        int threads,
        double loadSeconds,
        long memoryBytes,
        List<AtContext> contexts,
        double copied,
        double copiedPlainly,
        double cancelSeconds) {
    private static final int WRITTEN = 32; // tokens
    private static final int BLOCK = 48; // tokens of a text that repeats itself
    private static final int COPIES = 3;
    private static final double NANOS = 1e9;

    /// Tokens a second at one length of what was read before.
    public record AtContext(int context, double prefill, double decode) {}

    /// Measures the checkpoint in `folder`, whose graph is kept below `graphs`. Throws
    /// `CheckpointException` if it cannot be read.
    ///
    /// @param precision of the graph
    /// @param progress hears of a graph that is being written
    /// @param contexts in tokens
    /// @param runs of which the median counts
    public static InferencePace measure(
            Path folder,
            Path graphs,
            int threads,
            Precision precision,
            GraphProgress progress,
            int[] contexts,
            int runs) {
        try (Checkpoint checkpoint = Checkpoint.open(folder)) {
            OnnxGenerator.open(checkpoint, graphs, threads, precision, progress, true).close();
            long start = System.nanoTime();
            try (OnnxGenerator guessing =
                    OnnxGenerator.open(
                            checkpoint, graphs, threads, precision, GraphProgress.SILENT, true)) {
                double load = since(start);
                Drawn drawn =
                        new Drawn(checkpoint.usedVocabulary(), Set.copyOf(checkpoint.endTokens()));
                List<AtContext> at = new ArrayList<>();
                int room = Math.max(1, guessing.contextLength() - WRITTEN - 1);
                int longest = 1;
                for (int context :
                        IntStream.of(contexts).map(c -> Math.min(c, room)).distinct().toArray()) {
                    at.add(at(guessing, drawn, context, runs));
                    longest = Math.max(longest, context);
                }
                double copied = copied(guessing, drawn, runs);
                double cancel = cancel(guessing, drawn.tokens(longest));
                long memory = ProcessMemory.resident();
                return new InferencePace(
                        folder.toString(),
                        checkpoint.shape().parameters(),
                        threads,
                        load,
                        memory,
                        at,
                        copied,
                        plainly(checkpoint, graphs, threads, precision, drawn, runs),
                        cancel);
            }
        }
    }

    /// How fast `generator`, which is of `checkpoint`, is after `context` tokens, or as many as
    /// fit.
    public static AtContext at(
            OnnxGenerator generator, Checkpoint checkpoint, int context, int runs) {
        Drawn drawn = new Drawn(checkpoint.usedVocabulary(), Set.copyOf(checkpoint.endTokens()));
        int room = Math.max(1, generator.contextLength() - WRITTEN - 1);
        return at(generator, drawn, Math.min(context, room), runs);
    }

    private static double plainly(
            Checkpoint checkpoint,
            Path graphs,
            int threads,
            Precision precision,
            Drawn drawn,
            int runs) {
        try (OnnxGenerator plain =
                OnnxGenerator.open(
                        checkpoint, graphs, threads, precision, GraphProgress.SILENT, false)) {
            return copied(plain, drawn, runs);
        }
    }

    private static AtContext at(OnnxGenerator generator, Drawn drawn, int context, int runs) {
        double[] prefill = new double[runs];
        double[] decode = new double[runs];
        for (int run = 0; run < runs; run++) {
            GeneratedTokens made =
                    generator.generate(
                            drawn.tokens(context),
                            Sampling.greedy(WRITTEN),
                            drawn.unlikeTheOthers(),
                            token -> true);
            prefill[run] = context / made.secondsToFirst();
            decode[run] = made.tokensPerSecond();
        }
        return new AtContext(context, median(prefill), median(decode));
    }

    private static double copied(OnnxGenerator generator, Drawn drawn, int runs) {
        int copies = Math.min(COPIES, (generator.contextLength() - 1) / BLOCK - 1);
        if (copies < 1) {
            return 0;
        }
        double[] rates = new double[runs];
        for (int run = 0; run < runs; run++) {
            int[] block = drawn.tokens(BLOCK);
            int[] prompt = new int[copies * BLOCK];
            Arrays.setAll(prompt, i -> block[i % BLOCK]);
            rates[run] =
                    generator
                            .generate(
                                    prompt,
                                    Sampling.greedy(BLOCK),
                                    new Copied(block),
                                    token -> true)
                            .tokensPerSecond();
        }
        return median(rates);
    }

    private static double cancel(OnnxGenerator generator, int[] prompt) {
        Thread caller = Thread.currentThread();
        AtomicLong at = new AtomicLong();
        long start = System.nanoTime();
        generator.generate(prompt, Sampling.greedy(1), token -> true);
        long half = (System.nanoTime() - start) / 2;
        int[] other = prompt.clone();
        other[0] = other[0] == 0 ? 1 : 0; // nothing of it has been read
        Thread.ofPlatform()
                .daemon(true)
                .start(
                        () -> {
                            LockSupport.parkNanos(half);
                            at.set(System.nanoTime());
                            caller.interrupt();
                        });
        generator.generate(other, Sampling.greedy(1), token -> true);
        double seconds = at.get() == 0 ? 0 : since(at.get());
        while (!Thread.interrupted()) {
            Thread.onSpinWait(); // the interrupt itself is not to be left to the caller
        }
        return seconds;
    }

    private static double since(long nanos) {
        return (System.nanoTime() - nanos) / NANOS;
    }

    private static double median(double[] values) {
        return DoubleStream.of(values).sorted().toArray()[values.length / 2];
    }

    /// Random tokens of a model, and the rules by which it writes while it is measured.
    private static final class Drawn {
        private final int[] ordinary;
        private final SplittableRandom random = new SplittableRandom(1);

        Drawn(int vocabulary, Set<Integer> ends) {
            ordinary = IntStream.range(0, vocabulary).filter(t -> !ends.contains(t)).toArray();
        }

        int[] tokens(int count) {
            return random.ints(count, 0, ordinary.length).map(i -> ordinary[i]).toArray();
        }

        /// Never ends, and never repeats what could be guessed.
        TokenRule unlikeTheOthers() {
            BitSet left = new BitSet();
            IntStream.of(ordinary).forEach(left::set);
            return new TokenRule() {
                @Override
                public Optional<BitSet> allowed() {
                    return Optional.of(left);
                }

                @Override
                public void chosen(int token) {
                    if (left.cardinality() > 1) {
                        left.clear(token);
                    }
                }
            };
        }
    }

    /// Goes on with a block from its beginning.
    private static final class Copied implements TokenRule {
        private final int[] block;
        private int next;

        Copied(int[] block) {
            this.block = block;
        }

        @Override
        public Optional<BitSet> allowed() {
            BitSet only = new BitSet();
            only.set(block[next % block.length]);
            return Optional.of(only);
        }

        @Override
        public void chosen(int token) {
            next++;
        }
    }
}
