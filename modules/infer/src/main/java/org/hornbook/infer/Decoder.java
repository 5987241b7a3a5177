package org.hornbook.infer;

import ai.onnxruntime.OrtException;
import ai.onnxruntime.OrtSession;
import java.nio.FloatBuffer;
import java.util.Arrays;
import java.util.HashMap;
import java.util.Map;
import java.util.OptionalInt;
import org.hornbook.checkpoint.CacheScales;

/// A loaded decoder and the tokens it has read, whose keys and values are kept. It can go back to
/// any of them, and reads only what is new. For one thread at a time.
final class Decoder implements AutoCloseable {
    private static final int GROWTH = 128; // tokens

    /// What a decoder is like. `headDim` is that of the graph, `vocabulary` counts padding,
    /// `context` is the longest sequence in tokens, `switchesAfter` the longest that is turned as
    /// short ones are.
    record Shape(
            int layers,
            int keyValueHeads,
            int headDim,
            int vocabulary,
            int context,
            OptionalInt switchesAfter) {}

    private final OnnxModel model;
    private final Shape shape;
    private final Feed feed;
    private final int chunk;
    private final Map<Calls, Pass> passes = new HashMap<>();
    private KeyValueCache cache;
    private int[] read = new int[GROWTH]; // only what was run stands in it
    private int count;
    private int whole; // of how many tokens the text is as one of which they were turned
    private int[] prompt = new int[0];
    private FloatBuffer afterPrompt;

    private record Calls(int size, boolean all) {}

    /// Reads at most `chunk` tokens a call.
    Decoder(OnnxModel model, Shape shape, Feed feed, int chunk) {
        this.model = model;
        this.shape = shape;
        this.feed = feed;
        this.chunk = chunk;
    }

    Shape shape() {
        return shape;
    }

    /// How many tokens it has read.
    int count() {
        return count;
    }

    /// Makes room for a sequence of `length` tokens, at most the context; what was read stays.
    void reserve(int length) {
        int rounded = Math.min(Math.ceilDiv(length, GROWTH) * GROWTH, shape.context());
        read = read.length < rounded ? Arrays.copyOf(read, rounded) : read;
        if (cache == null) {
            cache = new KeyValueCache(model, shape, feed, rounded);
        } else if (cache.capacity() < length) {
            release();
            cache.grow(rounded, count);
        }
    }

    /// How many of the first of `tokens` have been read as part of such a text, and nothing else
    /// before them.
    int common(int[] tokens) {
        if (turnedAsLong(whole) != turnedAsLong(tokens.length)) {
            return 0;
        }
        int different = Arrays.mismatch(tokens, 0, tokens.length, read, 0, count);
        return different < 0 ? tokens.length : different;
    }

    /// Goes back to the first `tokens` that were read.
    void rewind(int tokens) {
        count = Math.min(count, tokens);
        if (count < prompt.length) {
            prompt = new int[0]; // what comes after it may be read in other pieces from now on
        }
    }

    /// From now on a text of `length` tokens is read. Some models turn all tokens of a long text
    /// otherwise than those of a short one: what was read is forgotten where that changes.
    void begin(int length) {
        if (turnedAsLong(whole) != turnedAsLong(length)) {
            rewind(0);
        }
        whole = length;
    }

    private boolean turnedAsLong(int length) {
        return length > shape.switchesAfter().orElse(Integer.MAX_VALUE);
    }

    /// How many tokens can follow the first `tokens` before all have to be read anew.
    int alike(int tokens) {
        return turnedAsLong(whole)
                ? Integer.MAX_VALUE
                : Math.max(0, shape.switchesAfter().orElse(Integer.MAX_VALUE) - tokens);
    }

    /// Reads what is new of `tokens` and gives the logits after the last: `(V)`, until the next
    /// call. The very sequence that was read by the last call of this costs nothing, and gives the
    /// same to the bit. Null if the thread was interrupted; that ends it within a fraction of a
    /// second.
    FloatBuffer read(int[] tokens) {
        begin(tokens.length);
        int common = common(tokens);
        if (common == tokens.length && Arrays.equals(tokens, prompt)) {
            rewind(common);
            return afterPrompt;
        }
        rewind(Math.min(common, tokens.length - 1));
        FloatBuffer logits = readOn(tokens);
        if (logits != null) {
            prompt = tokens.clone();
            float[] values = new float[shape.vocabulary()];
            logits.get(0, values);
            afterPrompt = FloatBuffer.wrap(values);
        }
        return logits;
    }

    private FloatBuffer readOn(int[] tokens) {
        FloatBuffer logits = null;
        try (Interruption interruption = new Interruption()) {
            while (count < tokens.length && !Thread.currentThread().isInterrupted()) {
                int size = Math.min(chunk, tokens.length - count);
                logits = call(tokens, count, size, false, interruption.options());
            }
        } catch (OrtException e) {
            if (!Thread.currentThread().isInterrupted()) {
                throw wrong(e);
            }
        }
        return count == tokens.length ? logits : null;
    }

    /// Reads `tokens` next, not more than `alike` of them unless it is one, and gives the logits
    /// after each: `(size, V)`, until the next call. Null if the thread was interrupted while all
    /// had to be read anew.
    FloatBuffer next(int[] tokens) {
        if (tokens.length > alike(count)) {
            int[] all = Arrays.copyOf(read, count + 1);
            all[count] = tokens[0];
            return read(all);
        }
        return rows(tokens, 0, tokens.length);
    }

    /// As `next`, of the tokens from `from` on.
    FloatBuffer rows(int[] tokens, int from, int size) {
        try {
            return call(tokens, from, size, true, null);
        } catch (OrtException e) {
            throw wrong(e);
        }
    }

    int chunk() {
        return chunk;
    }

    /// Shows the keys and values of what was read.
    void show(CacheScales.Seen seen) {
        cache.show(count, seen);
    }

    private FloatBuffer call(
            int[] tokens, int from, int size, boolean all, OrtSession.RunOptions options)
            throws OrtException {
        boolean ready = size <= feed.few() || size == chunk && !all;
        FloatBuffer logits;
        if (ready) {
            Calls calls = new Calls(size, all && size > 1);
            logits =
                    passes.computeIfAbsent(calls, this::pass)
                            .run(tokens, from, count, whole, options);
        } else {
            try (Pass once = pass(new Calls(size, all))) {
                FloatBuffer own = once.run(tokens, from, count, whole, options);
                logits = FloatBuffer.allocate(own.capacity()).put(0, own, 0, own.capacity());
            }
        }
        System.arraycopy(tokens, from, read, count, size);
        count += size;
        return logits;
    }

    private Pass pass(Calls calls) {
        return feed.pass(model, cache, shape, calls.size(), calls.all());
    }

    private static IllegalStateException wrong(OrtException e) {
        return new IllegalStateException("the model cannot be run: " + e.getMessage(), e);
    }

    private void release() {
        passes.values().forEach(Pass::close);
        passes.clear();
    }

    @Override
    public void close() {
        release();
        if (cache != null) {
            cache.close();
            cache = null;
        }
        model.close();
    }
}
