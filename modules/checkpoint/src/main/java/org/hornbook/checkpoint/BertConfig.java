package org.hornbook.checkpoint;

import java.nio.file.Path;

/// The shape of an encoder of the BERT family, as its config.json tells it.
///
/// @param family which names its tensors have
/// @param maxPositions how many tokens a text may have, those before and behind it included
/// @param firstPosition the row of the position table that the first token of a text takes
/// @param tokenTypes rows of the token type table; 0 where there is none
record BertConfig(
        Family family,
        int vocabSize,
        int hiddenSize,
        int intermediateSize,
        int layers,
        int heads,
        int maxPositions,
        int firstPosition,
        int tokenTypes,
        double layerNormEps,
        Activation activation) {
    /// Models that compute the same and name it differently.
    enum Family {
        BERT,
        ROBERTA,
        DISTILBERT
    }

    BertConfig {
        if (vocabSize < 1 || intermediateSize < 1 || layers < 1 || heads < 1) {
            throw new IllegalArgumentException("a size that is not positive");
        }
        if (hiddenSize < 1 || hiddenSize % heads != 0) {
            throw new IllegalArgumentException(
                    "hidden size " + hiddenSize + " cannot be shared by " + heads + " heads");
        }
        if (maxPositions < 1 || firstPosition < 0) {
            throw new IllegalArgumentException(maxPositions + " positions");
        }
    }

    /// Throws `CheckpointException`, in one sentence, for any other architecture.
    static BertConfig read(Path file) {
        JsonFields json = JsonFields.read(file);
        String type = json.findText("model_type").orElseThrow(() -> json.missing("model_type"));
        try {
            return switch (type) {
                case "bert" -> bert(json, Family.BERT, 0);
                case "roberta", "xlm-roberta", "camembert" ->
                        bert(json, Family.ROBERTA, json.findInt("pad_token_id").orElse(1) + 1);
                case "distilbert" -> distilBert(json);
                default ->
                        throw new CheckpointException(
                                file
                                        + ": model_type is \""
                                        + type
                                        + "\", and of sentence-transformers only bert, roberta,"
                                        + " xlm-roberta and distilbert can be read from safetensors;"
                                        + " others run from an onnx/model.onnx beside it");
            };
        } catch (IllegalArgumentException e) {
            throw new CheckpointException(file + ": " + e.getMessage(), e);
        }
    }

    private static BertConfig bert(JsonFields json, Family family, int firstPosition) {
        String positions = json.findText("position_embedding_type").orElse("absolute");
        if (!positions.equals("absolute")) {
            throw json.wrong("position_embedding_type", "\"absolute\"");
        }
        return new BertConfig(
                family,
                json.needInt("vocab_size"),
                json.needInt("hidden_size"),
                json.needInt("intermediate_size"),
                json.needInt("num_hidden_layers"),
                json.needInt("num_attention_heads"),
                json.findInt("max_position_embeddings").orElse(512) - firstPosition,
                firstPosition,
                json.findInt("type_vocab_size").orElse(2),
                json.findDouble("layer_norm_eps").orElse(1e-12),
                Activation.of(json.findText("hidden_act").orElse("gelu")));
    }

    private static BertConfig distilBert(JsonFields json) {
        return new BertConfig(
                Family.DISTILBERT,
                json.needInt("vocab_size"),
                json.needInt("dim"),
                json.needInt("hidden_dim"),
                json.needInt("n_layers"),
                json.needInt("n_heads"),
                json.findInt("max_position_embeddings").orElse(512),
                0,
                0,
                1e-12,
                Activation.of(json.findText("activation").orElse("gelu")));
    }

    /// Rows of the stored position table.
    int positionRows() {
        return maxPositions + firstPosition;
    }
}
