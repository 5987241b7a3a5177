package org.hornbook.label;

/// What something has cost.
///
/// @param dollars 0 where no price is known
public record Bill(long promptTokens, long completionTokens, double dollars) {
    public static final Bill NOTHING = new Bill(0, 0, 0);

    public Bill plus(Bill other) {
        return new Bill(
                promptTokens + other.promptTokens,
                completionTokens + other.completionTokens,
                dollars + other.dollars);
    }

    public long tokens() {
        return promptTokens + completionTokens;
    }
}
