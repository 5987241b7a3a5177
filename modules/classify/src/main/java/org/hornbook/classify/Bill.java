package org.hornbook.classify;

/// What labels have cost.
///
/// @param labels that were paid for
/// @param dollars for all of them together
/// @param source where the figure comes from, in words: `replies as they were billed`
public record Bill(long labels, double dollars, String source) {
    public Bill {
        if (labels < 1 || !(dollars >= 0)) {
            throw new IllegalArgumentException(
                    "a bill of " + dollars + " dollars for " + labels + " labels");
        }
    }

    /// Dollars for one label, on average.
    public double perLabel() {
        return dollars / labels;
    }

    /// What `count` labels cost at that.
    public double of(double count) {
        return perLabel() * count;
    }
}
