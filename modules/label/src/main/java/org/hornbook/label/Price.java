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

    /// For requests that may be answered within a day: half.
    public Price batch() {
        return new Price(prompt / 2, completion / 2);
    }

    public boolean free() {
        return prompt == 0 && completion == 0;
    }
}
