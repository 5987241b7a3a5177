package org.hornbook.train;

/// How the learning rate moves after the warm-up.
public enum Schedule {
    /// Straight down to 0 at the last step (phi-1).
    LINEAR,
    /// Half a cosine, down to a tenth at the last step.
    COSINE,
    /// Unchanged (phi-1.5).
    CONSTANT;

    /// The factor at `step` of `steps` (0-based), after `warmup` steps of linear rise; in 0..1.
    double factor(int step, int warmup, int steps) {
        if (step < warmup) {
            return (step + 1.0) / warmup;
        }
        double gone = (step - warmup) / (double) Math.max(1, steps - warmup);
        return switch (this) {
            case LINEAR -> 1 - gone;
            case COSINE -> 0.1 + 0.45 * (1 + Math.cos(Math.PI * gone));
            case CONSTANT -> 1;
        };
    }
}
