package org.hornbook.checkpoint;

/// How the stream is brought to one size before a layer's parts. `eps` is added under the root.
public record Norm(Kind kind, double eps) {
    public enum Kind {
        /// Mean taken away, divided by the deviation; a weight and a bias.
        LAYER,
        /// Divided by the root of the mean square; a weight only.
        RMS
    }

    public Norm {
        if (!(eps > 0 && eps < 1)) {
            throw new IllegalArgumentException("layer_norm_eps " + eps + " is outside (0, 1)");
        }
    }
}
