package org.hornbook.label;

/// The money of one run, shared by all who ask: before a request leaves, the most it can cost is
/// set aside, so that the cap holds with many requests on their way. A request that does not fit
/// waits while others are on their way, since they may turn out cheaper.
final class Purse {
    private final Budget budget;
    private Bill spent;
    private Bill aside = Bill.NOTHING;
    private int flying;
    private boolean closed;

    /// @param spent before, in the same run
    Purse(Budget budget, Bill spent) {
        this.budget = budget;
        this.spent = spent;
    }

    /// Sets `most` aside; false if the cap leaves no room for it, or nothing more is to be spent.
    synchronized boolean reserve(Bill most) throws InterruptedException {
        while (!closed && !fits(most) && flying > 0) {
            wait();
        }
        if (closed || !fits(most)) {
            return false;
        }
        aside = aside.plus(most);
        flying++;
        return true;
    }

    private boolean fits(Bill most) {
        return spent.dollars() + aside.dollars() + most.dollars() <= budget.dollars() + 1e-12
                && spent.tokens() + aside.tokens() + most.tokens() <= budget.tokens();
    }

    /// What was set aside has become `actual`.
    synchronized void settle(Bill most, Bill actual) {
        flying--;
        aside =
                flying == 0
                        ? Bill.NOTHING
                        : new Bill(
                                aside.promptTokens() - most.promptTokens(),
                                aside.completionTokens() - most.completionTokens(),
                                Math.max(0, aside.dollars() - most.dollars()));
        spent = spent.plus(actual);
        notifyAll();
    }

    /// From now on nothing more is set aside.
    synchronized void close() {
        closed = true;
        notifyAll();
    }

    synchronized Bill spent() {
        return spent;
    }
}
