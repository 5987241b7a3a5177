package org.hornbook.checkpoint;

import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;

/// The weights of an encoder of the BERT family under BERT's own names, without the `bert.` that
/// some folders put before them. Every tensor that is asked for is looked at: it must be there in
/// its right shape.
final class BertTensors {
    private static final List<String> PREFIXES =
            List.of("", "bert.", "roberta.", "distilbert.", "model.");

    private final Path folder;
    private final Tensors stored;
    private final BertConfig config;
    private final String prefix;

    BertTensors(Path folder, Tensors stored, BertConfig config) {
        this.folder = folder;
        this.stored = stored;
        this.config = config;
        this.prefix =
                PREFIXES.stream()
                        .filter(
                                p ->
                                        stored.names()
                                                .contains(p + "embeddings.word_embeddings.weight"))
                        .findFirst()
                        .orElse("");
        check();
    }

    /// Throws `CheckpointException`, naming the tensor, if one is missing or of another shape.
    private void check() {
        int hidden = config.hiddenSize();
        int inner = config.intermediateSize();
        need("embeddings.word_embeddings.weight", config.vocabSize(), hidden);
        need("embeddings.position_embeddings.weight", config.positionRows(), hidden);
        if (config.tokenTypes() > 0) {
            need("embeddings.token_type_embeddings.weight", config.tokenTypes(), hidden);
        }
        norm("embeddings.LayerNorm");
        for (int i = 0; i < config.layers(); i++) {
            String layer = layer(i);
            for (String one : List.of("query", "key", "value")) {
                linear(layer + "attention.self." + one, hidden, hidden);
            }
            linear(layer + "attention.output.dense", hidden, hidden);
            norm(layer + "attention.output.LayerNorm");
            linear(layer + "intermediate.dense", inner, hidden);
            linear(layer + "output.dense", hidden, inner);
            norm(layer + "output.LayerNorm");
        }
    }

    static String layer(int i) {
        return "encoder.layer." + i + ".";
    }

    private void linear(String name, int out, int in) {
        need(name + ".weight", out, in);
        need(name + ".bias", out);
    }

    private void norm(String name) {
        need(name + ".weight", config.hiddenSize());
        need(name + ".bias", config.hiddenSize());
    }

    private void need(String name, int... wanted) {
        String place = name(name);
        if (!stored.names().contains(place)) {
            throw new CheckpointException(folder + " has no tensor " + place);
        }
        int[] found = stored.shape(place);
        if (!Arrays.equals(found, wanted)) {
            throw new CheckpointException(
                    folder
                            + ": tensor "
                            + place
                            + " is "
                            + Arrays.toString(found)
                            + " where config.json asks for "
                            + Arrays.toString(wanted));
        }
    }

    int[] shape(String name) {
        return stored.shape(name(name));
    }

    float[] floats(String name) {
        return stored.floats(name(name));
    }

    /// Row by row, so that a large vocabulary never lies whole on the heap.
    FloatSource rows(String name) {
        int[] shape = shape(name);
        return sink -> {
            float[] row = new float[shape[1]];
            for (int i = 0; i < shape[0]; i++) {
                stored.read(name(name), (long) i * row.length, row, 0, row.length);
                sink.put(row, row.length);
            }
        };
    }

    /// The weights of linear layers side by side, turned so that a row vector times them gives all
    /// their outputs: `(in, sum of out)`.
    FloatSource turned(String... names) {
        float[][] all = Arrays.stream(names).map(this::floats).toArray(float[][]::new);
        int in = shape(names[0])[1];
        int out = Arrays.stream(names).mapToInt(n -> shape(n)[0]).sum();
        return sink -> {
            float[] row = new float[out];
            for (int i = 0; i < in; i++) {
                int at = 0;
                for (float[] one : all) {
                    for (int o = 0; o < one.length / in; o++) {
                        row[at++] = one[o * in + i];
                    }
                }
                sink.put(row, out);
            }
        };
    }

    private String name(String bert) {
        return prefix + stored(bert);
    }

    /// The name under which the family keeps what BERT calls `bert`.
    private String stored(String bert) {
        String name =
                config.family() != BertConfig.Family.DISTILBERT
                        ? bert
                        : bert.replace("encoder.layer.", "transformer.layer.")
                                .replace("attention.self.query", "attention.q_lin")
                                .replace("attention.self.key", "attention.k_lin")
                                .replace("attention.self.value", "attention.v_lin")
                                .replace("attention.output.dense", "attention.out_lin")
                                .replace("attention.output.LayerNorm", "sa_layer_norm")
                                .replace("intermediate.dense", "ffn.lin1")
                                .replace(".output.dense", ".ffn.lin2")
                                .replace(".output.LayerNorm", ".output_layer_norm");
        return older(name).orElse(name);
    }

    /// The first BERT files call a LayerNorm's weight gamma and its bias beta.
    private Optional<String> older(String name) {
        String old =
                name.replace("LayerNorm.weight", "LayerNorm.gamma")
                        .replace("LayerNorm.bias", "LayerNorm.beta");
        return !old.equals(name) && stored.names().contains(prefix + old)
                ? Optional.of(old)
                : Optional.empty();
    }
}
