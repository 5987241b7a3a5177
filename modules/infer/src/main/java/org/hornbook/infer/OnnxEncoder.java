package org.hornbook.infer;

import ai.onnxruntime.OnnxTensor;
import ai.onnxruntime.OrtException;
import ai.onnxruntime.OrtSession;
import java.lang.foreign.Arena;
import java.lang.foreign.ValueLayout;
import java.nio.FloatBuffer;
import java.nio.LongBuffer;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.hornbook.checkpoint.Checkpoint;
import org.hornbook.checkpoint.CheckpointException;
import org.hornbook.checkpoint.ModelConfig;
import org.hornbook.checkpoint.ModelGraph;
import org.hornbook.checkpoint.Tokenizer;

/// The mean over a text's tokens of a phi model's hidden state after its last LayerNorm. Many texts
/// are encoded side by side, one on each thread, which for short texts is faster than threads that
/// share one.
public final class OnnxEncoder implements Encoder {
    private static final int CHARACTERS_A_TOKEN = 8; // more than usual, so that one look suffices
    private static final int BORDER = 16; // tokens near a cut that the cut may have changed

    private final ModelConfig config;
    private final Tokenizer tokenizer;
    private final OnnxModel model;
    private final String fingerprint;
    private final SideBySide workers;

    private OnnxEncoder(
            ModelConfig config,
            Tokenizer tokenizer,
            OnnxModel model,
            String fingerprint,
            int threads) {
        this.config = config;
        this.tokenizer = tokenizer;
        this.model = model;
        this.fingerprint = fingerprint;
        this.workers = new SideBySide(threads, "encoder-");
    }

    /// Loads `checkpoint`, which may be closed afterwards; its graph is written below `cacheDir`
    /// the first time. Throws `CheckpointException` if it has no tokenizer.
    public static OnnxEncoder open(Checkpoint checkpoint, Path cacheDir, int threads) {
        if (!checkpoint.hasTokenizer()) {
            throw new CheckpointException(
                    checkpoint.folder() + " has no tokenizer.json and cannot encode text");
        }
        ModelGraph graph = ModelGraph.write(checkpoint, cacheDir);
        OnnxModel model = OnnxModel.open(graph.encoder(), 1, Device.chosen());
        return new OnnxEncoder(
                checkpoint.config(),
                checkpoint.freshTokenizer(),
                model,
                fingerprint(checkpoint),
                threads);
    }

    static String fingerprint(Checkpoint checkpoint) {
        return checkpoint.fingerprint() + ":mean";
    }

    @Override
    public int dimension() {
        return config.hiddenSize();
    }

    @Override
    public String fingerprint() {
        return fingerprint;
    }

    /// The zero vector for a text without tokens.
    @Override
    public float[] embed(String text) {
        return embed(tokens(text));
    }

    /// As `embed`, of the tokens themselves, of which the first `contextLength` count.
    public float[] embed(int[] tokens) {
        int size = Math.min(tokens.length, config.maxPositions());
        return size == 0 ? new float[dimension()] : run(tokens, size);
    }

    @Override
    public List<float[]> embedAll(List<String> texts) {
        float[][] vectors = new float[texts.size()][];
        workers.run(vectors.length, i -> vectors[i] = embed(texts.get(i)));
        return Arrays.asList(vectors);
    }

    /// The first tokens of `text`, as many as the context holds; of a long text only a beginning is
    /// tokenized, long enough that its cut does not show.
    private int[] tokens(String text) {
        int context = config.maxPositions();
        for (long cut = (long) context * CHARACTERS_A_TOKEN; cut < text.length(); cut *= 2) {
            int end =
                    Character.isHighSurrogate(text.charAt((int) cut - 1))
                            ? (int) cut - 1
                            : (int) cut;
            int[] tokens = tokenizer.encode(text.substring(0, end));
            if (tokens.length >= context + BORDER) {
                return tokens;
            }
        }
        return tokenizer.encode(text);
    }

    private float[] run(int[] tokens, int size) {
        try (Arena arena = Arena.ofConfined()) {
            LongBuffer ids = OnnxModel.memory(arena, size, ValueLayout.JAVA_LONG).asLongBuffer();
            for (int i = 0; i < size; i++) {
                ids.put(i, tokens[i]);
            }
            var ints = OnnxModel.memory(arena, 2, ValueLayout.JAVA_INT).asIntBuffer();
            ints.put(0, size - 1).put(1, size);
            var memory = OnnxModel.memory(arena, dimension(), ValueLayout.JAVA_FLOAT);
            FloatBuffer pooled = memory.asFloatBuffer();
            try (OnnxTensor idTensor = model.longs(ids, size);
                    OnnxTensor last = model.ints(ints.slice(0, 1), 1);
                    OnnxTensor length = model.ints(ints.slice(1, 1), 1);
                    OnnxTensor vector = model.floats(memory, dimension());
                    OrtSession.Result result =
                            model.session()
                                    .run(
                                            Map.of(
                                                    ModelGraph.TOKENS, idTensor,
                                                    ModelGraph.LAST_POSITION, last,
                                                    ModelGraph.LENGTH, length),
                                            Set.of(),
                                            Map.of(ModelGraph.POOLED, vector))) {
                float[] values = new float[dimension()];
                pooled.get(0, values);
                return values;
            }
        } catch (OrtException e) {
            throw new IllegalStateException("the model cannot be run: " + e.getMessage(), e);
        }
    }

    @Override
    public void close() {
        workers.close();
        model.close();
        tokenizer.close();
    }
}
