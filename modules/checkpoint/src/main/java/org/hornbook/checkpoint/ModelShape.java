package org.hornbook.checkpoint;

/// What can be told of any model that writes text, however it is stored.
///
/// @param family the `model_type` of its configuration
/// @param parameters how many numbers it has learned
public record ModelShape(
        String family,
        int layers,
        int hiddenSize,
        int heads,
        int keyValueHeads,
        int headDim,
        int vocabSize,
        int maxPositions,
        long parameters) {
    static ModelShape of(ModelConfig config) {
        return new ModelShape(
                config.family(),
                config.layers(),
                config.hiddenSize(),
                config.heads(),
                config.keyValueHeads(),
                config.headDim(),
                config.vocabSize(),
                config.maxPositions(),
                config.parameters());
    }

    /// Width of all key heads, or of all value heads.
    public int keyValueSize() {
        return keyValueHeads * headDim;
    }
}
