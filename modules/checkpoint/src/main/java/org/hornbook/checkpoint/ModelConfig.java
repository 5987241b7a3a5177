package org.hornbook.checkpoint;

import java.nio.file.Path;
import java.util.OptionalInt;
import java.util.Set;

/// The shape of a decoder, whatever its architecture: what is computed in it, not how its files
/// name it.
///
/// - `family`: the `model_type` of its config.json.
/// - `vocabSize`: rows of the embedding; may exceed the tokenizer's size, the rest is padding.
/// - `intermediateSize`: width of the MLP's inner layer.
/// - `keyValueHeads`: divides `heads`.
/// - `headDim`: mostly, but not always, `hiddenSize / heads`.
/// - `maxPositions`: the longest sequence, in tokens.
/// - `tiedEmbeddings`: the head multiplies with the embedding.
/// - `queryKeyNorm`: a LayerNorm over each head of query and key before rotation.
/// - `bos`, `eos`: ids of the tokens that begin and end a text, where there are any.
///
/// The constructor throws `IllegalArgumentException`, in one sentence, for a shape that cannot be.
public record ModelConfig(
        String family,
        int vocabSize,
        int hiddenSize,
        int intermediateSize,
        int layers,
        int heads,
        int keyValueHeads,
        int headDim,
        int maxPositions,
        Rotary rotary,
        Norm norm,
        Block block,
        Mlp mlp,
        Set<Bias> biases,
        Window window,
        boolean tiedEmbeddings,
        boolean queryKeyNorm,
        OptionalInt bos,
        OptionalInt eos) {
    private static final int MOST_POSITIONS = 1 << 24; // tokens; the tables of a longer one are GBs

    public ModelConfig {
        positive("vocab_size", vocabSize);
        positive("hidden_size", hiddenSize);
        positive("intermediate_size", intermediateSize);
        positive("num_hidden_layers", layers);
        positive("num_attention_heads", heads);
        positive("num_key_value_heads", keyValueHeads);
        positive("head_dim", headDim);
        positive("max_position_embeddings", maxPositions);
        check(
                maxPositions <= MOST_POSITIONS,
                "max_position_embeddings " + maxPositions + " is above " + MOST_POSITIONS);
        check(
                heads % keyValueHeads == 0,
                "num_attention_heads "
                        + heads
                        + " is no multiple of num_key_value_heads "
                        + keyValueHeads);
        check(
                ((long) heads + 2L * keyValueHeads) * headDim <= Integer.MAX_VALUE,
                heads + " heads of " + headDim + " dimensions are too large for one matrix");
        check(
                rotary.dim() <= headDim,
                "of a head of " + headDim + " dimensions " + rotary.dim() + " should be rotated");
        biases = Set.copyOf(biases);
        idInside("bos_token_id", bos, vocabSize);
        idInside("eos_token_id", eos, vocabSize);
    }

    /// Reads a config.json of any architecture that can be run, in the dialect of transformers 4 or
    /// 5. Throws `CheckpointException` with the file and the key.
    public static ModelConfig read(Path configJson) {
        JsonFields json = JsonFields.read(configJson);
        return Families.of(json).read(json);
    }

    /// Width of all query heads.
    public int querySize() {
        return heads * headDim;
    }

    /// Width of all key heads, or of all value heads.
    public int keyValueSize() {
        return keyValueHeads * headDim;
    }

    public int rotaryDim() {
        return rotary.dim();
    }

    public boolean has(Bias bias) {
        return biases.contains(bias);
    }

    /// How many numbers the model has learned.
    public long parameters() {
        return ModelParameters.count(this);
    }

    static void positive(String key, int value) {
        check(value > 0, key + " " + value + " is not positive");
    }

    static void idInside(String key, OptionalInt id, int vocabSize) {
        id.ifPresent(
                value ->
                        check(
                                value >= 0 && value < vocabSize,
                                key + " " + value + " is outside the vocabulary of " + vocabSize));
    }

    static void check(boolean holds, String otherwise) {
        if (!holds) {
            throw new IllegalArgumentException(otherwise);
        }
    }
}
