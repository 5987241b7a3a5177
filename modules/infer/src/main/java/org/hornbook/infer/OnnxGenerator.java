package org.hornbook.infer;

import java.nio.FloatBuffer;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Set;
import java.util.concurrent.CancellationException;
import java.util.concurrent.locks.ReentrantLock;
import org.hornbook.checkpoint.CacheScales;
import org.hornbook.checkpoint.Checkpoint;
import org.hornbook.checkpoint.GraphProgress;
import org.hornbook.checkpoint.ModelConfig;
import org.hornbook.checkpoint.ModelGraph;
import org.hornbook.checkpoint.ModelShape;
import org.hornbook.checkpoint.Precision;
import org.hornbook.checkpoint.ReadyGraph;

/// A checkpoint that runs in this process on ONNX Runtime. The prompt is read in chunks; then one
/// token a call, or several where the text before them foretells them. The keys and values of what
/// was read are kept from call to call: a conversation that goes on, an edited prompt and a reply
/// that is made again are read from where they differ.
public final class OnnxGenerator implements Generator {
    private static final long WORK = 200_000_000_000L; // parameters times tokens of a call
    private static final int SMALLEST_CHUNK = 32; // tokens, and what chunks are a multiple of
    private static final int LARGEST_CHUNK = 256; // tokens
    private static final int LOGITS = 16 << 20; // values that a package's call may give
    private static final long ONE_THREAD = 10_000_000; // parameters that a second thread slows down

    private static final int USUAL_CONTEXT = 2048; // tokens
    private static final long RUNTIME = 32L << 20; // bytes that any model takes

    private final Set<Integer> ends;
    private final int vocabulary;
    private final boolean lookup;
    private final Decoder decoder;
    private final ReentrantLock running = new ReentrantLock();

    private OnnxGenerator(Set<Integer> ends, int vocabulary, boolean lookup, Decoder decoder) {
        this.ends = ends;
        this.vocabulary = vocabulary;
        this.lookup = lookup;
        this.decoder = decoder;
    }

    /// Loads `checkpoint`, which may be closed afterwards; its graph is written below `cacheDir`
    /// the first time. Up to `threads` compute together, fewer for a model so small that they would
    /// wait for each other.
    public static OnnxGenerator open(Checkpoint checkpoint, Path cacheDir, int threads) {
        return open(checkpoint, cacheDir, threads, true);
    }

    /// As above.
    ///
    /// @param lookup whether tokens that the text before them foretells are tried several at once;
    ///   the text is the same, the time is not
    public static OnnxGenerator open(
            Checkpoint checkpoint, Path cacheDir, int threads, boolean lookup) {
        Source source = Source.of(checkpoint, cacheDir, Precision.FP32, GraphProgress.SILENT);
        return open(checkpoint, source, threads, lookup);
    }

    /// As above, with the weights kept as `precision` says; `progress` hears of a graph that is
    /// being written. A package is run in the precision it came in.
    public static OnnxGenerator open(
            Checkpoint checkpoint,
            Path cacheDir,
            int threads,
            Precision precision,
            GraphProgress progress) {
        return open(checkpoint, cacheDir, threads, precision, progress, true);
    }

    /// As above, guessing ahead only if `lookup`.
    public static OnnxGenerator open(
            Checkpoint checkpoint,
            Path cacheDir,
            int threads,
            Precision precision,
            GraphProgress progress,
            boolean lookup) {
        Source source = Source.of(checkpoint, cacheDir, precision, progress);
        return open(checkpoint, source, threads, lookup);
    }

    /// As above, of a graph of `checkpoint` that is written already.
    public static OnnxGenerator open(Checkpoint checkpoint, ModelGraph graph, int threads) {
        return open(checkpoint, Source.written(checkpoint.config(), graph), threads, true);
    }

    private static OnnxGenerator open(
            Checkpoint checkpoint, Source source, int threads, boolean lookup) {
        long parameters = Math.max(1, checkpoint.shape().parameters());
        int chunk = (int) Math.clamp(WORK / parameters, SMALLEST_CHUNK, LARGEST_CHUNK);
        if (checkpoint.ready().isPresent()) {
            chunk = Math.clamp(LOGITS / checkpoint.shape().vocabSize(), SMALLEST_CHUNK, chunk);
        }
        chunk -= chunk % SMALLEST_CHUNK;
        return open(checkpoint, source, parameters < ONE_THREAD ? 1 : threads, chunk, lookup);
    }

    /// About how many bytes of memory a generator of `checkpoint` takes: its weights in the graph's
    /// precision, and the keys and values of a context of usual length.
    public static long bytes(Checkpoint checkpoint, Precision precision) {
        ModelShape shape = checkpoint.shape();
        int value = checkpoint.ready().filter(ReadyGraph::half).isPresent() ? 2 : Float.BYTES;
        long token = 2L * shape.layers() * shape.keyValueSize() * value;
        long weights =
                checkpoint.ready().isPresent()
                        ? checkpoint.storedBytes()
                        : ModelGraph.bytes(checkpoint, precision);
        return weights + token * Math.min(shape.maxPositions(), USUAL_CONTEXT) + RUNTIME;
    }

    static OnnxGenerator open(
            Checkpoint checkpoint, Path cacheDir, int threads, int chunk, boolean lookup) {
        Source source = Source.of(checkpoint, cacheDir, Precision.FP32, GraphProgress.SILENT);
        return open(checkpoint, source, threads, chunk, lookup);
    }

    private static OnnxGenerator open(
            Checkpoint checkpoint, Source source, int threads, int chunk, boolean lookup) {
        boolean ready = checkpoint.ready().isPresent();
        OnnxModel model =
                ready
                        ? PackageTrial.opened(source.graph(), threads)
                        : OnnxModel.open(source.graph(), threads, Device.chosen());
        Decoder decoder = new Decoder(model, source.shape(), source.feed(), chunk);
        if (ready) {
            PackageTrial.of(decoder, source.graph());
        }
        return new OnnxGenerator(
                Set.copyOf(checkpoint.endTokens()), checkpoint.usedVocabulary(), lookup, decoder);
    }

    /// The graph that is run: one written from the checkpoint, or the one it came with.
    private record Source(Path graph, Decoder.Shape shape, Feed feed) {
        static Source of(
                Checkpoint checkpoint, Path cacheDir, Precision precision, GraphProgress progress) {
            return checkpoint
                    .ready()
                    .map(Source::ready)
                    .orElseGet(
                            () ->
                                    written(
                                            checkpoint.config(),
                                            ModelGraph.write(
                                                    checkpoint, cacheDir, precision, progress)));
        }

        private static Source ready(ReadyGraph graph) {
            return new Source(
                    graph.file(),
                    new Decoder.Shape(
                            graph.layers(),
                            graph.keyValueHeads(),
                            graph.headDim(),
                            graph.vocabulary(),
                            graph.context(),
                            graph.switchesAfter()),
                    new Feed.Packaged(graph));
        }

        private static Source written(ModelConfig config, ModelGraph graph) {
            return new Source(
                    graph.decoder(),
                    new Decoder.Shape(
                            config.layers(),
                            config.keyValueHeads(),
                            graph.headDim(),
                            config.vocabSize(),
                            config.maxPositions(),
                            config.rotary().switchesAfter()),
                    new Feed.Written(config.rotary()));
        }
    }

    @Override
    public GeneratedTokens generate(
            int[] prompt, Sampling sampling, TokenRule rule, TokenSink sink) {
        check(prompt);
        if (prompt.length >= contextLength()) {
            throw new IllegalArgumentException(
                    "a prompt of "
                            + prompt.length
                            + " tokens leaves no room in the context of "
                            + contextLength()
                            + ": shorten it");
        }
        running.lock();
        try {
            long start = System.nanoTime();
            long wanted = (long) prompt.length + sampling.maxTokens();
            int end = (int) Math.min(contextLength(), wanted);
            decoder.reserve(end);
            int reused = decoder.common(prompt);
            FloatBuffer logits = decoder.read(prompt);
            if (logits == null) {
                return new GeneratedTokens(new int[0], StopReason.CANCELLED, 0, 0);
            }
            return decode(prompt, end, logits, sampling, rule, sink, start, reused);
        } finally {
            running.unlock();
        }
    }

    private GeneratedTokens decode(
            int[] prompt,
            int end,
            FloatBuffer first,
            Sampling sampling,
            TokenRule rule,
            TokenSink sink,
            long start,
            int reused) {
        Sampler sampler = new Sampler(sampling, vocabulary, prompt);
        Steps steps =
                new Steps(decoder, lookup ? new PromptLookup(prompt) : null, prompt.length, end);
        int[] tokens = new int[end - prompt.length];
        List<Choice> choices = new ArrayList<>();
        FloatBuffer logits = first;
        long firstAt = 0;
        int count = 0;
        StopReason stop = null;
        while (stop == null) {
            int token = sampler.choose(logits, rule.allowed());
            if (count == 0) {
                firstAt = System.nanoTime();
            }
            if (ends.contains(token)) {
                stop = StopReason.END_OF_TEXT;
                break;
            }
            if (sampling.alternatives() > 0) {
                choices.add(Choice.of(logits, vocabulary, token, sampling.alternatives()));
            }
            tokens[count++] = token;
            rule.chosen(token);
            if (!sink.accept(token)) {
                stop = StopReason.STOPPED;
            } else if (count == sampling.maxTokens()) {
                stop = StopReason.MAX_TOKENS;
            } else if (prompt.length + count == contextLength()) {
                stop = StopReason.CONTEXT_FULL;
            } else if (Thread.currentThread().isInterrupted()) {
                stop = StopReason.CANCELLED;
            } else {
                logits = steps.after(token);
                stop = logits == null ? StopReason.CANCELLED : null;
            }
        }
        double seconds = (System.nanoTime() - firstAt) / 1e9;
        return new GeneratedTokens(
                Arrays.copyOf(tokens, count),
                stop,
                (firstAt - start) / 1e9,
                count < 2 ? 0 : (count - 1) / seconds,
                choices,
                reused,
                steps.foreseen());
    }

    @Override
    public float[][] logits(int[] tokens) {
        return logits(tokens, decoder.chunk(), () -> {});
    }

    /// As above, in pieces so small that `told` is called before each, a few times a second even
    /// for a large model; it may throw to end it.
    public float[][] logits(int[] tokens, Runnable told) {
        return logits(tokens, Math.min(SMALLEST_CHUNK, decoder.chunk()), told);
    }

    private float[][] logits(int[] tokens, int piece, Runnable told) {
        checkLength(tokens);
        running.lock();
        try {
            decoder.reserve(tokens.length);
            decoder.begin(tokens.length);
            decoder.rewind(0);
            int row = decoder.shape().vocabulary();
            float[][] all = new float[tokens.length][row];
            while (decoder.count() < tokens.length) {
                told.run();
                int from = decoder.count();
                int size = Math.min(piece, tokens.length - from);
                FloatBuffer rows = decoder.rows(tokens, from, size);
                for (int i = 0; i < size; i++) {
                    rows.get(i * row, all[from + i]);
                }
            }
            return all;
        } finally {
            running.unlock();
        }
    }

    /// Shows the keys and values of a text that is read anew, `told` being called as by `logits`.
    /// Only where they are kept as 32-bit floats.
    public void cache(int[] tokens, CacheScales.Seen seen, Runnable told) {
        running.lock();
        try {
            logits(tokens, told);
            decoder.show(seen);
        } finally {
            running.unlock();
        }
    }

    @Override
    public Choice[] score(int[] tokens, int from, int alternatives) {
        checkLength(tokens);
        if (from < 1 || from > tokens.length) {
            throw new IllegalArgumentException(
                    "token " + from + " of " + tokens.length + " has none before it");
        }
        running.lock();
        try {
            decoder.reserve(tokens.length);
            decoder.begin(tokens.length);
            decoder.rewind(Math.min(decoder.common(tokens), from - 1));
            Choice[] scored = new Choice[tokens.length - from];
            int row = decoder.shape().vocabulary();
            while (decoder.count() < tokens.length - 1) {
                if (Thread.currentThread().isInterrupted()) {
                    throw new CancellationException("stopped while a text was scored");
                }
                int at = decoder.count();
                int size = Math.min(decoder.chunk(), tokens.length - 1 - at);
                FloatBuffer rows = decoder.rows(tokens, at, size);
                for (int i = Math.max(0, from - 1 - at); i < size; i++) {
                    scored[at + i + 1 - from] =
                            Choice.of(
                                    rows.slice(i * row, row),
                                    vocabulary,
                                    tokens[at + i + 1],
                                    alternatives);
                }
            }
            return scored;
        } finally {
            running.unlock();
        }
    }

    @Override
    public int contextLength() {
        return decoder.shape().context();
    }

    private void checkLength(int[] tokens) {
        check(tokens);
        if (tokens.length > contextLength()) {
            throw new IllegalArgumentException(
                    tokens.length + " tokens do not fit the context of " + contextLength());
        }
    }

    private void check(int[] tokens) {
        if (tokens.length == 0) {
            throw new IllegalArgumentException("there are no tokens to continue");
        }
        int all = decoder.shape().vocabulary();
        for (int token : tokens) {
            if (token < 0 || token >= all) {
                throw new IllegalArgumentException(
                        "token " + token + " is outside the vocabulary of " + all);
            }
        }
    }

    @Override
    public void close() {
        running.lock();
        try {
            decoder.close();
        } finally {
            running.unlock();
        }
    }
}
