package org.hornbook.label;

import java.time.Duration;
import java.util.Locale;
import java.util.Optional;

/// How a run tells of its money while it goes.
final class SpentWords {
    private SpentWords() {}

    static String of(Optional<Price> price, Budget budget, Bill spent, Duration heldBack) {
        String money =
                price.filter(Price::free).isPresent()
                        ? "free"
                        : price.isEmpty() || !budget.capsDollars()
                                ? String.format(Locale.ROOT, "%,d", spent.tokens())
                                        + (budget.capsTokens()
                                                ? String.format(
                                                        Locale.ROOT, " of %,d", budget.tokens())
                                                : "")
                                        + " tokens spent"
                                : String.format(
                                        Locale.ROOT,
                                        "%.4f of %.2f dollars spent",
                                        spent.dollars(),
                                        budget.dollars());
        return heldBack.toMillis() < 1000
                ? money
                : money
                        + ", waiting "
                        + (heldBack.toMillis() + 999) / 1000
                        + " s as the server asks";
    }
}
