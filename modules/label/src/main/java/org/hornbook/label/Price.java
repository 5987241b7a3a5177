package org.hornbook.label;

import org.hornbook.infer.remote.Usage;

/// What a model charges, in dollars for a million tokens.
public record Price(double prompt, double completion) {
    public static final Price FREE = new Price(0, 0);

    public Price {
        if (!(prompt >= 0 && completion >= 0)) {
            throw new IllegalArgumentException(
                    "price " + prompt + ", " + completion + " is negative");
        }
    }

    /// In dollars.
    public double of(Usage usage) {
        return (usage.promptTokens() * prompt + usage.completionTokens() * completion) / 1e6;
    }
}
