package org.hornbook.infer;

import ai.onnxruntime.NodeInfo;
import ai.onnxruntime.OnnxTensor;
import ai.onnxruntime.OnnxValue;
import ai.onnxruntime.OrtException;
import ai.onnxruntime.OrtSession;
import ai.onnxruntime.TensorInfo;
import java.lang.foreign.Arena;
import java.lang.foreign.ValueLayout;
import java.nio.FloatBuffer;
import java.nio.LongBuffer;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.IntStream;
import org.hornbook.checkpoint.CheckpointException;
import org.hornbook.checkpoint.SentenceModel;
import org.hornbook.checkpoint.SentenceTokenizer;

/// An encoder of sentence-transformers. Texts of like length share a batch, the shorter ones filled
/// up and masked; batches run side by side, one on each thread.
public final class SentenceEncoder implements Encoder {
    private static final int BATCH = 32; // texts
    private static final int BATCH_TOKENS = 2048; // those that fill up included
    private static final Set<String> INPUTS =
            Set.of("input_ids", "attention_mask", "token_type_ids");

    private final SentenceModel sentence;
    private final SentenceTokenizer tokenizer;
    private final OnnxModel model;
    private final Set<String> inputs;
    private final String output;
    private final String fingerprint;
    private final SideBySide workers;

    private SentenceEncoder(
            SentenceModel sentence,
            SentenceTokenizer tokenizer,
            OnnxModel model,
            String fingerprint,
            int threads) {
        this.sentence = sentence;
        this.tokenizer = tokenizer;
        this.model = model;
        this.fingerprint = fingerprint;
        this.inputs = inputs(sentence, model.session());
        this.output = output(sentence, model.session());
        this.workers = new SideBySide(threads, "sentences-");
    }

    /// Opens the encoder in `folder`; the graph of a safetensors folder is written below `cacheDir`
    /// the first time. Throws `CheckpointException`, in one sentence, if it cannot be used.
    public static SentenceEncoder open(Path folder, Path cacheDir, int threads) {
        SentenceModel sentence = SentenceModel.open(folder);
        Path graph = sentence.graph(cacheDir);
        OnnxModel model;
        try {
            model = OnnxModel.open(graph, 1, Device.chosen());
        } catch (IllegalStateException e) {
            throw new CheckpointException(e.getMessage(), e);
        }
        try {
            return new SentenceEncoder(
                    sentence, sentence.tokenizer(), model, fingerprint(sentence), threads);
        } catch (RuntimeException e) {
            model.close();
            throw e;
        }
    }

    static String fingerprint(SentenceModel sentence) {
        return sentence.fingerprint() + ":sentence";
    }

    private static Set<String> inputs(SentenceModel sentence, OrtSession session) {
        Set<String> names = session.getInputNames();
        for (String name : names) {
            if (!INPUTS.contains(name)) {
                throw new CheckpointException(
                        sentence.folder()
                                + ": its ONNX graph wants an input "
                                + name
                                + ", and only "
                                + "input_ids, attention_mask and token_type_ids can be given");
            }
        }
        return names;
    }

    /// The tokens' vectors: by the names that exporters give them, else the first of rank 3.
    private static String output(SentenceModel sentence, OrtSession session) {
        try {
            Map<String, NodeInfo> outputs = session.getOutputInfo();
            for (String usual : List.of("last_hidden_state", "token_embeddings")) {
                if (outputs.containsKey(usual)) {
                    return usual;
                }
            }
            for (Map.Entry<String, NodeInfo> one : outputs.entrySet()) {
                if (one.getValue().getInfo() instanceof TensorInfo info
                        && info.getShape().length == 3) {
                    return one.getKey();
                }
            }
        } catch (OrtException e) {
            throw new IllegalStateException(e);
        }
        throw new CheckpointException(
                sentence.folder() + ": its ONNX graph gives no vectors of tokens");
    }

    @Override
    public int dimension() {
        return sentence.dimension();
    }

    @Override
    public String fingerprint() {
        return fingerprint;
    }

    @Override
    public float[] embed(String text) {
        return run(List.of(ids(text))).getFirst();
    }

    private int[] ids(String text) {
        return tokenizer.encode(sentence.prompt() + text);
    }

    @Override
    public List<float[]> embedAll(List<String> texts) {
        int[][] ids = new int[texts.size()][];
        workers.run(ids.length, i -> ids[i] = ids(texts.get(i)));
        List<List<Integer>> batches = batches(ids);
        float[][] vectors = new float[ids.length][];
        workers.run(
                batches.size(),
                b -> {
                    List<Integer> rows = batches.get(b);
                    List<float[]> found = run(rows.stream().map(i -> ids[i]).toList());
                    for (int i = 0; i < rows.size(); i++) {
                        vectors[rows.get(i)] = found.get(i);
                    }
                });
        return Arrays.asList(vectors);
    }

    /// Texts of like length together, the longest first.
    private static List<List<Integer>> batches(int[][] ids) {
        List<Integer> order =
                IntStream.range(0, ids.length)
                        .boxed()
                        .sorted(Comparator.comparingInt(i -> -ids[i].length))
                        .toList();
        List<List<Integer>> batches = new ArrayList<>();
        List<Integer> batch = new ArrayList<>();
        for (int row : order) {
            int longest = ids[batch.isEmpty() ? row : batch.getFirst()].length;
            if (batch.size() == BATCH
                    || (batch.size() + 1) * longest > BATCH_TOKENS && !batch.isEmpty()) {
                batches.add(batch);
                batch = new ArrayList<>();
            }
            batch.add(row);
        }
        if (!batch.isEmpty()) {
            batches.add(batch);
        }
        return batches;
    }

    /// The vectors of a batch of token ids.
    private List<float[]> run(List<int[]> batch) {
        int rows = batch.size();
        int width = batch.stream().mapToInt(ids -> ids.length).max().orElse(0);
        List<float[]> vectors = new ArrayList<>();
        if (width == 0) {
            batch.forEach(ids -> vectors.add(new float[dimension()]));
            return vectors;
        }
        try (Arena arena = Arena.ofConfined()) {
            LongBuffer ids = longs(arena, rows * width);
            LongBuffer mask = longs(arena, rows * width);
            for (int i = 0; i < rows; i++) {
                for (int k = 0; k < batch.get(i).length; k++) {
                    ids.put(i * width + k, batch.get(i)[k]);
                    mask.put(i * width + k, 1);
                }
            }
            Map<String, LongBuffer> given =
                    Map.of(
                            "input_ids", ids,
                            "attention_mask", mask,
                            "token_type_ids", longs(arena, rows * width));
            Map<String, OnnxTensor> tensors = new HashMap<>();
            try {
                for (String name : inputs) {
                    tensors.put(name, model.longs(given.get(name), rows, width));
                }
                try (OrtSession.Result result = model.session().run(tensors, Set.of(output))) {
                    FloatBuffer hidden = hidden(result.get(0), rows, width);
                    for (int i = 0; i < rows; i++) {
                        vectors.add(
                                TokenPooling.of(
                                        sentence,
                                        hidden,
                                        i * width * sentence.hidden(),
                                        batch.get(i).length));
                    }
                    return vectors;
                }
            } finally {
                tensors.values().forEach(OnnxTensor::close);
            }
        } catch (OrtException e) {
            throw new IllegalStateException(
                    sentence.folder() + " cannot be run: " + e.getMessage(), e);
        }
    }

    private FloatBuffer hidden(OnnxValue value, int rows, int width) {
        FloatBuffer hidden = ((OnnxTensor) value).getFloatBuffer();
        if (hidden == null || hidden.remaining() != rows * width * sentence.hidden()) {
            throw new IllegalStateException(
                    sentence.folder()
                            + ": its graph gives vectors of another length than config.json says");
        }
        return hidden;
    }

    private static LongBuffer longs(Arena arena, int n) {
        return OnnxModel.memory(arena, n, ValueLayout.JAVA_LONG).asLongBuffer();
    }

    @Override
    public void close() {
        workers.close();
        model.close();
        tokenizer.close();
    }
}
