package org.hornbook.label;

/// What a run may cost at most. Where no price is known, only tokens can be capped.
///
/// @param dollars infinite if only tokens are capped
/// @param tokens asked and answered together; `Long.MAX_VALUE` if only dollars are capped
public record Budget(double dollars, long tokens) {
    public Budget {
        if (!(dollars >= 0) || tokens < 0) {
            throw new IllegalArgumentException(
                    "a cap of " + dollars + " dollars, " + tokens + " tokens is negative");
        }
    }

    public static Budget dollars(double most) {
        return new Budget(most, Long.MAX_VALUE);
    }

    public static Budget tokens(long most) {
        return new Budget(Double.POSITIVE_INFINITY, most);
    }

    public boolean capsDollars() {
        return dollars < Double.POSITIVE_INFINITY;
    }

    public boolean capsTokens() {
        return tokens < Long.MAX_VALUE;
    }
}
