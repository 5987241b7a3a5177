package org.hornbook.app.view.train;

import java.util.Locale;
import java.util.Map;

/// Sizes of model to choose from; each sets what goes well with it.
public enum Size {
    /// 1.06 M parameters at a vocabulary of 1,024.
    NANO(
            Map.of(
                    Field.LAYERS, "4",
                    Field.HIDDEN, "128",
                    Field.HEADS, "4",
                    Field.CONTEXT, "128",
                    Field.VOCAB, "1024",
                    Field.BATCH, "16",
                    Field.RATE, "3e-3",
                    Field.LENGTH, "2 M")),
    /// 7.36 M parameters at a vocabulary of 8,192.
    MICRO(
            Map.of(
                    Field.LAYERS, "4",
                    Field.HIDDEN, "256",
                    Field.HEADS, "4",
                    Field.CONTEXT, "256",
                    Field.VOCAB, "8192",
                    Field.BATCH, "16",
                    Field.RATE, "1e-3",
                    Field.LENGTH, "10 M")),
    /// 33.6 M parameters at a vocabulary of 8,192.
    MINI(
            Map.of(
                    Field.LAYERS, "8",
                    Field.HIDDEN, "512",
                    Field.HEADS, "8",
                    Field.CONTEXT, "512",
                    Field.VOCAB, "8192",
                    Field.BATCH, "8",
                    Field.RATE, "6e-4",
                    Field.LENGTH, "50 M")),
    /// As a person sets it.
    OWN(Map.of());

    private final Map<Field, String> values;

    Size(Map<Field, String> values) {
        this.values = values;
    }

    Map<Field, String> settings() {
        return values;
    }

    String id() {
        return name().toLowerCase(Locale.ROOT);
    }
}
