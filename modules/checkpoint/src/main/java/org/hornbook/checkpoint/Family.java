package org.hornbook.checkpoint;

import java.util.Set;

/// Models that share an architecture: how their config.json is read and what their files call the
/// tensors of `ModelParameters`. The graph is written from `ModelConfig` alone.
interface Family extends TensorPlaces {
    /// The `model_type`s it reads.
    Set<String> types();

    /// For people: `phi-1, phi-1.5, phi-2`.
    String title();

    /// May throw `IllegalArgumentException` with a sentence that names the key.
    ModelConfig config(JsonFields json);

    /// Throws `CheckpointException` with the file.
    default ModelConfig read(JsonFields json) {
        try {
            return config(json);
        } catch (IllegalArgumentException | ArithmeticException e) {
            throw new CheckpointException(json.file() + ": " + e.getMessage(), e);
        }
    }
}
