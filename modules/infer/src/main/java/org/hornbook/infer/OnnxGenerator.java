package org.hornbook.infer;

import org.hornbook.checkpoint.Checkpoint;
import org.hornbook.checkpoint.ModelConfig;
import org.hornbook.checkpoint.GraphProgress;
import org.hornbook.checkpoint.ModelGraph;
import org.hornbook.checkpoint.Precision;

import java.nio.FloatBuffer;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.concurrent.locks.ReentrantLock;

/// A checkpoint that runs in this process on ONNX Runtime. The prompt is read in chunks; then one
/// token a call, with the keys and values of earlier ones kept.
public final class OnnxGenerator implements Generator {
    private static final long WORK = 10_000_000_000L; // parameters times tokens between two looks
    private static final int SMALLEST_CHUNK = 32; // tokens
    private static final int LARGEST_CHUNK = 256; // tokens
    private static final int GROWTH = 128; // tokens
    private static final long ONE_THREAD = 10_000_000; // parameters that a second thread slows down

    private final ModelConfig config;
    private final Set<Integer> ends;
    private final int vocabulary;
    private final int headDim;
    private final int chunk;
    private final OnnxModel model;
    private final ReentrantLock running = new ReentrantLock();
    private KeyValueCache cache;
    private final Map<Integer, Pass> passes = new TreeMap<>();

    private OnnxGenerator(
            ModelConfig config,
            Set<Integer> ends,
            int vocabulary,
            int headDim,
            int chunk,
            OnnxModel model) {
        this.config = config;
        this.ends = ends;
        this.vocabulary = vocabulary;
        this.headDim = headDim;
        this.chunk = chunk;
        this.model = model;
    }

    /// Loads `checkpoint`, which may be closed afterwards; its graph is written below `cacheDir`
    /// the first time. Up to `threads` compute together, fewer for a model so small that they would
    /// wait for each other.
    public static OnnxGenerator open(Checkpoint checkpoint, Path cacheDir, int threads) {
        return open(checkpoint, cacheDir, threads, Precision.FP32, GraphProgress.SILENT);
    }

    /// As above, with the weights kept as `precision` says; `progress` hears of a graph that is
    /// being written.
    public static OnnxGenerator open(
            Checkpoint checkpoint,
            Path cacheDir,
            int threads,
            Precision precision,
            GraphProgress progress) {
        long parameters = checkpoint.config().parameters();
        int chunk = (int) Math.clamp(WORK / parameters, SMALLEST_CHUNK, LARGEST_CHUNK);
        return open(
                checkpoint,
                ModelGraph.write(checkpoint, cacheDir, precision, progress),
                parameters < ONE_THREAD ? 1 : threads,
                chunk);
    }

    static OnnxGenerator open(Checkpoint checkpoint, Path cacheDir, int threads, int chunk) {
        return open(checkpoint, ModelGraph.write(checkpoint, cacheDir), threads, chunk);
    }

    private static OnnxGenerator open(
            Checkpoint checkpoint, ModelGraph graph, int threads, int chunk) {
        return new OnnxGenerator(
                checkpoint.config(),
                Set.copyOf(checkpoint.endTokens()),
                checkpoint.usedVocabulary(),
                graph.headDim(),
                chunk,
                OnnxModel.open(graph.decoder(), threads));
    }

    @Override
    public GeneratedTokens generate(
            int[] prompt, Sampling sampling, TokenRule rule, TokenSink sink) {
        check(prompt);
        if (prompt.length >= config.maxPositions()) {
            throw new IllegalArgumentException(
                    "a prompt of "
                            + prompt.length
                            + " tokens leaves no room in the context of "
                            + config.maxPositions()
                            + ": shorten it");
        }
        running.lock();
        try {
            long start = System.nanoTime();
            reserve(
                    (int)
                            Math.min(
                                    config.maxPositions(),
                                    (long) prompt.length + sampling.maxTokens()));
            FloatBuffer logits = prefill(prompt);
            if (logits == null) {
                return new GeneratedTokens(new int[0], StopReason.CANCELLED, 0, 0);
            }
            return decode(prompt, logits, sampling, rule, sink, start);
        } finally {
            running.unlock();
        }
    }

    /// The logits after the last token; null if interrupted.
    private FloatBuffer prefill(int[] prompt) {
        FloatBuffer logits = null;
        for (int from = 0; from < prompt.length; ) {
            if (Thread.currentThread().isInterrupted()) {
                return null;
            }
            int size = Math.min(chunk, prompt.length - from);
            if (size == chunk || size == 1) {
                logits = pass(size).run(prompt, from, prompt.length);
            } else {
                try (Pass once = newPass(size, false)) {
                    logits = copy(once.run(prompt, from, prompt.length));
                }
            }
            from += size;
        }
        return logits;
    }

    private GeneratedTokens decode(
            int[] prompt,
            FloatBuffer first,
            Sampling sampling,
            TokenRule rule,
            TokenSink sink,
            long start) {
        int promptLength = prompt.length;
        Sampler sampler = new Sampler(sampling, vocabulary);
        Pass one = pass(1);
        int[] tokens =
                new int[Math.min(sampling.maxTokens(), config.maxPositions() - promptLength)];
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
            tokens[count++] = token;
            rule.chosen(token);
            if (!sink.accept(token)) {
                stop = StopReason.STOPPED;
            } else if (count == sampling.maxTokens()) {
                stop = StopReason.MAX_TOKENS;
            } else if (promptLength + count == config.maxPositions()) {
                stop = StopReason.CONTEXT_FULL;
            } else if (Thread.currentThread().isInterrupted()) {
                stop = StopReason.CANCELLED;
            } else if (config.rotary().switchesAfter().orElse(-1) == promptLength + count - 1) {
                logits =
                        prefill(joined(prompt, tokens, count)); // all keys are turned otherwise now
                stop = logits == null ? StopReason.CANCELLED : null;
            } else {
                logits = one.run(token, promptLength + count - 1);
            }
        }
        double seconds = (System.nanoTime() - firstAt) / 1e9;
        return new GeneratedTokens(
                Arrays.copyOf(tokens, count),
                stop,
                (firstAt - start) / 1e9,
                count < 2 ? 0 : (count - 1) / seconds);
    }

    @Override
    public float[][] logits(int[] tokens) {
        check(tokens);
        if (tokens.length > config.maxPositions()) {
            throw new IllegalArgumentException(
                    tokens.length + " tokens do not fit the context of " + config.maxPositions());
        }
        running.lock();
        try {
            reserve(tokens.length);
            float[][] all = new float[tokens.length][config.vocabSize()];
            for (int from = 0; from < tokens.length; ) {
                int size = Math.min(chunk, tokens.length - from);
                try (Pass pass = newPass(size, true)) {
                    FloatBuffer rows = pass.run(tokens, from, tokens.length);
                    for (int row = 0; row < size; row++) {
                        rows.get(row * config.vocabSize(), all[from + row]);
                    }
                }
                from += size;
            }
            return all;
        } finally {
            running.unlock();
        }
    }

    @Override
    public int contextLength() {
        return config.maxPositions();
    }

    /// Makes room for `length` tokens; what the cache held is forgotten when it grows.
    private void reserve(int length) {
        if (cache != null && cache.capacity() >= length) {
            return;
        }
        release();
        int rounded = Math.ceilDiv(length, GROWTH) * GROWTH;
        cache = new KeyValueCache(model, config, headDim, Math.min(rounded, config.maxPositions()));
    }

    private Pass pass(int size) {
        return passes.computeIfAbsent(size, tokens -> newPass(tokens, false));
    }

    private Pass newPass(int size, boolean all) {
        return new Pass(model, cache, config.rotary(), size, config.vocabSize(), all);
    }

    private void check(int[] tokens) {
        if (tokens.length == 0) {
            throw new IllegalArgumentException("there are no tokens to continue");
        }
        for (int token : tokens) {
            if (token < 0 || token >= config.vocabSize()) {
                throw new IllegalArgumentException(
                        "token " + token + " is outside the vocabulary of " + config.vocabSize());
            }
        }
    }

    private static int[] joined(int[] prompt, int[] tokens, int count) {
        int[] all = Arrays.copyOf(prompt, prompt.length + count);
        System.arraycopy(tokens, 0, all, prompt.length, count);
        return all;
    }

    private static FloatBuffer copy(FloatBuffer logits) {
        float[] values = new float[logits.capacity()];
        logits.get(0, values);
        return FloatBuffer.wrap(values);
    }

    private void release() {
        passes.values().forEach(Pass::close);
        passes.clear();
        if (cache != null) {
            cache.close();
            cache = null;
        }
    }

    @Override
    public void close() {
        running.lock();
        try {
            release();
            model.close();
        } finally {
            running.unlock();
        }
    }
}
