package org.hornbook.app.view.train;

import java.util.Locale;

/// What a person can set of a new run, apart from its data.
public enum Field {
    NAME,
    /// Tokens or steps, as `Draft.unit` says.
    LENGTH,
    LAYERS,
    HIDDEN,
    HEADS,
    CONTEXT,
    VOCAB,
    BATCH,
    RATE,
    WARMUP,
    DECAY,
    SEED,
    SAVE_EVERY;

    /// As in node ids and texts.
    String id() {
        return name().toLowerCase(Locale.ROOT).replace('_', '-');
    }

    /// Whether it makes the model another one.
    boolean shapes() {
        return switch (this) {
            case LAYERS, HIDDEN, HEADS, CONTEXT, VOCAB -> true;
            default -> false;
        };
    }
}
