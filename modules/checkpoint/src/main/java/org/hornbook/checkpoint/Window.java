package org.hornbook.checkpoint;

/// How far back a token looks: `tokens` of them, itself included, in the layers from `fromLayer`
/// on; 0 is all.
public record Window(int tokens, int fromLayer) {
    public static final Window NONE = new Window(0, 0);

    public Window {
        if (tokens < 0 || fromLayer < 0) {
            throw new IllegalArgumentException(
                    "a sliding window of " + tokens + " tokens from layer " + fromLayer);
        }
    }

    /// The window of `layer`; 0 if it looks at everything.
    public int of(int layer) {
        return layer >= fromLayer ? tokens : 0;
    }
}
