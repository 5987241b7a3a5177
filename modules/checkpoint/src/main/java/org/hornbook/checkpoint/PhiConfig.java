package org.hornbook.checkpoint;

import java.io.IOException;
import java.nio.file.Path;
import java.util.EnumSet;
import java.util.OptionalInt;

/// The shape of a PhiForCausalLM (phi-1, phi-1.5, phi-2 and any of their size).
///
/// - `vocabSize`: rows of the embedding; may exceed the tokenizer's size, the rest is padding.
/// - `intermediateSize`: width of the MLP's inner layer.
/// - `keyValueHeads`: divides `heads`; equal to it in all published phi models.
/// - `maxPositions`: the longest sequence, in tokens.
/// - `partialRotaryFactor`: the part of each head that is rotated, in (0, 1].
/// - `activation`: `gelu_new` (the tanh form), `gelu` (the exact form), `relu` or a name that means
///   one of them.
/// - `tiedEmbeddings`: the head multiplies with the embedding; no `lm_head.weight` is stored.
/// - `queryKeyNorm`: a LayerNorm over each head of query and key before rotation.
/// - `bos`, `eos`: ids of the tokens that begin and end a text, where there are any.
///
/// The constructor throws `IllegalArgumentException`, in one sentence, for a shape that cannot be.
public record PhiConfig(
        int vocabSize,
        int hiddenSize,
        int intermediateSize,
        int layers,
        int heads,
        int keyValueHeads,
        int maxPositions,
        double partialRotaryFactor,
        double ropeTheta,
        double layerNormEps,
        String activation,
        boolean tiedEmbeddings,
        boolean queryKeyNorm,
        OptionalInt bos,
        OptionalInt eos) {
    private static final double ROUNDING = 1e-9;

    public PhiConfig {
        ModelConfig.positive("vocab_size", vocabSize);
        ModelConfig.positive("hidden_size", hiddenSize);
        ModelConfig.positive("intermediate_size", intermediateSize);
        ModelConfig.positive("num_hidden_layers", layers);
        ModelConfig.positive("num_attention_heads", heads);
        ModelConfig.positive("num_key_value_heads", keyValueHeads);
        ModelConfig.positive("max_position_embeddings", maxPositions);
        ModelConfig.check(
                hiddenSize % heads == 0,
                "hidden_size " + hiddenSize + " is no multiple of num_attention_heads " + heads);
        ModelConfig.check(
                heads % keyValueHeads == 0,
                "num_attention_heads "
                        + heads
                        + " is no multiple of num_key_value_heads "
                        + keyValueHeads);
        ModelConfig.check(
                partialRotaryFactor > 0 && partialRotaryFactor <= 1,
                "partial_rotary_factor " + partialRotaryFactor + " is outside (0, 1]");
        ModelConfig.check(
                ropeTheta > 0 && Double.isFinite(ropeTheta),
                "rope_theta " + ropeTheta + " is not positive");
        ModelConfig.check(
                layerNormEps > 0 && layerNormEps < 1,
                "layer_norm_eps " + layerNormEps + " is outside (0, 1)");
        int rotary = rotaryDim(hiddenSize / heads, partialRotaryFactor);
        ModelConfig.check(
                rotary > 0 && rotary % 2 == 0,
                "partial_rotary_factor "
                        + partialRotaryFactor
                        + " of a head of "
                        + hiddenSize / heads
                        + " rotates "
                        + rotary
                        + " dimensions, which is not a positive even number");
        Activation.of(activation);
        ModelConfig.idInside("bos_token_id", bos, vocabSize);
        ModelConfig.idInside("eos_token_id", eos, vocabSize);
    }

    /// The phi block as phi-1 and phi-1.5 have it, in the size given: as many key as query heads,
    /// theta 10000, eps 1e-5, gelu_new, an untied head. `endOfText` begins and ends a text.
    public static PhiConfig phi(
            int vocabSize,
            int hiddenSize,
            int intermediateSize,
            int layers,
            int heads,
            int maxPositions,
            double partialRotaryFactor,
            OptionalInt endOfText) {
        return new PhiConfig(
                vocabSize,
                hiddenSize,
                intermediateSize,
                layers,
                heads,
                heads,
                maxPositions,
                partialRotaryFactor,
                10_000,
                1e-5,
                "gelu_new",
                false,
                false,
                endOfText,
                endOfText);
    }

    /// Reads a config.json in the dialect of transformers 4, of transformers 5 or of the first phi
    /// files (`phi-msft`). Throws `CheckpointException` with the file and the key.
    public static PhiConfig read(Path configJson) {
        return PhiConfigReader.read(configJson);
    }

    /// Writes a config.json in the dialect of transformers 4, which every later version reads too.
    public void write(Path configJson) throws IOException {
        PhiConfigWriter.write(this, configJson);
    }

    public int headDim() {
        return hiddenSize / heads;
    }

    /// How many leading dimensions of a head are rotated: whole pairs, rounded down as transformers
    /// does.
    public int rotaryDim() {
        return rotaryDim(headDim(), partialRotaryFactor);
    }

    /// Width of all key heads, or of all value heads.
    public int keyValueSize() {
        return keyValueHeads * headDim();
    }

    private static int rotaryDim(int headDim, double factor) {
        return (int) Math.floor(headDim * factor + ROUNDING);
    }

    /// The same as the graph and every other architecture have it.
    public ModelConfig model() {
        return new ModelConfig(
                "phi",
                vocabSize,
                hiddenSize,
                intermediateSize,
                layers,
                heads,
                keyValueHeads,
                headDim(),
                maxPositions,
                new Rotary(rotaryDim(), false, ropeTheta, new Rotary.Scaling.None()),
                new Norm(Norm.Kind.LAYER, layerNormEps),
                Block.PARALLEL,
                new Mlp(false, activation),
                EnumSet.allOf(Bias.class),
                Window.NONE,
                tiedEmbeddings,
                queryKeyNorm,
                bos,
                eos);
    }
}
